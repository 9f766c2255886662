// SPDX-License-Identifier: Apache-2.0
#include "server/command_line/online/user_command.h"

#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "absl/strings/str_split.h"
#include "common/crypto/secret.h"
#include "common/status/status_macros.h"
#include "server/command_line/online/chosen_password.h"
#include "server/command_line/online/round_argument.h"
#include "server/command_line/passphrase.h"
#include "server/export/display_width.h"
#include "server/users/caller.h"
#include "sucharit/v1/user.grpc.pb.h"

namespace sucharit {
namespace {

constexpr size_t kNameWidth = 26;

struct UserOptions {
  std::string name;
  std::vector<std::string> roles;
  std::string password_file;
  std::string present_file;
};

// Reads "administrator:bang-tabun" or "operator".
absl::Status ReadRoles(const std::vector<std::string>& texts,
                       google::protobuf::RepeatedPtrField<v1::RoleGrant>& grants) {
  for (const std::string& text : texts) {
    const std::pair<std::string, std::string> parts = absl::StrSplit(text, absl::MaxSplits(':', 1));
    const v1::Role role = RoleOfName(parts.first);
    if (role == v1::ROLE_UNSPECIFIED) return Misused("no such role", "--role");
    v1::RoleGrant* grant = grants.Add();
    grant->set_role(role);
    grant->set_agency_code(parts.second);
  }
  return absl::OkStatus();
}

void SayDone(const Say& done, const std::string& name, CommandContext& context) {
  if (context.json) {
    context.out << nlohmann::json{{"user", name}}.dump() << "\n";
  } else {
    context.out << context.In(done) << name << "\n";
  }
}

void ShowPassword(const ChosenPassword& chosen, const Say& done, const std::string& name,
                  CommandContext& context) {
  if (context.json && chosen.generated) {
    context.out << nlohmann::json{{"user", name}, {"password", chosen.password}}.dump() << "\n";
    return;
  }
  SayDone(done, name, context);
  ShowGenerated(chosen, name, context);
}

absl::Status Add(const UserOptions& options, CommandContext& context, Connection& connection) {
  constexpr Say kDone{"เพิ่มผู้ใช้แล้ว: ", "user added: "};
  v1::CreateUserRequest request;
  request.mutable_user()->set_name(options.name);
  RETURN_IF_ERROR(ReadRoles(options.roles, *request.mutable_user()->mutable_roles()));
  ASSIGN_OR_RETURN(ChosenPassword chosen, ChoosePassword(options.password_file, context));
  request.set_password(chosen.password);
  absl::Status status = connection.Call(&v1::UserService::Stub::CreateUser, request).status();
  crypto::Wipe(*request.mutable_password());
  if (status.ok()) ShowPassword(chosen, kDone, options.name, context);
  crypto::Wipe(chosen.password);
  return status;
}

absl::Status List(CommandContext& context, Connection& connection) {
  constexpr Say kDisabled{" (ปิดใช้งาน)", " (disabled)"};
  ASSIGN_OR_RETURN(const auto list,
                   connection.Call(&v1::UserService::Stub::ListUsers, v1::ListUsersRequest()));
  nlohmann::json rows = nlohmann::json::array();
  for (const v1::User& user : list.users()) {
    if (context.json) {
      rows.push_back(
          {{"name", user.name()}, {"roles", RolesText(user)}, {"disabled", user.disabled()}});
    } else {
      context.out << FitToWidth(user.name(), kNameWidth) << RolesText(user)
                  << (user.disabled() ? context.In(kDisabled) : "") << "\n";
    }
  }
  if (context.json) context.out << rows.dump(1) << "\n";
  return absl::OkStatus();
}

absl::Status SetPassword(const UserOptions& options, CommandContext& context,
                         Connection& connection) {
  constexpr Say kDone{"ตั้งรหัสผ่านแล้ว: ", "password set: "};
  v1::SetPasswordRequest request;
  request.set_user_name(options.name);
  if (options.name.empty() || !options.present_file.empty()) {
    ASSIGN_OR_RETURN(*request.mutable_present_password(),
                     ReadKnownPassword(options.present_file, "--present-password-file", context));
  }
  ASSIGN_OR_RETURN(ChosenPassword chosen, ChoosePassword(options.password_file, context));
  request.set_password(chosen.password);
  absl::Status status = connection.Call(&v1::UserService::Stub::SetPassword, request).status();
  crypto::Wipe(*request.mutable_password());
  crypto::Wipe(*request.mutable_present_password());
  if (status.ok()) ShowPassword(chosen, kDone, options.name, context);
  crypto::Wipe(chosen.password);
  return status;
}

absl::Status SetRoles(const UserOptions& options, CommandContext& context, Connection& connection) {
  constexpr Say kDone{"ตั้งบทบาทแล้ว: ", "roles set: "};
  v1::SetRolesRequest request;
  request.set_user_name(options.name);
  RETURN_IF_ERROR(ReadRoles(options.roles, *request.mutable_roles()));
  RETURN_IF_ERROR(connection.Call(&v1::UserService::Stub::SetRoles, request).status());
  SayDone(kDone, options.name, context);
  return absl::OkStatus();
}

absl::Status Disable(const std::string& name, bool disabled, CommandContext& context,
                     Connection& connection) {
  constexpr Say kDisabled{"ปิดใช้งานแล้ว: ", "user disabled: "};
  constexpr Say kEnabled{"เปิดใช้งานแล้ว: ", "user enabled: "};
  v1::DisableUserRequest request;
  request.set_user_name(name);
  request.set_disabled(disabled);
  RETURN_IF_ERROR(connection.Call(&v1::UserService::Stub::DisableUser, request).status());
  SayDone(disabled ? kDisabled : kEnabled, name, context);
  return absl::OkStatus();
}

// One verb of `user`, with the options of all of them to choose from.
class Verb {
 public:
  Verb(CLI::App& user, const char* name, const Say& about, CommandContext& context)
      : command_(*user.add_subcommand(name, context.In(about))), context_(context) {}

