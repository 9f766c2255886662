// SPDX-License-Identifier: Apache-2.0
//
// What common/files promises of a file, at every point at which the power may go.
#include "common/files/files.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <functional>
#include <string>

#include "tests/crash/fault_vfs.h"
#include "tests/crash/faults.h"
#include "tests/testing/status_matchers.h"
#include "tests/testing/temporary_folder.h"

namespace sucharit {
namespace {

using testing::Fault;
using testing::Faults;
using testing::FaultVfs;
using testing::IsOk;
using testing::ReadFile;
using testing::TemporaryFolder;
using testing::Unsynced;

constexpr char kOld[] = "what was there before";
constexpr char kNew[] = "what is written now, which is longer";

class FilesCrashTest : public ::testing::TestWithParam<Unsynced> {
 protected:
  using Work = std::function<absl::Status(const std::string& folder)>;

  // Cuts the power at each point of `work`, and right after it, in a folder that `prepare` made;
  // then `check` is told whether the work was said to be done.
  void CutEverywhere(const std::function<void(const std::string& folder)>& prepare,
                     const Work& work,
                     const std::function<void(const std::string& folder, bool done)>& check) {
    bool done = false;
    for (int64_t at = 1; !done; ++at) {
      SCOPED_TRACE(at);
      const TemporaryFolder folder;
      prepare(folder.path());
      const FaultVfs vfs;
      Faults::Get().Arm(Fault::kPowerCut, at);
      done = work(folder.path()).ok();
      FaultVfs::LoseUnsynced(GetParam(), static_cast<uint64_t>(at));
      Faults::Get().Disarm();
      check(folder.path(), done);
    }
  }
};

void WriteOld(const std::string& folder) {
  ASSERT_THAT(WriteFileAtomically(folder + "/file", kOld), IsOk());
}

TEST_P(FilesCrashTest, AFileIsTheOldOrTheNewOneAndTheNewOneOnceThatWasSaid) {
  CutEverywhere(
      WriteOld,
      [](const std::string& folder) { return WriteFileAtomically(folder + "/file", kNew); },
      [](const std::string& folder, bool done) {
        const std::string found = ReadFile(folder + "/file");
        EXPECT_TRUE(found == kNew || (!done && found == kOld)) << found;
      });
}

TEST_P(FilesCrashTest, AFileWrittenInPiecesIsTheOldOrTheNewOneAndTheNewOneOnceThatWasSaid) {
  CutEverywhere(
      WriteOld,
      [](const std::string& folder) -> absl::Status {
        auto writer = FileWriter::Create(folder + "/file");
        absl::Status status = writer.status();
        for (size_t place = 0; status.ok() && place < sizeof kNew - 1; place += 9) {
          status = writer->Write(absl::string_view(kNew).substr(place, 9));
        }
        return status.ok() ? writer->Commit() : status;
      },
      [](const std::string& folder, bool done) {
        const std::string found = ReadFile(folder + "/file");
        EXPECT_TRUE(found == kNew || (!done && found == kOld)) << found;
      });
}

TEST_P(FilesCrashTest, ADestroyedFileStaysDestroyed) {
  CutEverywhere(
      WriteOld, [](const std::string& folder) { return DestroyFile(folder + "/file"); },
      [](const std::string& folder, bool done) {
        EXPECT_FALSE(done && std::filesystem::exists(folder + "/file"));
      });
}

TEST_P(FilesCrashTest, AFolderThatWasMadeStaysWithWhatIsInIt) {
  CutEverywhere([](const std::string&) {},
                [](const std::string& folder) {
                  const absl::Status made = MakePrivateFolder(folder + "/outer/inner");
                  return made.ok() ? WriteFileAtomically(folder + "/outer/inner/file", kNew) : made;
                },
                [](const std::string& folder, bool done) {
                  EXPECT_TRUE(!done || ReadFile(folder + "/outer/inner/file") == kNew);
                });
}

INSTANTIATE_TEST_SUITE_P(AllCuts, FilesCrashTest,
                         ::testing::Values(Unsynced::kDropped, Unsynced::kSome));

}  // namespace
}  // namespace sucharit
