// SPDX-License-Identifier: Apache-2.0
#include "server/store/publication_store.h"

#include <gmock/gmock.h>

#include "server/sql/statement.h"
#include "tests/server/testing/core_for_tests.h"
#include "tests/server/testing/required.h"
#include "tests/testing/status_matchers.h"

namespace sucharit {
namespace {

using ::sucharit::testing::CoreForTests;
using ::sucharit::testing::IsOk;
using ::sucharit::testing::IsRefused;
using ::sucharit::testing::Require;
using ::sucharit::testing::Required;
using ::testing::Values;

class PublicationStoreTest : public ::testing::TestWithParam<sql::Engine> {
 protected:
  PublicationStoreTest() {
    Require(core_.round_store.Move(round_.round_id, v1::ROUND_STATE_OPEN, v1::ROUND_STATE_CLOSED));
  }

  static v1::Breakdown BreakdownOf(const std::string& segment, bool withheld) {
    v1::Breakdown breakdown;
    breakdown.set_segment(segment);
    breakdown.set_withheld(withheld);
    return breakdown;
  }

  // The one bundle as it lies in the table.
  std::string KeptBytes() {
    auto database = core_.database.Lock();
    sql::Statement query(*database, "SELECT bundle FROM publication");
    return query.Step() ? query.Blob(0) : "";
  }

  CoreForTests core_{GetParam()};
  const RoundRecord round_ = core_.OpenRound();
};

TEST_P(PublicationStoreTest, KeepsABundleOnce) {
  v1::Bundle bundle;
  bundle.set_agency_code("bang-tabun");
  EXPECT_FALSE(Required(core_.publications.Publication(round_.round_id)).has_value());

  ASSERT_THAT(core_.publications.Publish(round_.round_id, bundle), IsOk());

  EXPECT_EQ(Required(core_.publications.Publication(round_.round_id))->agency_code(), "bang-tabun");
  EXPECT_THAT(core_.publications.Publish(round_.round_id, v1::Bundle()),
              IsRefused(absl::StatusCode::kFailedPrecondition, v1::REASON_ROUND_STATE));
  EXPECT_EQ(Required(core_.publications.Publication(round_.round_id))->agency_code(), "bang-tabun");
}

TEST_P(PublicationStoreTest, KeepsTheDefinitionOnceForAllRoundsAndGivesBackTheSameBytes) {
  v1::Bundle bundle;
  bundle.set_agency_code("bang-tabun");
  *bundle.mutable_definition() = testing::SmallDefinition();
  const std::string published = bundle.SerializeAsString();

  ASSERT_THAT(core_.publications.Publish(round_.round_id, bundle), IsOk());

  EXPECT_EQ(KeptBytes().find("How good is the service?"), std::string::npos);
  EXPECT_EQ(Required(core_.publications.Publication(round_.round_id))->SerializeAsString(),
            published);
}

TEST_P(PublicationStoreTest, KeepsADefinitionThatIsNotTheRounds) {
  v1::Bundle bundle;
  *bundle.mutable_definition() = testing::SmallDefinition();
  bundle.mutable_definition()->set_id("other");

  ASSERT_THAT(core_.publications.Publish(round_.round_id, bundle), IsOk());

  EXPECT_EQ(Required(core_.publications.Publication(round_.round_id))->SerializeAsString(),
            bundle.SerializeAsString());
}

TEST_P(PublicationStoreTest, NeverChangesABreakdown) {
  ASSERT_THAT(core_.publications.Publish(round_.round_id, v1::Bundle()), IsOk());
  ASSERT_THAT(core_.publications.AddBreakdowns(round_.round_id, {BreakdownOf("point", true)}),
              IsOk());

  const absl::Status again = core_.publications.AddBreakdowns(
      round_.round_id, {BreakdownOf("age", true), BreakdownOf("point", false)});

  EXPECT_TRUE(absl::IsAlreadyExists(again)) << again;
  const auto kept = Required(core_.publications.Breakdowns(round_.round_id));
  ASSERT_EQ(kept.size(), 1U) << "all or nothing";
  EXPECT_TRUE(kept[0].withheld());
}

TEST_P(PublicationStoreTest, AddsNoBreakdownToWhatIsNotPublished) {
  EXPECT_FALSE(
      core_.publications.AddBreakdowns(round_.round_id, {BreakdownOf("point", true)}).ok());
}

TEST_P(PublicationStoreTest, MakesOneSaltForEachRound) {
  const RoundRecord other = core_.OpenRound('b');

  const std::string salt = Required(core_.publications.AuditSalt(round_.round_id));

  EXPECT_EQ(salt.size(), 32U);
  EXPECT_EQ(Required(core_.publications.AuditSalt(round_.round_id)), salt);
  EXPECT_NE(Required(core_.publications.AuditSalt(other.round_id)), salt);
}

INSTANTIATE_TEST_SUITE_P(Sqlite, PublicationStoreTest, Values(sql::Engine::kSqlite));
INSTANTIATE_TEST_SUITE_P(Postgres, PublicationStoreTest, Values(sql::Engine::kPostgres));

}  // namespace
}  // namespace sucharit
