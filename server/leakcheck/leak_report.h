// SPDX-License-Identifier: Apache-2.0
//
// What a look at an installation's files has found.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include "common/text/language.h"

namespace sucharit {

enum class LeakResult { kHolds, kLeak, kNotChecked };

// One check by name. `about` says what holds if it does.
struct LeakCheck {
  std::string id;
  Say about;
  LeakResult result = LeakResult::kHolds;
  std::vector<std::string> found = {};  // Where: tables, files, pages, rounds. Never contents.

  // Notes a place where it doesn't hold. Of many places the first ones are kept.
  void Found(std::string where) {
    constexpr size_t kMost = 20;
    result = LeakResult::kLeak;
    if (found.size() < kMost) found.push_back(std::move(where));
  }
};

// What differs between two copies of a folder, and so what it tells whoever has both.
struct CopyDifference {
  Say what;
  std::string where;
  int64_t here = 0;
  int64_t other = 0;
};

struct LeakReport {
  std::vector<LeakCheck> checks;
  std::vector<CopyDifference> differences;

  bool Leaks() const {
    return std::any_of(checks.begin(), checks.end(),
                       [](const LeakCheck& check) { return check.result == LeakResult::kLeak; });
  }
};

}  // namespace sucharit
