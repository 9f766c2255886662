// SPDX-License-Identifier: Apache-2.0
#include "client/fleet/fleet_status.h"

#include <memory>
#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "client/core/form_session.h"
#include "common/crypto/digest.h"
#include "common/status/status_macros.h"

namespace sucharit {
namespace {

// Ids are of letters that JSON needn't escape (common/assessment).
std::string CountsAsJson(const OutboxCounts& counts) {
  return absl::StrFormat(R"("finished":%d,"waiting":%d,"stored":%d,"late":%d,"refused":%d)",
                         counts.finished, counts.waiting, counts.stored, counts.late,
                         counts.refused);
}

std::string Row(absl::string_view tablet, absl::string_view round, absl::string_view questionnaire,
                const OutboxCounts& counts) {
  return absl::StrFormat("%s\t%s\t%s\t%d\t%d\t%d\t%d\t%d\n", tablet, round, questionnaire,
                         counts.finished, counts.waiting, counts.stored, counts.late,
                         counts.refused);
}

constexpr Say kHead = {"แท็บเล็ต\tรอบ\tแบบสำรวจ\tตอบเสร็จ\tรอส่ง\tได้รับแล้ว\tช้าเกินไป\tถูกปฏิเสธ\n",
                       "tablet\tround\tquestionnaire\tfinished\twaiting\tstored\tlate\trefused\n"};
constexpr Say kAll = {"ทั้งหมด", "all"};
constexpr Say kDrafts = {"กำลังตอบอยู่: ", "in progress: "};

}  // namespace

absl::Status FleetStatus::Add(absl::string_view tablet, TabletDatabase& database) {
  ASSIGN_OR_RETURN(std::vector<OutboxCounts> counts, Outbox(database).Counts());
  for (OutboxCounts& count : counts) counts_.push_back({std::string(tablet), std::move(count)});
  ASSIGN_OR_RETURN(const bool draft, FormSession::HasDraft(database));
  if (draft) ++drafts_;
  return absl::OkStatus();
}

OutboxCounts FleetStatus::Total() const {
  OutboxCounts total;
  for (const TabletCounts& each : counts_) {
    total.finished += each.counts.finished;
    total.waiting += each.counts.waiting;
    total.stored += each.counts.stored;
    total.late += each.counts.late;
    total.refused += each.counts.refused;
  }
  return total;
}

std::string FleetStatus::AsTable(Language language) const {
  std::string table = kHead.In(language);
  for (const TabletCounts& each : counts_) {
    absl::StrAppend(&table, Row(each.tablet, crypto::ToHex(each.counts.round_id),
                                each.counts.questionnaire, each.counts));
  }
  absl::StrAppend(&table, Row(kAll.In(language), "", "", Total()));
  if (drafts_ > 0) absl::StrAppend(&table, kDrafts.In(language), drafts_, "\n");
  return table;
}

std::string FleetStatus::AsJson() const {
  const std::string tablets =
      absl::StrJoin(counts_, ",", [](std::string* out, const TabletCounts& each) {
        absl::StrAppend(out, R"({"tablet":")", each.tablet, R"(","round":")",
                        crypto::ToHex(each.counts.round_id), R"(","questionnaire":")",
                        each.counts.questionnaire, R"(",)", CountsAsJson(each.counts), "}");
      });
  return absl::StrCat(R"({"tablets":[)", tablets, R"(],"drafts":)", drafts_, R"(,"total":{)",
                      CountsAsJson(Total()), "}}\n");
}

}  // namespace sucharit
