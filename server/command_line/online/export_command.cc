// SPDX-License-Identifier: Apache-2.0
#include "server/command_line/online/export_command.h"

#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "common/status/status_macros.h"
#include "server/export/display_width.h"
#include "server/export/round_export.h"

namespace sucharit {
namespace {

using Stub = v1::AdminService::Stub;

struct ExportOptions {
  std::string round;
  std::string folder;
  std::vector<std::string> formats;
  bool byte_order_mark = false;
  bool rows = false;
};

const std::map<std::string, ExportFormat>& Formats() {
  static const std::map<std::string, ExportFormat> formats = {{"csv", ExportFormat::kCsv},
                                                              {"xlsx", ExportFormat::kXlsx},
                                                              {"sav", ExportFormat::kSav},
                                                              {"json", ExportFormat::kJson}};
  return formats;
}

// Says on stderr how far a file is, once a second and not before one has passed.
class Progress {
 public:
  explicit Progress(CommandContext& context) : context_(context), said_(context.clock.Now()) {}

  void Tell(const std::string& file, int64_t rows) {
    constexpr Say kRows{" แถว", " rows"};
    const absl::Time now = context_.clock.Now();
    if (now - said_ < absl::Seconds(1)) return;
    said_ = now;
    context_.err << file << ": " << rows << context_.In(kRows) << std::endl;
  }

