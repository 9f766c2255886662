// SPDX-License-Identifier: Apache-2.0
//
// Rules that hold for many parts of a definition. Each refuses with INVALID_ARGUMENT, one of
// REASON_DEFINITION_* and the place as subject. Only for this folder.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/assessment/fraction.h"
#include "sucharit/v1/assessment.pb.h"
#include "sucharit/v1/error.pb.h"

namespace sucharit {

// A refusal for `place`, for example "item I10, choice 3".
absl::Status Fault(v1::Reason reason, absl::string_view message, absl::string_view place);

// "item I10", or "item 3" (counted from 1) if its id is empty or can't be shown.
std::string Place(absl::string_view kind, absl::string_view id, int position);

// Each checks what proto/sucharit/v1/assessment.proto says of such an id. REASON_DEFINITION_BAD_ID.
absl::Status CheckDefinitionId(absl::string_view id);
absl::Status CheckInstrumentId(absl::string_view id, absl::string_view place);
absl::Status CheckPartId(absl::string_view id, absl::string_view instrument,
                         absl::string_view place);
absl::Status CheckChoiceId(absl::string_view id, absl::string_view place);
// Anything else: letters, digits, '.', '_' and '-', at most 32.
absl::Status CheckId(absl::string_view id, absl::string_view place);

// Adds `id` to `taken`; REASON_DEFINITION_DUPLICATE_ID if it is there.
absl::Status CheckUnique(const std::string& id, std::set<std::string>& taken,
                         absl::string_view place);

// REASON_DEFINITION_INCOMPLETE if either language is missing, REASON_DEFINITION_TOO_LARGE if one is
// longer than 4,000 bytes. `what` names the text: "label", "name".
absl::Status CheckText(const v1::Text& text, absl::string_view place, absl::string_view what);

// The same for a text that may be missing in both languages, but not in one.
absl::Status CheckOptionalText(const v1::Text& text, absl::string_view place,
                               absl::string_view what);

// A fraction from 0 to `most`. REASON_DEFINITION_BAD_NUMBER.
absl::StatusOr<mpq_class> NumberUpTo(int most, absl::string_view text, absl::string_view place,
                                     absl::string_view what);

// One member of a group that shares a whole.
struct Member {
  std::string place;
  std::string weight;
};

// The members' shares: their weights, or equal ones if no weight is given.
// REASON_DEFINITION_BAD_NUMBER for one member; REASON_DEFINITION_BAD_WEIGHTS for the `group` if
// some are given and some not, or if they don't add up to 1.
absl::StatusOr<std::vector<mpq_class>> SharesOf(absl::string_view group,
                                                const std::vector<Member>& members);

// The same where each weight must be given.
absl::StatusOr<std::vector<mpq_class>> GivenSharesOf(absl::string_view group,
                                                     const std::vector<Member>& members);

}  // namespace sucharit
