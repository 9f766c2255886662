// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <google/protobuf/repeated_ptr_field.h>

#include <string>

#include "sucharit/v1/result.pb.h"

namespace sucharit {

// Columns questionnaire, received, counted, card_refused, not_valid, late; lines ending in LF, for
// scripts, as in ScoresToCsv.
std::string TotalsToCsv(const google::protobuf::RepeatedPtrField<v1::Totals>& totals);

}  // namespace sucharit
