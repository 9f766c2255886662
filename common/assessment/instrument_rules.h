// SPDX-License-Identifier: Apache-2.0
//
// The rules of instruments and their parts. Only for this folder.
#pragma once

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/assessment/assessment.h"

namespace sucharit {

// An instrument with its parts, but without what the rest of the definition adds: its weight,
// indicators and items. The reasons of definition_rules.h; REASON_DEFINITION_INCOMPLETE if it has
// no source or a survey lacks what its start page needs; REASON_DEFINITION_BAD_STRUCTURE if two
// parts are collected; REASON_DEFINITION_BAD_NUMBER for a minimum sample that can't be meant.
absl::StatusOr<Instrument> ReadInstrument(const v1::Instrument& instrument,
                                          absl::string_view place);

}  // namespace sucharit
