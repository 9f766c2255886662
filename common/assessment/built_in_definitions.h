// SPDX-License-Identifier: Apache-2.0
//
// The files of definitions/, which each program carries within itself. Only for load_assessment.cc.
#pragma once

#include <vector>

#include "absl/strings/string_view.h"

namespace sucharit {

struct BuiltInDefinition {
  absl::string_view name;  // "ita-2567"
  absl::string_view text;  // Protobuf text, not checked yet.
};

// In the order of CMakeLists.txt. Thread-safe.
const std::vector<BuiltInDefinition>& BuiltInDefinitionTexts();

}  // namespace sucharit
