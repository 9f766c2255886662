// SPDX-License-Identifier: Apache-2.0
#include "server/command_line/online/login_command.h"

#include <memory>
#include <nlohmann/json.hpp>
#include <string>

#include "absl/time/time.h"
#include "common/crypto/secret.h"
#include "common/status/reason.h"
#include "common/status/status_macros.h"
#include "server/command_line/passphrase.h"
#include "sucharit/v1/user.grpc.pb.h"

namespace sucharit {
namespace {

struct LoginOptions {
  std::string user;
  std::string password_file;
};

absl::Status LogIn(const LoginOptions& options, CommandContext& context, Connection& connection) {
  constexpr Say kDone{"เข้าสู่ระบบแล้วในชื่อ ", "logged in as "};
  constexpr Say kUntil{" ถึง ", " until "};
  v1::LogInRequest request;
  request.set_name(options.user);
  ASSIGN_OR_RETURN(*request.mutable_password(),
                   ReadKnownPassword(options.password_file, "--password-file", context));
  const auto response = connection.Call(&v1::UserService::Stub::LogIn, request);
  crypto::Wipe(*request.mutable_password());
  RETURN_IF_ERROR(response.status());
  RETURN_IF_ERROR(connection.SaveToken(response->token()));
  if (context.json) {
    context.out << nlohmann::json{{"user", response->user().name()},
                                  {"expires_unix", response->expires_unix()},
                                  {"idle_seconds", response->idle_seconds()}}
                       .dump()
                << "\n";
    return absl::OkStatus();
  }
  context.out << context.In(kDone) << response->user().name() << context.In(kUntil)
              << absl::FormatTime("%Y-%m-%d %H:%M %Ez",
                                  absl::FromUnixSeconds(response->expires_unix()),
                                  absl::LocalTimeZone())
              << "\n";
  return absl::OkStatus();
}

// A token that has ended, or that the server doesn't know, is forgotten all the same.
absl::Status LogOut(CommandContext& context, Connection& connection) {
  constexpr Say kDone{"ออกจากระบบแล้ว", "logged out"};
  absl::Status status =
      connection.Call(&v1::UserService::Stub::LogOut, v1::LogOutRequest()).status();
  if (!status.ok() && !absl::IsUnauthenticated(status)) return status;
  RETURN_IF_ERROR(connection.ForgetToken());
  if (!context.json) context.out << context.In(kDone) << "\n";
  return absl::OkStatus();
}

}  // namespace

void AddLoginCommands(CLI::App& app, CommandContext& context, Connection& connection) {
  constexpr Say kLogin{"เข้าสู่ระบบ", "Log in"};
  constexpr Say kLogout{"ออกจากระบบ", "Log out"};
  constexpr Say kUser{"ชื่อผู้ใช้", "name of the user"};
  constexpr Say kFile{"ไฟล์ที่บรรทัดแรกเป็นรหัสผ่าน (ไม่ระบุ = ถามบนจอ)",
                      "file whose first line is the password (else it is asked for)"};
  const auto options = std::make_shared<LoginOptions>();
  CLI::App* login = app.add_subcommand("login", context.In(kLogin));
  login->add_option("--user", options->user, context.In(kUser))->required()->type_name("NAME");
  login->add_option("--password-file", options->password_file, context.In(kFile))
      ->type_name("FILE");
  login->callback(
      [options, &context, &connection] { context.Finish(LogIn(*options, context, connection)); });
  app.add_subcommand("logout", context.In(kLogout))->callback([&context, &connection] {
    context.Finish(LogOut(context, connection));
  });
}

}  // namespace sucharit
