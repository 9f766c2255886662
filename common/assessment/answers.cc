// SPDX-License-Identifier: Apache-2.0
#include "common/assessment/answers.h"

#include <algorithm>
#include <optional>

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

std::optional<uint8_t> ChoiceOf(const Item& item, absl::string_view id) {
  for (size_t position = 0; position < item.choices.size(); ++position) {
    if (item.choices[position].id == id) return static_cast<uint8_t>(position);
  }
  return std::nullopt;
}

const Item& ItemAt(const Assessment& assessment, const Instrument& instrument, size_t place) {
  return assessment.items()[instrument.items[place]];
}

}  // namespace

std::string CheckedAnswers::Pack() const {
  std::string packed;
  packed.reserve(choices_.size());
  for (const uint8_t choice : choices_) packed.push_back(static_cast<char>(choice + 1));
  return packed;
}

absl::StatusOr<CheckedAnswers> CheckAnswers(const Assessment& assessment,
                                            const Instrument& instrument,
                                            const std::vector<v1::Answer>& answers) {
  std::vector<std::optional<uint8_t>> given(instrument.items.size());
  for (const v1::Answer& answer : answers) {
    const std::optional<size_t> place = PlaceOf(assessment, instrument, answer.item());
    if (!place) return RefusedFor(v1::REASON_ITEM_UNKNOWN, "no such item", answer.item());
    const Item& item = ItemAt(assessment, instrument, *place);
    if (given[*place]) {
      return RefusedFor(v1::REASON_ITEM_ANSWERED_TWICE, "answered twice", item.id);
    }
    given[*place] = ChoiceOf(item, answer.choice());
    if (!given[*place]) return RefusedFor(v1::REASON_CHOICE_UNKNOWN, "no such choice", item.id);
  }

  std::vector<uint8_t> choices;
  choices.reserve(given.size());
  for (size_t place = 0; place < given.size(); ++place) {
    if (!given[place]) {
      return RefusedFor(v1::REASON_ANSWER_MISSING, "not answered",
                        ItemAt(assessment, instrument, place).id);
    }
    choices.push_back(*given[place]);
  }
  return CheckedAnswers(std::move(choices));
}

absl::StatusOr<CheckedAnswers> UnpackAnswers(const Assessment& assessment,
                                             const Instrument& instrument,
                                             absl::string_view packed) {
  if (packed.size() > instrument.items.size()) {
    return RefusedFor(v1::REASON_ITEM_UNKNOWN, "more answers than items", instrument.id);
  }
  std::vector<uint8_t> choices;
  choices.reserve(instrument.items.size());
  for (size_t place = 0; place < instrument.items.size(); ++place) {
    const Item& item = ItemAt(assessment, instrument, place);
    const size_t choice = place < packed.size() ? static_cast<unsigned char>(packed[place]) : 0;
    if (choice == 0) return RefusedFor(v1::REASON_ANSWER_MISSING, "not answered", item.id);
    if (choice > item.choices.size()) {
      return RefusedFor(v1::REASON_CHOICE_UNKNOWN, "no such choice", item.id);
    }
    choices.push_back(static_cast<uint8_t>(choice - 1));
  }
  return CheckedAnswers(std::move(choices));
}

}  // namespace sucharit
