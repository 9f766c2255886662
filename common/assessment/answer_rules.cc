// SPDX-License-Identifier: Apache-2.0
#include "common/assessment/answer_rules.h"

#include <algorithm>
#include <cstdint>
#include <string>

#include "absl/strings/ascii.h"
#include "common/assessment/answers.h"
#include "common/assessment/rule.h"
#include "common/status/reason.h"
#include "common/status/status_macros.h"
#include "common/text/utf8.h"

namespace sucharit {
namespace {

absl::Status RefusedFor(v1::Reason reason, absl::string_view message, const Item& item) {
  return Refused(absl::StatusCode::kInvalidArgument, reason, message, item.id);
}

absl::Status CheckSeveral(const Item& item, const std::vector<uint8_t>& chosen) {
  const bool is_too_many =
      item.maximum_chosen > 0 && chosen.size() > static_cast<size_t>(item.maximum_chosen);
  const bool excludes = chosen.size() > 1 &&
                        std::any_of(chosen.begin(), chosen.end(),
                                    [&](uint8_t choice) { return item.choices[choice].exclusive; });
  if (!is_too_many && !excludes) return absl::OkStatus();
  return RefusedFor(v1::REASON_ANSWER_OUT_OF_RANGE, "choices that can't be taken together", item);
}

bool IsControl(char c) {
  return absl::ascii_iscntrl(static_cast<unsigned char>(c)) && c != '\n' && c != '\r' && c != '\t';
}

absl::Status CheckText(const Item& item, absl::string_view text) {
  const auto characters = std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xc0) != 0x80;
  });
  if (characters <= item.maximum_length && FindBrokenText(text) == text.size() &&
      std::none_of(text.begin(), text.end(), IsControl)) {
    return absl::OkStatus();
  }
  return RefusedFor(v1::REASON_ANSWER_OUT_OF_RANGE, "too long a text, or not UTF-8", item);
}

// Finds out what is asked, item by item.
class Asking {
 public:
  explicit Asking(const Assessment& assessment) : assessment_(assessment) {}

  // Whether `item` is asked. Items come in order; `values` of those before it that aren't asked
  // must be unanswered.
  bool IsAsked(const Item& item, const std::vector<AnswerValue>& values) {
    if (item.always_asked) return true;
    if (item.section != section_) {
      section_ = item.section;
      const Section* section = assessment_.FindSection(item.section);
      section_is_asked_ =
          section == nullptr || section->show_if == nullptr || section->show_if->Holds(values);
    }
    return section_is_asked_ && (item.show_if == nullptr || item.show_if->Holds(values));
  }

 private:
  const Assessment& assessment_;
  std::string section_;  // Of the last item that isn't always asked.
  bool section_is_asked_ = true;
};

// Whether each item is asked, given `values`, of which those of items that aren't are wiped.
std::vector<bool> WipeUnasked(const Assessment& assessment, const Instrument& instrument,
                              std::vector<AnswerValue>& values) {
  Asking asking(assessment);
  std::vector<bool> asked(values.size());
  for (size_t place = 0; place < values.size(); ++place) {
    asked[place] = asking.IsAsked(assessment.items()[instrument.items[place]], values);
    if (!asked[place]) values[place] = AnswerValue();
  }
  return asked;
}

absl::Status CheckConstraintOf(const Item& item, const std::vector<AnswerValue>& values) {
  if (item.constraint == nullptr || item.constraint->Holds(values)) return absl::OkStatus();
  return RefusedFor(v1::REASON_ANSWER_CONSTRAINT, "the item's constraint doesn't hold", item);
}

absl::Status CheckAsked(const Item& item, const AnswerValue& value,
                        const std::vector<AnswerValue>& values) {
  if (!IsAnswered(value)) {
    if (item.optional) return absl::OkStatus();
    return RefusedFor(v1::REASON_ANSWER_MISSING, "not answered", item);
  }
  return CheckConstraintOf(item, values);
}

}  // namespace

absl::Status CheckRange(const Item& item, const AnswerValue& value) {
  if (const auto* chosen = std::get_if<std::vector<uint8_t>>(&value)) {
    return CheckSeveral(item, *chosen);
  }
  if (const auto* text = std::get_if<std::string>(&value)) return CheckText(item, *text);
  const auto* number = std::get_if<NumberAnswer>(&value);
  if (number == nullptr ||
      (item.number->least <= number->scaled && number->scaled <= item.number->most)) {
    return absl::OkStatus();
  }
  return RefusedFor(v1::REASON_ANSWER_OUT_OF_RANGE, "a number outside of the item's range", item);
}

absl::Status CheckRules(const Assessment& assessment, const Instrument& instrument,
                        const std::vector<AnswerValue>& values) {
  Asking asking(assessment);
  for (size_t place = 0; place < values.size(); ++place) {
    const Item& item = assessment.items()[instrument.items[place]];
    if (asking.IsAsked(item, values)) {
      RETURN_IF_ERROR(CheckAsked(item, values[place], values));
    } else if (IsAnswered(values[place])) {
      return RefusedFor(v1::REASON_ANSWER_NOT_ASKED, "an answer to what isn't asked", item);
    }
  }
  return absl::OkStatus();
}

std::vector<bool> AskedItems(const Assessment& assessment, const Instrument& instrument,
                             std::vector<AnswerValue> values) {
  return WipeUnasked(assessment, instrument, values);
}

absl::Status CheckConstraint(const Assessment& assessment, const Instrument& instrument,
                             size_t place, std::vector<AnswerValue> values) {
  WipeUnasked(assessment, instrument, values);
  if (!IsAnswered(values[place])) return absl::OkStatus();
  return CheckConstraintOf(assessment.items()[instrument.items[place]], values);
}

}  // namespace sucharit
