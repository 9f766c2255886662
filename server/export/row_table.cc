// SPDX-License-Identifier: Apache-2.0
#include "server/export/row_table.h"

#include <algorithm>
#include <cstdlib>
#include <set>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "common/status/reason.h"
#include "common/status/status_macros.h"

namespace sucharit {
namespace {

constexpr int32_t kLargestCode = 999'999;

// "07" and "+7" aren't the number 7 written in another way, but other ids.
std::optional<int32_t> WholeNumber(const std::string& id) {
  int32_t number = 0;
  if (!absl::SimpleAtoi(id, &number) || absl::StrCat(number) != id) return std::nullopt;
  if (std::abs(number) > kLargestCode) return std::nullopt;
  return number;
}

absl::Status NotWhatItSays(const Instrument& instrument) {
  return Refused(absl::StatusCode::kDataLoss, v1::REASON_STORAGE_DAMAGED,
                 "the kept rows aren't whole", instrument.id);
}

absl::Status CheckMayLeave(const Assessment& assessment, const Instrument& instrument,
                           const RowSource& source) {
  if (assessment.definition().privacy().rows() == v1::ROWS_KEEP &&
      source.rows >= assessment.minimum_group()) {
    return absl::OkStatus();
  }
  return Refused(absl::StatusCode::kFailedPrecondition, v1::REASON_ROWS_NOT_KEPT,
                 "rows aren't kept, or are too few", instrument.id);
}

// A join of which some group is in no row was applied, or says nothing wrong.
void NoteJoins(const Segment& segment, const std::set<size_t>& there, RowColumn& column) {
  for (const GroupJoin& join : segment.joins) {
    const bool all = std::all_of(join.groups.begin(), join.groups.end(),
                                 [&](size_t group) { return there.count(group) > 0; });
    if (!all) column.joined[static_cast<uint8_t>(join.groups.front())] = &join;
  }
}

}  // namespace

std::vector<RowColumn> RowColumns(const Assessment& assessment, const Instrument& instrument) {
  std::vector<RowColumn> columns;
  for (size_t place = 0; place < instrument.items.size(); ++place) {
    const Item& item = assessment.items()[instrument.items[place]];
    if (item.kind != AnswerKind::kSeveralChoices) {
      columns.push_back({item.id, &item, place, std::nullopt, {}});
      continue;
    }
    for (size_t choice = 0; choice < item.choices.size(); ++choice) {
      columns.push_back({absl::StrCat(item.id, "/", item.choices[choice].id),
                         &item,
                         place,
                         static_cast<uint8_t>(choice),
                         {}});
    }
  }
  return columns;
}

absl::Status ForEachRow(const Assessment& assessment, const Instrument& instrument,
                        const RowSource& source,
                        const std::function<absl::Status(const CheckedAnswers&)>& take) {
  RETURN_IF_ERROR(CheckMayLeave(assessment, instrument, source));
  const size_t size = RowSize(assessment, instrument);
  int64_t taken = 0;
  const absl::Status read = source.read([&](absl::string_view rows) -> absl::Status {
    if (rows.size() % size != 0) return NotWhatItSays(instrument);
    for (; !rows.empty(); rows.remove_prefix(size), ++taken) {
      ASSIGN_OR_RETURN(const CheckedAnswers row,
                       UnpackRow(assessment, instrument, rows.substr(0, size)));
      RETURN_IF_ERROR(take(row));
    }
    return absl::OkStatus();
  });
  RETURN_IF_ERROR(read);
  return taken == source.rows ? absl::OkStatus() : NotWhatItSays(instrument);
}

absl::Status FindJoinedGroups(const Assessment& assessment, const Instrument& instrument,
                              const RowSource& source, std::vector<RowColumn>& columns) {
  std::map<size_t, const Segment*> segments;  // Those with joins, by place of their item.
  for (const RowColumn& column : columns) {
    for (const Segment& segment : assessment.segments()) {
      if (&assessment.items()[segment.item] != column.item || segment.joins.empty()) continue;
      segments[column.place] = &segment;
    }
  }
  if (segments.empty()) return absl::OkStatus();
  std::map<size_t, std::set<size_t>> there;
  RETURN_IF_ERROR(ForEachRow(assessment, instrument, source, [&](const CheckedAnswers& row) {
    for (const auto& [place, segment] : segments) {
      const std::optional<uint8_t> choice = row.choice(place);
      if (choice.has_value()) there[place].insert(*choice);
    }
    return absl::OkStatus();
  }));
  for (RowColumn& column : columns) {
    const auto segment = segments.find(column.place);
    if (segment != segments.end()) NoteJoins(*segment->second, there[column.place], column);
  }
  return absl::OkStatus();
}

std::string ChoiceCell(const RowColumn& column, size_t choice) {
  const auto joined = column.joined.find(static_cast<uint8_t>(choice));
  if (joined == column.joined.end()) return column.item->choices[choice].id;
  return absl::StrJoin(joined->second->groups, "+", [&](std::string* out, size_t group) {
    out->append(column.item->choices[group].id);
  });
}

bool HasNumericChoices(const Item& item) {
  return !item.choices.empty() &&
         std::all_of(item.choices.begin(), item.choices.end(),
                     [](const Choice& choice) { return WholeNumber(choice.id).has_value(); });
}

std::vector<int32_t> ChoiceCodes(const Item& item) {
  const bool numeric = HasNumericChoices(item);
  std::vector<int32_t> codes;
  for (const Choice& choice : item.choices) {
    const auto position = static_cast<int32_t>(codes.size()) + 1;
    codes.push_back(numeric ? *WholeNumber(choice.id) : position);
  }
  return codes;
}

std::string FormatScaled(int64_t scaled, int decimals) {
  const auto width = static_cast<size_t>(decimals);
  std::string digits =
      absl::StrCat(scaled < 0 ? 0 - static_cast<uint64_t>(scaled) : static_cast<uint64_t>(scaled));
  if (digits.size() <= width) digits.insert(0, width + 1 - digits.size(), '0');
  if (width > 0) digits.insert(digits.size() - width, 1, '.');
  return scaled < 0 ? absl::StrCat("-", digits) : digits;
}

double ScaledToDouble(int64_t scaled, int decimals) {
  double unit = 1;
  for (int i = 0; i < decimals; ++i) unit *= 10;
  return static_cast<double>(scaled) / unit;
}

std::optional<bool> YesOrNo(const RowColumn& column, const CheckedAnswers& row) {
  const AnswerValue& value = row.values()[column.place];
  if (!column.choice.has_value()) return IsAnswered(value);
  const auto* taken = std::get_if<std::vector<uint8_t>>(&value);
  if (taken == nullptr) return std::nullopt;
  return std::binary_search(taken->begin(), taken->end(), *column.choice);
}

}  // namespace sucharit
