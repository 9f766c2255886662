// SPDX-License-Identifier: Apache-2.0
//
// Refusals that a program can understand. A refusal is made once, where the rule is; the edge turns
// its reason into a sentence in the user's language. The message is English and for logs: it never
// holds an answer, a code or a key.
#pragma once

#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "sucharit/v1/error.pb.h"

namespace sucharit {

// An error with `reason`. `subject` says what it is about: an item, a round, "line 3, column I2".
absl::Status Refused(absl::StatusCode code, v1::Reason reason, absl::string_view message,
                     absl::string_view subject = "");

// The reason that Refused() put into `status`; REASON_UNSPECIFIED if there is none.
v1::Reason ReasonOf(const absl::Status& status);

// The subject that Refused() put into `status`; empty if there is none.
std::string SubjectOf(const absl::Status& status);

// The same error with `context` before the subject, for example a file's name.
absl::Status Within(absl::string_view context, const absl::Status& status);

}  // namespace sucharit
