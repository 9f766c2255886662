// SPDX-License-Identifier: Apache-2.0
#include "common/assessment/item_rules.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/assessment/choice_rules.h"
#include "common/assessment/decimal.h"
#include "common/assessment/definition_rules.h"
#include "common/status/status_macros.h"

namespace sucharit {
namespace {

constexpr int kLongestAnswer = 500;

absl::Status Misplaced(absl::string_view message, absl::string_view place) {
  return Fault(v1::REASON_DEFINITION_BAD_STRUCTURE, message, place);
}

absl::StatusOr<AnswerKind> ReadKind(v1::AnswerKind kind, absl::string_view place) {
  switch (kind) {
    case v1::ANSWER_KIND_UNSPECIFIED:
    case v1::ANSWER_KIND_ONE_CHOICE:
      return AnswerKind::kOneChoice;
    case v1::ANSWER_KIND_SEVERAL_CHOICES:
      return AnswerKind::kSeveralChoices;
    case v1::ANSWER_KIND_NUMBER:
      return AnswerKind::kNumber;
    case v1::ANSWER_KIND_TEXT:
      return AnswerKind::kText;
    default:
      return Misplaced("a kind of answer that this program doesn't know", place);
  }
}

absl::StatusOr<std::vector<Choice>> ChoicesOf(const v1::Item& item, const Scales& scales,
                                              absl::string_view place) {
  if (item.scale().empty()) return ReadChoices(item.choices(), place);
  if (!item.choices().empty()) {
    return Fault(v1::REASON_DEFINITION_BAD_CHOICES, "has a scale and choices of its own", place);
  }
  const auto found = scales.find(item.scale());
  if (found != scales.end()) return found->second;
  return Fault(v1::REASON_DEFINITION_UNKNOWN_REFERENCE, "names an unknown scale", place);
}

// Rounded towards the inside of the range, so that it is itself a possible answer.
int64_t Scaled(int64_t ten_thousandths, int decimals, bool up) {
  const int64_t step = PowerOfTen(kMostDecimals - decimals);
  const int64_t rest = ((ten_thousandths % step) + step) % step;
  const int64_t below = (ten_thousandths - rest) / step;
  return up && rest != 0 ? below + 1 : below;
}

mpq_class Fraction(int64_t ten_thousandths) {
  mpq_class value(mpz_class(std::to_string(ten_thousandths)), mpz_class(10000));
  value.canonicalize();
  return value;
}

absl::StatusOr<int64_t> ReadBound(const std::string& text, absl::string_view place,
                                  absl::string_view what) {
  const std::optional<int64_t> value = ParseTenThousandths(text);
  if (value) return *value;
  return Fault(v1::REASON_DEFINITION_BAD_NUMBER,
               "not a number such as 42 or -1.5, with at most 14 digits and 4 decimals",
               absl::StrCat(place, ", ", what));
}

absl::StatusOr<NumberRange> ReadRange(const v1::NumberRange& range, absl::string_view place) {
  ASSIGN_OR_RETURN(const int64_t minimum, ReadBound(range.minimum(), place, "minimum"));
  ASSIGN_OR_RETURN(const int64_t maximum, ReadBound(range.maximum(), place, "maximum"));
  if (range.decimals() < 0 || range.decimals() > kMostDecimals) {
    return Fault(v1::REASON_DEFINITION_BAD_NUMBER, "decimals are 0 to 4",
                 absl::StrCat(place, ", decimals"));
  }
  RETURN_IF_ERROR(CheckOptionalText(range.unit(), place, "unit"));
  NumberRange read{Fraction(minimum), Fraction(maximum), range.decimals(), range.unit()};
  read.least = Scaled(minimum, range.decimals(), true);
  read.most = Scaled(maximum, range.decimals(), false);
  if (read.least <= read.most) return read;
  return Fault(v1::REASON_DEFINITION_BAD_NUMBER, "no number lies between minimum and maximum",
               absl::StrCat(place, ", maximum"));
}

// What belongs to another kind than the item's is refused, because its author meant something else.
absl::Status CheckFitsKind(const v1::Item& item, AnswerKind kind, absl::string_view place) {
  const bool takes_choices = kind == AnswerKind::kOneChoice || kind == AnswerKind::kSeveralChoices;
  if (!takes_choices && (!item.scale().empty() || !item.choices().empty())) {
    return Misplaced("a number or text has no choices", place);
  }
  if (item.has_number() != (kind == AnswerKind::kNumber)) {
    return Misplaced("numbers, and only they, have a range", place);
  }
  if (kind == AnswerKind::kText
          ? item.maximum_length() < 1 || item.maximum_length() > kLongestAnswer
          : item.maximum_length() != 0) {
    return Fault(v1::REASON_DEFINITION_BAD_NUMBER, "texts, and only they, have 1 to 500 characters",
                 absl::StrCat(place, ", maximum_length"));
  }
  if (item.maximum_chosen() == 0 || kind == AnswerKind::kSeveralChoices) return absl::OkStatus();
  return Misplaced("only where several choices may be taken is there a limit to them", place);
}

absl::Status CheckChosen(const Item& item, absl::string_view place) {
  if (item.maximum_chosen < 0 || item.maximum_chosen > static_cast<int>(item.choices.size())) {
    return Fault(v1::REASON_DEFINITION_BAD_NUMBER, "a limit that says nothing",
                 absl::StrCat(place, ", maximum_chosen"));
  }
  for (size_t i = 0; i < item.choices.size(); ++i) {
    const Choice& choice = item.choices[i];
    if (choice.score && item.kind != AnswerKind::kOneChoice) {
      return Fault(v1::REASON_DEFINITION_BAD_CHOICES, "only one choice can earn a score",
                   ChoicePlace(place, i));
    }
    if (choice.exclusive && item.kind != AnswerKind::kSeveralChoices) {
      return Fault(v1::REASON_DEFINITION_BAD_CHOICES,
                   "a choice is exclusive only among several that may be taken",
                   ChoicePlace(place, i));
    }
  }
  return CheckDirection(item.choices, item.reversed, place);
}

absl::Status CheckGroup(const v1::Item& raw, const Item& item, absl::string_view place) {
  if (item.is_scored()) {
    if (item.answered_by_staff) return Misplaced("what the staff answers earns no score", place);
    if (item.indicator.empty()) return Misplaced("earns a score and names no indicator", place);
    return absl::OkStatus();
  }
  if (!item.indicator.empty()) return Misplaced("names an indicator and earns no score", place);
  if (item.sub_indicator.empty() && raw.weight().empty()) return absl::OkStatus();
  return Misplaced("has a share of a group and earns no score", place);
}

absl::Status CheckTexts(const v1::Item& item, absl::string_view place) {
  RETURN_IF_ERROR(CheckText(item.text(), place, "text"));
  RETURN_IF_ERROR(CheckOptionalText(item.hint(), place, "hint"));
  if (item.constraint().empty()) {
    return CheckOptionalText(item.constraint_message(), place, "constraint_message");
  }
  return CheckText(item.constraint_message(), place, "constraint_message");
}

Item WithoutAnswers(const v1::Item& item, AnswerKind kind) {
  Item read;
  read.id = item.id();
  read.text = item.text();
  read.hint = item.hint();
  read.instrument = item.instrument();
  read.indicator = item.indicator();
  read.sub_indicator = item.sub_indicator();
  read.section = item.section();
  read.kind = kind;
  read.maximum_chosen = item.maximum_chosen();
  read.maximum_length = item.maximum_length();
  read.reversed = item.reversed();
  read.optional = item.optional();
  read.answered_by_staff = item.answered_by_staff();
  read.constraint_message = item.constraint_message();
  return read;
}

}  // namespace

absl::StatusOr<Scales> ReadScales(const v1::Definition& definition) {
  Scales scales;
  for (int i = 0; i < definition.scales_size(); ++i) {
    const v1::Scale& scale = definition.scales(i);
    const std::string place = Place("scale", scale.id(), i);
    RETURN_IF_ERROR(CheckId(scale.id(), place));
    ASSIGN_OR_RETURN(std::vector<Choice> choices, ReadChoices(scale.choices(), place));
    if (!scales.emplace(scale.id(), std::move(choices)).second) {
      return Fault(v1::REASON_DEFINITION_DUPLICATE_ID, "the id is used twice", place);
    }
  }
  return scales;
}

absl::StatusOr<Item> ReadItem(const v1::Item& item, const Scales& scales, absl::string_view place) {
  RETURN_IF_ERROR(CheckId(item.id(), place));
  RETURN_IF_ERROR(CheckTexts(item, place));
  ASSIGN_OR_RETURN(const AnswerKind kind, ReadKind(item.kind(), place));
  RETURN_IF_ERROR(CheckFitsKind(item, kind, place));
  Item read = WithoutAnswers(item, kind);
  if (kind == AnswerKind::kNumber) {
    ASSIGN_OR_RETURN(read.number, ReadRange(item.number(), place));
  } else if (kind != AnswerKind::kText) {
    ASSIGN_OR_RETURN(read.choices, ChoicesOf(item, scales, place));
    RETURN_IF_ERROR(CheckChosen(read, place));
  }
  RETURN_IF_ERROR(CheckGroup(item, read, place));
  return read;
}

absl::Status CheckFitsAChecklist(const v1::Item& raw, const Item& item, absl::string_view place) {
  if (item.kind != AnswerKind::kOneChoice) {
    return Misplaced("a line of a checklist takes one choice", place);
  }
  if (!raw.show_if().empty() || !raw.constraint().empty()) {
    return Fault(v1::REASON_DEFINITION_BAD_RULE, "a checklist has no rules", place);
  }
  if (item.optional || item.answered_by_staff || !item.section.empty()) {
    return Misplaced("sections, staff answers and optional ones are for surveys", place);
  }
  for (size_t i = 0; i < item.choices.size(); ++i) {
    if (item.choices[i].score) continue;
    return Fault(v1::REASON_DEFINITION_BAD_NUMBER, "each choice of a checklist earns a score",
                 ChoicePlace(place, i));
  }
  return absl::OkStatus();
}

}  // namespace sucharit
