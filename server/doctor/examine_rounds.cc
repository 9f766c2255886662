// SPDX-License-Identifier: Apache-2.0
#include "server/doctor/examine_rounds.h"

#include <algorithm>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "common/crypto/digest.h"

namespace sucharit {
namespace {

constexpr int32_t kDaysBeforeTheEnd = 3;
constexpr size_t kIdDigits = 8;

// As much of the id as `sucharit round` takes for it, and whose it is.
std::string NameOf(const v1::Round& round) {
  return absl::StrCat(crypto::ToHex(round.round_id()).substr(0, kIdDigits), " (",
                      round.agency_code(), ", ", round.definition_id(), ")");
}

bool HasTablet(const ExaminedRound& examined) {
  return std::any_of(examined.devices.begin(), examined.devices.end(),
                     [](const v1::Device& device) { return !device.revoked(); });
}

// Ids of the questionnaires that have fewer responses than they need, as far as an open round
// tells.
std::vector<std::string> ShortOf(const v1::Round& round) {
  std::vector<std::string> ids;
  for (const v1::Population& least : round.minimum_samples()) {
    const auto totals = std::find_if(
        round.totals().begin(), round.totals().end(),
        [&](const v1::Totals& each) { return each.questionnaire() == least.questionnaire(); });
    const int64_t received = totals == round.totals().end() ? 0 : totals->received();
    if (received < least.size()) {
      ids.push_back(absl::StrCat(least.questionnaire(), ": ", received, "/", least.size()));
    }
  }
  return ids;
}

void ExamineDraft(const ExaminedRound& examined, int32_t today, Diagnoses& diagnoses) {
  constexpr Say kLate{"ถึงวันแรกของรอบแล้วแต่ยังไม่ได้เปิด",
                      "the round's first day has come, but it isn't open"};
  constexpr Say kOpen{"สั่ง sucharit round open", "run `sucharit round open`"};
  if (examined.round.first_day() > today) return;
  diagnoses.push_back(
      {"round-not-open", Condition::kAttention, kLate, NameOf(examined.round), kOpen});
}

void ExamineOpen(const ExaminedRound& examined, int32_t today, Diagnoses& diagnoses) {
  constexpr Say kOver{"รอบเลยวันสุดท้ายแล้วแต่ยังไม่ได้ปิด",
                      "the round's last day is over, but it isn't closed"};
  constexpr Say kClose{"สั่ง sucharit round close (หรือ extend ถ้าจะขยายเวลา)",
                       "run `sucharit round close` (or `extend` for more time)"};
  constexpr Say kNoTablet{"รอบเปิดอยู่แต่หน่วยงานไม่มีแท็บเล็ตที่ลงทะเบียน",
                          "the round is open, but its agency has no tablet"};
  constexpr Say kEnrol{"สั่ง sucharit device enrol-code", "run `sucharit device enrol-code`"};
  constexpr Say kFew{"ใกล้ครบกำหนดแล้วแต่คำตอบยังไม่ถึงจำนวนขั้นต่ำ",
                     "the end is near, and there are fewer responses than needed"};
  constexpr Say kAsk{
      "ให้เจ้าหน้าที่ส่งคำตอบที่ค้างในแท็บเล็ต ชวนผู้ตอบเพิ่ม หรือขยายเวลา",
      "have staff send what waits on their tablets, invite more people, or extend the round"};
  const v1::Round& round = examined.round;
  if (round.last_day() < today) {
    diagnoses.push_back({"round-over", Condition::kAttention, kOver, NameOf(round), kClose});
  }
  if (!HasTablet(examined)) {
    diagnoses.push_back(
        {"round-without-tablet", Condition::kAttention, kNoTablet, NameOf(round), kEnrol});
  }
  const std::vector<std::string> few = ShortOf(round);
  if (round.last_day() - today <= kDaysBeforeTheEnd && !few.empty()) {
    diagnoses.push_back({"round-short", Condition::kAttention, kFew,
                         absl::StrCat(NameOf(round), ", ", absl::StrJoin(few, ", ")), kAsk});
  }
}

void ExamineClosing(const ExaminedRound& examined, Diagnoses& diagnoses) {
  constexpr Say kWaiting{
      "รอบกำลังปิด รอแท็บเล็ตที่ยังไม่ได้แจ้งว่าไม่มีคำตอบค้าง",
      "the round is closing and waits for tablets that haven't said that nothing is left"};
  constexpr Say kSend{
      "เปิดแท็บเล็ตเหล่านั้นแล้วกดส่ง หรือปิดโดยระบุแท็บเล็ตที่ไม่รอ (--give-up)",
      "open these tablets and press send, or close naming those you give up (`--give-up`)"};
  constexpr Say kFinish{"รอบกำลังปิดและไม่ต้องรอแท็บเล็ตใดแล้ว",
                        "the round is closing and waits for no tablet"};
  constexpr Say kClose{"สั่ง sucharit round close อีกครั้ง", "run `sucharit round close` again"};
  std::vector<std::string> names;
  for (const v1::Device& device : examined.round.waiting_devices()) names.push_back(device.name());
  if (names.empty()) {
    diagnoses.push_back(
        {"round-closing", Condition::kAttention, kFinish, NameOf(examined.round), kClose});
    return;
  }
  diagnoses.push_back({"round-waits", Condition::kAttention, kWaiting,
                       absl::StrCat(NameOf(examined.round), ": ", absl::StrJoin(names, ", ")),
                       kSend});
}

void ExamineClosed(const ExaminedRound& examined, Diagnoses& diagnoses) {
  constexpr Say kUnpublished{"รอบปิดแล้วแต่ยังไม่ได้เผยแพร่ กุญแจของรอบจึงยังอยู่",
                             "the round is closed but not published, so its key still exists"};
  constexpr Say kPublish{"ตรวจคะแนนแล้วสั่ง sucharit publish",
                         "check the scores, then run `sucharit publish`"};
  if (examined.round.rehearsal()) return;
  diagnoses.push_back(
      {"round-unpublished", Condition::kAttention, kUnpublished, NameOf(examined.round), kPublish});
}

void Examine(const ExaminedRound& examined, int32_t today, Diagnoses& diagnoses) {
  switch (examined.round.state()) {
    case v1::ROUND_STATE_DRAFT:
      return ExamineDraft(examined, today, diagnoses);
    case v1::ROUND_STATE_OPEN:
      return ExamineOpen(examined, today, diagnoses);
    case v1::ROUND_STATE_CLOSING:
      return ExamineClosing(examined, diagnoses);
    case v1::ROUND_STATE_CLOSED:
      return ExamineClosed(examined, diagnoses);
    default:
      return;
  }
}

}  // namespace

Diagnoses ExamineRounds(const std::vector<ExaminedRound>& rounds, int32_t today) {
  constexpr Say kFine{"ไม่มีรอบใดที่ต้องทำอะไรวันนี้", "no round needs anything today"};
  Diagnoses diagnoses;
  for (const ExaminedRound& examined : rounds) Examine(examined, today, diagnoses);
  if (diagnoses.empty()) diagnoses.push_back({"rounds", Condition::kWell, kFine, "", kNothingToDo});
  return diagnoses;
}

}  // namespace sucharit
