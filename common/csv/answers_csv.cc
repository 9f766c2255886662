// SPDX-License-Identifier: Apache-2.0
#include "common/csv/answers_csv.h"

#include <map>
#include <optional>

#include "absl/strings/str_split.h"
#include "common/assessment/answers.h"
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

  // Nothing if the cell is empty.
  absl::StatusOr<std::optional<v1::Answer>> Read(const CsvRow& row) {
    const std::string& cell = row.cells[position_];
    if (cell.empty()) return std::nullopt;
    v1::Answer answer;
    answer.set_item(item_.id);
    if (item_.kind == AnswerKind::kOneChoice) {
      ASSIGN_OR_RETURN(const Choice* choice, ChoiceOf(row, cell));
      answer.set_choice(choice->id);
      return answer;
    }
    SetValue(cell, answer);
    const absl::Status status = ReadAnswer(item_, answer).status();
    if (status.ok()) return answer;
    const v1::Reason reason = ReasonOf(status);
    return Refuse(reason == v1::REASON_CHOICE_UNKNOWN ? v1::REASON_CELL_UNKNOWN : reason,
                  status.message(), row);
  }

 private:
  void SetValue(const std::string& cell, v1::Answer& answer) const {
    if (item_.kind == AnswerKind::kNumber) {
      answer.set_number(cell);
    } else if (item_.kind == AnswerKind::kText) {
      answer.set_text(cell);
    } else {
      for (const absl::string_view id : absl::StrSplit(cell, ';')) {
        answer.mutable_choices()->add_ids(std::string(id));
      }
    }
  }

  absl::StatusOr<const Choice*> ChoiceOf(const CsvRow& row, const std::string& cell) {
    auto known = known_.find(cell);
    if (known == known_.end()) {
      ASSIGN_OR_RETURN(const Choice* choice, FindChoice(row, cell));
      known = known_.emplace(cell, choice).first;
    }
    return known->second;
  }

  absl::StatusOr<const Choice*> FindChoice(const CsvRow& row, const std::string& cell) const {
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
  // Cells read before: a column of choices has few different ones.
  std::map<std::string, const Choice*> known_;
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

absl::StatusOr<std::vector<v1::Answer>> ReadRow(std::vector<ItemColumn>& columns, const CsvRow& row,
                                                const Assessment& assessment,
                                                const Instrument& instrument) {
  std::vector<v1::Answer> answers;
  answers.reserve(columns.size());
  for (ItemColumn& column : columns) {
    ASSIGN_OR_RETURN(std::optional<v1::Answer> answer, column.Read(row));
    if (answer) answers.push_back(*std::move(answer));
  }
  const absl::Status status = CheckAnswers(assessment, instrument, answers).status();
  if (status.ok()) return answers;
  return Refused(status.code(), ReasonOf(status), status.message(),
                 CsvPlace(row, SubjectOf(status)));
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
    ASSIGN_OR_RETURN(const std::vector<v1::Answer> answers,
                     ReadRow(*columns, row, assessment, instrument));
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
