// SPDX-License-Identifier: Apache-2.0
#include "server/command_line/online/doctor_command.h"

#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include "common/status/reason.h"
#include "common/status/status_macros.h"
#include "server/command_line/user_message.h"
#include "server/doctor/examine_installation.h"
#include "server/doctor/examine_rounds.h"

namespace sucharit {
namespace {

constexpr char kPackagedConfig[] = "/etc/sucharit/server.config";

const char* ConditionName(Condition condition) {
  switch (condition) {
    case Condition::kWell:
      return "well";
    case Condition::kUnknown:
      return "unknown";
    case Condition::kAttention:
      return "attention";
    case Condition::kWrong:
      return "wrong";
  }
  return "";
}

Say ConditionWord(Condition condition) {
  switch (condition) {
    case Condition::kWell:
      return {"ดี      ", "well     "};
    case Condition::kUnknown:
      return {"ไม่ทราบ ", "unknown  "};
    case Condition::kAttention:
      return {"ต้องดู   ", "attention"};
    case Condition::kWrong:
      return {"ผิดปกติ ", "WRONG    "};
  }
  return {"", ""};
}

absl::StatusOr<std::vector<v1::Device>> DevicesOf(const std::string& agency_code,
                                                  Connection& connection) {
  v1::ListDevicesRequest request;
  request.set_agency_code(agency_code);
  ASSIGN_OR_RETURN(const auto response,
                   connection.Call(&v1::AdminService::Stub::ListDevices, request));
  return std::vector<v1::Device>(response.devices().begin(), response.devices().end());
}

// The list doesn't say how much has come in; the round itself does, as far as an open one may.
absl::StatusOr<std::vector<ExaminedRound>> FetchRounds(Connection& connection) {
  ASSIGN_OR_RETURN(const auto listed, connection.Call(&v1::AdminService::Stub::ListRounds,
                                                      v1::AdminListRoundsRequest()));
  std::vector<ExaminedRound> rounds;
  for (const v1::Round& round : listed.rounds()) {
    v1::GetRoundRequest request;
    request.set_round_id(round.round_id());
    ASSIGN_OR_RETURN(auto whole, connection.Call(&v1::AdminService::Stub::GetRound, request));
    ASSIGN_OR_RETURN(std::vector<v1::Device> devices, DevicesOf(round.agency_code(), connection));
    rounds.push_back({std::move(*whole.mutable_round()), std::move(devices)});
  }
  return rounds;
}

void ExamineServer(Connection& connection, const CommandContext& context, Diagnoses& diagnoses) {
  constexpr Say kFine{"เซิร์ฟเวอร์ตอบ", "the server answers"};
  constexpr Say kBad{"ติดต่อเซิร์ฟเวอร์ไม่สำเร็จ", "the server can't be asked"};
  constexpr Say kStart{
      "ดูว่า sucharitd ทำงานอยู่ (systemctl status sucharitd) และลงชื่อเข้าใช้แล้ว",
      "see that sucharitd runs (`systemctl status sucharitd`) and that you are logged in"};
  const auto rounds = FetchRounds(connection);
  if (!rounds.ok()) {
    diagnoses.push_back({"server", Condition::kWrong, kBad,
                         UserMessage(rounds.status(), context.language), kStart});
    return;
  }
  diagnoses.push_back({"server", Condition::kWell, kFine, "", kNothingToDo});
  const Diagnoses about_rounds = ExamineRounds(*rounds, DayInThailand(context.clock.Now()));
  diagnoses.insert(diagnoses.end(), about_rounds.begin(), about_rounds.end());
}

void ShowText(const Diagnoses& diagnoses, const CommandContext& context) {
  for (const Diagnosis& finding : diagnoses) {
    context.out << context.In(ConditionWord(finding.condition)) << "  "
                << context.In(finding.about);
    if (!finding.subject.empty()) context.out << ": " << finding.subject;
    context.out << "\n";
    if (finding.advice.en[0] != '\0')
      context.out << "           → " << context.In(finding.advice) << "\n";
  }
}

void ShowJson(const Diagnoses& diagnoses, const CommandContext& context) {
  auto json = nlohmann::ordered_json::array();
  for (const Diagnosis& finding : diagnoses) {
    json.push_back({{"id", finding.id},
                    {"condition", ConditionName(finding.condition)},
                    {"about", context.In(finding.about)},
                    {"subject", finding.subject},
                    {"advice", context.In(finding.advice)}});
  }
  context.out << json.dump(1, ' ', false, nlohmann::ordered_json::error_handler_t::replace) << "\n";
}

void Examine(const std::string& config, CommandContext& context, Connection& connection) {
  Diagnoses diagnoses;
  if (!config.empty()) diagnoses = ExamineInstallation(config, context.clock.Now());
  ExamineServer(connection, context, diagnoses);
  context.json ? ShowJson(diagnoses, context) : ShowText(diagnoses, context);
  if (WorstOf(diagnoses) == Condition::kWrong) context.exit_status = 1;
}

std::string DefaultConfig() {
  std::error_code error;
  return std::filesystem::exists(kPackagedConfig, error) ? kPackagedConfig : "";
}

}  // namespace

void AddDoctorCommand(CLI::App& app, CommandContext& context, Connection& connection) {
  constexpr Say kAbout{"ตรวจสุขภาพของระบบและรอบสำรวจ แล้วบอกว่าต้องทำอะไร",
                       "Look at the installation and its rounds, and say what to do"};
  constexpr Say kConfig{
      "ไฟล์การตั้งค่าของ sucharitd บนเครื่องนี้: ตรวจดิสก์ โฟลเดอร์ ใบรับรอง และสำเนาสำรองด้วย",
      "the configuration of sucharitd on this machine: looks at disk, folders, certificate and "
      "backups too"};
  CLI::App* command = app.add_subcommand("doctor", context.In(kAbout));
  const auto config = std::make_shared<std::string>(DefaultConfig());
  command->add_option("--config", *config, context.In(kConfig))->type_name("FILE");
  command->callback([config, &context, &connection] { Examine(*config, context, connection); });
}

}  // namespace sucharit