 private:
  CommandContext& context_;
  absl::Time said_;
};

RowSource OnlineRows(const std::string& round_id, const v1::Totals& totals,
                     Connection& connection) {
  v1::ExportRowsRequest request;
  request.set_round_id(round_id);
  request.set_questionnaire(totals.questionnaire());
  return {totals.counted(), [request, &connection](const auto& take) {
            const std::function<absl::Status(const v1::ExportRowsResponse&)> take_rows =
                [&take](const v1::ExportRowsResponse& response) { return take(response.rows()); };
            return connection.Stream(&Stub::ExportRows, request, take_rows);
          }};
}

// Kept rows are read while they are written. Of fewer than the minimum group there are none.
std::map<std::string, RowSource> RowSources(const std::string& round_id, const v1::Bundle& bundle,
                                            Connection& connection) {
  std::map<std::string, RowSource> sources;
  const v1::Privacy& privacy = bundle.definition().privacy();
  if (privacy.rows() != v1::ROWS_KEEP) return sources;
  for (const v1::Totals& totals : bundle.totals()) {
    if (totals.counted() < privacy.minimum_group()) continue;
    sources[totals.questionnaire()] = OnlineRows(round_id, totals, connection);
  }
  return sources;
}

void Show(const std::vector<ExportedFile>& files, const std::string& folder,
          CommandContext& context) {
  constexpr Say kDone{"ส่งออกไปที่ ", "exported to "};
  constexpr Say kRows{" แถว", " rows"};
  constexpr Say kBytes{" ไบต์", " bytes"};
  constexpr size_t kNameWidth = 24;
  constexpr size_t kNumberWidth = 12;
  if (context.json) {
    nlohmann::ordered_json list = nlohmann::ordered_json::array();
    for (const ExportedFile& file : files) {
      nlohmann::ordered_json entry = {{"name", file.name}};
      if (file.rows.has_value()) entry["rows"] = *file.rows;
      entry["bytes"] = file.bytes;
      entry["sha256"] = file.sha256;
      list.push_back(std::move(entry));
    }
    context.out << nlohmann::ordered_json{{"folder", folder}, {"files", list}}.dump() << "\n";
    return;
  }
  context.out << context.In(kDone) << folder << "\n";
  for (const ExportedFile& file : files) {
    context.out << "  " << FitToWidth(file.name, kNameWidth)
                << AlignRight(absl::StrCat(file.bytes), kNumberWidth) << context.In(kBytes);
    if (file.rows.has_value()) {
      context.out << AlignRight(absl::StrCat(*file.rows), kNumberWidth) << context.In(kRows);
    }
    context.out << "\n";
  }
}

absl::Status Export(const ExportOptions& options, CommandContext& context, Connection& connection) {
  constexpr Say kCaution{
      "⚠ ไฟล์ rows-… มีคำตอบรายชุดแบบไม่ระบุตัวตน ห้ามเผยแพร่ เพราะจะทำให้เห็นกลุ่มเล็กที่ถูกปิดไว้ในผลจำแนก",
      "⚠ The files rows-… hold single anonymous responses. Don't publish them: they show the small "
      "groups that results by segment hide."};
  v1::GetBundleRequest request;
  ASSIGN_OR_RETURN(*request.mutable_round_id(), connection.FindRound(options.round));
  ASSIGN_OR_RETURN(const auto response, connection.Call(&Stub::GetBundle, request));
  RoundExport what;
  what.language = context.language;
  what.byte_order_mark = options.byte_order_mark;
  if (options.rows) what.rows = RowSources(request.round_id(), response.bundle(), connection);
  v1::ListTextsRequest list;
  list.set_round_id(request.round_id());
  ASSIGN_OR_RETURN(const v1::ListTextsResponse texts, connection.Call(&Stub::ListTexts, list));
  what.texts = {texts.texts().begin(), texts.texts().end()};
  if (!options.formats.empty()) what.formats.clear();
  for (const std::string& format : options.formats) what.formats.insert(Formats().at(format));
  Progress progress(context);
  what.on_progress = [&](const std::string& file, int64_t rows) { progress.Tell(file, rows); };
  ASSIGN_OR_RETURN(const std::vector<ExportedFile> files,
                   ExportRound(response.bundle(), what, options.folder));
  Show(files, options.folder, context);
  if (!what.rows.empty()) context.err << context.In(kCaution) << "\n";
  return absl::OkStatus();
}

}  // namespace

void AddExportCommand(CLI::App& app, CommandContext& context, Connection& connection) {
  constexpr Say kExport{"เขียนผลที่เผยแพร่แล้วเป็นไฟล์", "Write what is published as files"};
  constexpr Say kRound{"รหัสรอบ หรือส่วนต้นของรหัส", "the round's id, or its beginning"};
  constexpr Say kFolder{"โฟลเดอร์ปลายทาง (ทั้งชุด หรือไม่มีเลย)", "folder to write into, all or nothing"};
  constexpr Say kFormat{"ชนิดไฟล์ คั่นด้วยจุลภาค (ทุกชนิดหากไม่ระบุ)",
                        "kinds of files, separated by commas; all if not given"};
  constexpr Say kBom{"ขึ้นต้น CSV ด้วย BOM ให้ Excel อ่านภาษาไทยได้",
                     "begin CSV with a byte order mark, so that Excel reads it as UTF-8"};
  constexpr Say kKeptRows{"รวมคำตอบรายชุดแบบไม่ระบุตัวตน หากนิยามให้เก็บไว้ (ไม่ใช่สำหรับเผยแพร่)",
                          "also single anonymous responses, where the definition keeps them (not "
                          "for publication)"};
  const auto options = std::make_shared<ExportOptions>();
  CLI::App* command = app.add_subcommand("export", context.In(kExport));
  command->add_option("ROUND", options->round, context.In(kRound))->required()->type_name("");
  command->add_option("--folder", options->folder, context.In(kFolder))
      ->required()
      ->type_name("FOLDER");
  command->add_option("--format", options->formats, context.In(kFormat))
      ->delimiter(',')
      ->check(CLI::IsMember(std::vector<std::string>{"csv", "xlsx", "sav", "json"}))
      ->type_name("csv,xlsx,sav,json");
  command->add_flag("--bom", options->byte_order_mark, context.In(kBom));
  command->add_flag("--rows", options->rows, context.In(kKeptRows));
  command->callback(
      [options, &context, &connection] { context.Finish(Export(*options, context, connection)); });
}

}  // namespace sucharit
