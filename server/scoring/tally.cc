// SPDX-License-Identifier: Apache-2.0
#include "server/scoring/tally.h"

#include <algorithm>
#include <variant>

#include "server/scoring/decimal_sum.h"

namespace sucharit {

TallyCounter::TallyCounter(const Assessment& assessment, const Instrument& instrument)
    : assessment_(assessment), instrument_(instrument) {
  for (size_t place = 0; place < instrument.items.size(); ++place) {
    items_.push_back(EmptyCount(place));
    if (ItemAt(place).is_scored()) scored_.push_back(place);
  }
  GroupCount empty;
  for (const size_t place : scored_) empty.items.push_back(EmptyCount(place));
  for (const Segment& segment : assessment.segments()) {
    if (segment.instrument != instrument.id) continue;
    const auto found = std::find(instrument.items.begin(), instrument.items.end(), segment.item);
    const auto place = static_cast<size_t>(found - instrument.items.begin());
    segments_.push_back(
        {&segment, place, std::vector<GroupCount>(ItemAt(place).choices.size(), empty)});
  }
}

const Item& TallyCounter::ItemAt(size_t place) const {
  return assessment_.items()[instrument_.items[place]];
}

TallyCounter::ItemCount TallyCounter::EmptyCount(size_t place) const {
  ItemCount count;
  count.counts.resize(ItemAt(place).choices.size());
  return count;
}

namespace {

// Adds one respondent's answer to what was answered to the item.
template <typename ItemCount>
void AddAnswer(const AnswerValue& value, ItemCount& count) {
  if (!IsAnswered(value)) return;
  ++count.answered;
  if (const auto* choice = std::get_if<uint8_t>(&value)) ++count.counts[*choice];
  if (const auto* chosen = std::get_if<std::vector<uint8_t>>(&value)) {
    for (const uint8_t each : *chosen) ++count.counts[each];
  }
  if (const auto* number = std::get_if<NumberAnswer>(&value)) {
    count.sum += static_cast<long>(number->scaled);
  }
}

}  // namespace

void TallyCounter::Add(const CheckedAnswers& answers) {
  ++respondents_;
  for (size_t place = 0; place < items_.size(); ++place) {
    AddAnswer(answers.values()[place], items_[place]);
  }
  for (SegmentCount& segment : segments_) {
    const std::optional<uint8_t> choice = answers.choice(segment.place);
    if (!choice) continue;
    GroupCount& group = segment.groups[*choice];
    ++group.respondents;
    for (size_t item = 0; item < scored_.size(); ++item) {
      AddAnswer(answers.values()[scored_[item]], group.items[item]);
    }
  }
}

v1::ItemTally TallyCounter::ToItemTally(size_t place, const ItemCount& count) const {
  const Item& item = ItemAt(place);
  v1::ItemTally tally;
  tally.set_item(item.id);
  tally.set_answered(count.answered);
  for (size_t choice = 0; choice < item.choices.size(); ++choice) {
    v1::ChoiceCount& choice_count = *tally.add_counts();
    choice_count.set_choice(item.choices[choice].id);
    choice_count.set_count(count.counts[choice]);
  }
  if (item.number) tally.set_sum(FormatDecimalSum(count.sum, item.number->decimals));
  return tally;
}

v1::Tally TallyCounter::Tally() const {
  v1::Tally tally;
  tally.set_questionnaire(instrument_.id);
  tally.set_respondents(respondents_);
  for (size_t place = 0; place < items_.size(); ++place) {
    *tally.add_items() = ToItemTally(place, items_[place]);
  }
  for (const SegmentCount& segment : segments_) {
    for (size_t choice = 0; choice < segment.groups.size(); ++choice) {
      v1::GroupTally& group = *tally.add_groups();
      group.set_segment(segment.segment->id);
      group.set_group(ItemAt(segment.place).choices[choice].id);
      group.set_respondents(segment.groups[choice].respondents);
      for (size_t item = 0; item < scored_.size(); ++item) {
        *group.add_items() = ToItemTally(scored_[item], segment.groups[choice].items[item]);
      }
    }
  }
  return tally;
}

}  // namespace sucharit
