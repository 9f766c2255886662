// SPDX-License-Identifier: Apache-2.0
//
// The refusals of a workbook. Only for this folder.
#pragma once

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "common/status/reason.h"

namespace sucharit {

inline absl::Status MalformedWorkbook(absl::string_view message, absl::string_view place = "") {
  return Refused(absl::StatusCode::kInvalidArgument, v1::REASON_SPREADSHEET_MALFORMED, message,
                 place);
}

inline absl::Status TooLargeWorkbook(absl::string_view message, absl::string_view place = "") {
  return Refused(absl::StatusCode::kInvalidArgument, v1::REASON_SPREADSHEET_TOO_LARGE, message,
                 place);
}

}  // namespace sucharit
