// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"

namespace sucharit::document {

// The HTML of WriteHtml as PDF, pages numbered, its text searchable. Runs the program weasyprint
// (found in PATH) on a private temporary folder that is removed afterwards; it fetches nothing. The
// same HTML gives the same bytes on the same machine. Thread-safe.
//
// FAILED_PRECONDITION `REASON_PROGRAM_MISSING` with the program's name; INTERNAL or
// DEADLINE_EXCEEDED `REASON_PROGRAM_FAILED` if it fails or takes longer than `time_limit`.
absl::StatusOr<std::string> HtmlToPdf(absl::string_view html,
                                      absl::Duration time_limit = absl::Minutes(2));

}  // namespace sucharit::document
