// SPDX-License-Identifier: Apache-2.0
#include "server/scoring/score_files.h"

#include "common/assessment/answers.h"
#include "common/csv/answers_csv.h"
#include "common/csv/csv.h"
#include "common/status/reason.h"
#include "common/status/status_macros.h"
#include "server/scoring/tally.h"

namespace sucharit {
namespace {

constexpr char kPrintedColumn[] = "printed_in_report_if_different";

}  // namespace

absl::StatusOr<v1::Tally> ReadResponsesCsv(const std::string& path, const Assessment& assessment,
                                           const Instrument& instrument) {
  ASSIGN_OR_RETURN(const std::string bytes, ReadCsvFile(path));
  TallyCounter counter(assessment, instrument);
  RETURN_IF_ERROR(Within(
      path, ForEachResponse(bytes, assessment, instrument,
                            [&](const std::vector<v1::Answer>& answers) -> absl::Status {
                              ASSIGN_OR_RETURN(const CheckedAnswers checked,
                                               CheckAnswers(assessment, instrument, answers));
                              counter.Add(checked);
                              return absl::OkStatus();
                            })));
  return counter.Tally();
}

absl::StatusOr<std::vector<v1::ImportedScore>> ReadImportedScoresCsv(const std::string& path) {
  ASSIGN_OR_RETURN(const CsvTable table, ReadCsv(path));
  const auto columns = FindCsvColumns(table.head, {"part", "node", "score"}, {"evidence", "note"});
  if (!columns.ok()) return Within(path, columns.status());
  const auto evidence = FindCsvColumns(table.head, {"evidence"}, table.head.cells);
  const auto note = FindCsvColumns(table.head, {"note"}, table.head.cells);
  std::vector<v1::ImportedScore> scores;
  for (const CsvRow& row : table.rows) {
    v1::ImportedScore& score = scores.emplace_back();
    score.set_part(row.cells[(*columns)[0]]);
    score.set_node(row.cells[(*columns)[1]]);
    score.set_score(row.cells[(*columns)[2]]);
    if (evidence.ok()) score.set_evidence(row.cells[evidence->front()]);
    if (note.ok()) score.set_note(row.cells[note->front()]);
  }
  return scores;
}

absl::StatusOr<std::vector<PublishedScore>> ReadPublishedScoresCsv(const std::string& path) {
  ASSIGN_OR_RETURN(const CsvTable table, ReadCsv(path));
  const auto columns =
      FindCsvColumns(table.head, {"level", "node", "exact", "score"}, {kPrintedColumn});
  if (!columns.ok()) return Within(path, columns.status());
  const auto printed = FindCsvColumns(table.head, {kPrintedColumn}, table.head.cells);
  std::vector<PublishedScore> scores;
  for (const CsvRow& row : table.rows) {
    PublishedScore& score = scores.emplace_back();
    score.level = row.cells[(*columns)[0]];
    score.node = row.cells[(*columns)[1]];
    score.exact = row.cells[(*columns)[2]];
    score.score = row.cells[(*columns)[3]];
    if (printed.ok()) score.printed = row.cells[printed->front()];
  }
  return scores;
}

}  // namespace sucharit
