// SPDX-License-Identifier: Apache-2.0
#include "server/anonymize/recount.h"

#include "common/assessment/answers.h"
#include "common/status/reason.h"
#include "common/status/status_macros.h"
#include "server/anonymize/anonymize.h"
#include "server/scoring/row_counter.h"
#include "server/scoring/tally.h"

namespace sucharit {
namespace {

absl::Status Damaged(const ResponseContext& context) {
  return Refused(absl::StatusCode::kDataLoss, v1::REASON_STORAGE_DAMAGED,
                 "a kept row isn't a valid response", context.instrument->id);
}

// Adds the rows of one block, all of which have `size` bytes.
absl::Status CountBlock(const ResponseContext& context, size_t size, absl::string_view block,
                        TallyCounter& counter) {
  if (block.size() % size != 0) return Damaged(context);
  for (; !block.empty(); block.remove_prefix(size)) {
    const absl::StatusOr<CheckedAnswers> row =
        UnpackRow(*context.assessment, *context.instrument, block.substr(0, size));
    if (!row.ok()) return Damaged(context);
    counter.Add(*row);
  }
  return absl::OkStatus();
}

// Where bytes can be counted without looking at whole answers: many times as fast, so that most of
// the time goes into reading.
absl::StatusOr<v1::Tally> CountBytes(RowStore& rows, const ResponseContext& context) {
  RowCounter counter(*context.assessment, *context.instrument);
  RETURN_IF_ERROR(rows.ForEachBlockInPlace(context.round_id, context.instrument->id,
                                           [&counter](absl::string_view block) {
                                             counter.Add(block);
                                             return absl::OkStatus();
                                           }));
  absl::StatusOr<v1::Tally> tally = counter.Tally();
  if (!tally.ok()) return Damaged(context);
  return tally;
}

}  // namespace

absl::StatusOr<v1::Tally> RecountBoxes(BoxStore& boxes, const ResponseContext& context,
                                       const OpeningKey& key,
                                       const std::optional<CountedCards>& cards) {
  ASSIGN_OR_RETURN(const CountedQuestionnaire counted,
                   CountQuestionnaire(boxes, context, key, cards));
  return counted.tally;
}

absl::StatusOr<v1::Tally> RecountRows(RowStore& rows, const ResponseContext& context) {
  ASSIGN_OR_RETURN(const bool kept, rows.HasRows(context.round_id, context.instrument->id));
  if (!kept) {
    return Refused(absl::StatusCode::kFailedPrecondition, v1::REASON_ROWS_NOT_KEPT,
                   "no rows are kept", context.instrument->id);
  }
  if (RowCounter::CanCount(*context.assessment, *context.instrument)) {
    return CountBytes(rows, context);
  }
  TallyCounter counter(*context.assessment, *context.instrument);
  const size_t size = RowSize(*context.assessment, *context.instrument);
  RETURN_IF_ERROR(rows.ForEachBlock(
      context.round_id, context.instrument->id,
      [&](absl::string_view block) { return CountBlock(context, size, block, counter); }));
  return counter.Tally();
}

}  // namespace sucharit
