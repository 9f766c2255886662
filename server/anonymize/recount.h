// SPDX-License-Identifier: Apache-2.0
//
// Counting once more what was counted at close, to compare. Nothing is written.
#pragma once

#include <optional>

#include "absl/status/statusor.h"
#include "common/response/sealed_content.h"
#include "server/anonymize/opening_key.h"
#include "server/store/box_store.h"
#include "server/store/card_store.h"
#include "server/store/row_store.h"
#include "sucharit/v1/result.pb.h"

namespace sucharit {

// The tally of a questionnaire from its boxes, as closing made it. For rounds from closing to
// published: then boxes are gone, and what comes out counts nobody. INTERNAL if two ways of
// counting differ.
absl::StatusOr<v1::Tally> RecountBoxes(BoxStore& boxes, const ResponseContext& context,
                                       const OpeningKey& key,
                                       const std::optional<CountedCards>& cards);

// The tally of a questionnaire from its kept rows, a block at a time. FAILED_PRECONDITION
// `REASON_ROWS_NOT_KEPT` if there are none; DATA_LOSS `REASON_STORAGE_DAMAGED` if a row isn't
// valid.
absl::StatusOr<v1::Tally> RecountRows(RowStore& rows, const ResponseContext& context);

}  // namespace sucharit
