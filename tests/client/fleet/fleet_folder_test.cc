// SPDX-License-Identifier: Apache-2.0
#include "client/fleet/fleet_folder.h"

#include <gtest/gtest.h>

#include "tests/testing/status_matchers.h"
#include "tests/testing/temporary_folder.h"

namespace sucharit {
namespace {

using ::sucharit::testing::IsOk;
using ::sucharit::testing::IsOkAndHolds;
using ::sucharit::testing::IsRefused;
using ::sucharit::testing::IsRefusedFor;
using ::sucharit::testing::TemporaryFolder;

TEST(FleetFolderTest, CountsTheTabletsFromOneWithoutAGap) {
  const TemporaryFolder folder;
  for (const int number : {1, 2, 4}) ASSERT_THAT(OpenTablet(folder.path(), number), IsOk());

  EXPECT_THAT(CountTablets(folder.path()), IsOkAndHolds(2));
}

TEST(FleetFolderTest, RefusesAFolderWithoutTablets) {
  const TemporaryFolder folder;

  EXPECT_THAT(CountTablets(folder.path()),
              IsRefused(absl::StatusCode::kNotFound, v1::REASON_ARGUMENT));
}

TEST(ParseTabletsTest, ReadsNumbersInAnyOrderOnce) {
  EXPECT_THAT(ParseTablets("3,1,3", 3), IsOkAndHolds(std::vector<int>{1, 3}));
  EXPECT_THAT(ParseTablets("all", 3), IsOkAndHolds(std::vector<int>{1, 2, 3}));
}

TEST(ParseTabletsTest, RefusesATabletThatIsNotThere) {
  EXPECT_THAT(ParseTablets("1,4", 3), IsRefusedFor(v1::REASON_ARGUMENT, "--tablet 4"));
  EXPECT_THAT(ParseTablets("0", 3), IsRefusedFor(v1::REASON_ARGUMENT, "--tablet 0"));
  EXPECT_THAT(ParseTablets("one", 3), IsRefusedFor(v1::REASON_ARGUMENT, "--tablet one"));
  EXPECT_THAT(ParseTablets("", 3), IsRefusedFor(v1::REASON_ARGUMENT, "--tablet "));
}

}  // namespace
}  // namespace sucharit
