// SPDX-License-Identifier: Apache-2.0
#include "server/backup/restore.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "common/crypto/digest.h"
#include "common/sqlite/statement.h"
#include "server/backup/check_folder.h"
#include "server/export/message_json.h"
#include "server/store/result_store.h"
#include "server/store/user_store.h"
#include "tests/server/backup/backed_up_core.h"
#include "tests/testing/status_matchers.h"

namespace sucharit {
namespace {

namespace fs = std::filesystem;

using testing::CoreForTests;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::IsOk;
using testing::IsRefused;
using testing::ReadFile;
using testing::Require;
using testing::Required;
using ::testing::SizeIs;

class RestoreTest : public testing::BackedUpCore {
 protected:
  // The backup's file with some bytes of it exchanged.
  std::string Damaged(const std::string& path) {
    std::string bytes = ReadFile(path);
    bytes[bytes.size() / 2] = static_cast<char>(bytes[bytes.size() / 2] ^ 1);
    return folder_.Write("damaged", bytes);
  }

  // The restored folder with the keys that it had.
  std::unique_ptr<CoreForTests> OpenRestored() {
    return std::make_unique<CoreForTests>(restored_, core_.key_folder_path());
  }

  const std::string restored_ = folder_.File("restored");
};

TEST_F(RestoreTest, BringsBackWhatWasThereWhenTheBackupWasMade) {
  core_.InsertValid(device_id_, round_, 4);
  const std::string backup = MakeBackup();
  core_.Insert(device_id_, round_, {testing::SealResponse(round_, {1, 1}, "later")});

  const auto done = Restore(backup, restored_);

  ASSERT_THAT(done, IsOk());
  EXPECT_EQ(done->manifest.number(), 1);
  EXPECT_FALSE(fs::exists(restored_ + ".partial"));
  const auto restored = OpenRestored();
  EXPECT_EQ(Required(restored->boxes.Count(round_.round_id, "S")).in_time, 4);
  EXPECT_EQ(Required(core_.boxes.Count(round_.round_id, "S")).in_time, 5);
  EXPECT_EQ(Required(BackupStore(restored->database).InstallationId()),
            Required(BackupStore(core_.database).InstallationId()));
}

TEST_F(RestoreTest, WritesTheFilesOfPublicationsFromTheDatabase) {
  PublishWith(6);
  const std::string name = "/publications/" + crypto::ToHex(round_.round_id) + ".json";

  const auto done = Restore(MakeBackup(), restored_);

  ASSERT_THAT(done, IsOk());
  for (const v1::BackupFile& file : done->manifest.files()) {
    EXPECT_EQ(file.name().find("publications"), std::string::npos) << file.name();
  }
  EXPECT_EQ(ReadFile(restored_ + name), ReadFile(core_.data_folder() + name));
}

TEST_F(RestoreTest, EndsAllLogIns) {
  UserRecord somchai;
  somchai.user.set_name("somchai");
  UserStore users(core_.database);
  Require(users.Add(somchai));
  Require(users.AddSession({"hash", "somchai", 1, 1}));
  ASSERT_THAT(Restore(MakeBackup(), restored_), IsOk());

  const auto restored = OpenRestored();

  UserStore kept(restored->database);
  EXPECT_THAT(kept.Find("somchai"), IsOk());
  EXPECT_THAT(kept.FindSession("hash"),
              IsRefused(absl::StatusCode::kUnauthenticated, v1::REASON_NOT_AUTHENTICATED));
  EXPECT_THAT(users.FindSession("hash"), IsOk());
}

TEST_F(RestoreTest, NeverGivesTheLostServersNumbersAgain) {
  const std::string backup = MakeBackup();
  MakeBackup();
  ASSERT_THAT(Restore(backup, restored_), IsOk());

  const auto restored = OpenRestored();

  const BackupNumbers numbers = Required(BackupStore(restored->database).Numbers());
  EXPECT_EQ(numbers.good, 1);
  EXPECT_EQ(Required(BackupStore(restored->database).Begin()), kNumbersOfARestore + 1);
}

TEST_F(RestoreTest, WritesNothingForAFileThatIsDamagedOrAnothers) {
  core_.InsertValid(device_id_, round_, 4);
  const std::string backup = MakeBackup();

  EXPECT_THAT(Restore(Damaged(backup), restored_),
              IsRefused(absl::StatusCode::kInvalidArgument, v1::REASON_BACKUP_MALFORMED));
  EXPECT_THAT(RestoreBackup({backup, restored_}, crypto::GenerateSealingKeyPair().private_key),
              IsRefused(absl::StatusCode::kFailedPrecondition, v1::REASON_BACKUP_KEY));

  EXPECT_FALSE(fs::exists(restored_));
  EXPECT_FALSE(fs::exists(restored_ + ".partial"));
}

TEST_F(RestoreTest, WritesNothingIntoAFolderThatIsUsed) {
  const std::string backup = MakeBackup();
  fs::create_directory(restored_);
  ASSERT_THAT(Restore(backup, restored_), IsOk()) << "an empty folder will do";

  EXPECT_THAT(Restore(backup, restored_),
              IsRefused(absl::StatusCode::kAlreadyExists, v1::REASON_FOLDER_NOT_EMPTY));
  EXPECT_THAT(Restore(backup, core_.data_folder()),
              IsRefused(absl::StatusCode::kAlreadyExists, v1::REASON_FOLDER_NOT_EMPTY));
}

TEST_F(RestoreTest, RefusesTheBackupOfANewerProgram) {
  v1::BackupManifest manifest;
  manifest.set_schema_version(ServerDatabase::SchemaVersion() + 1);
  std::string bytes;
  Require(WriteBackup(manifest, {}, key_.public_key, [&](absl::string_view piece) {
    bytes.append(piece.data(), piece.size());
    return absl::OkStatus();
  }));

  EXPECT_THAT(Restore(folder_.Write("newer", bytes), restored_),
              IsRefused(absl::StatusCode::kFailedPrecondition, v1::REASON_STORAGE_NEWER));
  EXPECT_FALSE(fs::exists(restored_));
}

TEST_F(RestoreTest, PublishesWithItsCountsWhatWasPublishedAfterTheBackupAndLiesBesideIt) {
  CloseWith(6);
  const std::string backup = MakeBackup();
  Require(core_.results.Publish(round_.round_id).status());
  const v1::Bundle bundle = Required(core_.published.Bundle(round_.round_id));

  const auto done = RestoreWithPublications(backup, restored_);

  ASSERT_THAT(done, IsOk());
  EXPECT_THAT(done->published, ElementsAre(crypto::ToHex(round_.round_id)));
  EXPECT_THAT(done->left_out, IsEmpty());
  auto restored = OpenRestored();
  EXPECT_EQ(Required(restored->published.Bundle(round_.round_id)).SerializeAsString(),
            bundle.SerializeAsString());
  EXPECT_THAT(Required(ResultStore(restored->database).Tallies(round_.round_id)), SizeIs(1));
  restored.reset();
  for (const FolderCheck& check : Required(CheckDataFolder({restored_}))) {
    EXPECT_THAT(check.wrong, IsEmpty()) << check.id;
  }
}

TEST_F(RestoreTest, LeavesOutABundleBesideTheBackupThatCannotBeUsedAndSaysSo) {
  const std::string backup = MakeBackup();
  const std::string publications = config_.backup_folder() + "/publications";
  const std::string unknown(32, 'a');
  const std::string cut(32, 'b');
  const std::string bundle = MessageToJson(PublishWith(6));
  std::ofstream(publications + "/" + unknown + ".json") << bundle;
  std::ofstream(publications + "/" + cut + ".json") << bundle.substr(0, 100);
  std::ofstream(publications + "/note.json") << "{}";

  const auto done = RestoreWithPublications(backup, restored_);

  ASSERT_THAT(done, IsOk());
  EXPECT_THAT(done->published, ElementsAre(crypto::ToHex(round_.round_id)));
  EXPECT_THAT(done->left_out, ElementsAre(unknown, cut));
}

// Before the round was closed; its key is destroyed since.
TEST_F(RestoreTest, TakesAPublicationThatTheBackupLacksFromItsBundleAndNeverReopensTheRound) {
  const std::string backup = MakeBackup();
  const v1::Bundle bundle = PublishWith(6);

  ASSERT_THAT(Restore(backup, restored_, {bundle}), IsOk());

  const auto restored = OpenRestored();
  EXPECT_EQ(Required(restored->round_store.Find(round_.round_id)).state, v1::ROUND_STATE_PUBLISHED);
  EXPECT_EQ(Required(restored->published.Bundle(round_.round_id)).SerializeAsString(),
            bundle.SerializeAsString());
  const auto scores = Required(restored->results.Scores(round_.round_id));
  EXPECT_EQ(scores.totals(0).received(), 6);
  EXPECT_EQ(restored->Insert(device_id_, round_,
                             {testing::SealResponse(round_, {1, 1}, testing::ReceiptNumber(99))}),
            std::vector<v1::Outcome>{v1::OUTCOME_TOO_LATE});
  EXPECT_FALSE(restored->keys.SealingKey(round_.round_id).ok());
}

TEST_F(RestoreTest, MakesAFolderThatIsFoundRightAlsoWithAPublicationFromItsBundle) {
  const std::string backup = MakeBackup();
  const v1::Bundle bundle = PublishWith(6);

  ASSERT_THAT(Restore(backup, restored_, {bundle}), IsOk());

  for (const FolderCheck& check : Required(CheckDataFolder({restored_}))) {
    EXPECT_TRUE(check.wrong.empty()) << check.id;
  }
}

TEST_F(RestoreTest, TakesNoBundleWhoseFiguresWereChangedOrThatIsAnotherRounds) {
  const std::string backup = MakeBackup();
  v1::Bundle changed = PublishWith(6);
  v1::Bundle foreign = changed;
  changed.mutable_totals(0)->set_counted(7);
  foreign.set_round(std::string(32, 'f'));

  EXPECT_THAT(Restore(backup, restored_, {changed}),
              IsRefused(absl::StatusCode::kInvalidArgument, v1::REASON_BUNDLE_MALFORMED));
  EXPECT_FALSE(Restore(backup, restored_, {foreign}).ok());
  EXPECT_FALSE(fs::exists(restored_));
}

}  // namespace
}  // namespace sucharit
