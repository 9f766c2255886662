// SPDX-License-Identifier: Apache-2.0
#include "server/export/export_folder.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/crypto/digest.h"
#include "common/status/reason.h"
#include "tests/testing/status_matchers.h"
#include "tests/testing/temporary_folder.h"

namespace sucharit {
namespace {

using ::sucharit::testing::IsOk;
using ::sucharit::testing::IsRefused;
using ::sucharit::testing::ReadFile;
using ::sucharit::testing::TemporaryFolder;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<std::string> Names(const std::string& folder) {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    names.push_back(entry.path().filename().string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

absl::StatusOr<std::optional<int64_t>> Fail(const ByteSink& sink) {
  EXPECT_THAT(sink("half of it"), IsOk());
  return Refused(absl::StatusCode::kResourceExhausted, v1::REASON_STORAGE_FULL, "full", "disk");
}

// An export of one file.
void Export(const std::string& folder, const std::string& name, const std::string& bytes) {
  const auto files = ExportFolder::Create(folder);
  ASSERT_THAT(files, IsOk());
  ASSERT_THAT((*files)->AddBytes(name, bytes), IsOk());
  ASSERT_THAT((*files)->Commit(), IsOk());
}

TEST(ExportFolderTest, PutsAllFilesInPlaceWithTheirChecksums) {
  const TemporaryFolder folder;

  Export(folder.File("new/results"), "a.csv", "abc");

  EXPECT_THAT(Names(folder.File("new")), ElementsAre("results"));
  EXPECT_THAT(Names(folder.File("new/results")), ElementsAre("SHA256SUMS", "a.csv"));
  EXPECT_EQ(ReadFile(folder.File("new/results/a.csv")), "abc");
  EXPECT_EQ(ReadFile(folder.File("new/results/SHA256SUMS")),
            absl::StrCat(crypto::ToHex(crypto::Sha256("abc")), "  a.csv\n"));
}

TEST(ExportFolderTest, LeavesNothingWhereTheFolderWasNewAndAFileFailed) {
  const TemporaryFolder folder;
  {
    const auto files = ExportFolder::Create(folder.File("results"));
    ASSERT_THAT(files, IsOk());
    ASSERT_THAT((*files)->AddBytes("a.csv", "abc"), IsOk());

    EXPECT_THAT((*files)->Add("b.csv", Fail),
                IsRefused(absl::StatusCode::kResourceExhausted, v1::REASON_STORAGE_FULL));
  }

  EXPECT_THAT(Names(folder.path()), IsEmpty());
}

TEST(ExportFolderTest, LeavesAnEarlierExportAsItWasWhenAFileFails) {
  const TemporaryFolder folder;
  Export(folder.File("results"), "a.csv", "earlier");
  {
    const auto files = ExportFolder::Create(folder.File("results"));
    ASSERT_THAT(files, IsOk());
    ASSERT_THAT((*files)->AddBytes("a.csv", "later"), IsOk());

    EXPECT_FALSE((*files)->Add("b.csv", Fail).ok());
  }

  EXPECT_THAT(Names(folder.File("results")), ElementsAre("SHA256SUMS", "a.csv"));
  EXPECT_EQ(ReadFile(folder.File("results/a.csv")), "earlier");
}

TEST(ExportFolderTest, ReplacesAnEarlierExportAndRemovesWhatIsInItNoMore) {
  const TemporaryFolder folder;
  Export(folder.File("results"), "old.csv", "earlier");
  folder.Write("results/mine.txt", "of somebody else");

  Export(folder.File("results/"), "new.csv", "later");

  EXPECT_THAT(Names(folder.File("results")), ElementsAre("SHA256SUMS", "mine.txt", "new.csv"));
  EXPECT_EQ(ReadFile(folder.File("results/mine.txt")), "of somebody else");
}

TEST(ExportFolderTest, RemovesNothingOutsideOfTheFolderWhateverTheChecksumsSay) {
  const TemporaryFolder folder;
  folder.Write("outside.txt", "stays");
  Export(folder.File("results"), "old.csv", "earlier");
  folder.Write("results/SHA256SUMS", absl::StrCat(std::string(64, '0'), "  ../outside.txt\n"));

  Export(folder.File("results"), "new.csv", "later");

  EXPECT_EQ(ReadFile(folder.File("outside.txt")), "stays");
}

TEST(ExportFolderTest, HasNoChecksumsWhileFilesAreBeingReplaced) {
  const TemporaryFolder folder;
  Export(folder.File("results"), "a.csv", "earlier");
  // A folder in the way of the file that is replaced last.
  std::filesystem::create_directories(folder.File("results/z.csv/in the way"));
  {
    const auto files = ExportFolder::Create(folder.File("results"));
    ASSERT_THAT(files, IsOk());
    ASSERT_THAT((*files)->AddBytes("a.csv", "later"), IsOk());
    ASSERT_THAT((*files)->AddBytes("z.csv", "later"), IsOk());

    EXPECT_THAT((*files)->Commit(),
                IsRefused(absl::StatusCode::kPermissionDenied, v1::REASON_FILE_NOT_WRITABLE));
  }

  EXPECT_THAT(Names(folder.File("results")), ElementsAre("a.csv", "z.csv"));
}

TEST(ExportFolderTest, RefusesAPlaceThatCannotBeAFolder) {
  const TemporaryFolder folder;
  folder.Write("file", "in the way");

  EXPECT_THAT(ExportFolder::Create(folder.File("file/results")),
              IsRefused(absl::StatusCode::kPermissionDenied, v1::REASON_FILE_NOT_WRITABLE));
  EXPECT_THAT(ExportFolder::Create(folder.File("file")),
              IsRefused(absl::StatusCode::kPermissionDenied, v1::REASON_FILE_NOT_WRITABLE));
}

}  // namespace
}  // namespace sucharit
