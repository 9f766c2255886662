// SPDX-License-Identifier: Apache-2.0
//
// Kept rows (microdata): the anonymous block of a questionnaire, and nothing else, as a table.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "common/assessment/answers.h"
#include "common/assessment/assessment.h"

namespace sucharit {

// Where the kept rows of one questionnaire come from. May be read several times.
struct RowSource {
  int64_t rows = 0;  // How many there are: the respondents that were counted.

  // Gives all rows in their sorted order, some at a time: whole rows as CheckedAnswers::PackRow()
  // makes them, one behind the other. Stops at the first error of `take` and returns it.
  std::function<absl::Status(const std::function<absl::Status(absl::string_view rows)>& take)> read;
};

// One column of the table.
struct RowColumn {
  std::string name;               // "Q3"; "Q5/a" for choice "a" of an item that takes several.
  const Item* item = nullptr;     // Of the assessment.
  size_t place = 0;               // Of the item in the questionnaire.
  std::optional<uint8_t> choice;  // Position of the choice, where the column is about one.

  // Of choices that stand for the groups which were counted with them; see FindJoinedGroups.
  std::map<uint8_t, const GroupJoin*> joined;
};

// In the questionnaire's order. Of a text there is only whether it was answered (0, 1).
std::vector<RowColumn> RowColumns(const Assessment& assessment, const Instrument& instrument);

// Gives each row to `take`, in order. FAILED_PRECONDITION `REASON_ROWS_NOT_KEPT` if the definition
// doesn't let rows outlive the round or there are fewer than the minimum group; DATA_LOSS
// `REASON_STORAGE_DAMAGED` if the source gives something else than it says.
absl::Status ForEachRow(const Assessment& assessment, const Instrument& instrument,
                        const RowSource& source,
                        const std::function<absl::Status(const CheckedAnswers&)>& take);

// Reads the rows, if the questionnaire's segments join groups, and notes in `columns` what was
// joined at close: then the first group of a join stands for all, and some of the others are in no
// row. The errors of ForEachRow.
absl::Status FindJoinedGroups(const Assessment& assessment, const Instrument& instrument,
                              const RowSource& source, std::vector<RowColumn>& columns);

// How a choice is written: its id, or the ids of the groups it stands for, "young+middle".
std::string ChoiceCell(const RowColumn& column, size_t choice);

// The number that stands for each choice of an item: its id if all ids of the item are whole
// numbers, else its position counted from 1.
std::vector<int32_t> ChoiceCodes(const Item& item);

// Whether all ids of the item's choices are whole numbers.
bool HasNumericChoices(const Item& item);

// A number that an item took, as a decimal: 250 with two decimals is "2.50".
std::string FormatScaled(int64_t scaled, int decimals);
double ScaledToDouble(int64_t scaled, int decimals);

// What a row says in a column that is no number with decimals and no choice of one: whether the
// choice was taken or the text was given. Nothing if the item isn't answered.
std::optional<bool> YesOrNo(const RowColumn& column, const CheckedAnswers& row);

}  // namespace sucharit
