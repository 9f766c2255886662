// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "absl/strings/string_view.h"

namespace sucharit::testing {

// The path of a file in tests/data.
std::string TestData(absl::string_view name);

}  // namespace sucharit::testing
