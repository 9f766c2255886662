// SPDX-License-Identifier: Apache-2.0
#include "common/text/utf8.h"

#include <cstdint>

namespace sucharit {
namespace {

// The number of bytes that a character beginning with `lead` has; 0 if none begins so.
size_t LengthOf(unsigned char lead) {
  if (lead != 0 && lead < 0x80) return 1;
  if (lead >= 0xC2 && lead < 0xE0) return 2;
  if (lead >= 0xE0 && lead < 0xF0) return 3;
  if (lead >= 0xF0 && lead < 0xF5) return 4;
  return 0;
}

// Whether the second byte fits the first: keeps out overlong forms, surrogates and too large
// values.
bool SecondFits(unsigned char lead, unsigned char second) {
  if (lead == 0xE0) return second >= 0xA0 && second <= 0xBF;
  if (lead == 0xED) return second >= 0x80 && second <= 0x9F;
  if (lead == 0xF0) return second >= 0x90 && second <= 0xBF;
  if (lead == 0xF4) return second >= 0x80 && second <= 0x8F;
  return second >= 0x80 && second <= 0xBF;
}

bool IsCharacter(absl::string_view text, size_t begin, size_t length) {
  if (length == 0 || text.size() - begin < length) return false;
  const auto byte = [&](size_t offset) { return static_cast<unsigned char>(text[begin + offset]); };
  if (length > 1 && !SecondFits(byte(0), byte(1))) return false;
  for (size_t offset = 2; offset < length; ++offset) {
    if (byte(offset) < 0x80 || byte(offset) > 0xBF) return false;
  }
  return true;
}

}  // namespace

size_t FindBrokenText(absl::string_view text) {
  size_t position = 0;
  while (position < text.size()) {
    const size_t length = LengthOf(static_cast<unsigned char>(text[position]));
    if (!IsCharacter(text, position, length)) return position;
    position += length;
  }
  return position;
}

}  // namespace sucharit
