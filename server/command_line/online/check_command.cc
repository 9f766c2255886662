// SPDX-License-Identifier: Apache-2.0
#include "server/command_line/online/check_command.h"

#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "absl/strings/str_join.h"
#include "common/status/reason.h"
#include "common/status/status_macros.h"
#include "server/backup/check_folder.h"

namespace sucharit {
namespace {

void ShowJson(const std::vector<FolderCheck>& checks, CommandContext& context) {
  nlohmann::ordered_json json = nlohmann::ordered_json::array();
  for (const FolderCheck& check : checks) {
    json.push_back({{"id", check.id},
                    {"right", check.wrong.empty()},
                    {"about", context.In(check.about)},
                    {"wrong", check.wrong}});
  }
  context.out << json.dump(1, ' ', false, nlohmann::ordered_json::error_handler_t::replace) << "\n";
}

void ShowText(const std::vector<FolderCheck>& checks, CommandContext& context) {
  constexpr Say kRight{"ถูกต้อง  ", "right  "};
  constexpr Say kWrong{"ผิด      ", "WRONG  "};
  for (const FolderCheck& check : checks) {
    context.out << context.In(check.wrong.empty() ? kRight : kWrong) << check.id << ": "
                << context.In(check.about) << "\n";
    for (const std::string& where : check.wrong) context.out << "    " << where << "\n";
  }
}

absl::Status Check(const FolderToCheck& options, CommandContext& context) {
  ASSIGN_OR_RETURN(const std::vector<FolderCheck> checks, CheckDataFolder(options));
  context.json ? ShowJson(checks, context) : ShowText(checks, context);
  std::vector<std::string> wrong;
  for (const FolderCheck& check : checks) {
    if (!check.wrong.empty()) wrong.push_back(check.id);
  }
  if (wrong.empty()) return absl::OkStatus();
  return Refused(absl::StatusCode::kDataLoss, v1::REASON_STORAGE_DAMAGED,
                 "the data folder isn't what it should be", absl::StrJoin(wrong, ", "));
}

}  // namespace

void AddCheckCommand(CLI::App& app, CommandContext& context) {
  constexpr Say kAbout{
      "ตรวจโฟลเดอร์ข้อมูลทั้งหมด ตั้งแต่ฐานข้อมูลถึงคะแนนที่เผยแพร่ (หยุดเซิร์ฟเวอร์ก่อน)",
      "Check a data folder from its pages to its published scores (with the server "
      "stopped)"};
  constexpr Say kFolder{"โฟลเดอร์ข้อมูลของเซิร์ฟเวอร์", "the server's data folder"};
  constexpr Say kKeys{"โฟลเดอร์กุญแจ: ตรวจว่าแต่ละรอบมีกุญแจเท่าที่ควรมี",
                      "the key folder: each round has the keys that it should have"};
  CLI::App* command = app.add_subcommand("check", context.In(kAbout));
  const auto options = std::make_shared<FolderToCheck>();
  command->add_option("FOLDER", options->folder, context.In(kFolder))->type_name("")->required();
  command->add_option("--key-folder", options->key_folder, context.In(kKeys))->type_name("DIR");
  command->callback([options, &context] { context.Finish(Check(*options, context)); });
}

}  // namespace sucharit
