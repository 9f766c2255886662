// SPDX-License-Identifier: Apache-2.0
//
// Each page of a database half as it is and half as it was some time ago, as a dying disk leaves
// it: the tablet and `sucharit check` say so, or nothing is wrong.
#include <gtest/gtest.h>

#include <filesystem>
#include <string>

#include "client/core/outbox.h"
#include "client/core/self_check.h"
#include "common/status/reason.h"
#include "server/backup/check_folder.h"
#include "tests/client/core/tablet_for_tests.h"
#include "tests/server/testing/core_for_tests.h"
#include "tests/server/testing/required.h"
#include "tests/testing/status_matchers.h"

namespace sucharit {
namespace {

namespace fs = std::filesystem;

using testing::CoreForTests;
using testing::IsOk;
using testing::ReadFile;
using testing::Require;
using testing::Required;
using testing::RoundForTests;
using testing::TemporaryFolder;

constexpr size_t kPage = 4096;
constexpr int kResponses = 45;

// The file `now`, but the second half of a page is that of `before`.
std::string Torn(std::string now, const std::string& before, size_t page) {
  const size_t place = page * kPage + kPage / 2;
  const std::string old = place < before.size() ? before.substr(place, kPage / 2) : std::string();
  return now.replace(place, kPage / 2, old.empty() ? std::string(kPage / 2, '\0') : old);
}

void Finish(TabletDatabase& tablet, const RoundForTests& round, int count) {
  const testing::FakeClock clock;
  for (int i = 0; i < count; ++i) {
    const auto session = Required(FormSession::Begin(tablet, clock, {round.round_id(), "S"}));
    Require(session->Answer(0, static_cast<size_t>(i % 6)));
    Require(session->Answer(1, size_t{0}));
    Require(session->Finish().status());
  }
}

// The reason that somebody is told that something is wrong; empty if nothing is said.
absl::Status Examine(const std::string& folder) {
  const auto tablet = TabletDatabase::Open(folder);
  if (!tablet.ok()) return tablet.status();
  for (const SelfCheckResult& result : CheckTablet(**tablet)) {
    if (!result.status.ok()) return result.status;
  }
  return absl::OkStatus();
}

TEST(TornPagesTest, OfATabletAreToldOrHoldWhatWasThere) {
  const TemporaryFolder folder;
  const std::string path = folder.File("tablet");
  const RoundForTests round;
  Require(Library(*Required(TabletDatabase::Open(path))).Keep(round.Listed()));
  Finish(*Required(TabletDatabase::Open(path)), round, kResponses);
  const std::string before = ReadFile(path + "/tablet.db");
  Finish(*Required(TabletDatabase::Open(path)), round, kResponses);
  const std::string now = ReadFile(path + "/tablet.db");
  int told = 0;

  for (size_t page = 0; page < now.size() / kPage; ++page) {
    SCOPED_TRACE(page);
    fs::remove_all(path + "/tablet.db-wal");
    folder.Write("tablet/tablet.db", Torn(now, before, page));
    const absl::Status status = Examine(path);
    if (!status.ok()) {
      ++told;
      EXPECT_EQ(ReasonOf(status), v1::REASON_STORAGE_DAMAGED) << status;
      continue;
    }
    const auto tablet = Required(TabletDatabase::Open(path));
    EXPECT_EQ(Required(Outbox(*tablet).NextBatch(1000, {})).boxes_size(), 2 * kResponses);
    EXPECT_EQ(Required(Outbox(*tablet).Counts()).at(0).finished, 2 * kResponses);
    EXPECT_EQ(Required(Library(*tablet).Rounds()).size(), 1U);
  }
  EXPECT_GT(told, 5);
}

TEST(TornPagesTest, OfAServerAreFoundOrHoldWhatWasThere) {
  const TemporaryFolder folder;
  const std::string data = folder.File("data");
  std::string before;
  {
    CoreForTests core(data, folder.File("keys"));
    core.InsertValid(core.AddDevice("Counter 1"), core.OpenRound(), kResponses);
    Require(core.database.Lock()->Checkpoint());
    before = ReadFile(data + "/sucharit.db");
    core.InsertValid(core.AddDevice("Counter 2"),
                     Required(core.round_store.Find(testing::RoundId('a'))), kResponses);
  }
  const std::string now = ReadFile(data + "/sucharit.db");
  int told = 0;

  for (size_t page = 0; page < now.size() / kPage; ++page) {
    SCOPED_TRACE(page);
    fs::remove_all(data + "/sucharit.db-wal");
    folder.Write("data/sucharit.db", Torn(now, before, page));
    const auto checks = CheckDataFolder({data, folder.File("keys")});
    bool wrong = !checks.ok();
    for (const FolderCheck& check : checks.ok() ? *checks : std::vector<FolderCheck>()) {
      wrong = wrong || !check.wrong.empty();
    }
    if (wrong) {
      ++told;
      continue;
    }
    CoreForTests core(data, folder.File("keys"));
    EXPECT_EQ(Required(core.boxes.Count(testing::RoundId('a'), "S")).in_time, 2 * kResponses);
    EXPECT_THAT(core.rounds.Describe(testing::RoundId('a')), IsOk());
  }
  EXPECT_GT(told, 5);
}

}  // namespace
}  // namespace sucharit
