// SPDX-License-Identifier: Apache-2.0
#include "client/core/outbox_export.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>

#include "absl/strings/str_cat.h"
#include "common/files/files.h"
#include "common/response/outbox_file.h"
#include "tests/client/core/tablet_for_tests.h"
#include "tests/testing/status_matchers.h"
#include "tests/testing/temporary_folder.h"

namespace sucharit {
namespace {

using ::sucharit::testing::IsOk;
using ::sucharit::testing::IsRefused;
using ::sucharit::testing::TabletForTests;
using ::sucharit::testing::TemporaryFolder;

class OutboxExportTest : public ::testing::Test {
 protected:
  std::set<std::string> Exported() const {
    const auto bytes = ReadWholeFile(path_);
    EXPECT_THAT(bytes, IsOk());
    const auto batches = ParseOutboxFile(*bytes);
    EXPECT_THAT(batches, IsOk());
    std::set<std::string> boxes;
    for (const auto& batch : *batches) boxes.insert(batch.boxes().begin(), batch.boxes().end());
    return boxes;
  }

  std::set<std::string> Waiting() {
    const v1::PushResponsesRequest waiting = tablet_.Waiting();
    return {waiting.boxes().begin(), waiting.boxes().end()};
  }

  // Copies the tablet's folder as a crash would leave it, with its log.
  std::string FolderAfterACrash() const {
    std::string folder = copy_.File("crashed");
    std::filesystem::copy(tablet_.folder(), folder);
    return folder;
  }

  TabletForTests tablet_;
  TemporaryFolder copy_;
  const std::string path_ = copy_.File("outbox.bin");
};

TEST_F(OutboxExportTest, WritesWhatWaitsAndKeepsIt) {
  for (int i = 0; i < 7; ++i) tablet_.FinishOne();

  const auto exported = ExportOutbox(tablet_.database(), path_);

  ASSERT_THAT(exported, IsOk());
  EXPECT_EQ(exported->boxes, 7);
  EXPECT_TRUE(exported->whole);
  EXPECT_EQ(Exported(), Waiting());
  EXPECT_EQ(tablet_.Counts().waiting, 7);
}

TEST_F(OutboxExportTest, KeepsRoundKeyAndQuestionnaireOfEachBatch) {
  tablet_.FinishOne();

  ASSERT_THAT(ExportOutbox(tablet_.database(), path_), IsOk());

  const auto batches = ParseOutboxFile(*ReadWholeFile(path_));
  ASSERT_THAT(batches, IsOk());
  const v1::PushResponsesRequest waiting = tablet_.Waiting();
  EXPECT_EQ((*batches)[0].SerializeAsString(), waiting.SerializeAsString());
}

TEST_F(OutboxExportTest, TellsByWhichKeyReceiptsOfItsRoundsAreSigned) {
  tablet_.FinishOne();

  ASSERT_THAT(ExportOutbox(tablet_.database(), path_), IsOk());

  const ReceiptKeys keys = ReadOutboxFile(*ReadWholeFile(path_))->receipt_keys;
  EXPECT_EQ(keys, (ReceiptKeys{{tablet_.round.round_id(), tablet_.round.offer.receipt_key()}}));
}

TEST_F(OutboxExportTest, WritesAnEmptyFileIfNothingWaits) {
  const auto exported = ExportOutbox(tablet_.database(), path_);

  ASSERT_THAT(exported, IsOk());
  EXPECT_EQ(exported->boxes, 0);
  EXPECT_TRUE(Exported().empty());
}

TEST_F(OutboxExportTest, ReadsAFolderWhoseKeyIsLostAndChangesNothingInIt) {
  for (int i = 0; i < 3; ++i) tablet_.FinishOne();
  const std::string folder = FolderAfterACrash();
  std::filesystem::remove(folder + "/tablet.key");
  const std::string before = *ReadWholeFile(folder + "/tablet.db");

  const auto exported = ExportOutboxOfFolder(folder, path_);

  ASSERT_THAT(exported, IsOk());
  EXPECT_EQ(exported->boxes, 3);
  EXPECT_EQ(Exported(), Waiting());
  EXPECT_EQ(*ReadWholeFile(folder + "/tablet.db"), before);
  EXPECT_FALSE(std::filesystem::exists(folder + "/tablet.key"));
}

TEST_F(OutboxExportTest, ReadsWhatStandsInTheLogOnly) {
  tablet_.FinishOne();
  const auto next = tablet_.Begin();  // Its draft is in the log.
  const std::string folder = FolderAfterACrash();

  const auto exported = ExportOutboxOfFolder(folder, path_);

  ASSERT_THAT(exported, IsOk());
  EXPECT_EQ(exported->boxes, 1);
}

TEST_F(OutboxExportTest, RefusesAFolderInWhichNoBoxCanBeRead) {
  const std::string folder = FolderAfterACrash();
  std::filesystem::remove(folder + "/tablet.db-wal");
  std::ofstream(folder + "/tablet.db", std::ios::trunc) << "not a database";

  EXPECT_THAT(ExportOutboxOfFolder(folder, path_),
              IsRefused(absl::StatusCode::kDataLoss, v1::REASON_STORAGE_DAMAGED));

  EXPECT_FALSE(std::filesystem::exists(path_));
  EXPECT_EQ(*ReadWholeFile(folder + "/tablet.db"), "not a database");
}

TEST_F(OutboxExportTest, RefusesAPlaceThatCantBeWritten) {
  tablet_.FinishOne();

  EXPECT_THAT(ExportOutbox(tablet_.database(), copy_.File("nowhere/outbox.bin")),
              IsRefused(absl::StatusCode::kPermissionDenied, v1::REASON_FILE_NOT_WRITABLE));
}

}  // namespace
}  // namespace sucharit
