// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace sucharit::crypto {

// `size` bytes from the system's secure generator. Thread-safe.
std::string RandomBytes(size_t size);

// A number in [0, limit), each equally likely. `limit` > 0.
uint32_t RandomBelow(uint32_t limit);

// Puts `values` into an order that tells nothing (Fisher-Yates).
template <typename T>
void Shuffle(std::vector<T>& values) {
  for (size_t i = values.size(); i > 1; --i) {
    std::swap(values[i - 1], values[RandomBelow(static_cast<uint32_t>(i))]);
  }
}

}  // namespace sucharit::crypto
