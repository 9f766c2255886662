// SPDX-License-Identifier: Apache-2.0
#include "server/command_line/run_command_line.h"

#include <memory>
#include <string>

#include "absl/strings/string_view.h"
#include "common/status/reason.h"
#include "common/text/language.h"
#include "server/command_line/definition_command.h"
#include "server/command_line/leakcheck_command.h"
#include "server/command_line/receipt_command.h"
#include "server/command_line/report_command.h"
#include "server/command_line/score_command.h"
#include "server/command_line/verify_command.h"

namespace sucharit {
namespace {

// An error is JSON for who asked for JSON, even if the rest of the command line can't be read.
bool AsksForJson(int argc, const char* const* argv) {
  for (int index = 1; index < argc; ++index) {
    if (absl::string_view(argv[index]) == "--json") return true;
  }
  return false;
}

constexpr Say kOptions{"ตัวเลือก", "Options"};

struct Labels {
  const char* key;
  const char* th;
};

std::shared_ptr<CLI::Formatter> MakeFormatter(Language language) {
  constexpr Labels kThaiLabels[] = {
      {"Usage", "วิธีใช้"},       {"OPTIONS", "ตัวเลือก"},        {"SUBCOMMAND", "คำสั่ง"},
      {"SUBCOMMANDS", "คำสั่ง"}, {"Positionals", "ค่าที่ต้องระบุ"}, {"REQUIRED", "(จำเป็น)"},
      {"Env", "ตัวแปรแวดล้อม"},  {"Needs", "ต้องใช้กับ"},         {"Excludes", "ใช้ร่วมไม่ได้กับ"}};
  auto formatter = std::make_shared<CLI::Formatter>();
  formatter->column_width(32);
  if (language == Language::kEnglish) return formatter;
  for (const Labels& label : kThaiLabels) formatter->label(label.key, label.th);
  return formatter;
}

// What went wrong with the command line. CLI11's own words, which name the argument, follow it.
Say ProblemOf(const CLI::ParseError& error) {
  const std::string name = error.get_name();
  if (name == "RequiredError") return {"ยังระบุไม่ครบ", "something is missing"};
  if (name == "ExtrasError") return {"ไม่รู้จักคำสั่งหรือตัวเลือกนี้", "this isn't known"};
  if (name == "ValidationError" || name == "ConversionError") {
    return {"ค่านี้ใช้ไม่ได้", "this value can't be used"};
  }
  if (name == "ArgumentMismatch") return {"จำนวนค่าไม่ถูกต้อง", "too many or too few values"};
  return {"อ่านคำสั่งไม่ได้", "the command can't be read"};
}

void ReportMisuse(const CLI::ParseError& error, CommandContext& context) {
  constexpr Say kHelp{"ดูวิธีใช้ด้วย --help", "See --help."};
  context.exit_status = 2;
  if (context.json) {
    context.Finish(Refused(absl::StatusCode::kInvalidArgument, v1::REASON_ARGUMENT, error.what(),
                           error.what()));
    return;
  }
  context.err << context.In(ProblemOf(error)) << ": " << error.what() << " ["
              << v1::Reason_Name(v1::REASON_ARGUMENT) << "]\n"
              << context.In(kHelp) << "\n";
}

void AddGlobalOptions(CLI::App& app, std::string& language, CommandContext& context) {
  constexpr Say kHelp{"แสดงวิธีใช้แล้วจบ", "Print this help and exit"};
  constexpr Say kVersion{"แสดงรุ่นของโปรแกรมแล้วจบ", "Print the program's version and exit"};
  constexpr Say kJson{"ให้ผลลัพธ์และข้อผิดพลาดเป็น JSON", "results and errors as JSON"};
  constexpr Say kLanguage{"ภาษา: th หรือ en (ค่าเริ่มต้นจาก SUCHARIT_LANGUAGE หรือ LANG)",
                          "language: th or en (else from SUCHARIT_LANGUAGE or LANG)"};
  app.option_defaults()->group(context.In(kOptions));
  app.set_help_flag("-h,--help", context.In(kHelp));
  app.set_version_flag("--version", SUCHARIT_VERSION, context.In(kVersion));
  app.add_flag("--json", context.json, context.In(kJson));
  app.add_option("--language", language, context.In(kLanguage))
      ->check(CLI::IsMember({"th", "en"}).description(""))
      ->type_name("th|en");
}

// Subcommands inherit neither the names of groups nor the wish to accept options of the program.
void FinishCommands(CLI::App& app, const CommandContext& context) {
  constexpr Say kCommands{"คำสั่ง", "Commands"};
  for (CLI::App* command : app.get_subcommands([](CLI::App*) { return true; })) {
    command->group(context.In(kCommands));
    command->fallthrough();
    command->get_help_ptr()->group(context.In(kOptions));
    FinishCommands(*command, context);
  }
}

}  // namespace

int RunCommandLine(int argc, const char* const* argv, std::ostream& out, std::ostream& err,
                   const std::vector<AddCommand>& more) {
  constexpr Say kAbout{"สุจริต: ระบบสำรวจคุณธรรมและความโปร่งใส (ITA) สำหรับผู้ดูแลของหน่วยงาน",
                       "Sucharit: integrity surveys (ITA), for an agency's administrator"};
  const SystemClock clock;
  CommandContext context{out, err, clock, ChooseLanguage(argc, argv), AsksForJson(argc, argv), 0};
  CLI::App app(context.In(kAbout), "sucharit");
  std::string language;
  AddGlobalOptions(app, language, context);
  app.formatter(MakeFormatter(context.language));
  app.require_subcommand(1);
  AddScoreCommand(app, context);
  AddVerifyCommand(app, context);
  AddReceiptCommand(app, context);
  AddDefinitionCommand(app, context);
  AddReportCommand(app, context);
  AddLeakcheckCommand(app, context);
  for (const AddCommand& add : more) add(app, context);
  FinishCommands(app, context);
  try {
    app.parse(argc, argv);
  } catch (const CLI::Success& success) {  // Help or version.
    app.exit(success, out, err);
  } catch (const CLI::ParseError& error) {
    ReportMisuse(error, context);
  }
  return context.exit_status;
}

}  // namespace sucharit
