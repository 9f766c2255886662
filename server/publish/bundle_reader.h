// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "sucharit/v1/result.pb.h"

namespace sucharit {

inline constexpr size_t kLargestBundle = size_t{32} << 20;

// Reads a bundle's JSON from untrusted bytes, in bounded time and memory. INVALID_ARGUMENT
// `REASON_BUNDLE_MALFORMED`: too large or too deep, not JSON, an unknown field, another
// format. What it says is for VerifyBundle.
absl::StatusOr<v1::Bundle> ParseBundle(absl::string_view json);

// The same of a file; subjects begin with the path. REASON_FILE_UNREADABLE, REASON_FILE_TOO_LARGE.
absl::StatusOr<v1::Bundle> ReadBundle(const std::string& path);

// What a report is written from, with the same bounds and errors: a bundle, a plan and earlier
// years.
absl::StatusOr<v1::ReportSource> ReadReportSource(const std::string& path);

}  // namespace sucharit
