// SPDX-License-Identifier: Apache-2.0
#include "common/assessment/answer_packing.h"

#include <cstdint>
#include <optional>
#include <vector>

#include "common/status/reason.h"
#include "common/status/status_macros.h"

namespace sucharit {
namespace {

constexpr size_t kNumberSize = 8;
constexpr size_t kLengthSize = 2;
constexpr size_t kLongestCharacter = 4;

absl::Status RefusedFor(v1::Reason reason, absl::string_view message, const Item& item) {
  return Refused(absl::StatusCode::kInvalidArgument, reason, message, item.id);
}

size_t MaskSize(const Item& item) { return (item.choices.size() + 7) / 8; }

void AppendLittleEndian(uint64_t value, size_t size, std::string& packed) {
  for (size_t i = 0; i < size; ++i) packed.push_back(static_cast<char>(value >> (8 * i) & 0xff));
}

uint64_t LittleEndian(absl::string_view bytes) {
  uint64_t value = 0;
  for (size_t i = 0; i < bytes.size(); ++i) {
    value |= uint64_t{static_cast<unsigned char>(bytes[i])} << (8 * i);
  }
  return value;
}

void AppendMask(const Item& item, const AnswerValue& value, std::string& packed) {
  std::string mask(MaskSize(item), '\0');
  if (const auto* chosen = std::get_if<std::vector<uint8_t>>(&value)) {
    for (const size_t choice : *chosen) {
      mask[choice / 8] = static_cast<char>(mask[choice / 8] | 1 << (choice % 8));
    }
  }
  packed += mask;
}

void AppendNumber(const AnswerValue& value, std::string& packed) {
  const auto* number = std::get_if<NumberAnswer>(&value);
  packed.push_back(number == nullptr ? 0 : 1);
  AppendLittleEndian(number == nullptr ? 0 : static_cast<uint64_t>(number->scaled), kNumberSize,
                     packed);
}

void AppendText(const AnswerValue& value, Texts texts, std::string& packed) {
  if (texts == Texts::kLeftOut) {
    packed.push_back(IsAnswered(value) ? 1 : 0);
    return;
  }
  const auto* text = std::get_if<std::string>(&value);
  AppendLittleEndian(text == nullptr ? 0 : text->size(), kLengthSize, packed);
  if (text != nullptr) packed += *text;
}

absl::StatusOr<absl::string_view> Take(const Item& item, size_t size, absl::string_view& rest) {
  if (rest.size() < size) return RefusedFor(v1::REASON_ANSWER_MISSING, "not answered", item);
  const absl::string_view taken = rest.substr(0, size);
  rest.remove_prefix(size);
  return taken;
}

// A byte that says whether something is there.
absl::StatusOr<bool> TakeFlag(const Item& item, absl::string_view& rest) {
  ASSIGN_OR_RETURN(const absl::string_view flag, Take(item, 1, rest));
  if (flag[0] == 0 || flag[0] == 1) return flag[0] == 1;
  return RefusedFor(v1::REASON_ANSWER_KIND, "neither an answer nor none", item);
}

absl::StatusOr<AnswerValue> TakeChoice(const Item& item, absl::string_view& rest) {
  ASSIGN_OR_RETURN(const absl::string_view byte, Take(item, 1, rest));
  const size_t choice = static_cast<unsigned char>(byte[0]);
  if (choice == 0) return AnswerValue();
  if (choice <= item.choices.size()) return AnswerValue(static_cast<uint8_t>(choice - 1));
  return RefusedFor(v1::REASON_CHOICE_UNKNOWN, "no such choice", item);
}

absl::StatusOr<AnswerValue> TakeMask(const Item& item, absl::string_view& rest) {
  ASSIGN_OR_RETURN(const absl::string_view mask, Take(item, MaskSize(item), rest));
  std::vector<uint8_t> chosen;
  for (size_t bit = 0; bit < mask.size() * 8; ++bit) {
    if ((static_cast<unsigned char>(mask[bit / 8]) >> (bit % 8) & 1) == 0) continue;
    if (bit >= item.choices.size()) {
      return RefusedFor(v1::REASON_CHOICE_UNKNOWN, "no such choice", item);
    }
    chosen.push_back(static_cast<uint8_t>(bit));
  }
  if (chosen.empty()) return AnswerValue();
  return AnswerValue(std::move(chosen));
}

absl::StatusOr<AnswerValue> TakeNumber(const Item& item, absl::string_view& rest) {
  ASSIGN_OR_RETURN(const bool is_there, TakeFlag(item, rest));
  ASSIGN_OR_RETURN(const absl::string_view bytes, Take(item, kNumberSize, rest));
  const uint64_t scaled = LittleEndian(bytes);
  if (is_there) return AnswerValue(NumberAnswer{static_cast<int64_t>(scaled)});
  if (scaled == 0) return AnswerValue();
  return RefusedFor(v1::REASON_ANSWER_KIND, "neither an answer nor none", item);
}

absl::StatusOr<AnswerValue> TakeText(const Item& item, Texts texts, absl::string_view& rest) {
  if (texts == Texts::kLeftOut) {
    ASSIGN_OR_RETURN(const bool is_there, TakeFlag(item, rest));
    return is_there ? AnswerValue(std::string()) : AnswerValue();
  }
  ASSIGN_OR_RETURN(const absl::string_view length, Take(item, kLengthSize, rest));
  ASSIGN_OR_RETURN(const absl::string_view text, Take(item, LittleEndian(length), rest));
  return text.empty() ? AnswerValue() : AnswerValue(std::string(text));
}

}  // namespace

void AppendPacked(const Item& item, const AnswerValue& value, Texts texts, std::string& packed) {
  switch (item.kind) {
    case AnswerKind::kOneChoice: {
      const auto* choice = std::get_if<uint8_t>(&value);
      packed.push_back(choice == nullptr ? '\0' : static_cast<char>(*choice + 1));
      return;
    }
    case AnswerKind::kSeveralChoices:
      return AppendMask(item, value, packed);
    case AnswerKind::kNumber:
      return AppendNumber(value, packed);
    case AnswerKind::kText:
      return AppendText(value, texts, packed);
  }
}

size_t LargestPackedSize(const Item& item, Texts texts) {
  switch (item.kind) {
    case AnswerKind::kOneChoice:
      return 1;
    case AnswerKind::kSeveralChoices:
      return MaskSize(item);
    case AnswerKind::kNumber:
      return 1 + kNumberSize;
    case AnswerKind::kText:
      if (texts == Texts::kLeftOut) return 1;
      return kLengthSize + static_cast<size_t>(item.maximum_length) * kLongestCharacter;
  }
  return 0;
}

absl::StatusOr<AnswerValue> TakePacked(const Item& item, Texts texts, absl::string_view& rest) {
  switch (item.kind) {
    case AnswerKind::kOneChoice:
      return TakeChoice(item, rest);
    case AnswerKind::kSeveralChoices:
      return TakeMask(item, rest);
    case AnswerKind::kNumber:
      return TakeNumber(item, rest);
    case AnswerKind::kText:
      return TakeText(item, texts, rest);
  }
  return AnswerValue();
}

}  // namespace sucharit
