// SPDX-License-Identifier: Apache-2.0
#include "server/backup/backups.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "common/crypto/digest.h"
#include "server/publish/bundle_reader.h"
#include "tests/server/backup/backed_up_core.h"
#include "tests/testing/memory.h"
#include "tests/testing/status_matchers.h"

namespace sucharit {
namespace {

using testing::IsOk;
using testing::IsRefused;
using testing::IsRefusedFor;
using testing::kMegabyte;
using testing::ReadFile;
using testing::Require;
using testing::Required;

using BackupsTest = testing::BackedUpCore;

TEST_F(BackupsTest, NumbersThemAndCountsOnlyWholeOnesAsGood) {
  const auto first = backups_.MakeInFolder();
  const auto failed = backups_.MakeFor([](absl::string_view) { return absl::CancelledError(); });
  const auto third = backups_.MakeInFolder();

  ASSERT_THAT(first, IsOk());
  ASSERT_THAT(third, IsOk());
  EXPECT_FALSE(failed.ok());
  EXPECT_EQ(first->number(), 1);
  EXPECT_EQ(third->number(), 3);
  const v1::GetBackupsResponse numbers = *backups_.Numbers();
  EXPECT_EQ(numbers.begun(), 3);
  EXPECT_EQ(numbers.good(), 3);
  EXPECT_EQ(crypto::Sha256(ReadFile(third->path())), third->digest());
  EXPECT_FALSE(std::filesystem::exists(core_.data_folder() + "/backup.partial"));
}

TEST_F(BackupsTest, CountsAStreamedOneOnceItsWholeFileIsConfirmed) {
  std::string bytes;
  const auto made = backups_.MakeFor([&](absl::string_view piece) {
    bytes.append(piece.data(), piece.size());
    return absl::OkStatus();
  });
  ASSERT_THAT(made, IsOk());
  EXPECT_EQ(crypto::Sha256(bytes), made->digest());
  EXPECT_EQ(backups_.Numbers()->good(), 0);
  v1::ConfirmBackupRequest request;
  request.set_number(made->number());
  request.set_digest(crypto::Sha256("something else"));
  EXPECT_THAT(backups_.Confirm(request),
              IsRefused(absl::StatusCode::kNotFound, v1::REASON_BACKUP_MALFORMED));
  request.set_digest(made->digest());

  EXPECT_THAT(backups_.Confirm(request), IsOk());

  EXPECT_EQ(backups_.Numbers()->good(), 1);
}

TEST_F(BackupsTest, SaysWhichSettingIsMissing) {
  config_.clear_backup_folder();
  EXPECT_THAT(backups_.MakeInFolder(), IsRefusedFor(v1::REASON_CONFIG_MALFORMED, "backup_folder"));
  config_.clear_backup_key();

  EXPECT_THAT(backups_.MakeInFolder(), IsRefusedFor(v1::REASON_CONFIG_MALFORMED, "backup_key"));
  EXPECT_EQ(backups_.Numbers()->begun(), 0);
}

TEST_F(BackupsTest, HoldsNoKeyOfTheKeyFolder) {
  core_.InsertValid(device_id_, round_, 6);
  const std::string path = MakeBackup();
  std::string plain;
  ASSERT_THAT(ReadBackup(path, key_.private_key,
                         [&](int, absl::string_view bytes) {
                           plain.append(bytes.data(), bytes.size());
                           return absl::OkStatus();
                         }),
              IsOk());
  ASSERT_NE(plain.find("SQLite format 3"), std::string::npos);
  int keys = 0;
  for (const auto& file : std::filesystem::recursive_directory_iterator(core_.key_folder_path())) {
    if (!file.is_regular_file() || file.file_size() < 32) continue;
    const std::string key = ReadFile(file.path().string()).substr(0, 32);
    ++keys;

    EXPECT_EQ(plain.find(key), std::string::npos) << file.path();
    EXPECT_EQ(plain.find(crypto::ToHex(key)), std::string::npos) << file.path();
  }
  EXPECT_GE(keys, 2) << "a sealing and a receipt key at least";
}

TEST_F(BackupsTest, TakesAndRestoresAnyAmountOfDataInLittleMemory) {
  constexpr int64_t kSize = 96 * kMegabyte;
  Require(core_.database.Lock()->Execute(
      "CREATE TABLE large AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n "
      "LIMIT 96 * 16) SELECT randomblob(65536) AS bytes FROM n"));
  const int64_t before = testing::PeakMemory();

  const std::string path = MakeBackup();
  const auto restored = Restore(path, folder_.File("restored"));

  ASSERT_THAT(restored, IsOk());
  EXPECT_GT(std::filesystem::file_size(folder_.File("restored") + "/sucharit.db"), kSize);
  EXPECT_LT(testing::PeakMemory() - before, kSize / 4 + testing::kKeptThoughFreed);
}

TEST_F(BackupsTest, MakesOneBeforeAPublicationAndKeepsTheBundleAsAFile) {
  const v1::Bundle bundle = PublishWith(6);

  EXPECT_EQ(backups_.Numbers()->good(), 1);
  const std::string path =
      core_.data_folder() + "/publications/" + crypto::ToHex(round_.round_id) + ".json";
  EXPECT_EQ(Required(ReadBundle(path)).SerializeAsString(), bundle.SerializeAsString());
}

TEST_F(BackupsTest, MakesNoneBeforeAPublicationIfAGoodOneHasWhatWasCounted) {
  CloseWith(6);
  MakeBackup();

  Require(core_.results.Publish(round_.round_id).status());

  EXPECT_EQ(backups_.Numbers()->begun(), 1);
}

TEST_F(BackupsTest, MakesOneBeforeAPublicationIfTheGoodOneWasBegunBeforeItsCounting) {
  MakeBackup();
  CloseWith(6);
  EXPECT_FALSE(backups_.MakeFor([](absl::string_view) { return absl::CancelledError(); }).ok());

  Require(core_.results.Publish(round_.round_id).status());

  EXPECT_EQ(backups_.Numbers()->good(), 3);
}

TEST_F(BackupsTest, KeepsARoundFromBeingPublishedWhenTheFolderIsAwayEvenIfABackupHasItsCounts) {
  CloseWith(6);
  MakeBackup();
  config_.set_backup_folder(folder_.File("not-there"));

  EXPECT_THAT(core_.results.Publish(round_.round_id),
              IsRefused(absl::StatusCode::kPermissionDenied, v1::REASON_FILE_NOT_WRITABLE));

  EXPECT_EQ(Required(core_.round_store.Find(round_.round_id)).state, v1::ROUND_STATE_CLOSED);
}

TEST_F(BackupsTest, WritesBundlesWhereTheyAreMissingAndServesWithoutTheFolderOfBackups) {
  const v1::Bundle bundle = PublishWith(6);
  std::filesystem::remove_all(config_.backup_folder() + "/publications");
  std::filesystem::remove_all(core_.data_folder() + "/publications");

  EXPECT_THAT(backups_.WritePublications(), IsOk());

  const std::string name = "/publications/" + crypto::ToHex(round_.round_id) + ".json";
  EXPECT_TRUE(std::filesystem::exists(config_.backup_folder() + name));
  EXPECT_TRUE(std::filesystem::exists(core_.data_folder() + name));
  config_.set_backup_folder(folder_.File("not-there"));
  EXPECT_THAT(backups_.WritePublications(), IsOk());
}

TEST_F(BackupsTest, KeepsTheBundleOfAPublicationBesideTheBackups) {
  const v1::Bundle bundle = PublishWith(6);

  const std::string path =
      config_.backup_folder() + "/publications/" + crypto::ToHex(round_.round_id) + ".json";
  EXPECT_EQ(Required(ReadBundle(path)).SerializeAsString(), bundle.SerializeAsString());
}

TEST_F(BackupsTest, KeepsARoundFromBeingPublishedWhenItsBackupFails) {
  CloseWith(6);
  config_.set_backup_folder(folder_.File("not-there"));

  EXPECT_THAT(core_.results.Publish(round_.round_id),
              IsRefused(absl::StatusCode::kPermissionDenied, v1::REASON_FILE_NOT_WRITABLE));

  EXPECT_EQ(Required(core_.round_store.Find(round_.round_id)).state, v1::ROUND_STATE_CLOSED);
}

}  // namespace
}  // namespace sucharit
