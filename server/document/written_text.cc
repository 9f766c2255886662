// SPDX-License-Identifier: Apache-2.0
#include "server/document/written_text.h"

#include <cstddef>
#include <cstdint>
#include <variant>

#include "absl/strings/str_cat.h"

namespace sucharit::document {
namespace {

constexpr absl::string_view kReplacement = "\xEF\xBF\xBD";
constexpr uint32_t kNone = 0xFFFFFFFF;  // No UTF-8.

// How many bytes a character that begins with `lead` has; 0 if none does.
size_t LengthOf(unsigned char lead) {
  if (lead < 0x80) return 1;
  if (lead >= 0xC2 && lead < 0xE0) return 2;
  if (lead >= 0xE0 && lead < 0xF0) return 3;
  if (lead >= 0xF0 && lead < 0xF5) return 4;
  return 0;
}

// The character at the beginning of `text`, of `length` bytes; kNone if that isn't UTF-8.
uint32_t CodePoint(absl::string_view text, size_t length) {
  constexpr uint32_t kLeadBits[] = {0, 0x7F, 0x1F, 0x0F, 0x07};
  constexpr uint32_t kLeast[] = {0, 0, 0x80, 0x800, 0x10000};
  if (length == 0 || length > text.size()) return kNone;
  uint32_t value = static_cast<unsigned char>(text[0]) & kLeadBits[length];
  for (size_t i = 1; i < length; ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if ((byte & 0xC0) != 0x80) return kNone;
    value = (value << 6) | (byte & 0x3F);
  }
  return value >= kLeast[length] ? value : kNone;
}

bool IsCharacter(uint32_t value) {
  const bool surrogate = value >= 0xD800 && value < 0xE000;
  const bool reserved = (value & 0xFFFE) == 0xFFFE;
  return value <= 0x10FFFF && !surrogate && !reserved;
}

bool IsControl(uint32_t value) { return value < 0x20 || (value >= 0x7F && value < 0xA0); }

void AppendText(const std::vector<CellBlock>& blocks, Digits digits, std::string& result) {
  const auto append = [&](const Text& text) {
    if (!result.empty() && result.back() != ' ') result.push_back(' ');
    result += text.Plain(digits);
  };
  for (const CellBlock& block : blocks) {
    if (const auto* paragraph = std::get_if<Paragraph>(&block)) {
      append(paragraph->text);
    } else {
      for (const Text& item : std::get<List>(block).items) append(item);
    }
  }
}

}  // namespace

std::string Writable(absl::string_view text) {
  std::string result;
  result.reserve(text.size());
  while (!text.empty()) {
    size_t length = LengthOf(static_cast<unsigned char>(text[0]));
    const uint32_t value = CodePoint(text, length);
    if (!IsCharacter(value)) {
      if (value == kNone) length = 1;
      result.append(kReplacement.data(), kReplacement.size());
    } else if (value == '\t') {
      result.push_back(' ');
    } else if (value == '\n' || !IsControl(value)) {
      result.append(text.data(), length);
    }
    text.remove_prefix(length);
  }
  return result;
}

std::string WrittenText(const Run& run, Digits digits) {
  return Writable(run.verbatim ? run.text : InDigits(run.text, digits));
}

std::string DescriptionOf(const Figure& figure, const Document& document) {
  std::string result = InDigits(figure.alternative, document.digits);
  if (!figure.figures.has_value()) return Writable(result);
  for (const Row& row : figure.figures->rows) {
    std::string line;
    for (const Cell& cell : row.cells) AppendText(cell.blocks, document.digits, line);
    absl::StrAppend(&result, result.empty() ? "" : "; ", line);
  }
  return Writable(result);
}

}  // namespace sucharit::document
