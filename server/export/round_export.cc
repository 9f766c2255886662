// SPDX-License-Identifier: Apache-2.0
#include "server/export/round_export.h"

#include <google/protobuf/text_format.h>

#include <algorithm>
#include <cstdlib>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/assessment/assessment.h"
#include "common/status/reason.h"
#include "common/status/status_macros.h"
#include "server/export/csv_writer.h"
#include "server/export/localized.h"
#include "server/export/message_json.h"
#include "server/export/receipt_page.h"
#include "server/export/result_tables.h"
#include "server/export/results_workbook.h"
#include "server/export/row_csv.h"
#include "server/export/row_sav.h"
#include "server/export/row_workbook.h"
#include "server/export/score_csv.h"
#include "server/export/table_csv.h"
#include "server/export/totals_csv.h"

namespace sucharit {
namespace {

using Rows = std::optional<int64_t>;

constexpr char kByteOrderMark[] = "\xEF\xBB\xBF";

// As text, which Assessment::FromText reads again.
std::string DefinitionFile(const v1::Definition& definition) {
  google::protobuf::TextFormat::Printer printer;
  printer.SetUseUtf8StringEscaping(true);
  std::string text;
  if (!printer.PrintToString(definition, &text)) std::abort();  // Only without memory.
  return text;
}

// One export while it is written.
class RoundFiles {
 public:
  RoundFiles(const Assessment& assessment, const v1::Bundle& bundle, const RoundExport& what,
             ExportFolder& folder)
      : assessment_(assessment), bundle_(bundle), what_(what), folder_(folder) {}

  absl::Status Write() {
    if (Wants(ExportFormat::kCsv)) RETURN_IF_ERROR(WriteTables());
    if (Wants(ExportFormat::kJson)) RETURN_IF_ERROR(WriteJson());
    RETURN_IF_ERROR(folder_.AddBytes("definition.textproto", DefinitionFile(bundle_.definition())));
    if (Wants(ExportFormat::kXlsx)) RETURN_IF_ERROR(WriteWorkbook());
    if (!bundle_.receipts().empty()) {
      RETURN_IF_ERROR(folder_.AddBytes("receipts.html", ReceiptPage(bundle_)));
    }
    for (const auto& [questionnaire, source] : what_.rows) {
      RETURN_IF_ERROR(WriteRows(questionnaire, source));
    }
    return folder_.AddBytes("manifest.json", Manifest());
  }

 private:
  bool Wants(ExportFormat format) const { return what_.formats.count(format) > 0; }

  absl::Status WriteTables() {
    const std::string mark = what_.byte_order_mark ? kByteOrderMark : "";
    RETURN_IF_ERROR(folder_.AddBytes("scores.csv",
                                     absl::StrCat(mark, ScoresToCsv(bundle_.scores())),
                                     bundle_.scores().nodes_size()));
    for (const ResultTable& table : AllResultTables(assessment_, bundle_, what_.language)) {
      if (table.name != "totals") RETURN_IF_ERROR(WriteTable(table));
    }
    RETURN_IF_ERROR(WriteTexts());
    return folder_.AddBytes("totals.csv", absl::StrCat(mark, TotalsToCsv(bundle_.totals())),
                            bundle_.totals_size());
  }

  // Without their places: gaps between these would tell how many others there are.
  absl::Status WriteTexts() {
    const auto is_released = [](const v1::RespondentText& text) { return text.released(); };
    const int64_t released = std::count_if(what_.texts.begin(), what_.texts.end(), is_released);
    if (released == 0) return absl::OkStatus();
    return folder_.Add("texts.csv", [&](const ByteSink& sink) -> absl::StatusOr<Rows> {
      CsvWriter csv(sink, what_.byte_order_mark);
      csv.Plain("questionnaire").Plain("item").Plain("text").EndRow();
      for (const v1::RespondentText& text : what_.texts) {
        if (!is_released(text)) continue;
        csv.Plain(text.questionnaire()).Plain(text.item()).Cell(text.text()).EndRow();
      }
      RETURN_IF_ERROR(csv.Finish());
      return released;
    });
  }

  absl::Status WriteTable(const ResultTable& table) {
    const std::string file = absl::StrCat(table.name, ".csv");
    return folder_.Add(file, [&](const ByteSink& sink) -> absl::StatusOr<Rows> {
      RETURN_IF_ERROR(WriteTableCsv(table, sink, what_.byte_order_mark));
      return static_cast<int64_t>(table.rows.size());
    });
  }

  absl::Status WriteJson() {
    RETURN_IF_ERROR(folder_.AddBytes("bundle.json", MessageToJson(bundle_)));
    return folder_.AddBytes("scores.json", MessageToJson(bundle_.scores()));
  }

  absl::Status WriteWorkbook() {
    return folder_.AddByPath("results.xlsx", [&](const std::string& path) -> absl::StatusOr<Rows> {
      ASSIGN_OR_RETURN(const int64_t rows,
                       WriteResultsWorkbook(assessment_, bundle_, what_.language, path));
      return rows;
    });
  }

