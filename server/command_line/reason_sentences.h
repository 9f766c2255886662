// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "common/text/language.h"
#include "sucharit/v1/error.pb.h"

namespace sucharit {

// What a person is told for a reason: what is wrong, what to do, and that data is safe where that
// could be in doubt. Written to stand after the subject and a colon. Every reason has one but
// REASON_UNSPECIFIED.
std::optional<Say> SentenceFor(v1::Reason reason);

}  // namespace sucharit
