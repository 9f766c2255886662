// SPDX-License-Identifier: Apache-2.0
#include "server/audit/audit_log.h"

#include <gtest/gtest.h>

#include <thread>
#include <vector>

#include "common/crypto/signature.h"
#include "server/audit/audit_chain.h"
#include "server/sql/statement.h"
#include "tests/server/testing/core_for_tests.h"
#include "tests/server/testing/required.h"
#include "tests/testing/fake_clock.h"
#include "tests/testing/status_matchers.h"

namespace sucharit {
namespace {

using ::sucharit::testing::CoreForTests;
using ::sucharit::testing::FakeClock;
using ::sucharit::testing::IsOk;
using ::sucharit::testing::Require;
using ::sucharit::testing::Required;

class AuditLogTest : public ::testing::Test {
 protected:
  AuditLogTest() : log_(core_.database, clock_, crypto::GenerateSigningKeyPair().private_key) {}

  void Append(int times) {
    for (int i = 0; i < times; ++i) {
      Require(
          log_.Append({"somchai", "operator", "OpenRound", "round", "00ff", "bang-tabun", "OK"}));
    }
  }

  std::vector<v1::AuditLine> Lines(int64_t after = 0, int64_t since = 0) {
    v1::ListAuditLinesRequest request;
    request.set_after_sequence(after);
    request.set_since_unix_second(since);
    return Required(log_.Lines(request));
  }

  absl::Status Execute(const char* sql) { return core_.database.Lock()->Execute(sql); }

  int64_t Count(const char* sql) {
    auto database = core_.database.Lock();
    sql::Statement query(*database, sql);
    return query.Step() ? query.Int(0) : -1;
  }

  absl::Status Check() {
    ChainCheck check(std::nullopt);
    for (const v1::AuditLine& line : Lines()) {
      const absl::Status status = check.Add(line);
      if (!status.ok()) return status;
    }
    return check.Finish(Required(log_.Head()));
  }

  FakeClock clock_;
  CoreForTests core_;
  AuditLog log_;
};

TEST_F(AuditLogTest, KeepsWhatIsAppendedInOrder) {
  Append(1);
  clock_.Advance(absl::Seconds(5));
  Append(1);

  const auto lines = Lines();

  ASSERT_EQ(lines.size(), 2U);
  EXPECT_EQ(lines[0].sequence(), 1);
  EXPECT_EQ(lines[0].user_name(), "somchai");
  EXPECT_EQ(lines[0].verb(), "OpenRound");
  EXPECT_EQ(lines[1].unix_second(), lines[0].unix_second() + 5);
  EXPECT_EQ(lines[1].previous_hash(), lines[0].hash());
  EXPECT_THAT(Check(), IsOk());
}

TEST_F(AuditLogTest, GivesLinesFromAPlaceOrATimeOn) {
  Append(2);
  clock_.Advance(absl::Hours(1));
  Append(1);

  EXPECT_EQ(Lines(1).size(), 2U);
  EXPECT_EQ(Lines(0, absl::ToUnixSeconds(clock_.Now())).size(), 1U);
  EXPECT_TRUE(Lines(3).empty());
}

TEST_F(AuditLogTest, RefusesEveryChangeToALine) {
  Append(64);

  EXPECT_FALSE(Execute("UPDATE audit_line SET user_name = 'nobody'").ok());
  EXPECT_FALSE(Execute("UPDATE audit_line SET sequence = sequence + 1").ok());
  EXPECT_FALSE(Execute("DELETE FROM audit_line").ok());
  EXPECT_FALSE(Execute("DELETE FROM audit_line WHERE sequence = 64").ok());
  EXPECT_FALSE(Execute("UPDATE audit_head SET unix_second = 0").ok());
  EXPECT_FALSE(Execute("DELETE FROM audit_head").ok());

  EXPECT_EQ(Lines().size(), 64U);
  EXPECT_THAT(Check(), IsOk());
}

TEST_F(AuditLogTest, ShowsAChangeThatWentAroundTheTriggers) {
  Append(3);
  Require(Execute("DROP TRIGGER audit_line_stays"));
  Require(Execute("UPDATE audit_line SET user_name = 'malee' WHERE sequence = 2"));

  EXPECT_THAT(Check(), testing::IsRefusedFor(v1::REASON_AUDIT_LOG_BROKEN, "line 2"));
}

TEST_F(AuditLogTest, SignsAHeadWithEvery64thLine) {
  Append(130);

  EXPECT_EQ(Count("SELECT count(*) FROM audit_head"), 2);
  EXPECT_EQ(Count("SELECT count(*) FROM audit_head JOIN audit_line USING(sequence, hash)"), 2);
}

TEST_F(AuditLogTest, SignsTheEndOfAnEmptyLog) {
  const auto head = Required(log_.Head());

  EXPECT_EQ(head.sequence(), 0);
  EXPECT_TRUE(IsSigned(head));
  EXPECT_THAT(Check(), IsOk());
}

TEST_F(AuditLogTest, StaysAChainWhenManyAppendAtOnce) {
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) threads.emplace_back([this] { Append(10); });
  for (std::thread& thread : threads) thread.join();

  EXPECT_EQ(Lines().size(), 40U);
  EXPECT_THAT(Check(), IsOk());
}

}  // namespace
}  // namespace sucharit
