// SPDX-License-Identifier: Apache-2.0
#include "server/backup/backup_file.h"

#include <gtest/gtest.h>

#include <vector>

#include "common/crypto/sealed_box.h"
#include "tests/testing/status_matchers.h"
#include "tests/testing/temporary_folder.h"

namespace sucharit {
namespace {

using testing::IsOk;
using testing::IsRefused;
using testing::ReadFile;

constexpr absl::StatusCode kBad = absl::StatusCode::kInvalidArgument;

class BackupFileTest : public ::testing::Test {
 protected:
  // Writes a backup of two files and returns its path.
  std::string Write() {
    std::string bytes;
    v1::BackupManifest manifest;
    manifest.set_number(7);
    EXPECT_THAT(WriteBackup(manifest,
                            {{"large.db", folder_.Write("large", large_)},
                             {"sub/empty.json", folder_.Write("empty", "")}},
                            keys_.public_key,
                            [&](absl::string_view piece) {
                              bytes.append(piece.data(), piece.size());
                              return absl::OkStatus();
                            }),
                IsOk());
    return folder_.Write("backup", bytes);
  }

  absl::StatusOr<v1::BackupManifest> Read(const std::string& path) {
    read_.assign(2, "");
    return ReadBackup(path, keys_.private_key, [&](int file, absl::string_view bytes) {
      read_[static_cast<size_t>(file)].append(bytes.data(), bytes.size());
      return absl::OkStatus();
    });
  }

  const testing::TemporaryFolder folder_;
  const crypto::SealingKeyPair keys_ = crypto::GenerateSealingKeyPair();
  const std::string large_ = std::string(200'000, 'x') + "end";
  std::vector<std::string> read_;
};

TEST_F(BackupFileTest, GivesBackItsFilesAndWhatItSaysOfThem) {
  const auto manifest = Read(Write());

  ASSERT_THAT(manifest, IsOk());
  EXPECT_EQ(manifest->number(), 7);
  ASSERT_EQ(manifest->files_size(), 2);
  EXPECT_EQ(manifest->files(0).name(), "large.db");
  EXPECT_EQ(manifest->files(1).name(), "sub/empty.json");
  EXPECT_EQ(read_.at(0), large_);
  EXPECT_EQ(read_.at(1), "");
}

TEST_F(BackupFileTest, HidesWhatItHolds) {
  const std::string bytes = ReadFile(Write());

  EXPECT_EQ(bytes.find("xxxxxxxx"), std::string::npos);
  EXPECT_EQ(bytes.find("large.db"), std::string::npos);
}

TEST_F(BackupFileTest, RefusesAFileThatIsCutAnywhereOrGoesOn) {
  const std::string whole = ReadFile(Write());
  for (size_t size = 0; size < whole.size(); size += 1 + whole.size() / 97) {
    EXPECT_FALSE(Read(folder_.Write("cut", whole.substr(0, size))).ok()) << size;
  }

  EXPECT_THAT(Read(folder_.Write("longer", whole + "x")),
              IsRefused(kBad, v1::REASON_BACKUP_MALFORMED));
  EXPECT_THAT(Read(folder_.Write("without", whole.substr(0, whole.size() - 1))),
              IsRefused(kBad, v1::REASON_BACKUP_MALFORMED));
  EXPECT_THAT(Read(folder_.Write("other", "PK\3\4")), IsRefused(kBad, v1::REASON_BACKUP_MALFORMED));
}

TEST_F(BackupFileTest, RefusesAChangedByteWhereverItIs) {
  const std::string whole = ReadFile(Write());
  for (size_t place = 0; place < whole.size(); place += 1 + whole.size() / 97) {
    std::string changed = whole;
    changed[place] = static_cast<char>(changed[place] ^ 0x40);

    EXPECT_FALSE(Read(folder_.Write("changed", changed)).ok()) << place;
  }
}

TEST_F(BackupFileTest, SaysThatItIsForAnotherKey) {
  const std::string path = Write();
  const crypto::SealingKeyPair other = crypto::GenerateSealingKeyPair();

  EXPECT_THAT(
      ReadBackup(path, other.private_key, [](int, absl::string_view) { return absl::OkStatus(); }),
      IsRefused(absl::StatusCode::kFailedPrecondition, v1::REASON_BACKUP_KEY));
}

TEST_F(BackupFileTest, RefusesNamesThatLeaveTheFolder) {
  for (const char* name : {"../up", "/etc/passwd", "a/../../b", "a//b", "", "a\nb"}) {
    std::string bytes;
    EXPECT_THAT(WriteBackup({}, {{name, folder_.Write("x", "x")}}, keys_.public_key,
                            [&](absl::string_view piece) {
                              bytes.append(piece.data(), piece.size());
                              return absl::OkStatus();
                            }),
                IsOk());

    EXPECT_THAT(Read(folder_.Write("backup", bytes)), IsRefused(kBad, v1::REASON_BACKUP_MALFORMED))
        << name;
  }
}

}  // namespace
}  // namespace sucharit
