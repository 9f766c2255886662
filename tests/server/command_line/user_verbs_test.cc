// SPDX-License-Identifier: Apache-2.0
//
// Logging in, users and the audit log as a person types them, against a real server.
#include <gmock/gmock.h>

#include <filesystem>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "server/command_line/online/agency_command.h"
#include "server/command_line/online/audit_log_command.h"
#include "server/command_line/online/login_command.h"
#include "server/command_line/online/user_command.h"
#include "server/command_line/run_command_line.h"
#include "tests/server/testing/required.h"
#include "tests/server/testing/server_for_tests.h"

namespace sucharit {
namespace {

using ::sucharit::testing::CoreForTests;
using ::sucharit::testing::kPassword;
using ::sucharit::testing::Require;
using ::sucharit::testing::ServerForTests;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

struct Ran {
  int exit_status = 0;
  std::string out;
  std::string err;
};

class UserVerbsTest : public ::testing::Test {
 protected:
  // Real lifetimes of tokens.
  UserVerbsTest() : server_({crypto::PasswordCost::kLeast, absl::Hours(12), absl::Hours(1)}) {
    password_file_ = server_.folder.Write("password", absl::StrCat(kPassword, "\n"));
  }

  // Runs `sucharit` in English with the server's profile; who is logged in is kept in `token_file`.
  Ran Run(const std::vector<std::string>& arguments, const std::string& token_file = "t") const {
    std::vector<std::string> all = {"sucharit",
                                    "--language",
                                    "en",
                                    "--profile",
                                    server_.folder.File("profile"),
                                    "--address",
                                    server_.address(),
                                    "--token-file",
                                    server_.folder.File(token_file)};
    all.insert(all.end(), arguments.begin(), arguments.end());
    std::vector<const char*> argv;
    for (const std::string& argument : all) argv.push_back(argument.c_str());
    Connection connection;
    const auto with_server = [&](CLI::App& app, CommandContext& context) {
      connection.AddOptions(app, context);
      AddLoginCommands(app, context, connection);
      AddUserCommand(app, context, connection);
      AddAgencyCommand(app, context, connection);
      AddAuditLogCommand(app, context, connection);
    };
    std::ostringstream out;
    std::ostringstream err;
    const int status =
        RunCommandLine(static_cast<int>(argv.size()), argv.data(), out, err, {with_server});
    return {status, out.str(), err.str()};
  }

  Ran LogIn(const std::string& user = "operator", const std::string& token_file = "t") const {
    return Run({"login", "--user", user, "--password-file", password_file_}, token_file);
  }

