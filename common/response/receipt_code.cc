// SPDX-License-Identifier: Apache-2.0
#include "common/response/receipt_code.h"

#include <array>
#include <cstddef>
#include <cstdint>

#include "absl/strings/ascii.h"
#include "common/response/sealed_content.h"
#include "common/status/reason.h"
#include "common/status/status_macros.h"

namespace sucharit {
namespace {

constexpr absl::string_view kCharacters = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
constexpr size_t kBitsOfACharacter = 5;
constexpr size_t kDataCharacters = kReceiptNumberSize * 8 / kBitsOfACharacter;
constexpr size_t kGroup = 4;

// The values of a code's characters, the check character last.
using Values = std::array<uint8_t, kDataCharacters + 1>;

// Times x in GF(32).
unsigned TimesX(unsigned value) {
  const unsigned doubled = value << 1U;
  return (doubled & 0x20U) != 0 ? doubled ^ 0x25U : doubled;
}

uint8_t CheckValue(const Values& values) {
  unsigned sum = 0;
  for (size_t i = 0; i < kDataCharacters; ++i) sum = TimesX(sum) ^ values[i];
  return static_cast<uint8_t>(TimesX(sum));
}

absl::Status Malformed(absl::string_view why) {
  return Refused(absl::StatusCode::kInvalidArgument, v1::REASON_RECEIPT_MALFORMED, why);
}

absl::StatusOr<Values> ReadTyped(absl::string_view typed) {
  Values values{};
  size_t place = 0;
  for (const char c : typed) {
    if (absl::ascii_isspace(static_cast<unsigned char>(c)) || c == '-') continue;
    const size_t value = kCharacters.find(absl::ascii_toupper(static_cast<unsigned char>(c)));
    if (value == absl::string_view::npos) return Malformed("a character that no receipt has");
    if (place == values.size()) return Malformed("too many characters for a receipt");
    values[place++] = static_cast<uint8_t>(value);
  }
  if (place != values.size()) return Malformed("too few characters for a receipt");
  return values;
}

}  // namespace

bool ShowsReceipts(v1::ReceiptRule rule, v1::KeyCustody custody) {
  if (rule == v1::RECEIPT_RULE_OFFLINE_KEY) return custody == v1::KEY_CUSTODY_OFFLINE;
  return rule != v1::RECEIPT_RULE_NOT_SHOWN;
}

std::string FormatReceiptCode(absl::string_view number) {
  Values values{};
  for (size_t bit = 0; bit < kReceiptNumberSize * 8; ++bit) {
    const unsigned one = (static_cast<unsigned char>(number[bit / 8]) >> (7 - bit % 8)) & 1U;
    uint8_t& value = values[bit / kBitsOfACharacter];
    value = static_cast<uint8_t>((static_cast<unsigned>(value) << 1U) | one);
  }
  values[kDataCharacters] = CheckValue(values);
  std::string code;
  for (size_t i = 0; i < values.size(); ++i) {
    if (i > 0 && i % kGroup == 0) code.push_back('-');
    code.push_back(kCharacters[values[i]]);
  }
  return code;
}

absl::StatusOr<std::string> ParseReceiptCode(absl::string_view typed) {
  ASSIGN_OR_RETURN(const Values values, ReadTyped(typed));
  if (values[kDataCharacters] != CheckValue(values)) {
    return Malformed("the receipt's check character doesn't fit");
  }
  std::string number(kReceiptNumberSize, '\0');
  for (size_t bit = 0; bit < kReceiptNumberSize * 8; ++bit) {
    const unsigned value = values[bit / kBitsOfACharacter];
    const unsigned one = (value >> (kBitsOfACharacter - 1 - bit % kBitsOfACharacter)) & 1U;
    const unsigned byte = static_cast<unsigned char>(number[bit / 8]);
    number[bit / 8] = static_cast<char>(byte | (one << (7 - bit % 8)));
  }
  return number;
}

}  // namespace sucharit
