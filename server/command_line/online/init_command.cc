// SPDX-License-Identifier: Apache-2.0
#include "server/command_line/online/init_command.h"

#include <memory>
#include <nlohmann/json.hpp>
#include <string>

#include "common/crypto/secret.h"
#include "common/status/status_macros.h"
#include "server/command_line/online/chosen_password.h"
#include "server/operations/initialize.h"
#include "server/operations/profile.h"

namespace sucharit {
namespace {

struct InitOptions {
  Installation installation;
  std::string password_file;
};

void ShowJson(const Installation& made, const ChosenPassword& chosen, CommandContext& context) {
  nlohmann::json shown = {{"config", made.config_path},
                          {"profile", made.profile_path},
                          {"operator", made.operator_name}};
  if (chosen.generated) shown["password"] = chosen.password;
  context.out << shown.dump() << "\n";
}

void Show(const Installation& made, const ChosenPassword& chosen, CommandContext& context) {
  constexpr Say kDone{"ติดตั้งเสร็จแล้ว เริ่มเซิร์ฟเวอร์ด้วย: sucharitd --config ",
                      "The installation is made. Start the server: sucharitd --config "};
  constexpr Say kKeys{"สำรองโฟลเดอร์กุญแจไว้คนละที่กับข้อมูล: ",
                      "Keep the key folder apart from the data, also in backups: "};
  constexpr Say kLogIn{"แล้วเข้าสู่ระบบด้วย: sucharit login --user ",
                       "Then log in: sucharit login --user "};
  context.out << context.In(kDone) << made.config_path << "\n"
              << context.In(kKeys) << made.config.key_folder() << "\n"
              << context.In(kLogIn) << made.operator_name << "\n";
  ShowGenerated(chosen, made.operator_name, context);
}

absl::Status Init(InitOptions& options, CommandContext& context) {
  Installation& installation = options.installation;
  ASSIGN_OR_RETURN(ChosenPassword chosen, ChoosePassword(options.password_file, context));
  installation.operator_password = chosen.password;
  absl::Status status = Initialize(installation, context.clock);
  crypto::Wipe(installation.operator_password);
  if (status.ok() && context.json) ShowJson(installation, chosen, context);
  if (status.ok() && !context.json) Show(installation, chosen, context);
  crypto::Wipe(chosen.password);
  return status;
}

}  // namespace

void AddInitCommand(CLI::App& app, CommandContext& context) {
  constexpr Say kAbout{"ติดตั้งเซิร์ฟเวอร์ใหม่: กุญแจ ใบรับรอง ฐานข้อมูล การตั้งค่า",
                       "Make a new installation: keys, certificates, database, configuration"};
  constexpr Say kData{"โฟลเดอร์ข้อมูล", "data folder"};
  constexpr Say kDatabase{
      "ฐานข้อมูล PostgreSQL ที่ว่าง แทนฐานข้อมูลในโฟลเดอร์ข้อมูล (ห้ามมีรหัสผ่าน ใช้ passfile=ไฟล์)",
      "an empty PostgreSQL database instead of one in the data folder (no password in it: use "
      "passfile=FILE)"};
  constexpr Say kKeys{"โฟลเดอร์กุญแจ ต้องอยู่นอกโฟลเดอร์ข้อมูล", "key folder, outside the data folder"};
  constexpr Say kListen{"ที่อยู่ที่เซิร์ฟเวอร์ฟัง", "where the server listens"};
  constexpr Say kPublic{"ที่อยู่ที่แท็บเล็ตติดต่อ ถ้าต่างกัน", "what tablets dial, if it differs"};
  constexpr Say kHosts{"ชื่อหรือที่อยู่อื่นของเซิร์ฟเวอร์", "other names or addresses of the server"};
  constexpr Say kAddressFile{"ให้เซิร์ฟเวอร์เขียนที่อยู่จริงลงไฟล์นี้",
                             "the server writes its address into this file"};
  constexpr Say kConfig{"ไฟล์การตั้งค่าที่จะเขียน", "configuration file to write"};
  constexpr Say kOperator{"ชื่อผู้ใช้คนแรก ซึ่งทำได้ทุกอย่าง",
                          "name of the first user, who may do everything"};
  constexpr Say kPassword{"ไฟล์ที่บรรทัดแรกเป็นรหัสผ่านของผู้ใช้นั้น (ไม่ระบุ = ถามบนจอ หรือสร้างให้)",
                          "file whose first line is that user's password (else it is asked for, or "
                          "made up and shown)"};
  const auto options = std::make_shared<InitOptions>();
  Installation* installation = &options->installation;
  v1::ServerConfig& config = installation->config;
  config.set_listen_address("127.0.0.1:8443");
  CLI::App* command = app.add_subcommand("init", context.In(kAbout));
  command->add_option("--data-folder", *config.mutable_data_folder(), context.In(kData))
      ->required()
      ->type_name("FOLDER");
  command->add_option("--database", *config.mutable_database(), context.In(kDatabase))
      ->type_name("postgresql://USER@HOST/DATABASE");
  command->add_option("--key-folder", *config.mutable_key_folder(), context.In(kKeys))
      ->required()
      ->type_name("FOLDER");
  command->add_option("--config", installation->config_path, context.In(kConfig))
      ->required()
      ->type_name("FILE");
  command->add_option("--listen", *config.mutable_listen_address(), context.In(kListen))
      ->type_name("HOST:PORT");
  command->add_option("--public-address", *config.mutable_public_address(), context.In(kPublic))
      ->type_name("HOST:PORT");
  command->add_option("--host", installation->hosts, context.In(kHosts));
  command->add_option("--address-file", *config.mutable_address_file(), context.In(kAddressFile))
      ->type_name("FILE");
  command->add_option("--operator", installation->operator_name, context.In(kOperator))
      ->type_name("NAME");
  command->add_option("--password-file", options->password_file, context.In(kPassword))
      ->type_name("FILE");
  command->callback([options, &app, &context] {
    std::string& profile_path = options->installation.profile_path;
    profile_path = app.get_option("--profile")->as<std::string>();
    if (profile_path.empty()) profile_path = DefaultProfilePath();
    context.Finish(Init(*options, context));
  });
}

}  // namespace sucharit
