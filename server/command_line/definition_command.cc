// SPDX-License-Identifier: Apache-2.0
#include "server/command_line/definition_command.h"

#include <memory>
#include <string>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "common/assessment/assessment.h"
#include "common/status/status_macros.h"
#include "server/export/definition_text.h"
#include "server/export/message_json.h"

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
}

}  // namespace sucharit
