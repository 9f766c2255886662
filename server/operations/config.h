// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "sucharit/v1/config.pb.h"

namespace sucharit {

// Reads protobuf text. INVALID_ARGUMENT `REASON_CONFIG_MALFORMED` with "line 3, column 1" for an
// unknown setting, a syntax error, a missing folder or address, or keys within the data folder; as
// sql::CheckPlace for a database that can't be reached safely.
absl::StatusOr<v1::ServerConfig> ParseConfig(absl::string_view text);

// The same from a file, whose name stands before the place.
absl::StatusOr<v1::ServerConfig> LoadConfig(const std::string& path);

// The file that `sucharit init` writes: every setting with a comment.
std::string FormatConfig(const v1::ServerConfig& config);

}  // namespace sucharit
