// SPDX-License-Identifier: Apache-2.0
#include "tests/client/core/tablet_for_tests.h"

#include <filesystem>
#include <utility>

#include "common/sqlite/statement.h"
#include "tests/testing/status_matchers.h"

namespace sucharit::testing {

TabletForTests::TabletForTests(RoundForTests known_round)
    : round(std::move(known_round)), database_(TabletDatabase::Open(folder_.path()).value()) {
  EXPECT_THAT(Keep(), IsOk());
}

void TabletForTests::Reopen() {
  database_.reset();
  database_ = TabletDatabase::Open(folder_.path()).value();
}

std::unique_ptr<FormSession> TabletForTests::Begin() {
  return FormSession::Begin(*database_, clock, {round.round_id(), "S"}).value();
}

void TabletForTests::FinishOne(size_t level, size_t other) {
  const auto session = Begin();
  EXPECT_THAT(session->Answer(0, level), IsOk());
  EXPECT_THAT(session->Answer(1, other), IsOk());
  EXPECT_THAT(session->Finish(), IsOk());
}

v1::PushResponsesRequest TabletForTests::Waiting() {
  return Outbox(*database_).NextBatch(1000, {}).value();
}

OutboxCounts TabletForTests::Counts() {
  const std::vector<OutboxCounts> counts = Outbox(*database_).Counts().value();
  EXPECT_LE(counts.size(), 1u);
  return counts.empty() ? OutboxCounts() : counts.front();
}

std::string TabletForTests::DraftCiphertext() {
  auto database = database_->Lock();
  sqlite::Statement query(*database, "SELECT ciphertext FROM draft");
  return query.Step() ? query.Blob(0) : std::string();
}

bool TabletForTests::FolderHolds(const std::string& bytes) const {
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder_.path())) {
    if (entry.is_regular_file() && ReadFile(entry.path()).find(bytes) != std::string::npos) {
      return true;
    }
  }
  return false;
}

}  // namespace sucharit::testing
