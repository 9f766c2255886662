// SPDX-License-Identifier: Apache-2.0
#include "server/command_line/online/past_command.h"

#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/assessment/assessment.h"
#include "common/status/status_macros.h"
#include "server/command_line/online/round_argument.h"
#include "server/export/display_width.h"
#include "server/export/localized.h"
#include "server/export/message_json.h"
#include "server/scoring/score_files.h"

namespace sucharit {
namespace {

using Stub = v1::AdminService::Stub;

constexpr size_t kYearWidth = 6;
constexpr size_t kIdWidth = 14;
constexpr size_t kScoreWidth = 8;

struct PastOptions {
  std::string agency;
  std::string definition;
  std::string file;
  int32_t year = 0;
  bool sure = false;
};

std::string OverallOf(const v1::Scores& scores) {
  for (const v1::NodeScore& node : scores.nodes()) {
    if (node.level() == "overall") return node.score();
  }
  return "";
}

std::string ResultToText(const v1::Definition& definition, const v1::Scores& scores,
                         Language language) {
  return absl::StrCat("  ", FitToWidth(absl::StrCat(definition.fiscal_year_be()), kYearWidth),
                      FitToWidth(definition.id(), kIdWidth),
                      AlignRight(OverallOf(scores), kScoreWidth), "  ",
                      In(language, scores.level_name()), "\n");
}

absl::Status Import(const PastOptions& options, CommandContext& context, Connection& connection) {
  ASSIGN_OR_RETURN(const Assessment assessment, LoadAssessment(options.definition));
  ASSIGN_OR_RETURN(const std::vector<v1::ImportedScore> scores,
                   ReadImportedScoresCsv(options.file));
  v1::PutPastResultRequest request;
  request.set_agency_code(options.agency);
  request.set_definition(assessment.bytes());
  *request.mutable_scores() = {scores.begin(), scores.end()};
  ASSIGN_OR_RETURN(const auto response, connection.Call(&Stub::PutPastResult, request));
  if (context.json) {
    context.out << MessageToJson(response.scores());
  } else {
    context.out << ResultToText(assessment.definition(), response.scores(), context.language);
  }
  return absl::OkStatus();
}

absl::Status List(const PastOptions& options, CommandContext& context, Connection& connection) {
  v1::ListPastResultsRequest request;
  request.set_agency_code(options.agency);
  ASSIGN_OR_RETURN(const auto response, connection.Call(&Stub::ListPastResults, request));
  nlohmann::json rows = nlohmann::json::array();
  for (const v1::PastResult& result : response.results()) {
    rows.push_back({{"fiscal_year_be", result.definition().fiscal_year_be()},
                    {"definition", result.definition().id()},
                    {"score", OverallOf(result.scores())},
                    {"level", result.scores().level()}});
    if (context.json) continue;
    context.out << ResultToText(result.definition(), result.scores(), context.language);
  }
  if (context.json) context.out << rows.dump(1) << "\n";
  return absl::OkStatus();
}

absl::Status Remove(const PastOptions& options, CommandContext& context, Connection& connection) {
  constexpr Say kDone{"ลบผลของปีนี้แล้ว: ", "removed: "};
  if (!options.sure) return Misused("can't be undone; say --yes", "--yes");
  v1::RemovePastResultRequest request;
  request.set_agency_code(options.agency);
  request.set_fiscal_year_be(options.year);
  RETURN_IF_ERROR(connection.Call(&Stub::RemovePastResult, request).status());
  if (!context.json) context.out << context.In(kDone) << options.year << "\n";
  return absl::OkStatus();
}

using Action = absl::Status (*)(const PastOptions&, CommandContext&, Connection&);

CLI::App* AddVerb(CLI::App& past, const char* name, const Say& about, Action action,
                  const std::shared_ptr<PastOptions>& options, CommandContext& context,
                  Connection& connection) {
  constexpr Say kAgency{"รหัสหน่วยงาน", "the agency's code"};
  CLI::App* command = past.add_subcommand(name, context.In(about));
  command->add_option("--agency", options->agency, context.In(kAgency))->required();
  command->callback([action, options, &context, &connection] {
    context.Finish(action(*options, context, connection));
  });
  return command;
}

void AddImport(CLI::App& past, CommandContext& context, Connection& connection) {
  constexpr Say kAbout{"นำเข้าผลของปีก่อน เช่น คะแนนรายตัวชี้วัด",
                       "Import an earlier year's result, for example by its indicators"};
  constexpr Say kDefinition{"นิยามของปีนั้น เช่น ita-2566 หรือไฟล์",
                            "that year's definition, such as ita-2566, or a file"};
  constexpr Say kFile{"ตาราง part,node,score", "table part,node,score"};
  const auto options = std::make_shared<PastOptions>();
  CLI::App* command = AddVerb(past, "import", kAbout, Import, options, context, connection);
  command->add_option("--definition", options->definition, context.In(kDefinition))
      ->required()
      ->type_name("NAME|FILE");
  command->add_option("FILE", options->file, context.In(kFile))->required()->type_name("");
}

}  // namespace

void AddPastCommand(CLI::App& app, CommandContext& context, Connection& connection) {
  constexpr Say kAbout{"ผลของปีก่อนสำหรับเปรียบเทียบ", "Results of earlier years, for comparison"};
  constexpr Say kList{"แสดงปีที่มี ทั้งที่นำเข้าและที่เผยแพร่ในระบบ", "List the years there are"};
  constexpr Say kRemove{"ลบผลของปีที่นำเข้าไว้", "Remove an imported year"};
  constexpr Say kYear{"ปีงบประมาณ (พ.ศ.) เช่น 2566", "fiscal year (Buddhist era), such as 2566"};
  constexpr Say kYes{"ยืนยัน", "yes, I am sure"};
  CLI::App* past = app.add_subcommand("past", context.In(kAbout));
  past->require_subcommand(1);
  AddImport(*past, context, connection);
  AddVerb(*past, "list", kList, List, std::make_shared<PastOptions>(), context, connection);
  const auto options = std::make_shared<PastOptions>();
  CLI::App* remove = AddVerb(*past, "remove", kRemove, Remove, options, context, connection);
  remove->add_option("YEAR", options->year, context.In(kYear))->required()->type_name("");
  remove->add_flag("--yes", options->sure, context.In(kYes));
}

}  // namespace sucharit
