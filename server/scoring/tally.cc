// SPDX-License-Identifier: Apache-2.0
#include "server/scoring/tally.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"

namespace sucharit {
namespace {

absl::Status BrokenRow(size_t row) {
  return absl::InternalError(absl::StrCat("packed row ", row + 1, " isn't a valid response"));
}

// The bytes of one item in all rows, sorted.
std::string SortedColumn(const std::vector<std::string>& rows, size_t position) {
  std::string column;
  column.reserve(rows.size());
  for (const std::string& row : rows) column.push_back(row[position]);
  std::sort(column.begin(), column.end(), [](char left, char right) {
    return static_cast<unsigned char>(left) < static_cast<unsigned char>(right);
  });
  return column;
}

// A choice's count is the length of the run of its byte in the sorted column.
v1::ItemTally MeasureRuns(const Item& item, const std::string& column) {
  v1::ItemTally tally;
  tally.set_item(item.id);
  size_t begin = 0;
  for (size_t choice = 0; choice < item.choices.size(); ++choice) {
    const size_t found = column.find_first_not_of(static_cast<char>(choice + 1), begin);
    const size_t end = found == std::string::npos ? column.size() : found;
    v1::ChoiceCount* count = tally.add_counts();
    count->set_choice(item.choices[choice].id);
    count->set_count(static_cast<int64_t>(end - begin));
    begin = end;
  }
  return tally;
}

absl::Status CheckRow(const Assessment& assessment, const Instrument& instrument,
                      const std::vector<std::string>& rows, size_t row) {
  if (rows[row].size() != instrument.items.size()) return BrokenRow(row);
  for (size_t position = 0; position < instrument.items.size(); ++position) {
    const size_t choices = assessment.items()[instrument.items[position]].choices.size();
    const auto choice = static_cast<unsigned char>(rows[row][position]);
    if (choice == 0 || choice > choices) return BrokenRow(row);
  }
  return absl::OkStatus();
}

}  // namespace

TallyCounter::TallyCounter(const Assessment& assessment, const Instrument& instrument)
    : assessment_(assessment), instrument_(instrument) {
  for (size_t item : instrument.items) {
    counts_.emplace_back(assessment.items()[item].choices.size());
  }
}

void TallyCounter::Add(const CheckedAnswers& answers) {
  ++respondents_;
  for (size_t position = 0; position < counts_.size(); ++position) {
    const std::optional<uint8_t> choice = answers.choice(position);
    if (choice) ++counts_[position][*choice];
  }
}

v1::Tally TallyCounter::Tally() const {
  v1::Tally tally;
  tally.set_questionnaire(instrument_.id);
  tally.set_respondents(respondents_);
  for (size_t position = 0; position < counts_.size(); ++position) {
    const Item& item = assessment_.items()[instrument_.items[position]];
    v1::ItemTally* item_tally = tally.add_items();
    item_tally->set_item(item.id);
    for (size_t choice = 0; choice < item.choices.size(); ++choice) {
      v1::ChoiceCount* count = item_tally->add_counts();
      count->set_choice(item.choices[choice].id);
      count->set_count(counts_[position][choice]);
    }
  }
  return tally;
}

absl::StatusOr<v1::Tally> CountPackedRows(const Assessment& assessment,
                                          const Instrument& instrument,
                                          const std::vector<std::string>& rows) {
  for (size_t row = 0; row < rows.size(); ++row) {
    absl::Status checked = CheckRow(assessment, instrument, rows, row);
    if (!checked.ok()) return checked;
  }
  v1::Tally tally;
  tally.set_questionnaire(instrument.id);
  tally.set_respondents(static_cast<int64_t>(rows.size()));
  for (size_t position = 0; position < instrument.items.size(); ++position) {
    *tally.add_items() =
        MeasureRuns(assessment.items()[instrument.items[position]], SortedColumn(rows, position));
  }
  return tally;
}

}  // namespace sucharit
