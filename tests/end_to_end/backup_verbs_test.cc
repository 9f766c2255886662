// SPDX-License-Identifier: Apache-2.0
//
// Backing up, restoring and checking: what is typed, against a real server that takes pushes.
#include <gmock/gmock.h>

#include <filesystem>
#include <iterator>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <vector>

#include "server/command_line/online/backup_command.h"
#include "server/command_line/online/check_command.h"
#include "server/command_line/online/restore_command.h"
#include "server/command_line/run_command_line.h"
#include "server/operations/config.h"
#include "sucharit/v1/backup.grpc.pb.h"
#include "tests/end_to_end/enrolled_tablet.h"
#include "tests/testing/status_matchers.h"

namespace sucharit {
namespace {

namespace fs = std::filesystem;

using ::sucharit::testing::IsOk;
using ::sucharit::testing::ReadFile;
using ::sucharit::testing::ServerForTests;
using ::sucharit::testing::Tablet;
using ::testing::AllOf;
using ::testing::HasSubstr;

struct Ran {
  int exit_status = 0;
  std::string out;
  std::string err;
};

class BackupVerbsTest : public ::testing::Test {
 protected:
  // Runs `sucharit` in English with the server's profile.
  Ran Run(const std::vector<std::string>& arguments) const {
    std::vector<std::string> all = {"sucharit",       "--language",    "en",
                                    "--profile",      File("profile"), "--address",
                                    server_.address()};
    all.insert(all.end(), arguments.begin(), arguments.end());
    std::vector<const char*> argv;
    for (const std::string& argument : all) argv.push_back(argument.c_str());
    Connection connection;
    const auto with_server = [&](CLI::App& app, CommandContext& context) {
      connection.AddOptions(app, context);
      AddBackupCommand(app, context, connection);
      AddRestoreCommand(app, context);
      AddCheckCommand(app, context);
    };
    std::ostringstream out;
    std::ostringstream err;
    const int status =
        RunCommandLine(static_cast<int>(argv.size()), argv.data(), out, err, {with_server});
    return {status, out.str(), err.str()};
  }

  std::string File(const std::string& name) const { return server_.folder.File(name); }

  // Makes a key and gives the server its public half and a folder.
  void SetUpBackups() {
    words_ = server_.folder.Write("words", "a passphrase long enough\n");
    const Ran keys =
        Run({"--json", "backup", "keygen", "--folder", File("usb"), "--passphrase-file", words_});
    ASSERT_EQ(keys.exit_status, 0) << keys.err;
    fs::create_directory(File("backups"));
    server_.Configure([&](v1::ServerConfig& config) {
      config.set_backup_key(nlohmann::json::parse(keys.out)["backup_key"].get<std::string>());
      config.set_backup_folder(File("backups"));
    });
  }

  Ran Restore(const std::string& backup, const std::string& folder) const {
    return Run({"restore", backup, "--key", File("usb/backup.key"), "--passphrase-file", words_,
                "--folder", folder});
  }

