// SPDX-License-Identifier: Apache-2.0
#include "server/scoring/tally.h"

#include <gmock/gmock.h>
#include <google/protobuf/util/message_differencer.h>

#include "tests/testing/status_matchers.h"

namespace sucharit {
namespace {

using ::google::protobuf::util::MessageDifferencer;
using ::sucharit::testing::IsOk;
using ::sucharit::testing::StatusIs;

class TallyTest : public ::testing::Test {
 protected:
  TallyTest()
      : assessment_(*LoadAssessment("ita-2567")), eit_(*assessment_.FindInstrument("EIT")) {}

  // The first choice of every item but the first, which gets the choice at `position` (from 1).
  std::string RowWithFirst(int position) const {
    std::string row(eit_.items.size(), '\1');
    row[0] = static_cast<char>(position);
    return row;
  }

  Assessment assessment_;
  const Instrument& eit_;
};

TEST_F(TallyTest, CountsEachChoiceOfEachItem) {
  TallyCounter counter(assessment_, eit_);

  counter.Add(*UnpackAnswers(assessment_, eit_, RowWithFirst(2)));
  counter.Add(*UnpackAnswers(assessment_, eit_, RowWithFirst(2)));
  counter.Add(*UnpackAnswers(assessment_, eit_, RowWithFirst(1)));

  const v1::Tally tally = counter.Tally();
  EXPECT_EQ(tally.questionnaire(), "EIT");
  EXPECT_EQ(tally.respondents(), 3);
  ASSERT_EQ(tally.items_size(), 9);
  EXPECT_EQ(tally.items(0).item(), "E1");
  EXPECT_EQ(tally.items(0).counts(0).count(), 1);
  EXPECT_EQ(tally.items(0).counts(1).count(), 2);
  EXPECT_EQ(tally.items(1).counts(0).count(), 3);
  EXPECT_EQ(tally.items(1).counts(1).count(), 0);
}

TEST_F(TallyTest, TheSecondCounterAgreesWithTheFirst) {
  const std::vector<std::string> rows = {RowWithFirst(6), RowWithFirst(1), RowWithFirst(6)};
  TallyCounter counter(assessment_, eit_);
  for (const std::string& row : rows) counter.Add(*UnpackAnswers(assessment_, eit_, row));

  const absl::StatusOr<v1::Tally> second = CountPackedRows(assessment_, eit_, rows);

  ASSERT_THAT(second, IsOk());
  EXPECT_TRUE(MessageDifferencer::Equals(*second, counter.Tally()));
}

TEST_F(TallyTest, WithoutResponsesEveryCountIsZero) {
  const absl::StatusOr<v1::Tally> counted = CountPackedRows(assessment_, eit_, {});

  ASSERT_THAT(counted, IsOk());
  EXPECT_EQ(counted->respondents(), 0);
  EXPECT_TRUE(MessageDifferencer::Equals(*counted, TallyCounter(assessment_, eit_).Tally()));
}

TEST_F(TallyTest, TheSecondCounterRefusesARowThatIsNoResponse) {
  const std::string short_row(eit_.items.size() - 1, '\1');

  EXPECT_THAT(CountPackedRows(assessment_, eit_, {short_row}),
              StatusIs(absl::StatusCode::kInternal));
  EXPECT_THAT(CountPackedRows(assessment_, eit_, {RowWithFirst(0)}),
              StatusIs(absl::StatusCode::kInternal));
  EXPECT_THAT(CountPackedRows(assessment_, eit_, {RowWithFirst(1), RowWithFirst(7)}),
              StatusIs(absl::StatusCode::kInternal));
  EXPECT_THAT(CountPackedRows(assessment_, eit_, {RowWithFirst(200)}),
              StatusIs(absl::StatusCode::kInternal));
}

}  // namespace
}  // namespace sucharit
