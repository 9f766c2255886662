// SPDX-License-Identifier: Apache-2.0
#include "common/files/files.h"

#include <gmock/gmock.h>
#include <sys/stat.h>

#include <filesystem>

#include "tests/testing/status_matchers.h"
#include "tests/testing/temporary_folder.h"

namespace sucharit {
namespace {

using ::sucharit::testing::IsOk;
using ::sucharit::testing::IsRefusedFor;
using ::sucharit::testing::ReadFile;
using ::sucharit::testing::TemporaryFolder;

size_t FilesIn(const std::string& folder) {
  const std::filesystem::directory_iterator files(folder);
  return static_cast<size_t>(std::distance(begin(files), end(files)));
}

TEST(WriteFileTest, WritesAllBytesWithTheMode) {
  const TemporaryFolder folder;
  const std::string bytes("a\0b", 3);

  ASSERT_THAT(WriteFileAtomically(folder.File("out"), bytes, 0600), IsOk());

  EXPECT_EQ(ReadFile(folder.File("out")), bytes);
  struct stat info {};
  ASSERT_EQ(stat(folder.File("out").c_str(), &info), 0);
  EXPECT_EQ(info.st_mode & 0777u, 0600u);
}

TEST(WriteFileTest, ReplacesAFileAndLeavesNothingBesideIt) {
  const TemporaryFolder folder;
  const std::string path = folder.Write("out", "old");

  ASSERT_THAT(WriteFileAtomically(path, "new", 0644), IsOk());

  EXPECT_EQ(ReadFile(path), "new");
  EXPECT_EQ(FilesIn(folder.path()), 1u);
}

TEST(WriteFileTest, AFailureLeavesNothingBehind) {
  const TemporaryFolder folder;
  std::filesystem::create_directory(folder.File("out"));

  const absl::Status status = WriteFileAtomically(folder.File("out"), "new", 0644);

  EXPECT_THAT(status, IsRefusedFor(v1::REASON_FILE_NOT_WRITABLE, folder.File("out")));
  EXPECT_EQ(FilesIn(folder.path()), 1u);
}

TEST(WriteFileTest, NamesAFolderThatDoesNotExist) {
  const TemporaryFolder folder;

  EXPECT_THAT(WriteFileAtomically(folder.File("none/out"), "new", 0644),
              IsRefusedFor(v1::REASON_FILE_NOT_WRITABLE, folder.File("none/out")));
}

}  // namespace
}  // namespace sucharit
