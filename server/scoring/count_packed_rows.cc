// SPDX-License-Identifier: Apache-2.0
//
// The second counter: knows the bytes of a row, not the types that the first one reads.
#include <algorithm>
#include <iterator>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "common/status/status_macros.h"
#include "server/scoring/decimal_sum.h"
#include "server/scoring/tally.h"

namespace sucharit {
namespace {

using Rows = std::vector<const std::string*>;

// Holds the sum of any number of 64-bit numbers.
__extension__ using Wide = __int128;

// Where an item's bytes stand in every row.
struct Column {
  const Item* item = nullptr;
  size_t offset = 0;
  size_t size = 0;
  bool makes_groups = false;  // Of a segment: then anonymizing may have taken the answer away.
};

absl::Status BrokenColumn(const Column& column) {
  return absl::InternalError(
      absl::StrCat("a packed row isn't a valid response: ", column.item->id));
}

size_t SizeOf(const Item& item) {
  if (item.kind == AnswerKind::kSeveralChoices) return (item.choices.size() + 7) / 8;
  return item.kind == AnswerKind::kNumber ? 9 : 1;
}

std::vector<Column> ColumnsOf(const Assessment& assessment, const Instrument& instrument) {
  std::vector<Column> columns;
  size_t offset = 0;
  for (const size_t item : instrument.items) {
    const Item& added = assessment.items()[item];
    const bool makes_groups =
        std::any_of(assessment.segments().begin(), assessment.segments().end(),
                    [item](const Segment& segment) { return segment.item == item; });
    columns.push_back({&added, offset, SizeOf(added), makes_groups});
    offset += columns.back().size;
  }
  return columns;
}

void AddCount(const Column& column, size_t choice, int64_t count, v1::ItemTally& tally) {
  v1::ChoiceCount& added = *tally.add_counts();
  added.set_choice(column.item->choices[choice].id);
  added.set_count(count);
}

// The byte of a column in all rows, sorted.
std::string SortedBytes(const Column& column, const Rows& rows) {
  std::string bytes;
  bytes.reserve(rows.size());
  for (const std::string* row : rows) bytes.push_back((*row)[column.offset]);
  std::sort(bytes.begin(), bytes.end(), [](char left, char right) {
    return static_cast<unsigned char>(left) < static_cast<unsigned char>(right);
  });
  return bytes;
}

// Where the run of `byte` that begins at `begin` ends.
size_t EndOfRun(const std::string& bytes, size_t byte, size_t begin) {
  return std::min(bytes.find_first_not_of(static_cast<char>(byte), begin), bytes.size());
}

// A choice's count is the length of the run of its byte in the sorted column.
absl::Status CountOneChoice(const Column& column, const Rows& rows, v1::ItemTally& tally) {
  const std::string bytes = SortedBytes(column, rows);
  const size_t unanswered = EndOfRun(bytes, 0, 0);
  const bool may_be_unanswered =
      column.item->optional || !column.item->always_asked || column.makes_groups;
  size_t begin = unanswered;
  for (size_t choice = 0; choice < column.item->choices.size(); ++choice) {
    const size_t end = EndOfRun(bytes, choice + 1, begin);
    AddCount(column, choice, static_cast<int64_t>(end - begin), tally);
    begin = end;
  }
  if (begin != bytes.size() || (unanswered > 0 && !may_be_unanswered)) return BrokenColumn(column);
  tally.set_answered(static_cast<int64_t>(bytes.size() - unanswered));
  return absl::OkStatus();
}

bool HasBit(const std::string& row, const Column& column, size_t bit) {
  return (static_cast<unsigned char>(row[column.offset + bit / 8]) & (1U << bit % 8)) != 0;
}

// Bits are counted choice by choice, over all rows.
absl::Status CountSeveralChoices(const Column& column, const Rows& rows, v1::ItemTally& tally) {
  std::vector<bool> answered(rows.size());
  for (size_t bit = 0; bit < column.size * 8; ++bit) {
    int64_t count = 0;
    for (size_t row = 0; row < rows.size(); ++row) {
      if (!HasBit(*rows[row], column, bit)) continue;
      ++count;
      answered[row] = true;
    }
    if (bit < column.item->choices.size()) {
      AddCount(column, bit, count, tally);
    } else if (count > 0) {
      return BrokenColumn(column);
    }
  }
  tally.set_answered(std::count(answered.begin(), answered.end(), true));
  return absl::OkStatus();
}

// Eight bytes, the lowest first, as a number with a sign.
Wide NumberAt(const std::string& row, size_t offset) {
  Wide value = 0;
  for (size_t byte = 8; byte > 0; --byte) {
    value = value * 256 + static_cast<unsigned char>(row[offset + byte - 1]);
  }
  const Wide half = Wide{1} << 63;
  return value < half ? value : value - 2 * half;
}

mpz_class ToInteger(Wide value) {
  const Wide billion = 1'000'000'000;
  mpz_class result = 0;
  mpz_class power = 1;
  for (; value != 0; value /= billion) {
    result += power * static_cast<long>(value % billion);
    power *= static_cast<long>(billion);
  }
  return result;
}

absl::Status CountFlags(const Column& column, const Rows& rows, v1::ItemTally& tally) {
  const std::string flags = SortedBytes(column, rows);
  const size_t unanswered = EndOfRun(flags, 0, 0);
  if (EndOfRun(flags, 1, unanswered) != flags.size()) return BrokenColumn(column);
  tally.set_answered(static_cast<int64_t>(flags.size() - unanswered));
  return absl::OkStatus();
}

// The bytes of an unanswered number are 0 and add nothing.
absl::Status CountNumbers(const Column& column, const Rows& rows, v1::ItemTally& tally) {
  Wide sum = 0;
  for (const std::string* row : rows) sum += NumberAt(*row, column.offset + 1);
  tally.set_sum(FormatDecimalSum(ToInteger(sum), column.item->number->decimals));
  return CountFlags(column, rows, tally);
}

absl::StatusOr<v1::ItemTally> CountColumn(const Column& column, const Rows& rows) {
  v1::ItemTally tally;
  tally.set_item(column.item->id);
  absl::Status counted;
  switch (column.item->kind) {
    case AnswerKind::kOneChoice:
      counted = CountOneChoice(column, rows, tally);
      break;
    case AnswerKind::kSeveralChoices:
      counted = CountSeveralChoices(column, rows, tally);
      break;
    case AnswerKind::kNumber:
      counted = CountNumbers(column, rows, tally);
      break;
    case AnswerKind::kText:
      counted = CountFlags(column, rows, tally);
      break;
  }
  if (!counted.ok()) return counted;
  return tally;
}

// The rows of each group are counted by themselves.
absl::Status CountGroups(const std::vector<Column>& columns, const Column& dividing,
                         const std::string& segment, const Rows& rows, v1::Tally& tally) {
  for (size_t choice = 0; choice < dividing.item->choices.size(); ++choice) {
    Rows of_group;
    std::copy_if(rows.begin(), rows.end(), std::back_inserter(of_group),
                 [&](const std::string* row) {
                   return static_cast<unsigned char>((*row)[dividing.offset]) == choice + 1;
                 });
    v1::GroupTally& group = *tally.add_groups();
    group.set_segment(segment);
    group.set_group(dividing.item->choices[choice].id);
    group.set_respondents(static_cast<int64_t>(of_group.size()));
    for (const Column& column : columns) {
      if (column.item->indicator.empty()) continue;
      ASSIGN_OR_RETURN(*group.add_items(), CountColumn(column, of_group));
    }
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<v1::Tally> CountPackedRows(const Assessment& assessment,
                                          const Instrument& instrument,
                                          const std::vector<std::string>& rows) {
  const std::vector<Column> columns = ColumnsOf(assessment, instrument);
  const size_t size = columns.empty() ? 0 : columns.back().offset + columns.back().size;
  Rows all;
  for (const std::string& row : rows) {
    if (row.size() != size) return absl::InternalError("a packed row has another size");
    all.push_back(&row);
  }
  v1::Tally tally;
  tally.set_questionnaire(instrument.id);
  tally.set_respondents(static_cast<int64_t>(rows.size()));
  for (const Column& column : columns) {
    ASSIGN_OR_RETURN(*tally.add_items(), CountColumn(column, all));
  }
  for (const Segment& segment : assessment.segments()) {
    if (segment.instrument != instrument.id) continue;
    const Item* dividing = &assessment.items()[segment.item];
    for (const Column& column : columns) {
      if (column.item != dividing) continue;
      RETURN_IF_ERROR(CountGroups(columns, column, segment.id, all, tally));
    }
  }
  return tally;
}

}  // namespace sucharit
