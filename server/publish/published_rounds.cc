// SPDX-License-Identifier: Apache-2.0
#include "server/publish/published_rounds.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "common/crypto/digest.h"
#include "common/status/reason.h"
#include "common/status/status_macros.h"
#include "server/publish/audit_file.h"
#include "server/publish/breakdown.h"

namespace sucharit {
namespace {

absl::Status NotPublished(absl::string_view round_id) {
  return Refused(absl::StatusCode::kFailedPrecondition, v1::REASON_ROUND_STATE,
                 "the round isn't published", crypto::ToHex(round_id));
}

// The definition's order, which says nothing of when each was published.
void AddBreakdowns(const std::vector<v1::Breakdown>& breakdowns, v1::Bundle& bundle) {
  for (const v1::Segment& segment : bundle.definition().segments()) {
    for (const v1::Breakdown& breakdown : breakdowns) {
      if (breakdown.segment() == segment.id()) *bundle.add_breakdowns() = breakdown;
    }
  }
}

// Those asked for, or all; as often as they are asked for.
std::vector<std::string> SegmentsOf(const v1::PublishBreakdownRequest& request,
                                    const v1::Definition& definition) {
  if (!request.segments().empty()) return {request.segments().begin(), request.segments().end()};
  std::vector<std::string> all;
  for (const v1::Segment& segment : definition.segments()) all.push_back(segment.id());
  return all;
}

bool Holds(const std::vector<v1::Breakdown>& breakdowns, const std::string& segment) {
  return std::any_of(breakdowns.begin(), breakdowns.end(), [&](const v1::Breakdown& breakdown) {
    return breakdown.segment() == segment;
  });
}

// Without their places: gaps between these would tell how many others there are.
void AddReleased(const std::vector<StoredText>& texts, const std::string& item,
                 v1::ReportSource& source) {
  v1::ReleasedTexts* released = nullptr;
  for (const StoredText& text : texts) {
    if (text.item != item || !text.released) continue;
    if (released == nullptr) released = source.add_texts();
    released->set_item(item);
    released->add_texts(text.text);
  }
}

}  // namespace

absl::StatusOr<v1::Bundle> PublishedRounds::Bundle(absl::string_view round_id) {
  RETURN_IF_ERROR(round_store_.Find(round_id).status());
  ASSIGN_OR_RETURN(std::optional<v1::Bundle> bundle, publications_.Publication(round_id));
  if (!bundle.has_value()) return NotPublished(round_id);
  ASSIGN_OR_RETURN(const std::vector<v1::Breakdown> breakdowns, publications_.Breakdowns(round_id));
  AddBreakdowns(breakdowns, *bundle);
  return *std::move(bundle);
}

absl::StatusOr<v1::PublishBreakdownResponse> PublishedRounds::PublishBreakdown(
    const v1::PublishBreakdownRequest& request) {
  const std::lock_guard<std::mutex> lock(mutex_);
  ASSIGN_OR_RETURN(const Turn turn, turns_.Take("results", request.round_id()));
  ASSIGN_OR_RETURN(const v1::Bundle before, Bundle(request.round_id()));
  ASSIGN_OR_RETURN(const RoundRecord round, round_store_.Find(request.round_id()));
  ASSIGN_OR_RETURN(const Assessment assessment, rounds_.AssessmentOf(round));
  ASSIGN_OR_RETURN(const std::vector<v1::Tally> tallies, results_.Tallies(round.round_id));
  std::vector<v1::Breakdown> published(before.breakdowns().begin(), before.breakdowns().end());
  std::vector<v1::Breakdown> added;
  for (const std::string& segment : SegmentsOf(request, before.definition())) {
    ASSIGN_OR_RETURN(const v1::Breakdown breakdown,
                     MakeBreakdown(assessment, segment, tallies, published));
    if (Holds(published, segment)) continue;
    published.push_back(breakdown);
    added.push_back(breakdown);
  }
  RETURN_IF_ERROR(publications_.AddBreakdowns(round.round_id, added));
  ASSIGN_OR_RETURN(const v1::Bundle after, Bundle(round.round_id));
  v1::PublishBreakdownResponse response;
  *response.mutable_breakdowns() = after.breakdowns();
  return response;
}

absl::Status PublishedRounds::ForEachRowBlock(
    const v1::ExportRowsRequest& request,
    const std::function<absl::Status(absl::string_view)>& use) {
  ASSIGN_OR_RETURN(const RoundRecord round, round_store_.Find(request.round_id()));
  if (round.state != v1::ROUND_STATE_PUBLISHED) return NotPublished(round.round_id);
  ASSIGN_OR_RETURN(const Assessment assessment, rounds_.AssessmentOf(round));
  const Instrument* instrument = assessment.FindInstrument(request.questionnaire());
  if (instrument == nullptr || !instrument->is_survey) {
    return Refused(absl::StatusCode::kInvalidArgument, v1::REASON_QUESTIONNAIRE_UNKNOWN,
                   "no such survey", request.questionnaire());
  }
  ASSIGN_OR_RETURN(const bool has_rows, rows_.HasRows(round.round_id, instrument->id));
  if (!has_rows) {
    return Refused(absl::StatusCode::kFailedPrecondition, v1::REASON_ROWS_NOT_KEPT,
                   "no rows are kept", instrument->id);
  }
  return rows_.ForEachBlock(round.round_id, instrument->id, use);
}

absl::StatusOr<std::string> PublishedRounds::Audit(const v1::GetAuditBundleRequest& request) {
  v1::AuditBundle audit;
  audit.set_format(kAuditFormat);
  ASSIGN_OR_RETURN(*audit.mutable_bundle(), Bundle(request.round_id()));
  ASSIGN_OR_RETURN(const std::vector<v1::Tally> tallies, results_.Tallies(request.round_id()));
  *audit.mutable_tallies() = {tallies.begin(), tallies.end()};
  ASSIGN_OR_RETURN(const std::vector<v1::ImportedScore> imported,
                   results_.Imported(request.round_id()));
  *audit.mutable_imported() = {imported.begin(), imported.end()};
  ASSIGN_OR_RETURN(const std::string salt, publications_.AuditSalt(request.round_id()));
  return SealAudit(audit, request.auditor_key(), salt);
}

absl::StatusOr<v1::ReportSource> PublishedRounds::ReportSource(absl::string_view round_id) {
  v1::ReportSource source;
  ASSIGN_OR_RETURN(*source.mutable_bundle(), Bundle(round_id));
  ASSIGN_OR_RETURN(const std::vector<v1::PastResult> past,
                   past_.Before(source.bundle().agency_code(), source.bundle().definition()));
  *source.mutable_past() = {past.begin(), past.end()};
  ASSIGN_OR_RETURN(const std::vector<v1::Measure> plan, plan_.List(round_id));
  *source.mutable_plan() = {plan.begin(), plan.end()};
  ASSIGN_OR_RETURN(const std::vector<StoredText> texts, rows_.AllTexts(round_id));
  for (const v1::Item& item : source.bundle().definition().items()) {
    AddReleased(texts, item.id(), source);
  }
  return source;
}

}  // namespace sucharit
