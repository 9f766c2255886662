// SPDX-License-Identifier: Apache-2.0
#include "common/csv/answers_csv.h"

#include <map>
#include <optional>

#include "common/assessment/fraction.h"
#include "common/csv/csv.h"
#include "common/status/reason.h"
#include "common/status/status_macros.h"

namespace sucharit {
namespace {

// What the cells of one item's column mean.
class ItemColumn {
 public:
  ItemColumn(const Item& item, size_t position) : item_(item), position_(position) {}

  absl::StatusOr<v1::Answer> Read(const CsvRow& row) {
    const std::string& cell = row.cells[position_];
    auto known = known_.find(cell);
    if (known == known_.end()) {
      ASSIGN_OR_RETURN(const Choice* choice, FindChoice(row, cell));
      known = known_.emplace(cell, choice).first;
    }
    v1::Answer answer;
    answer.set_item(item_.id);
    answer.set_choice(known->second->id);
    return answer;
  }

 private:
  absl::StatusOr<const Choice*> FindChoice(const CsvRow& row, const std::string& cell) const {
    if (cell.empty()) return Refuse(v1::REASON_ANSWER_MISSING, "an empty cell", row);
    const absl::StatusOr<mpq_class> score = ParseFraction(cell);
    const Choice* found = nullptr;
    for (const Choice& choice : item_.choices) {
      if (choice.id != cell && (!score.ok() || choice.score != *score)) continue;
      if (found != nullptr) return Refuse(v1::REASON_CELL_AMBIGUOUS, "fits two choices", row);
      found = &choice;
    }
    if (found == nullptr) return Refuse(v1::REASON_CELL_UNKNOWN, "fits no choice", row);
    return found;
  }

  absl::Status Refuse(v1::Reason reason, absl::string_view message, const CsvRow& row) const {
    return Refused(absl::StatusCode::kInvalidArgument, reason, message, CsvPlace(row, item_.id));
  }

  const Item& item_;
  size_t position_;
  std::map<std::string, const Choice*>
      known_;  // Cells read before: a column has few different ones.
};

absl::StatusOr<std::vector<ItemColumn>> FindItemColumns(const CsvRow& head,
                                                        const Assessment& assessment,
                                                        const Instrument& instrument) {
  std::vector<std::string> names;
  for (size_t item : instrument.items) names.push_back(assessment.items()[item].id);
  ASSIGN_OR_RETURN(const std::vector<size_t> positions, FindCsvColumns(head, names));
  std::vector<ItemColumn> columns;
  for (size_t index = 0; index < positions.size(); ++index) {
    columns.emplace_back(assessment.items()[instrument.items[index]], positions[index]);
  }
  return columns;
}

absl::StatusOr<std::vector<v1::Answer>> ReadRow(std::vector<ItemColumn>& columns,
                                                const CsvRow& row) {
  std::vector<v1::Answer> answers;
  answers.reserve(columns.size());
  for (ItemColumn& column : columns) {
    ASSIGN_OR_RETURN(v1::Answer answer, column.Read(row));
    answers.push_back(std::move(answer));
  }
  return answers;
}

}  // namespace

absl::Status ForEachResponse(
    absl::string_view bytes, const Assessment& assessment, const Instrument& instrument,
    const std::function<absl::Status(const std::vector<v1::Answer>&)>& on_response) {
  std::optional<std::vector<ItemColumn>> columns;
  bool any = false;
  RETURN_IF_ERROR(ForEachCsvRow(bytes, [&](const CsvRow& row) -> absl::Status {
    if (!columns) {
      ASSIGN_OR_RETURN(columns, FindItemColumns(row, assessment, instrument));
      return absl::OkStatus();
    }
    any = true;
    ASSIGN_OR_RETURN(const std::vector<v1::Answer> answers, ReadRow(*columns, row));
    return on_response(answers);
  }));
  if (any) return absl::OkStatus();
  return Refused(absl::StatusCode::kInvalidArgument, v1::REASON_FILE_EMPTY, "no row but the head");
}

absl::StatusOr<std::vector<std::vector<v1::Answer>>> ReadAnswersCsv(const std::string& path,
                                                                    const Assessment& assessment,
                                                                    const Instrument& instrument) {
  ASSIGN_OR_RETURN(const std::string bytes, ReadCsvFile(path));
  std::vector<std::vector<v1::Answer>> responses;
  RETURN_IF_ERROR(Within(path, ForEachResponse(bytes, assessment, instrument,
                                               [&](const std::vector<v1::Answer>& answers) {
                                                 responses.push_back(answers);
                                                 return absl::OkStatus();
                                               })));
  return responses;
}

}  // namespace sucharit