  absl::Status WriteRows(const std::string& questionnaire, const RowSource& source) {
    const Instrument* instrument = assessment_.FindInstrument(questionnaire);
    if (instrument == nullptr || !instrument->is_survey) {
      return Refused(absl::StatusCode::kInvalidArgument, v1::REASON_QUESTIONNAIRE_UNKNOWN,
                     "no such questionnaire", questionnaire);
    }
    const std::string name = absl::StrCat("rows-", questionnaire);
    if (Wants(ExportFormat::kCsv)) RETURN_IF_ERROR(WriteRowTable(name, *instrument, source));
    if (Wants(ExportFormat::kSav)) RETURN_IF_ERROR(WriteRowSystemFile(name, *instrument, source));
    if (Wants(ExportFormat::kXlsx)) RETURN_IF_ERROR(WriteRowSheets(name, *instrument, source));
    return absl::OkStatus();
  }

  absl::Status WriteRowTable(const std::string& name, const Instrument& instrument,
                             const RowSource& source) {
    const std::string file = absl::StrCat(name, ".csv");
    return folder_.Add(file, [&](const ByteSink& sink) -> absl::StatusOr<Rows> {
      RETURN_IF_ERROR(WriteRowsCsv(assessment_, instrument, Watched(file, instrument, source), sink,
                                   what_.byte_order_mark));
      return source.rows;
    });
  }

  absl::Status WriteRowSystemFile(const std::string& name, const Instrument& instrument,
                                  const RowSource& source) {
    const std::string file = absl::StrCat(name, ".sav");
    return folder_.Add(file, [&](const ByteSink& sink) -> absl::StatusOr<Rows> {
      RETURN_IF_ERROR(WriteRowsSav(assessment_, instrument, Watched(file, instrument, source),
                                   what_.language, ExportTime(bundle_), sink));
      return source.rows;
    });
  }

  absl::Status WriteRowSheets(const std::string& name, const Instrument& instrument,
                              const RowSource& source) {
    const std::string file = absl::StrCat(name, ".xlsx");
    WorkbookOptions options;
    options.title = In(what_.language, instrument.name);
    options.author = In(what_.language, bundle_.agency_name());
    options.created = ExportTime(bundle_);
    options.scratch_folder = folder_.scratch();
    return folder_.AddByPath(file, [&](const std::string& path) -> absl::StatusOr<Rows> {
      RETURN_IF_ERROR(WriteRowsWorkbook(assessment_, instrument, Watched(file, instrument, source),
                                        what_.language, options, path));
      return source.rows;
    });
  }

  // The same rows; tells how far they are.
  RowSource Watched(const std::string& file, const Instrument& instrument,
                    const RowSource& source) const {
    if (!what_.on_progress) return source;
    const auto size = static_cast<int64_t>(RowSize(assessment_, instrument));
    return {source.rows, [this, file, size, &source](const auto& take) {
              int64_t bytes = 0;
              return source.read([&](absl::string_view rows) -> absl::Status {
                RETURN_IF_ERROR(take(rows));
                bytes += static_cast<int64_t>(rows.size());
                what_.on_progress(file, bytes / size);
                return absl::OkStatus();
              });
            }};
  }

  std::string Manifest() const {
    nlohmann::ordered_json manifest = {{"format", "sucharit-export-1"},
                                       {"round", bundle_.round()},
                                       {"agency", bundle_.agency_code()},
                                       {"definition", bundle_.scores().definition_id()},
                                       {"definition_digest", bundle_.scores().definition_digest()},
                                       {"program_version", bundle_.scores().program_version()}};
    manifest["files"] = nlohmann::ordered_json::array();
    for (const ExportedFile& file : folder_.files()) {
      nlohmann::ordered_json entry = {{"name", file.name}};
      if (file.rows.has_value()) entry["rows"] = *file.rows;
      entry["bytes"] = file.bytes;
      entry["sha256"] = file.sha256;
      manifest["files"].push_back(std::move(entry));
    }
    return manifest.dump(2) + "\n";
  }

  const Assessment& assessment_;
  const v1::Bundle& bundle_;
  const RoundExport& what_;
  ExportFolder& folder_;
};

}  // namespace

absl::StatusOr<std::vector<ExportedFile>> ExportRound(const v1::Bundle& bundle,
                                                      const RoundExport& what,
                                                      const std::string& folder) {
  ASSIGN_OR_RETURN(const Assessment assessment, Assessment::FromDefinition(bundle.definition()));
  ASSIGN_OR_RETURN(const std::unique_ptr<ExportFolder> files, ExportFolder::Create(folder));
  RETURN_IF_ERROR(RoundFiles(assessment, bundle, what, *files).Write());
  RETURN_IF_ERROR(files->Commit());
  return files->files();
}

}  // namespace sucharit
