// SPDX-License-Identifier: Apache-2.0
//
// For the set-up of tests: a set-up that fails is no finding, it ends the program.
#pragma once

#include <cstdlib>
#include <iostream>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace sucharit::testing {

inline void Require(const absl::Status& status) {
  if (status.ok()) return;
  std::cerr << "set-up failed: " << status << "\n";
  abort();
}

template <typename T>
T Required(absl::StatusOr<T> result) {
  Require(result.status());
  return *std::move(result);
}

}  // namespace sucharit::testing
