// SPDX-License-Identifier: Apache-2.0
#include "server/command_line/online/checklist_scores.h"

#include <algorithm>
#include <optional>
#include <set>
#include <utility>

#include "absl/strings/ascii.h"
#include "common/assessment/fraction.h"
#include "common/status/reason.h"
#include "common/status/status_macros.h"
#include "server/spreadsheet/table.h"

namespace sucharit {
namespace {

// Where the columns are; those that needn't be there may be nowhere.
struct Columns {
  size_t item = 0;
  size_t score = 0;
  std::optional<size_t> evidence;
  std::optional<size_t> note;
};

std::optional<size_t> Find(const Table& table, const std::string& name) {
  const auto& names = table.head.cells;
  const auto found = std::find(names.begin(), names.end(), name);
  if (found == names.end()) return std::nullopt;
  return static_cast<size_t>(found - names.begin());
}

absl::StatusOr<Columns> FindColumns(const Table& table) {
  ASSIGN_OR_RETURN(const std::vector<size_t> found,
                   FindTableColumns(table, {"item", "score"}, {"evidence", "note"}));
  return Columns{found[0], found[1], Find(table, "evidence"), Find(table, "note")};
}

std::string CellOf(const TableRow& row, std::optional<size_t> column) {
  return column ? std::string(absl::StripAsciiWhitespace(row.cells[*column])) : "";
}

absl::StatusOr<std::vector<v1::ImportedScore>> ReadRows(const Table& table,
                                                        const Assessment& assessment) {
  ASSIGN_OR_RETURN(const Columns columns, FindColumns(table));
  std::set<std::string> items;
  std::vector<v1::ImportedScore> scores;
  for (const TableRow& row : table.rows) {
    const std::string text = CellOf(row, columns.score);
    if (text.empty()) continue;
    const std::string item = CellOf(row, columns.item);
    auto score = ChecklistScore(assessment, item, text);
    if (!score.ok()) {
      const bool of_item = ReasonOf(score.status()) == v1::REASON_ITEM_UNKNOWN;
      return Within(TablePlace(table, row, of_item ? columns.item : columns.score), score.status());
    }
    if (!items.insert(item).second) {
      return Refused(absl::StatusCode::kInvalidArgument, v1::REASON_NODE_NOT_IMPORTABLE,
                     "an item twice", TablePlace(table, row, columns.item));
    }
    score->set_evidence(CellOf(row, columns.evidence));
    score->set_note(CellOf(row, columns.note));
    scores.push_back(*std::move(score));
  }
  return scores;
}

}  // namespace

absl::StatusOr<v1::ImportedScore> ChecklistScore(const Assessment& assessment,
                                                 const std::string& item, absl::string_view text) {
  const Item* found = assessment.FindItem(item);
  if (found == nullptr || assessment.FindInstrument(found->instrument)->is_survey) {
    return Refused(absl::StatusCode::kInvalidArgument, v1::REASON_ITEM_UNKNOWN,
                   "no item of a checklist", item);
  }
  const auto score = ParseFraction(text);
  for (const Choice& choice : found->choices) {
    if (!choice.score || (choice.id != text && !(score.ok() && *score == *choice.score))) continue;
    v1::ImportedScore result;
    result.set_part(found->instrument);
    result.set_node(found->id);
    result.set_score(choice.score->get_str());
    return result;
  }
  return Refused(absl::StatusCode::kInvalidArgument, v1::REASON_CELL_UNKNOWN,
                 "no choice of the item earns that", item);
}

absl::StatusOr<std::vector<v1::ImportedScore>> ReadChecklistScores(const std::string& path,
                                                                   const Assessment& assessment) {
  ASSIGN_OR_RETURN(const Table table, ReadTable(path));
  auto scores = ReadRows(table, assessment);
  if (!scores.ok()) return Within(path, scores.status());
  return scores;
}

}  // namespace sucharit
