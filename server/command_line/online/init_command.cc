// SPDX-License-Identifier: Apache-2.0
#include "server/command_line/online/init_command.h"

#include <memory>
#include <nlohmann/json.hpp>

#include "common/status/status_macros.h"
#include "server/operations/initialize.h"
#include "server/operations/profile.h"

namespace sucharit {
namespace {

absl::Status Init(const Installation& installation, CommandContext& context) {
  constexpr Say kDone{"ติดตั้งเสร็จแล้ว เริ่มเซิร์ฟเวอร์ด้วย: sucharitd --config ",
                      "The installation is made. Start the server: sucharitd --config "};
  constexpr Say kKeys{"สำรองโฟลเดอร์กุญแจไว้คนละที่กับข้อมูล: ",
                      "Keep the key folder apart from the data, also in backups: "};
  RETURN_IF_ERROR(Initialize(installation, context.clock));
  if (context.json) {
    context.out << nlohmann::json{{"config", installation.config_path},
                                  {"profile", installation.profile_path}}
                       .dump()
                << "\n";
    return absl::OkStatus();
  }
  context.out << context.In(kDone) << installation.config_path << "\n"
              << context.In(kKeys) << installation.config.key_folder() << "\n";
  return absl::OkStatus();
}

}  // namespace

void AddInitCommand(CLI::App& app, CommandContext& context) {
  constexpr Say kAbout{"ติดตั้งเซิร์ฟเวอร์ใหม่: กุญแจ ใบรับรอง ฐานข้อมูล การตั้งค่า",
                       "Make a new installation: keys, certificates, database, configuration"};
  constexpr Say kData{"โฟลเดอร์ข้อมูล", "data folder"};
  constexpr Say kKeys{"โฟลเดอร์กุญแจ ต้องอยู่นอกโฟลเดอร์ข้อมูล", "key folder, outside the data folder"};
  constexpr Say kListen{"ที่อยู่ที่เซิร์ฟเวอร์ฟัง", "where the server listens"};
  constexpr Say kPublic{"ที่อยู่ที่แท็บเล็ตติดต่อ ถ้าต่างกัน", "what tablets dial, if it differs"};
  constexpr Say kHosts{"ชื่อหรือที่อยู่อื่นของเซิร์ฟเวอร์", "other names or addresses of the server"};
  constexpr Say kAddressFile{"ให้เซิร์ฟเวอร์เขียนที่อยู่จริงลงไฟล์นี้",
                             "the server writes its address into this file"};
  constexpr Say kConfig{"ไฟล์การตั้งค่าที่จะเขียน", "configuration file to write"};
  const auto installation = std::make_shared<Installation>();
  v1::ServerConfig& config = installation->config;
  config.set_listen_address("127.0.0.1:8443");
  CLI::App* command = app.add_subcommand("init", context.In(kAbout));
  command->add_option("--data-folder", *config.mutable_data_folder(), context.In(kData))
      ->required()
      ->type_name("FOLDER");
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
  command->callback([installation, &app, &context] {
    installation->profile_path = app.get_option("--profile")->as<std::string>();
    if (installation->profile_path.empty()) installation->profile_path = DefaultProfilePath();
    context.Finish(Init(*installation, context));
  });
}

}  // namespace sucharit
