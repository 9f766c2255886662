// SPDX-License-Identifier: Apache-2.0
//
// An export that is cut off anywhere: what has a list of checksums is one whole export, and the
// next one is whole again.
#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "common/crypto/digest.h"
#include "common/status/status_macros.h"
#include "server/export/export_folder.h"
#include "tests/crash/strike.h"
#include "tests/testing/status_matchers.h"
#include "tests/testing/temporary_folder.h"

namespace sucharit {
namespace {

namespace fs = std::filesystem;

using testing::IsOk;
using testing::ReadFile;
using testing::RunWith;
using testing::Strike;
using testing::TemporaryFolder;

// An export of two files, the second of another name each year.
absl::Status Export(const std::string& folder, const std::string& year) {
  ASSIGN_OR_RETURN(const auto files, ExportFolder::Create(folder));
  RETURN_IF_ERROR(files->AddBytes("scores.csv", "scores of " + year));
  RETURN_IF_ERROR(files->AddBytes(year + ".csv", "answers of " + year));
  return files->Commit();
}

// Of the export that the list of checksums vouches for; empty if there is no list.
std::string YearOf(const std::string& folder) {
  if (!fs::exists(folder + "/SHA256SUMS")) return "";
  std::string year;
  for (const std::string& line : std::vector<std::string>(
           absl::StrSplit(ReadFile(folder + "/SHA256SUMS"), '\n', absl::SkipEmpty()))) {
    const std::string name = line.substr(66);
    const std::string bytes = ReadFile(absl::StrCat(folder, "/", name));
    EXPECT_EQ(crypto::ToHex(crypto::Sha256(bytes)), line.substr(0, 64)) << name;
    if (name != "scores.csv") year = name.substr(0, 4);
  }
  EXPECT_EQ(ReadFile(folder + "/scores.csv"), "scores of " + year);
  return year;
}

class ExportCrashTest : public ::testing::TestWithParam<Strike> {};

TEST_P(ExportCrashTest, IsOneWholeExportOrHasNoChecksums) {
  bool done = false;
  for (int64_t at = 1; !done; ++at) {
    SCOPED_TRACE(at);
    const TemporaryFolder folder;
    const std::string path = folder.File("below/export");
    ASSERT_THAT(Export(path, "2567"), IsOk());

    const auto struck = RunWith(GetParam(), at, [&] { return Export(path, "2568"); });

    done = struck.points < at;
    const std::string year = YearOf(path);
    EXPECT_TRUE(year == "2568" || (!struck.status.ok() && (year.empty() || year == "2567")))
        << year;
    ASSERT_THAT(Export(path, "2569"), IsOk());
    EXPECT_EQ(YearOf(path), "2569");
  }
}

TEST_P(ExportCrashTest, IntoANewFolderIsThereWholeOnceItIsSaidToBe) {
  bool done = false;
  for (int64_t at = 1; !done; ++at) {
    SCOPED_TRACE(at);
    const TemporaryFolder folder;
    const std::string path = folder.File("below/export");

    const auto struck = RunWith(GetParam(), at, [&] { return Export(path, "2568"); });

    done = struck.points < at;
    EXPECT_EQ(fs::exists(path) || struck.status.ok(), YearOf(path) == "2568");
    ASSERT_THAT(Export(path, "2569"), IsOk());
    EXPECT_EQ(YearOf(path), "2569");
  }
}

INSTANTIATE_TEST_SUITE_P(AllFaults, ExportCrashTest, ::testing::ValuesIn(testing::kStrikes));

}  // namespace
}  // namespace sucharit
