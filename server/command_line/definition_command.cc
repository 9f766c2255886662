// SPDX-License-Identifier: Apache-2.0
#include "server/command_line/definition_command.h"

#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "common/assessment/assessment.h"
#include "common/files/files.h"
#include "common/status/reason.h"
#include "common/status/status_macros.h"
#include "server/export/definition_text.h"
#include "server/export/localized.h"
#include "server/export/message_json.h"
#include "server/xlsform/xlsform.h"

namespace sucharit {
namespace {

absl::Status Check(const std::string& file, CommandContext& context) {
  constexpr Say kRight{"นิยามถูกต้อง", "The definition is right"};
  ASSIGN_OR_RETURN(const Assessment assessment, LoadAssessment(file));
  const std::string digest = absl::BytesToHexString(assessment.definition_digest());
  const std::string counting = absl::BytesToHexString(assessment.counting_digest());
  if (context.json) {
    context.out << "{\"id\": \"" << assessment.id() << "\", \"definition_digest\": \"" << digest
                << "\", \"counting_digest\": \"" << counting << "\"}\n";
    return absl::OkStatus();
  }
  context.out << context.In(kRight) << ": " << assessment.id() << "\n"
              << DefinitionSummary(assessment, context.language);
  return absl::OkStatus();
}

absl::Status Show(const std::string& name, CommandContext& context) {
  ASSIGN_OR_RETURN(const Assessment assessment, LoadAssessment(name));
  if (context.json) {
    context.out << MessageToJson(assessment.definition());
  } else {
    context.out << DefinitionToText(assessment, context.language);
  }
  return absl::OkStatus();
}

std::string PlaceIn(Language language, const std::string& place) {
  if (language == Language::kEnglish) return place;
  return absl::StrReplaceAll(place, {{"sheet ", "แผ่นงาน "}, {", cell ", " ช่อง "}});
}

void ShowFindings(const FormImport& form, CommandContext& context) {
  constexpr Say kMore{"และอีกหลายแห่ง รวมทั้งหมด ", "and more, in all "};
  for (const FormFinding& finding : form.findings) {
    context.err << PlaceIn(context.language, finding.place) << ": "
                << In(context.language, finding.message) << "\n";
  }
  if (form.finding_count <= form.findings.size()) return;
  context.err << context.In(kMore) << form.finding_count << "\n";
}

std::string FindingsJson(const FormImport& form, Language language) {
  nlohmann::ordered_json findings = nlohmann::ordered_json::array();
  for (const FormFinding& finding : form.findings) {
    findings.push_back({{"place", finding.place}, {"message", In(language, finding.message)}});
  }
  const nlohmann::ordered_json all = {{"findings", findings}, {"count", form.finding_count}};
  return all.dump(2) + "\n";
}

absl::Status WriteImport(const FormImport& form, const std::string& text, const std::string& output,
                         CommandContext& context) {
  constexpr Say kWritten{"เขียนนิยามแล้ว", "The definition was written"};
  if (output.empty()) {
    context.out << text;
    context.err << DefinitionSummary(*form.assessment, context.language);
    return absl::OkStatus();
  }
  RETURN_IF_ERROR(WriteFileAtomically(output, text));
  context.out << context.In(kWritten) << ": " << output << "\n"
              << DefinitionSummary(*form.assessment, context.language);
  return absl::OkStatus();
}

absl::Status Import(const std::string& file, const std::string& output, CommandContext& context) {
  ASSIGN_OR_RETURN(const std::string bytes, ReadWholeFile(file));
  const absl::StatusOr<FormImport> form = ImportXlsForm(bytes);
  if (!form.ok()) return Within(file, form.status());
  if (!form->assessment) {
    if (context.json) {
      context.out << FindingsJson(*form, context.language);
    } else {
      ShowFindings(*form, context);
    }
    return Refused(absl::StatusCode::kInvalidArgument, v1::REASON_XLSFORM_REFUSED,
                   absl::StrCat(form->finding_count, " findings"), file);
  }
  const std::string text = DefinitionFile(*form, std::filesystem::path(file).filename().string());
  if (!context.json) return WriteImport(*form, text, output, context);
  if (!output.empty()) RETURN_IF_ERROR(WriteFileAtomically(output, text));
  context.out << MessageToJson(form->assessment->definition());
  return absl::OkStatus();
}

void AddImport(CLI::App& parent, CommandContext& context) {
  constexpr Say kAbout{"นำเข้าแบบสอบถาม XLSForm เป็นนิยาม", "Import an XLSForm as a definition"};
  constexpr Say kForm{"แบบสอบถาม .xlsx ที่มีแผ่นงาน survey, choices และ settings",
                      "an .xlsx form with the sheets survey, choices and settings"};
  constexpr Say kOutput{"ไฟล์ .textproto ที่จะเขียน (ไม่ระบุ = ออกทางหน้าจอ)",
                        "the .textproto file to write (else to stdout)"};
  CLI::App* command = parent.add_subcommand("import", context.In(kAbout));
  const auto form = std::make_shared<std::string>();
  const auto output = std::make_shared<std::string>();
  command->add_option("FORM", *form, context.In(kForm))->required()->type_name("");
  command->add_option("--output", *output, context.In(kOutput))->type_name("FILE");
  command->callback([form, output, &context] { context.Finish(Import(*form, *output, context)); });
}

// Adds a verb that takes one name or file.
template <typename Action>
void AddVerb(CLI::App& parent, const char* name, const Say& about, const char* argument,
             Action action, CommandContext& context) {
  constexpr Say kWhich{"ชื่อนิยามในโปรแกรม หรือไฟล์ .textproto", "a built-in name or a .textproto file"};
  CLI::App* command = parent.add_subcommand(name, context.In(about));
  const auto value = std::make_shared<std::string>();
  command->add_option(argument, *value, context.In(kWhich))->required()->type_name("");
  command->callback([value, action, &context] { context.Finish(action(*value, context)); });
}

}  // namespace

void AddDefinitionCommand(CLI::App& app, CommandContext& context) {
  constexpr Say kAbout{"ตรวจและดูนิยามแบบประเมิน", "Check and show definitions of assessments"};
  constexpr Say kCheck{"ตรวจว่านิยามถูกต้อง", "Check that a definition is right"};
  constexpr Say kShow{"แสดงแบบวัด ข้อ ตัวเลือก คะแนน และสิ่งที่ยังไม่ยืนยัน",
                      "Show instruments, items, choices, scores and what isn't confirmed"};
  CLI::App* definition = app.add_subcommand("definition", context.In(kAbout));
  definition->require_subcommand(1);
  AddVerb(*definition, "check", kCheck, "FILE", Check, context);
  AddVerb(*definition, "show", kShow, "NAME", Show, context);
  AddImport(*definition, context);
}

}  // namespace sucharit
