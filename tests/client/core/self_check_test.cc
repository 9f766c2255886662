// SPDX-License-Identifier: Apache-2.0
#include "client/core/self_check.h"

#include <gtest/gtest.h>

#include "tests/client/core/tablet_for_tests.h"
#include "tests/testing/status_matchers.h"

namespace sucharit {
namespace {

using ::sucharit::testing::IsOk;
using ::sucharit::testing::TabletForTests;

absl::Status ResultOf(SelfCheck check, TabletDatabase& database) {
  for (const SelfCheckResult& result : CheckTablet(database)) {
    if (result.check == check) return result.status;
  }
  return absl::NotFoundError("not checked");
}

TEST(SelfCheckTest, FindsNothingWrongWithASoundTabletAndChangesNothing) {
  TabletForTests tablet;
  tablet.FinishOne();
  const auto session = tablet.Begin();

  for (const SelfCheckResult& result : CheckTablet(tablet.database())) {
    EXPECT_THAT(result.status, IsOk()) << static_cast<int>(result.check);
  }

  EXPECT_EQ(tablet.Counts().waiting, 1);
  EXPECT_FALSE(tablet.DraftCiphertext().empty());
}

TEST(SelfCheckTest, NoticesThatWhatIsKeptCannotBeRead) {
  TabletForTests tablet;
  ASSERT_THAT(tablet.database().Lock()->Execute("DROP TABLE total"), IsOk());

  EXPECT_FALSE(ResultOf(SelfCheck::kDatabaseAnswers, tablet.database()).ok());
  EXPECT_THAT(ResultOf(SelfCheck::kResponsesAreSealed, tablet.database()), IsOk());
}

TEST(SelfCheckTest, NoticesADamagedDatabase) {
  TabletForTests tablet;
  // An index that lacks a row: what SQLite's own check is there to find.
  ASSERT_THAT(tablet.database().Lock()->Execute(
                  "INSERT INTO staff(name, pin_hash, wrong_pins, wait_until_unix) "
                  "VALUES('a', 'b', 0, 0);"
                  "PRAGMA writable_schema = ON;"
                  "UPDATE sqlite_schema SET sql = replace(sql, 'name TEXT NOT NULL UNIQUE', "
                  "'name TEXT NOT NULL CHECK(name = ''z'') UNIQUE') WHERE name = 'staff';"
                  "PRAGMA writable_schema = RESET"),
              IsOk());

  EXPECT_FALSE(ResultOf(SelfCheck::kDatabaseIsWhole, tablet.database()).ok());
}

}  // namespace
}  // namespace sucharit
