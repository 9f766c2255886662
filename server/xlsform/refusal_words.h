// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "absl/status/status.h"
#include "sucharit/v1/assessment.pb.h"

namespace sucharit {

// What a definition's refusal means to the author of a form. Only for this folder.
v1::Text RefusalMessage(const absl::Status& refusal);

}  // namespace sucharit