  ServerForTests server_;
  std::string words_;
};

TEST_F(BackupVerbsTest, ABackupIsFetchedRestoredAndFoundRight) {
  SetUpBackups();
  const RoundRecord round = server_.OpenRound();
  Tablet tablet(server_, "Counter 1");
  tablet.Finish(round, 3);
  ASSERT_THAT(tablet.Sync(), IsOk());

  const Ran made = Run({"backup", "--output", File("fetched.backup")});
  const Ran again = Run({"backup"});
  const Ran restored = Restore(File("fetched.backup"), File("restored"));
  const Ran checked = Run({"check", File("restored"), "--key-folder", File("keys")});

  ASSERT_EQ(made.exit_status, 0) << made.err;
  EXPECT_THAT(made.out, AllOf(HasSubstr("number 1"), HasSubstr("fetched.backup")));
  ASSERT_EQ(again.exit_status, 0) << again.err;
  EXPECT_TRUE(fs::exists(File("backups/sucharit-000002.backup")));
  ASSERT_EQ(restored.exit_status, 0) << restored.err;
  EXPECT_THAT(restored.out, HasSubstr("number 1"));
  EXPECT_EQ(checked.exit_status, 0) << checked.out << checked.err;
  EXPECT_THAT(checked.out, HasSubstr("right  boxes"));
}

TEST_F(BackupVerbsTest, ATimerMakesOneBesideTheServer) {
  SetUpBackups();
  const std::string config = server_.folder.Write("server.config", FormatConfig(server_.config()));

  const Ran made = Run({"--json", "backup", "--config", config});

  ASSERT_EQ(made.exit_status, 0) << made.err;
  EXPECT_EQ(nlohmann::json::parse(made.out)["number"], 1);
  EXPECT_TRUE(fs::exists(File("backups/sucharit-000001.backup")));
}

TEST_F(BackupVerbsTest, ATimerKeepsTheNewestAndTheLastOneRestores) {
  SetUpBackups();
  const std::string config = server_.folder.Write("server.config", FormatConfig(server_.config()));
  for (int i = 0; i < 2; ++i) ASSERT_EQ(Run({"backup"}).exit_status, 0);

  const Ran kept = Run({"backup", "--config", config, "--keep", "2"});
  const Ran alone = Run({"--json", "backup", "--config", config, "--keep", "1"});
  const Ran restored = Restore(File("backups/sucharit-000004.backup"), File("restored"));
  const Ran misused = Run({"backup", "--config", config, "--keep", "0"});

  EXPECT_THAT(kept.out, HasSubstr("Old backups removed: 1")) << kept.err;
  EXPECT_EQ(nlohmann::json::parse(alone.out)["removed"], 2) << alone.err;
  EXPECT_EQ(std::distance(fs::directory_iterator(File("backups")), {}), 1);
  EXPECT_EQ(restored.exit_status, 0) << restored.err;
  EXPECT_EQ(misused.exit_status, 2);
}

TEST_F(BackupVerbsTest, SaysWhatIsMissingOrWrong) {
  const Ran unset = Run({"backup"});
  EXPECT_EQ(unset.exit_status, 1);
  EXPECT_THAT(unset.err, HasSubstr("backup_key"));
  SetUpBackups();
  ASSERT_EQ(Run({"backup"}).exit_status, 0);
  const std::string backup = File("backups/sucharit-000001.backup");
  const std::string bytes = ReadFile(backup);

  const Ran cut =
      Restore(server_.folder.Write("cut", bytes.substr(0, bytes.size() - 9)), File("restored"));
  const Ran used = Restore(backup, server_.config().data_folder());
  const Ran held = Run({"check", server_.config().data_folder()});

  EXPECT_EQ(cut.exit_status, 1);
  EXPECT_THAT(cut.err, HasSubstr("REASON_BACKUP_MALFORMED"));
  EXPECT_FALSE(fs::exists(File("restored")));
  EXPECT_EQ(used.exit_status, 1);
  EXPECT_THAT(used.err, HasSubstr("REASON_FOLDER_NOT_EMPTY"));
  EXPECT_EQ(held.exit_status, 1);
  EXPECT_THAT(held.err, HasSubstr("REASON_STORAGE_IN_USE"));
}

TEST_F(BackupVerbsTest, NobodyElseGetsABackup) {
  SetUpBackups();
  auto stub = v1::BackupService::NewStub(server_.Channel());
  grpc::ClientContext make;
  grpc::ClientContext ask;
  testing::SetDeadline(make);
  testing::SetDeadline(ask);
  v1::MakeBackupResponse part;
  v1::GetBackupsResponse numbers;

  const auto reader = stub->MakeBackup(&make, v1::MakeBackupRequest());

  EXPECT_FALSE(reader->Read(&part));
  EXPECT_EQ(reader->Finish().error_code(), grpc::StatusCode::UNAUTHENTICATED);
  EXPECT_EQ(stub->GetBackups(&ask, v1::GetBackupsRequest(), &numbers).error_code(),
            grpc::StatusCode::UNAUTHENTICATED);
}

}  // namespace
}  // namespace sucharit
