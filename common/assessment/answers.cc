// SPDX-License-Identifier: Apache-2.0
#include "common/assessment/answers.h"

#include <algorithm>

#include "common/assessment/answer_packing.h"
#include "common/assessment/answer_rules.h"
#include "common/assessment/decimal.h"
#include "common/status/reason.h"
#include "common/status/status_macros.h"

namespace sucharit {
namespace {

absl::Status RefusedFor(v1::Reason reason, absl::string_view message, absl::string_view item) {
  return Refused(absl::StatusCode::kInvalidArgument, reason, message, item);
}

// The place of an item among the instrument's own.
std::optional<size_t> PlaceOf(const Assessment& assessment, const Instrument& instrument,
                              absl::string_view id) {
  const Item* item = assessment.FindItem(id);
  if (item == nullptr || item->instrument != instrument.id) return std::nullopt;
  const size_t position = static_cast<size_t>(item - assessment.items().data());
  const auto found = std::lower_bound(instrument.items.begin(), instrument.items.end(), position);
  return static_cast<size_t>(found - instrument.items.begin());
}

absl::StatusOr<uint8_t> ChoiceOf(const Item& item, absl::string_view id) {
  for (size_t position = 0; position < item.choices.size(); ++position) {
    if (item.choices[position].id == id) return static_cast<uint8_t>(position);
  }
  return RefusedFor(v1::REASON_CHOICE_UNKNOWN, "no such choice", item.id);
}

const Item& ItemAt(const Assessment& assessment, const Instrument& instrument, size_t place) {
  return assessment.items()[instrument.items[place]];
}

AnswerKind KindOf(v1::Answer::ValueCase value) {
  switch (value) {
    case v1::Answer::kChoices:
      return AnswerKind::kSeveralChoices;
    case v1::Answer::kNumber:
      return AnswerKind::kNumber;
    case v1::Answer::kText:
      return AnswerKind::kText;
    default:
      return AnswerKind::kOneChoice;
  }
}

absl::StatusOr<AnswerValue> SeveralOf(const Item& item, const v1::ChosenChoices& choices) {
  std::vector<uint8_t> chosen;
  for (const std::string& id : choices.ids()) {
    ASSIGN_OR_RETURN(chosen.emplace_back(), ChoiceOf(item, id));
  }
  std::sort(chosen.begin(), chosen.end());
  if (chosen.empty() || std::adjacent_find(chosen.begin(), chosen.end()) != chosen.end()) {
    return RefusedFor(v1::REASON_ANSWER_OUT_OF_RANGE, "no choice, or one twice", item.id);
  }
  return AnswerValue(std::move(chosen));
}

absl::StatusOr<AnswerValue> NumberOf(const Item& item, absl::string_view number) {
  const std::optional<int64_t> scaled = ParseDecimal(number, item.number->decimals);
  if (scaled) return AnswerValue(NumberAnswer{*scaled});
  return RefusedFor(v1::REASON_ANSWER_OUT_OF_RANGE, "not a number that the item takes", item.id);
}

absl::StatusOr<AnswerValue> TextOf(const Item& item, const std::string& text) {
  if (!text.empty()) return AnswerValue(text);
  return RefusedFor(v1::REASON_ANSWER_OUT_OF_RANGE, "an empty text", item.id);
}

absl::StatusOr<AnswerValue> ValueOf(const Item& item, const v1::Answer& answer) {
  switch (item.kind) {
    case AnswerKind::kOneChoice:
      return ChoiceOf(item, answer.choice());
    case AnswerKind::kSeveralChoices:
      return SeveralOf(item, answer.choices());
    case AnswerKind::kNumber:
      return NumberOf(item, answer.number());
    case AnswerKind::kText:
      return TextOf(item, answer.text());
  }
  return AnswerValue();
}

std::string PackValues(const Assessment& assessment, const Instrument& instrument,
                       const std::vector<AnswerValue>& values, Texts texts) {
  std::string packed;
  for (size_t place = 0; place < values.size(); ++place) {
    AppendPacked(ItemAt(assessment, instrument, place), values[place], texts, packed);
  }
  return packed;
}

absl::StatusOr<std::vector<AnswerValue>> UnpackValues(const Assessment& assessment,
                                                      const Instrument& instrument, Texts texts,
                                                      absl::string_view rest) {
  std::vector<AnswerValue> values;
  values.reserve(instrument.items.size());
  for (size_t place = 0; place < instrument.items.size(); ++place) {
    const Item& item = ItemAt(assessment, instrument, place);
    ASSIGN_OR_RETURN(values.emplace_back(), TakePacked(item, texts, rest));
    RETURN_IF_ERROR(CheckRange(item, values.back()));
  }
  if (rest.empty()) return values;
  return RefusedFor(v1::REASON_ITEM_UNKNOWN, "more answers than items", instrument.id);
}

// Whether the item makes the groups of a segment of the questionnaire; without an item, whether any
// does.
bool MakesGroups(const Assessment& assessment, const Instrument& instrument,
                 std::optional<size_t> item = std::nullopt) {
  return std::any_of(
      assessment.segments().begin(), assessment.segments().end(), [&](const Segment& segment) {
        return segment.instrument == instrument.id && (!item.has_value() || segment.item == *item);
      });
}

// What everybody is asked must be answered, but a group.
absl::Status CheckAlwaysAsked(const Assessment& assessment, const Instrument& instrument,
                              const std::vector<AnswerValue>& values) {
  for (size_t place = 0; place < values.size(); ++place) {
    const Item& item = ItemAt(assessment, instrument, place);
    if (IsAnswered(values[place]) || item.optional || !item.always_asked) continue;
    if (MakesGroups(assessment, instrument, instrument.items[place])) continue;
    return RefusedFor(v1::REASON_ANSWER_MISSING, "not answered", item.id);
  }
  return absl::OkStatus();
}

size_t SumOfSizes(const Assessment& assessment, const Instrument& instrument, Texts texts) {
  size_t sum = 0;
  for (const size_t position : instrument.items) {
    sum += LargestPackedSize(assessment.items()[position], texts);
  }
  return sum;
}

}  // namespace

std::optional<uint8_t> CheckedAnswers::choice(size_t place) const {
  const auto* position = std::get_if<uint8_t>(&values_[place]);
  if (position == nullptr) return std::nullopt;
  return *position;
}

size_t RowSize(const Assessment& assessment, const Instrument& instrument) {
  return SumOfSizes(assessment, instrument, Texts::kLeftOut);
}

size_t LargestPackedSize(const Assessment& assessment, const Instrument& instrument) {
  return SumOfSizes(assessment, instrument, Texts::kKept);
}

absl::StatusOr<AnswerValue> ReadAnswer(const Item& item, const v1::Answer& answer) {
  if (answer.value_case() == v1::Answer::VALUE_NOT_SET ||
      KindOf(answer.value_case()) != item.kind) {
    return RefusedFor(v1::REASON_ANSWER_KIND, "another kind of answer", item.id);
  }
  ASSIGN_OR_RETURN(AnswerValue value, ValueOf(item, answer));
  RETURN_IF_ERROR(CheckRange(item, value));
  return value;
}

v1::Answer WriteAnswer(const Item& item, const AnswerValue& value) {
  v1::Answer answer;
  answer.set_item(item.id);
  if (const auto* choice = std::get_if<uint8_t>(&value)) {
    answer.set_choice(item.choices[*choice].id);
  } else if (const auto* chosen = std::get_if<std::vector<uint8_t>>(&value)) {
    for (const uint8_t each : *chosen) answer.mutable_choices()->add_ids(item.choices[each].id);
  } else if (const auto* number = std::get_if<NumberAnswer>(&value)) {
    answer.set_number(FormatDecimal(number->scaled, item.number->decimals));
  } else if (const auto* text = std::get_if<std::string>(&value)) {
    answer.set_text(*text);
  }
  return answer;
}

CheckedAnswers PackChecked(const Assessment& assessment, const Instrument& instrument,
                           std::vector<AnswerValue> values) {
  std::string packed = PackValues(assessment, instrument, values, Texts::kKept);
  std::string row = PackValues(assessment, instrument, values, Texts::kLeftOut);
  return CheckedAnswers(std::move(values), std::move(packed), std::move(row));
}

namespace {

absl::StatusOr<CheckedAnswers> CheckValues(const Assessment& assessment,
                                           const Instrument& instrument,
                                           std::vector<AnswerValue> values) {
  RETURN_IF_ERROR(CheckRules(assessment, instrument, values));
  return PackChecked(assessment, instrument, std::move(values));
}

}  // namespace

absl::StatusOr<CheckedAnswers> CheckAnswers(const Assessment& assessment,
                                            const Instrument& instrument,
                                            const std::vector<v1::Answer>& answers) {
  std::vector<AnswerValue> values(instrument.items.size());
  for (const v1::Answer& answer : answers) {
    const std::optional<size_t> place = PlaceOf(assessment, instrument, answer.item());
    if (!place) return RefusedFor(v1::REASON_ITEM_UNKNOWN, "no such item", answer.item());
    const Item& item = ItemAt(assessment, instrument, *place);
    if (IsAnswered(values[*place])) {
      return RefusedFor(v1::REASON_ITEM_ANSWERED_TWICE, "answered twice", item.id);
    }
    ASSIGN_OR_RETURN(values[*place], ReadAnswer(item, answer));
  }
  return CheckValues(assessment, instrument, std::move(values));
}

absl::StatusOr<CheckedAnswers> UnpackAnswers(const Assessment& assessment,
                                             const Instrument& instrument,
                                             absl::string_view packed) {
  ASSIGN_OR_RETURN(std::vector<AnswerValue> values,
                   UnpackValues(assessment, instrument, Texts::kKept, packed));
  return CheckValues(assessment, instrument, std::move(values));
}

CheckedAnswers WithGroups(const Assessment& assessment, const Instrument& instrument,
                          const CheckedAnswers& answers, const std::vector<GroupAnswer>& groups) {
  std::vector<AnswerValue> values = answers.values();
  for (const GroupAnswer& group : groups) {
    values[group.place] = group.choice.has_value() ? AnswerValue(*group.choice) : AnswerValue();
  }
  return PackChecked(assessment, instrument, std::move(values));
}

absl::StatusOr<CheckedAnswers> UnpackRow(const Assessment& assessment, const Instrument& instrument,
                                         absl::string_view row) {
  ASSIGN_OR_RETURN(std::vector<AnswerValue> values,
                   UnpackValues(assessment, instrument, Texts::kLeftOut, row));
  if (!MakesGroups(assessment, instrument)) {
    return CheckValues(assessment, instrument, std::move(values));
  }
  RETURN_IF_ERROR(CheckAlwaysAsked(assessment, instrument, values));
  return PackChecked(assessment, instrument, std::move(values));
}

}  // namespace sucharit
