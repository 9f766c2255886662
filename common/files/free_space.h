// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace sucharit {

// Bytes that this user may still write to the file system that `path` lies on; none if nobody can
// tell.
std::optional<int64_t> FreeBytesAt(const std::string& path);

}  // namespace sucharit
