// SPDX-License-Identifier: Apache-2.0
#include "client/core/hardware_keyboard.h"

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <system_error>

#include "absl/strings/match.h"

namespace sucharit {
namespace {

// Escape, the digits and the first row of letters: by these udev, too, knows a keyboard. They are
// the bits 1 to 31 of linux/input-event-codes.h.
constexpr uint64_t kKeysOfAKeyboard = 0xFFFFFFFE;

// The file holds the keys as words in hexadecimal, the lowest last.
bool IsKeyboard(const std::filesystem::path& keys) {
  std::ifstream file(keys);
  std::string word;
  std::string lowest;
  while (file >> word) lowest = word;
  uint64_t bits = 0;
  std::istringstream(lowest) >> std::hex >> bits;
  return (bits & kKeysOfAKeyboard) == kKeysOfAKeyboard;
}

}  // namespace

bool HasHardwareKeyboard(const std::string& folder) {
  std::error_code error;
  for (std::filesystem::directory_iterator devices(folder, error), end; !error && devices != end;
       devices.increment(error)) {
    if (!absl::StartsWith(devices->path().filename().string(), "input")) continue;
    if (IsKeyboard(devices->path() / "capabilities" / "key")) return true;
  }
  return false;
}

}  // namespace sucharit