  ServerForTests server_;
  std::string password_file_;
};

TEST_F(UserVerbsTest, KeepTheLogInForItsOwnerAloneUntilLogOut) {
  ASSERT_EQ(Run({"agency", "list"}).exit_status, 1);

  const Ran logged_in = LogIn();

  EXPECT_EQ(logged_in.exit_status, 0) << logged_in.err;
  EXPECT_THAT(logged_in.out, HasSubstr("logged in as operator until "));
  EXPECT_EQ(std::filesystem::status(server_.folder.File("t")).permissions(),
            std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
  EXPECT_EQ(Run({"agency", "list"}).exit_status, 0);
  EXPECT_EQ(Run({"logout"}).exit_status, 0);
  EXPECT_FALSE(std::filesystem::exists(server_.folder.File("t")));
  EXPECT_THAT(Run({"agency", "list"}).err,
              AllOf(HasSubstr("sucharit login"), HasSubstr("REASON_NOT_AUTHENTICATED")));
}

TEST_F(UserVerbsTest, TellWhoseLogInHasExpiredToLogInAgain) {
  ASSERT_EQ(LogIn().exit_status, 0);
  server_.clock.Advance(absl::Hours(12));

  const Ran expired = Run({"agency", "list"});

  EXPECT_EQ(expired.exit_status, 1);
  EXPECT_THAT(expired.err, HasSubstr("log in again with sucharit login [REASON_TOKEN_EXPIRED]"));
  EXPECT_EQ(Run({"logout"}).exit_status, 0) << "forgets it all the same";
  EXPECT_EQ(LogIn().exit_status, 0);
}

TEST_F(UserVerbsTest, SayThatUserOrPasswordIsWrong) {
  const Ran wrong = LogIn("nobody");

  EXPECT_EQ(wrong.exit_status, 1);
  EXPECT_THAT(wrong.err, HasSubstr("the user name or the password is wrong"));
  EXPECT_FALSE(std::filesystem::exists(server_.folder.File("t")));
}

TEST_F(UserVerbsTest, MakeAPasswordUpThatWorks) {
  ASSERT_EQ(LogIn().exit_status, 0);

  const Ran added = Run({"--json", "user", "add", "malee", "--role", "administrator:bang-tabun"});

  ASSERT_EQ(added.exit_status, 0) << added.err;
  const std::string password = nlohmann::json::parse(added.out)["password"];
  server_.folder.Write("password", password);
  EXPECT_EQ(LogIn("malee", "m").exit_status, 0);
  const Ran list = Run({"user", "list"}, "m");
  EXPECT_THAT(list.out, AllOf(HasSubstr("malee"), HasSubstr("administrator:bang-tabun"),
                              Not(HasSubstr("operator"))));
  EXPECT_EQ(Run({"agency", "create", "x", "--name-th", "x", "--name-en", "x"}, "m").exit_status, 1);
}

TEST_F(UserVerbsTest, ChangeRolesPasswordsAndState) {
  ASSERT_EQ(LogIn().exit_status, 0);
  ASSERT_EQ(Run({"user", "add", "malee", "--password-file", password_file_}).exit_status, 0);
  ASSERT_EQ(LogIn("malee", "m").exit_status, 0);
  ASSERT_EQ(Run({"agency", "list"}, "m").exit_status, 1) << "no role yet";

  ASSERT_EQ(Run({"user", "roles", "malee", "--role", "auditor"}).exit_status, 0);
  EXPECT_EQ(Run({"agency", "list"}, "m").exit_status, 0);
  const std::string fresh = server_.folder.Write("fresh", "a fresh password\n");
  EXPECT_EQ(
      Run({"user", "password", "--password-file", fresh, "--present-password-file", password_file_},
          "m")
          .exit_status,
      0);
  EXPECT_EQ(LogIn("malee", "m").exit_status, 1);
  ASSERT_EQ(Run({"user", "password", "malee", "--password-file", password_file_}).exit_status, 0);
  EXPECT_EQ(LogIn("malee", "m").exit_status, 0);
  ASSERT_EQ(Run({"user", "disable", "malee"}).exit_status, 0);
  EXPECT_EQ(Run({"agency", "list"}, "m").exit_status, 1);
  EXPECT_THAT(Run({"user", "list"}).out, HasSubstr("auditor (disabled)"));
  ASSERT_EQ(Run({"user", "enable", "malee"}).exit_status, 0);
  EXPECT_EQ(LogIn("malee", "m").exit_status, 0);
}

TEST_F(UserVerbsTest, RefuseARoleThatThereIsNot) {
  ASSERT_EQ(LogIn().exit_status, 0);

  const Ran ran = Run({"user", "add", "malee", "--role", "king"});

  EXPECT_EQ(ran.exit_status, 2);
  EXPECT_THAT(ran.err, HasSubstr("--role"));
}

TEST_F(UserVerbsTest, ListTheAuditLog) {
  ASSERT_EQ(LogIn().exit_status, 0);
  ASSERT_EQ(Run({"user", "add", "malee", "--password-file", password_file_}).exit_status, 0);

  const Ran list = Run({"audit", "list"});

  EXPECT_EQ(list.exit_status, 0) << list.err;
  EXPECT_THAT(list.out, HasSubstr("operator (operator)  CreateUser  user malee    OK"));
  EXPECT_THAT(list.out, Not(HasSubstr(kPassword)));
  const Ran later = Run({"--json", "audit", "list", "--since", "2567-03-02"});
  EXPECT_EQ(nlohmann::json::parse(later.out).size(), 0U);
  const Ran json = Run({"--json", "audit", "list", "--since", "2567-03-01"});
  EXPECT_EQ(nlohmann::json::parse(json.out).back()["verb"], "CreateUser");
}

TEST_F(UserVerbsTest, ProveByASavedHeadThatNothingWasCutOff) {
  ASSERT_EQ(LogIn().exit_status, 0);
  const std::string head = server_.folder.File("head.json");
  ASSERT_EQ(Run({"audit", "head", "--output", head}).exit_status, 0);
  ASSERT_EQ(Run({"user", "add", "malee", "--password-file", password_file_}).exit_status, 0);

  const Ran whole = Run({"audit", "verify", "--head", head});
  EXPECT_EQ(whole.exit_status, 0) << whole.err;
  EXPECT_THAT(whole.out, HasSubstr("the log is whole; lines: "));
  server_.WithCore([](CoreForTests& core) {
    auto database = core.database.Lock();
    Require(database->Execute("DROP TRIGGER audit_line_remains"));
    Require(database->Execute("DELETE FROM audit_line WHERE sequence > 1"));
  });

  EXPECT_EQ(Run({"audit", "verify"}).exit_status, 0) << "alone it looks whole";
  const Ran cut = Run({"audit", "verify", "--head", head});
  EXPECT_EQ(cut.exit_status, 1);
  EXPECT_THAT(cut.err, AllOf(HasSubstr("line 2"), HasSubstr("REASON_AUDIT_LOG_BROKEN")));
}

TEST_F(UserVerbsTest, FindALineThatWasChanged) {
  ASSERT_EQ(LogIn().exit_status, 0);
  server_.WithCore([](CoreForTests& core) {
    auto database = core.database.Lock();
    Require(database->Execute("DROP TRIGGER audit_line_stays"));
    Require(database->Execute("UPDATE audit_line SET outcome = 'OK ' WHERE sequence = 2"));
  });

  const Ran changed = Run({"audit", "verify"});

  EXPECT_EQ(changed.exit_status, 1);
  EXPECT_THAT(changed.err, AllOf(HasSubstr("line 2"), HasSubstr("REASON_AUDIT_LOG_BROKEN")));
}

TEST_F(UserVerbsTest, TakeNoOtherFileForASavedHead) {
  ASSERT_EQ(LogIn().exit_status, 0);
  const std::string other = server_.folder.Write("other", "not a head");

  EXPECT_THAT(Run({"audit", "verify", "--head", other}).err, HasSubstr("REASON_AUDIT_LOG_BROKEN"));
}

}  // namespace
}  // namespace sucharit
