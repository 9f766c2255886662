// SPDX-License-Identifier: Apache-2.0
#include "common/status/reason.h"

#include <gmock/gmock.h>

#include "tests/testing/status_matchers.h"

namespace sucharit {
namespace {

TEST(ReasonTest, TravelsInAStatus) {
  const absl::Status status = Refused(absl::StatusCode::kInvalidArgument, v1::REASON_CHOICE_UNKNOWN,
                                      "no such choice", "I10");

  EXPECT_EQ(ReasonOf(status), v1::REASON_CHOICE_UNKNOWN);
  EXPECT_EQ(SubjectOf(status), "I10");
}

TEST(ReasonTest, IsUnspecifiedWhereNoneWasGiven) {
  EXPECT_EQ(ReasonOf(absl::InternalError("?")), v1::REASON_UNSPECIFIED);
  EXPECT_EQ(ReasonOf(absl::OkStatus()), v1::REASON_UNSPECIFIED);
}

TEST(ReasonTest, KeepsItsPlaceWhenContextIsAdded) {
  const absl::Status inner =
      Refused(absl::StatusCode::kInvalidArgument, v1::REASON_CELL_UNKNOWN, "?", "line 3");

  const absl::Status outer = Within("answers.csv", inner);

  EXPECT_THAT(outer,
              testing::IsRefused(absl::StatusCode::kInvalidArgument, v1::REASON_CELL_UNKNOWN));
  EXPECT_EQ(SubjectOf(outer), "answers.csv: line 3");
}

}  // namespace
}  // namespace sucharit
