// SPDX-License-Identifier: Apache-2.0
#include "server/command_line/online/round_text.h"

#include <algorithm>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/crypto/digest.h"
#include "server/command_line/online/dates.h"
#include "server/export/display_width.h"
#include "server/export/localized.h"

namespace sucharit {
namespace {

constexpr size_t kIdWidth = 12;
constexpr size_t kFigureWidth = 13;

int64_t SizeFor(const google::protobuf::RepeatedPtrField<v1::Population>& sizes,
                const std::string& questionnaire) {
  const auto found = std::find_if(sizes.begin(), sizes.end(), [&](const v1::Population& each) {
    return each.questionnaire() == questionnaire;
  });
  return found == sizes.end() ? 0 : found->size();
}

// A row of a table: a name, then right-aligned figures.
std::string Row(const std::string& name, const std::vector<std::string>& figures) {
  std::string row = absl::StrCat("  ", FitToWidth(name, kIdWidth));
  for (const std::string& figure : figures) absl::StrAppend(&row, AlignRight(figure, kFigureWidth));
  return row + "\n";
}

std::string Figure(int64_t value) { return absl::StrCat(value); }

}  // namespace

std::string StateName(v1::RoundState state, Language language) {
  switch (state) {
    case v1::ROUND_STATE_DRAFT:
      return Say{"ร่าง", "draft"}.In(language);
    case v1::ROUND_STATE_OPEN:
      return Say{"เปิดรับคำตอบ", "open"}.In(language);
    case v1::ROUND_STATE_CLOSING:
      return Say{"กำลังปิด", "closing"}.In(language);
    case v1::ROUND_STATE_CLOSED:
      return Say{"ปิดและนับแล้ว", "closed"}.In(language);
    case v1::ROUND_STATE_PUBLISHED:
      return Say{"เผยแพร่แล้ว", "published"}.In(language);
    case v1::ROUND_STATE_CANCELLED:
      return Say{"ยกเลิกแล้ว", "cancelled"}.In(language);
    default:
      return Say{"ไม่ทราบ", "unknown"}.In(language);
  }
}

std::string RoundMarks(const v1::Round& round, Language language) {
  constexpr Say kRehearsal{"  [รอบซ้อม เผยแพร่ไม่ได้]", "  [rehearsal: can't be published]"};
  constexpr Say kOffline{"  [กุญแจอยู่นอกเซิร์ฟเวอร์]", "  [key kept off the server]"};
  std::string marks;
  if (round.rehearsal()) marks += kRehearsal.In(language);
  if (round.custody() == v1::KEY_CUSTODY_OFFLINE) marks += kOffline.In(language);
  return marks;
}

std::string RoundToText(const v1::Round& round, Language language) {
  constexpr Say kQuestionnaire{"แบบวัด", "instrument"};
  constexpr Say kPopulation{"ประชากร", "population"};
  constexpr Say kMinimum{"ขั้นต่ำ", "minimum"};
  constexpr Say kReceived{"ได้รับแล้ว", "received"};
  constexpr Say kAtLeast{
      "(จำนวนที่ได้รับระหว่างเปิดรอบปัดลงและเปลี่ยนวันละครั้ง เพื่อปกป้องผู้ตอบ)",
      "(while the round is open, received is rounded down and changes once a day, to protect "
      "respondents)"};
  constexpr Say kWaiting{"แท็บเล็ตที่อาจยังมีคำตอบค้างอยู่: ", "tablets that may still hold responses: "};
  constexpr Say kCopies{"สำเนากุญแจอยู่ที่: ", "a copy of the key is kept at: "};
  constexpr Say kUnverified{"สิ่งในนิยามที่ยังไม่ได้รับการยืนยัน:",
                            "what nobody has confirmed in the definition:"};
  std::string text = absl::StrCat(
      crypto::ToHex(round.round_id()), "  ", In(language, round.agency_name()), "\n  ",
      In(language, round.definition_title()), "\n  ", FormatDay(round.first_day(), language), " – ",
      FormatDay(round.last_day(), language), "   [", StateName(round.state(), language), "]",
      RoundMarks(round, language), "\n");
  for (const std::string& place : round.key_copies()) {
    absl::StrAppend(&text, "  ", kCopies.In(language), place, "\n");
  }
  text += Row(kQuestionnaire.In(language),
              {kPopulation.In(language), kMinimum.In(language), kReceived.In(language)});
  for (const v1::Totals& totals : round.totals()) {
    text += Row(totals.questionnaire(),
                {Figure(SizeFor(round.populations(), totals.questionnaire())),
                 Figure(SizeFor(round.minimum_samples(), totals.questionnaire())),
                 Figure(totals.received())});
  }
  if (round.state() < v1::ROUND_STATE_CLOSED) {
    absl::StrAppend(&text, "  ", kAtLeast.In(language), "\n");
  }
  for (const v1::Device& device : round.waiting_devices()) {
    absl::StrAppend(&text, "  ", kWaiting.In(language), device.name(), "  ",
                    crypto::ToHex(device.device_id()), "\n");
  }
  if (!round.unverified().empty()) absl::StrAppend(&text, "  ", kUnverified.In(language), "\n");
  for (const v1::Text& fact : round.unverified()) {
    absl::StrAppend(&text, "    - ", In(language, fact), "\n");
  }
  return text;
}

std::string TotalsToText(const google::protobuf::RepeatedPtrField<v1::Totals>& totals,
                         Language language) {
  constexpr Say kQuestionnaire{"แบบวัด", "instrument"};
  constexpr Say kReceived{"ได้รับ", "received"};
  constexpr Say kCounted{"นับ", "counted"};
  constexpr Say kRefused{"บัตรถูกปฏิเสธ", "card refused"};
  constexpr Say kNotValid{"ใช้ไม่ได้", "not valid"};
  constexpr Say kLate{"มาสาย", "late"};
  constexpr Say kAll{"รวม", "in all"};
  std::string text = Row(kQuestionnaire.In(language),
                         {kReceived.In(language), kCounted.In(language), kRefused.In(language),
                          kNotValid.In(language), kLate.In(language)});
  v1::Totals sum;
  for (const v1::Totals& each : totals) {
    text += Row(each.questionnaire(),
                {Figure(each.received()), Figure(each.counted()), Figure(each.card_refused()),
                 Figure(each.not_valid()), Figure(each.late())});
    sum.set_received(sum.received() + each.received());
    sum.set_counted(sum.counted() + each.counted());
    sum.set_card_refused(sum.card_refused() + each.card_refused());
    sum.set_not_valid(sum.not_valid() + each.not_valid());
    sum.set_late(sum.late() + each.late());
  }
  return text + Row(kAll.In(language),
                    {Figure(sum.received()), Figure(sum.counted()), Figure(sum.card_refused()),
                     Figure(sum.not_valid()), Figure(sum.late())});
}

nlohmann::json TotalsToJson(const google::protobuf::RepeatedPtrField<v1::Totals>& totals) {
  nlohmann::json rows = nlohmann::json::array();
  for (const v1::Totals& each : totals) {
    rows.push_back({{"questionnaire", each.questionnaire()},
                    {"received", each.received()},
                    {"counted", each.counted()},
                    {"card_refused", each.card_refused()},
                    {"not_valid", each.not_valid()},
                    {"late", each.late()}});
  }
  return rows;
}

nlohmann::json RoundToJson(const v1::Round& round) {
  nlohmann::json json{
      {"round_id", crypto::ToHex(round.round_id())},
      {"agency", round.agency_code()},
      {"definition", round.definition_id()},
      {"state", StateName(round.state(), Language::kEnglish)},
      {"custody", round.custody() == v1::KEY_CUSTODY_OFFLINE ? "offline" : "server"},
      {"rehearsal", round.rehearsal()},
      {"totals", TotalsToJson(round.totals())}};
  json["key_copies"] = nlohmann::json::array();
  for (const std::string& place : round.key_copies()) json["key_copies"].push_back(place);
  for (const v1::Population& population : round.populations()) {
    json["population"][population.questionnaire()] = population.size();
  }
  for (const v1::Population& minimum : round.minimum_samples()) {
    json["minimum_sample"][minimum.questionnaire()] = minimum.size();
  }
  json["waiting_devices"] = nlohmann::json::array();
  for (const v1::Device& device : round.waiting_devices()) {
    json["waiting_devices"].push_back(
        {{"device_id", crypto::ToHex(device.device_id())}, {"name", device.name()}});
  }
  return json;
}

}  // namespace sucharit
