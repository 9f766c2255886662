// SPDX-License-Identifier: Apache-2.0
#include "common/assessment/answers.h"

#include "tests/testing/small_definition.h"
#include "tests/testing/status_matchers.h"

namespace sucharit {
namespace {

using ::testing::ElementsAre;
using testing::IsOk;
using testing::IsRefused;
using testing::IsRefusedFor;

AnswerValue Choice(uint8_t position) { return position; }

v1::Answer AnswerTo(const std::string& item, const std::string& choice) {
  v1::Answer answer;
  answer.set_item(item);
  answer.set_choice(choice);
  return answer;
}

class AnswersTest : public ::testing::Test {
 protected:
  absl::StatusOr<CheckedAnswers> Check(const std::vector<v1::Answer>& answers) const {
    return CheckAnswers(assessment_, survey_, answers);
  }
  absl::StatusOr<CheckedAnswers> Unpack(absl::string_view packed) const {
    return UnpackAnswers(assessment_, survey_, packed);
  }

  const Assessment assessment_ = testing::SmallAssessment();
  const Instrument& survey_ = *assessment_.FindInstrument("S");
};

TEST_F(AnswersTest, AcceptsOneAnswerToEachItemInAnyOrder) {
  const auto checked = Check({AnswerTo("S2", "no"), AnswerTo("S1", "6")});

  ASSERT_THAT(checked, IsOk());
  EXPECT_THAT(checked->values(), ElementsAre(Choice(5), Choice(1)));
}

TEST_F(AnswersTest, RefusesAnItemThatTheDefinitionLacks) {
  EXPECT_THAT(Check({AnswerTo("S1", "1"), AnswerTo("S2", "no"), AnswerTo("S3", "1")}),
              IsRefusedFor(v1::REASON_ITEM_UNKNOWN, "S3"));
}

TEST_F(AnswersTest, RefusesAnItemOfAnotherInstrument) {
  EXPECT_THAT(Check({AnswerTo("S1", "1"), AnswerTo("S2", "no"), AnswerTo("C1", "all")}),
              IsRefusedFor(v1::REASON_ITEM_UNKNOWN, "C1"));
}

TEST_F(AnswersTest, RefusesAChoiceThatTheItemLacks) {
  EXPECT_THAT(Check({AnswerTo("S1", "yes"), AnswerTo("S2", "no")}),
              IsRefusedFor(v1::REASON_CHOICE_UNKNOWN, "S1"));
}

TEST_F(AnswersTest, RefusesASecondAnswerToAnItem) {
  EXPECT_THAT(Check({AnswerTo("S1", "1"), AnswerTo("S2", "no"), AnswerTo("S1", "1")}),
              IsRefusedFor(v1::REASON_ITEM_ANSWERED_TWICE, "S1"));
}

TEST_F(AnswersTest, RefusesAnUnansweredItem) {
  EXPECT_THAT(Check({AnswerTo("S1", "1")}), IsRefusedFor(v1::REASON_ANSWER_MISSING, "S2"));
  EXPECT_THAT(Check({}), IsRefused(absl::StatusCode::kInvalidArgument, v1::REASON_ANSWER_MISSING));
}

TEST_F(AnswersTest, NeverRepeatsAnAnswerInARefusal) {
  const auto refused = Check({AnswerTo("S1", "told-in-confidence"), AnswerTo("S2", "no")});

  EXPECT_EQ(refused.status().ToString().find("told-in-confidence"), std::string::npos);
}

TEST_F(AnswersTest, PacksOneByteAnItemCountedFromOne) {
  const auto checked = Check({AnswerTo("S1", "6"), AnswerTo("S2", "yes")});

  ASSERT_THAT(checked, IsOk());
  EXPECT_EQ(checked->Pack(), "\x06\x01");
}

TEST_F(AnswersTest, UnpacksWhatItPacked) {
  const auto unpacked = Unpack("\x06\x01");

  ASSERT_THAT(unpacked, IsOk());
  EXPECT_THAT(unpacked->values(), ElementsAre(Choice(5), Choice(0)));
}

TEST_F(AnswersTest, RefusesPackedAnswersOfAnotherLength) {
  EXPECT_THAT(Unpack("\x06\x01\x01"), IsRefusedFor(v1::REASON_ITEM_UNKNOWN, "S"));
  EXPECT_THAT(Unpack("\x06"), IsRefusedFor(v1::REASON_ANSWER_MISSING, "S2"));
  EXPECT_THAT(Unpack(""), IsRefusedFor(v1::REASON_ANSWER_MISSING, "S1"));
}

TEST_F(AnswersTest, RefusesAPackedItemWithoutAnAnswer) {
  EXPECT_THAT(Unpack(absl::string_view("\x06\x00", 2)),
              IsRefusedFor(v1::REASON_ANSWER_MISSING, "S2"));
}

TEST_F(AnswersTest, RefusesAPackedChoiceBeyondTheLast) {
  EXPECT_THAT(Unpack("\x07\x01"), IsRefusedFor(v1::REASON_CHOICE_UNKNOWN, "S1"));
  EXPECT_THAT(Unpack("\x06\xff"), IsRefusedFor(v1::REASON_CHOICE_UNKNOWN, "S2"));
}

}  // namespace
}  // namespace sucharit