  Verb& TakesName(bool required) {
    constexpr Say kName{"ชื่อผู้ใช้", "name of the user"};
    command_.add_option("NAME", options_->name, context_.In(kName))
        ->required(required)
        ->type_name("");
    return *this;
  }

  Verb& TakesRoles() {
    constexpr Say kRole{"operator, administrator:CODE, enumerator:CODE, auditor หรือ auditor:CODE",
                        "operator, administrator:CODE, enumerator:CODE, auditor or auditor:CODE"};
    command_.add_option("--role", options_->roles, context_.In(kRole))->type_name("ROLE[:CODE]");
    return *this;
  }

  Verb& TakesPassword() {
    constexpr Say kFile{"ไฟล์ที่บรรทัดแรกเป็นรหัสผ่านใหม่ (ไม่ระบุ = ถามบนจอ หรือสร้างให้)",
                        "file whose first line is the new password (else it is asked for, or "
                        "made up)"};
    command_.add_option("--password-file", options_->password_file, context_.In(kFile))
        ->type_name("FILE");
    return *this;
  }

  Verb& TakesPresentPassword() {
    constexpr Say kFile{"ไฟล์ที่บรรทัดแรกเป็นรหัสผ่านปัจจุบันของตนเอง",
                        "file whose first line is your own present password"};
    command_.add_option("--present-password-file", options_->present_file, context_.In(kFile))
        ->type_name("FILE");
    return *this;
  }

  template <typename Run>
  void Runs(Run run) {
    command_.callback(
        [options = options_, &context = context_, run] { context.Finish(run(*options)); });
  }

 private:
  CLI::App& command_;
  CommandContext& context_;
  std::shared_ptr<UserOptions> options_ = std::make_shared<UserOptions>();
};

}  // namespace

void AddUserCommand(CLI::App& app, CommandContext& context, Connection& connection) {
  constexpr Say kAbout{"ผู้ใช้และบทบาท", "Users and their roles"};
  constexpr Say kAdd{"เพิ่มผู้ใช้", "Add a user"};
  constexpr Say kList{"แสดงผู้ใช้", "List users"};
  constexpr Say kPassword{"ตั้งรหัสผ่านของตนเอง หรือของผู้ใช้ที่ระบุ", "Set your own password, or a user's"};
  constexpr Say kRoles{"แทนที่บทบาททั้งหมดของผู้ใช้", "Replace all roles of a user"};
  constexpr Say kDisable{"ปิดใช้งานผู้ใช้ทันที", "Disable a user, at once"};
  constexpr Say kEnable{"เปิดใช้งานผู้ใช้อีกครั้ง", "Enable a user again"};
  CLI::App& user = *app.add_subcommand("user", context.In(kAbout));
  user.require_subcommand(1);
  Verb(user, "add", kAdd, context)
      .TakesName(true)
      .TakesRoles()
      .TakesPassword()
      .Runs([&](const UserOptions& options) { return Add(options, context, connection); });
  Verb(user, "list", kList, context).Runs([&](const UserOptions&) {
    return List(context, connection);
  });
  Verb(user, "password", kPassword, context)
      .TakesName(false)
      .TakesPassword()
      .TakesPresentPassword()
      .Runs([&](const UserOptions& options) { return SetPassword(options, context, connection); });
  Verb(user, "roles", kRoles, context)
      .TakesName(true)
      .TakesRoles()
      .Runs([&](const UserOptions& options) { return SetRoles(options, context, connection); });
  Verb(user, "disable", kDisable, context).TakesName(true).Runs([&](const UserOptions& options) {
    return Disable(options.name, true, context, connection);
  });
  Verb(user, "enable", kEnable, context).TakesName(true).Runs([&](const UserOptions& options) {
    return Disable(options.name, false, context, connection);
  });
}

}  // namespace sucharit
