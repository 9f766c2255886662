// SPDX-License-Identifier: Apache-2.0
#include "server/command_line/online/certificate_command.h"

#include <CLI/CLI.hpp>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "common/status/status_macros.h"
#include "server/operations/config.h"
#include "server/operations/initialize.h"
#include "server/operations/profile.h"
#include "server/operations/renew_certificate.h"

namespace sucharit {
namespace {

constexpr Say kConfig{"ไฟล์การตั้งค่าของ sucharitd", "the configuration of sucharitd"};

struct RenewOptions {
  std::string config;
  std::vector<std::string> hosts;
};

absl::Status Renew(const RenewOptions& options, CommandContext& context) {
  constexpr Say kDone{"ต่ออายุใบรับรองแล้ว เซิร์ฟเวอร์ที่ทำงานอยู่จะใช้ภายในไม่กี่วินาที แท็บเล็ตไม่ต้องทำอะไร",
                      "The certificate is renewed. A running server takes it within seconds; "
                      "tablets need nothing."};
  ASSIGN_OR_RETURN(const v1::ServerConfig config, LoadConfig(options.config));
  RETURN_IF_ERROR(RenewServerCertificate(config, options.hosts, context.clock));
  if (context.json) {
    context.out << nlohmann::json{{"renewed", true}}.dump() << "\n";
  } else {
    context.out << context.In(kDone) << "\n";
  }
  return absl::OkStatus();
}

absl::Status Trust(const std::string& config_path, const std::string& profile_path,
                   CommandContext& context) {
  constexpr Say kDone{"เขียนโพรไฟล์ใหม่แล้ว: ", "The profile is written anew: "};
  ASSIGN_OR_RETURN(const v1::ServerConfig config, LoadConfig(config_path));
  RETURN_IF_ERROR(WriteProfile(config, profile_path));
  if (context.json) {
    context.out << nlohmann::json{{"profile", profile_path}}.dump() << "\n";
  } else {
    context.out << context.In(kDone) << profile_path << "\n";
  }
  return absl::OkStatus();
}

void AddRenew(CLI::App& command, CommandContext& context) {
  constexpr Say kRenew{"ออกใบรับรองใหม่ให้เซิร์ฟเวอร์ (สั่งบนเครื่องเซิร์ฟเวอร์)",
                       "Issue the server a new certificate (on the server's machine)"};
  constexpr Say kHosts{"ชื่อหรือที่อยู่ที่จะเพิ่ม", "names or addresses to add"};
  CLI::App* renew = command.add_subcommand("renew", context.In(kRenew));
  const auto options = std::make_shared<RenewOptions>();
  renew->add_option("--config", options->config, context.In(kConfig))
      ->type_name("FILE")
      ->required();
  renew->add_option("--host", options->hosts, context.In(kHosts))->type_name("NAME");
  renew->callback([options, &context] { context.Finish(Renew(*options, context)); });
}

void AddTrust(CLI::App& app, CLI::App& command, CommandContext& context) {
  constexpr Say kTrust{
      "เขียนโพรไฟล์ใหม่ให้เชื่อใบรับรองที่ตั้งไว้ใน certificate_authority_file (สั่งบนเครื่องเซิร์ฟเวอร์)",
      "Write the profile anew, to trust what the configuration names (on the server's machine)"};
  CLI::App* trust = command.add_subcommand("trust", context.In(kTrust));
  const auto config = std::make_shared<std::string>();
  trust->add_option("--config", *config, context.In(kConfig))->type_name("FILE")->required();
  trust->callback([config, &app, &context] {
    std::string profile_path = app.get_option("--profile")->as<std::string>();
    if (profile_path.empty()) profile_path = DefaultProfilePath();
    context.Finish(Trust(*config, profile_path, context));
  });
}

}  // namespace

void AddCertificateCommand(CLI::App& app, CommandContext& context) {
  constexpr Say kAbout{"ใบรับรองของเซิร์ฟเวอร์", "The server's certificate"};
  CLI::App* command = app.add_subcommand("certificate", context.In(kAbout));
  command->require_subcommand(1);
  AddRenew(*command, context);
  AddTrust(app, *command, context);
}

}  // namespace sucharit
