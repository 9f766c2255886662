// SPDX-License-Identifier: Apache-2.0
//
// Counting. Two counters that share no code, so that a fault in one shows as a difference.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/assessment/answers.h"
#include "common/assessment/assessment.h"
#include "common/assessment/fraction.h"
#include "sucharit/v1/result.pb.h"

namespace sucharit {

// Counts answers one response at a time. Not thread-safe.
class TallyCounter {
 public:
  // `assessment` and `instrument` must outlive the counter.
  TallyCounter(const Assessment& assessment, const Instrument& instrument);

  void Add(const CheckedAnswers& answers);

  v1::Tally Tally() const;

 private:
  // What was answered to one item.
  struct ItemCount {
    std::vector<int64_t> counts;  // By choice.
    int64_t answered = 0;
    mpz_class sum;  // Of numbers, times ten to the power of the item's decimals.
  };

  struct GroupCount {
    int64_t respondents = 0;
    std::vector<ItemCount> items;  // The scored ones.
  };

  struct SegmentCount {
    const Segment* segment = nullptr;
    size_t place = 0;                // Of its item in the questionnaire.
    std::vector<GroupCount> groups;  // By choice.
  };

  const Item& ItemAt(size_t place) const;
  ItemCount EmptyCount(size_t place) const;
  v1::ItemTally ToItemTally(size_t place, const ItemCount& count) const;

  const Assessment& assessment_;
  const Instrument& instrument_;
  std::vector<size_t> scored_;  // Places of the scored items.
  int64_t respondents_ = 0;
  std::vector<ItemCount> items_;  // By place.
  std::vector<SegmentCount> segments_;
};

// Counts packed rows (CheckedAnswers::PackRow) column by column: sorts each column and measures
// the runs. For checking a TallyCounter. INTERNAL if a row isn't valid.
absl::StatusOr<v1::Tally> CountPackedRows(const Assessment& assessment,
                                          const Instrument& instrument,
                                          const std::vector<std::string>& rows);

}  // namespace sucharit
