// SPDX-License-Identifier: Apache-2.0
#include "server/document/digits.h"

#include <cstddef>

#include "absl/strings/ascii.h"

namespace sucharit::document {
namespace {

constexpr absl::string_view kThaiLead = "\xE0\xB9";  // Then 0x90 to 0x99: ๐ to ๙.
constexpr unsigned char kThaiZero = 0x90;

bool IsNameLetter(char letter) {
  return absl::ascii_isalnum(static_cast<unsigned char>(letter)) ||
         absl::string_view("-_./:@%").find(letter) != absl::string_view::npos;
}

// Length of the ASCII word at the beginning of `text`, 0 if there is none.
size_t WordLength(absl::string_view text) {
  size_t length = 0;
  while (length < text.size() && IsNameLetter(text[length])) ++length;
  return length;
}

bool HasLatinLetter(absl::string_view word) {
  for (const char letter : word) {
    if (absl::ascii_isalpha(static_cast<unsigned char>(letter))) return true;
  }
  return false;
}

bool BeginsWithThaiDigit(absl::string_view text) {
  if (text.size() < 3 || text.substr(0, 2) != kThaiLead) return false;
  const auto last = static_cast<unsigned char>(text[2]);
  return last >= kThaiZero && last < kThaiZero + 10;
}

void AppendDigit(int value, Digits digits, std::string& result) {
  if (digits == Digits::kArabic) {
    result.push_back(static_cast<char>('0' + value));
  } else {
    result.append(kThaiLead.data(), kThaiLead.size());
    result.push_back(static_cast<char>(kThaiZero + value));
  }
}

void AppendNumbers(absl::string_view word, Digits digits, std::string& result) {
  for (const char letter : word) {
    if (absl::ascii_isdigit(static_cast<unsigned char>(letter))) {
      AppendDigit(letter - '0', digits, result);
    } else {
      result.push_back(letter);
    }
  }
}

}  // namespace

std::string InDigits(absl::string_view text, Digits digits) {
  std::string result;
  result.reserve(text.size());
  while (!text.empty()) {
    size_t taken = 1;
    if (const size_t length = WordLength(text); length > 0) {
      const absl::string_view word = text.substr(0, length);
      taken = length;
      if (HasLatinLetter(word)) {
        result.append(word.data(), word.size());
      } else {
        AppendNumbers(word, digits, result);
      }
    } else if (BeginsWithThaiDigit(text)) {
      taken = 3;
      AppendDigit(static_cast<unsigned char>(text[2]) - kThaiZero, digits, result);
    } else {
      result.push_back(text.front());
    }
    text.remove_prefix(taken);
  }
  return result;
}

}  // namespace sucharit::document
