// SPDX-License-Identifier: Apache-2.0
#include "server/command_line/report_command.h"

#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "absl/strings/str_split.h"
#include "common/status/reason.h"
#include "common/status/status_macros.h"
#include "server/plan/measure_table.h"
#include "server/publish/bundle_reader.h"
#include "server/report/report.h"
#include "server/report/report_files.h"

namespace sucharit {
namespace {

struct Options {
  std::string round;
  std::string source;
  std::string bundle;
  std::string plan;
  std::string folder;
  std::string formats = "html,pdf,docx";
  std::string digits = "thai";
};

absl::Status Misused(absl::string_view message, absl::string_view argument) {
  return Refused(absl::StatusCode::kInvalidArgument, v1::REASON_ARGUMENT, message, argument);
}

absl::StatusOr<ReportFormats> ParseFormats(const std::string& text) {
  ReportFormats formats{.html = false, .pdf = false, .docx = false};
  const std::vector<std::string> names = absl::StrSplit(text, ',');
  for (const std::string& name : names) {
    if (name == "html") {
      formats.html = true;
    } else if (name == "pdf") {
      formats.pdf = true;
    } else if (name == "docx") {
      formats.docx = true;
    } else {
      return Misused("not a format", "--format");
    }
  }
  return formats;
}

// Numbered as they stand, which is how the server would number them.
absl::Status AddPlan(const std::string& path, v1::ReportSource& source) {
  ASSIGN_OR_RETURN(const std::vector<v1::Measure> measures, ReadMeasures(path));
  source.clear_plan();
  for (const v1::Measure& measure : measures) {
    v1::Measure& added = *source.add_plan();
    added = measure;
    if (added.number() == 0) added.set_number(source.plan_size());
  }
  return absl::OkStatus();
}

absl::StatusOr<v1::ReportSource> ReadSource(const Options& options, CommandContext& context) {
  const bool given[] = {!options.round.empty(), !options.source.empty(), !options.bundle.empty()};
  if (given[0] + given[1] + given[2] != 1) {
    return Misused("exactly one of a round, --source and --bundle", "ROUND, --source, --bundle");
  }
  if (!options.source.empty()) return ReadReportSource(options.source);
  if (!options.bundle.empty()) {
    v1::ReportSource source;
    ASSIGN_OR_RETURN(*source.mutable_bundle(), ReadBundle(options.bundle));
    return source;
  }
  if (!context.fetch_report_source) return Misused("no server to ask", "ROUND");
  return context.fetch_report_source(options.round);
}

void Show(const WrittenReport& written, CommandContext& context) {
  constexpr Say kWritten{"เขียนแล้ว ", "written: "};
  if (context.json) {
    context.out << nlohmann::json{{"files", written.files}}.dump() << "\n";
    return;
  }
  for (const std::string& file : written.files) {
    context.out << context.In(kWritten) << file << "\n";
  }
}

absl::Status Report(const Options& options, CommandContext& context) {
  constexpr Say kWorking{"กำลังจัดทำรายงาน …", "writing the report …"};
  ASSIGN_OR_RETURN(const ReportFormats formats, ParseFormats(options.formats));
  ASSIGN_OR_RETURN(v1::ReportSource source, ReadSource(options, context));
  if (!options.plan.empty()) RETURN_IF_ERROR(AddPlan(options.plan, source));
  const ReportOptions look{
      .language = context.language,
      .digits = options.digits == "arabic" ? document::Digits::kArabic : document::Digits::kThai};
  ASSIGN_OR_RETURN(const document::Document report, MakeReport(source, look));
  context.err << context.In(kWorking) << "\n" << std::flush;
  const WrittenReport written = WriteReportFiles(report, formats, options.folder);
  Show(written, context);
  return written.status;
}

void AddSources(CLI::App& command, Options& options, const CommandContext& context) {
  constexpr Say kRound{"รหัสรอบบนเซิร์ฟเวอร์ หรือส่วนต้นของรหัส",
                       "a round's id on the server, or its beginning"};
  constexpr Say kSource{"ไฟล์ JSON ที่มีชุดข้อมูลเผยแพร่ แผน และผลปีก่อน",
                        "a JSON file with a bundle, a plan and earlier years"};
  constexpr Say kBundle{"ชุดข้อมูลเผยแพร่ของรอบ", "a round's public bundle"};
  constexpr Say kPlan{"ตารางมาตรการ (CSV หรือ XLSX) ใช้แทนแผนที่มีอยู่",
                      "a table of measures (CSV or XLSX), instead of the plan that is there"};
  command.add_option("ROUND", options.round, context.In(kRound))->type_name("");
  command.add_option("--source", options.source, context.In(kSource))->type_name("FILE");
  command.add_option("--bundle", options.bundle, context.In(kBundle))->type_name("FILE");
  command.add_option("--plan", options.plan, context.In(kPlan))->type_name("FILE");
}

}  // namespace

void AddReportCommand(CLI::App& app, CommandContext& context) {
  constexpr Say kAbout{"จัดทำรายงานการวิเคราะห์ผลเป็น HTML, PDF และ DOCX",
                       "Write the analysis report as HTML, PDF and DOCX"};
  constexpr Say kFolder{"โฟลเดอร์ปลายทาง", "folder to write into"};
  constexpr Say kFormat{"รูปแบบไฟล์ คั่นด้วยจุลภาค: html, pdf, docx",
                        "formats, parted by commas: html, pdf, docx"};
  constexpr Say kDigits{"ตัวเลขไทยหรืออารบิก", "Thai or Arabic digits"};
  CLI::App* command = app.add_subcommand("report", context.In(kAbout));
  const auto options = std::make_shared<Options>();
  AddSources(*command, *options, context);
  command->add_option("--folder", options->folder, context.In(kFolder))
      ->required()
      ->type_name("FOLDER");
  command->add_option("--format", options->formats, context.In(kFormat))->type_name("LIST");
  command->add_option("--digits", options->digits, context.In(kDigits))
      ->check(CLI::IsMember({"thai", "arabic"}).description(""))
      ->type_name("thai|arabic");
  command->callback([options, &context] { context.Finish(Report(*options, context)); });
}

}  // namespace sucharit
