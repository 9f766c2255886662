// SPDX-License-Identifier: Apache-2.0
//
// Whether a card lets somebody answer, as far as a tablet can tell without a network.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "client/core/library.h"
#include "client/core/tablet_database.h"

namespace sucharit {

// The packed code of a card that was typed or read, to begin a response with; empty where the
// questionnaire takes none. The caller wipes it. INVALID_ARGUMENT `REASON_CARD_MISSING` if it takes
// one and `typed` is blank, `REASON_CARDS_NOT_USED` if one was given and it takes none,
// `REASON_CARD_MALFORMED`; NOT_FOUND `REASON_CARD_UNKNOWN` for a card of another round or
// questionnaire, a void one, or while no cards are printed; ALREADY_EXISTS `REASON_CARD_USED` if a
// response was finished with it on this tablet. What was used on another tablet, the count finds.
absl::StatusOr<std::string> CheckCard(TabletDatabase& database, const CollectedRound& round,
                                      absl::string_view questionnaire, absl::string_view typed);

}  // namespace sucharit
