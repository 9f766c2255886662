// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/assessment/assessment.h"
#include "sucharit/v1/result.pb.h"

namespace sucharit {

// Counts packed rows (CheckedAnswers::PackRow) of questionnaires in which every item takes one
// choice and no rule ties answers to each other: there a row is valid if each of its bytes is, and
// how often each byte stands in each place is all that a tally needs. Not thread-safe.
class RowCounter {
 public:
  static bool CanCount(const Assessment& assessment, const Instrument& instrument);

  // CanCount() must hold; both must outlive the counter.
  RowCounter(const Assessment& assessment, const Instrument& instrument);

  // Whole rows behind each other.
  void Add(absl::string_view rows);

  // INTERNAL if a byte stood where no answer has it, or rows weren't whole.
  absl::StatusOr<v1::Tally> Tally() const;

 private:
  // How often each byte stood in each place; where their sum isn't the rows', something else stood.
  using Counts = std::vector<int64_t>;

  // The rows of one choice of a segment's item.
  struct Group {
    const Segment* segment = nullptr;
    size_t place = 0;
    size_t choice = 0;
    Counts counts = {};
    int64_t respondents = 0;
  };

  const Item& ItemAt(size_t place) const;

  // `counts` are those of so many rows.
  absl::StatusOr<v1::ItemTally> ItemTallyOf(size_t place, const Counts& counts,
                                            int64_t respondents) const;
  void CountRow(const char* row, Counts& counts) const;

  // As often CountRow into counts_, but for bytes that no answer has, which may be left out.
  void CountRows(const char* rows, size_t count);

  // The same for 16 bytes of each line of whole rows, of which the first stands in `first_place`.
  void CountColumn(const char* line, size_t lines, size_t first_place);

  const Assessment& assessment_;
  const Instrument& instrument_;
  const size_t places_;
  size_t values_ = 0;  // That answers have: 0 up to the most choices of an item.
  bool whole_ = true;
  int64_t respondents_ = 0;
  Counts counts_;
  std::vector<Group> groups_;
};

}  // namespace sucharit
