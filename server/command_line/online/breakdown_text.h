// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <google/protobuf/repeated_field.h>

#include <string>

#include "common/assessment/assessment.h"
#include "common/text/language.h"
#include "sucharit/v1/result.pb.h"

namespace sucharit {

// What is shown of each segment, and in words what is hidden or withheld. Names are the
// definition's.
std::string BreakdownsToText(const Assessment& assessment,
                             const google::protobuf::RepeatedPtrField<v1::Breakdown>& breakdowns,
                             Language language);

}  // namespace sucharit
