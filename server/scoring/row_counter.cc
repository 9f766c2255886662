// SPDX-License-Identifier: Apache-2.0
#include "server/scoring/row_counter.h"

#include <algorithm>
#include <cstring>
#include <iterator>
#include <numeric>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "common/status/status_macros.h"

namespace sucharit {
namespace {

constexpr size_t kByteValues = 256;

// From the counts of one place to those of the next. A power of two would put all of them into a
// few sets of the processor's cache, which then drive each other out.
constexpr size_t kStride = kByteValues + 8;

// As many bytes as one instruction compares with each other, and as many values as are counted in
// registers at once.
constexpr size_t kLanes = 16;
constexpr size_t kValuesAtOnce = 8;
using Lanes = unsigned char __attribute__((vector_size(kLanes)));

// For more values it costs as much as looking each byte's counter up.
constexpr size_t kMostValues = 3 * kValuesAtOnce;

// What a lane counts to.
constexpr size_t kMostLines = 255;

// Counts in each lane of the `lines`, which are `width` bytes apart, the values `from`, `from` + 1
// and so on.
void CountLanes(const char* line, size_t width, size_t lines, size_t from,
                Lanes (&sums)[kValuesAtOnce]) {
  Lanes wanted[kValuesAtOnce];
  Lanes found[kValuesAtOnce] = {};  // Not `sums`, so that it stays in registers.
  for (size_t i = 0; i < kValuesAtOnce; ++i) {
    wanted[i] = Lanes{} + static_cast<unsigned char>(from + i);
  }
  for (; lines > 0; --lines, line += width) {
    Lanes bytes;
    std::memcpy(&bytes, line, sizeof(bytes));
    for (size_t i = 0; i < kValuesAtOnce; ++i) {
      found[i] -= static_cast<Lanes>(bytes == wanted[i]);  // Where it is, that is -1.
    }
  }
  std::copy(std::begin(found), std::end(found), std::begin(sums));
}

size_t Byte(char byte) { return static_cast<unsigned char>(byte); }

}  // namespace

bool RowCounter::CanCount(const Assessment& assessment, const Instrument& instrument) {
  return !instrument.items.empty() &&
         std::all_of(instrument.items.begin(), instrument.items.end(), [&](size_t place) {
           const Item& item = assessment.items()[place];
           return item.kind == AnswerKind::kOneChoice && item.always_asked &&
                  item.constraint == nullptr;
         });
}

RowCounter::RowCounter(const Assessment& assessment, const Instrument& instrument)
    : assessment_(assessment),
      instrument_(instrument),
      places_(instrument.items.size()),
      counts_(places_ * kStride) {
  for (size_t place = 0; place < places_; ++place) {
    values_ = std::max(values_, ItemAt(place).choices.size() + 1);
  }
  for (const Segment& segment : assessment.segments()) {
    if (segment.instrument != instrument.id) continue;
    const auto found = std::find(instrument.items.begin(), instrument.items.end(), segment.item);
    const auto place = static_cast<size_t>(found - instrument.items.begin());
    for (size_t choice = 0; choice < ItemAt(place).choices.size(); ++choice) {
      groups_.push_back({&segment, place, choice, Counts(places_ * kStride)});
    }
  }
}

const Item& RowCounter::ItemAt(size_t place) const {
  return assessment_.items()[instrument_.items[place]];
}

void RowCounter::CountRow(const char* row, Counts& counts) const {
  int64_t* of_place = counts.data();
  for (size_t place = 0; place < places_; ++place, of_place += kStride) {
    ++of_place[Byte(row[place])];
  }
}

void RowCounter::CountRows(const char* rows, size_t count) {
  // Lines of whole rows and of whole lanes.
  const size_t width = std::lcm(places_, kLanes);
  const size_t in_line = width / places_;
  while (values_ <= kMostValues && count >= in_line) {
    const size_t lines = std::min(count / in_line, kMostLines);
    for (size_t column = 0; column < width; column += kLanes) {
      CountColumn(rows + column, lines, column % places_);
    }
    rows += lines * width;
    count -= lines * in_line;
  }
  for (; count > 0; --count, rows += places_) CountRow(rows, counts_);
}

void RowCounter::CountColumn(const char* line, size_t lines, size_t first_place) {
  for (size_t value = 0; value < values_; value += kValuesAtOnce) {
    Lanes found[kValuesAtOnce] = {};
    CountLanes(line, std::lcm(places_, kLanes), lines, value, found);
    size_t place = first_place;
    for (size_t lane = 0; lane < kLanes; ++lane) {
      int64_t* const counts = counts_.data() + place * kStride + value;
      for (size_t i = 0; i < kValuesAtOnce; ++i) counts[i] += found[i][lane];
      if (++place == places_) place = 0;
    }
  }
}

void RowCounter::Add(absl::string_view rows) {
  whole_ = whole_ && rows.size() % places_ == 0;
  const char* const end = rows.data() + rows.size() / places_ * places_;
  CountRows(rows.data(), rows.size() / places_);
  for (const char* row = rows.data(); !groups_.empty() && row != end; row += places_) {
    for (Group& group : groups_) {
      if (Byte(row[group.place]) != group.choice + 1) continue;
      ++group.respondents;
      CountRow(row, group.counts);
    }
  }
  respondents_ += static_cast<int64_t>(rows.size() / places_);
}

absl::StatusOr<v1::ItemTally> RowCounter::ItemTallyOf(size_t place, const Counts& counts,
                                                      int64_t respondents) const {
  const Item& item = ItemAt(place);
  const int64_t* of_byte = counts.data() + place * kStride;
  const int64_t* const after = of_byte + item.choices.size() + 1;
  const bool strange = std::accumulate(of_byte, after, int64_t{0}) != respondents;
  // Anonymizing may have taken a group away.
  const bool makes_groups = std::any_of(groups_.begin(), groups_.end(),
                                        [&](const Group& group) { return group.place == place; });
  if (strange || (of_byte[0] > 0 && !item.optional && !makes_groups)) {
    return absl::InternalError(absl::StrCat("a packed row isn't a valid response: ", item.id));
  }
  v1::ItemTally tally;
  tally.set_item(item.id);
  for (size_t choice = 0; choice < item.choices.size(); ++choice) {
    v1::ChoiceCount& count = *tally.add_counts();
    count.set_choice(item.choices[choice].id);
    count.set_count(of_byte[choice + 1]);
    tally.set_answered(tally.answered() + count.count());
  }
  return tally;
}

absl::StatusOr<v1::Tally> RowCounter::Tally() const {
  if (!whole_) return absl::InternalError("rows weren't whole");
  v1::Tally tally;
  tally.set_questionnaire(instrument_.id);
  tally.set_respondents(respondents_);
  for (size_t place = 0; place < places_; ++place) {
    ASSIGN_OR_RETURN(*tally.add_items(), ItemTallyOf(place, counts_, respondents_));
  }
  for (const Group& group : groups_) {
    v1::GroupTally& added = *tally.add_groups();
    added.set_segment(group.segment->id);
    added.set_group(ItemAt(group.place).choices[group.choice].id);
    added.set_respondents(group.respondents);
    for (size_t place = 0; place < places_; ++place) {
      if (!ItemAt(place).is_scored()) continue;
      ASSIGN_OR_RETURN(*added.add_items(), ItemTallyOf(place, group.counts, group.respondents));
    }
  }
  return tally;
}

}  // namespace sucharit
