// SPDX-License-Identifier: Apache-2.0
#include "client/fleet/play.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <set>

#include "common/crypto/card_code.h"
#include "tests/client/core/tablet_for_tests.h"
#include "tests/testing/fake_clock.h"
#include "tests/testing/status_matchers.h"
#include "tests/testing/survey_definition.h"

namespace sucharit {
namespace {

using ::sucharit::testing::FakeClock;
using ::sucharit::testing::IsOk;
using ::sucharit::testing::IsRefused;
using ::sucharit::testing::IsRefusedFor;
using ::sucharit::testing::RoundForTests;
using ::sucharit::testing::SmallAssessment;
using ::sucharit::testing::TabletForTests;
using ::sucharit::testing::TemporaryFolder;

using Answers = std::vector<uint8_t>;

constexpr absl::string_view kFive = "S1,S2\n1,yes\n2,no\n3,yes\n4,no\n5,yes\n";

// Restarts the tablet after an answer, as a kill would.
class Interruption {};

class InterruptAt : public PlayObserver {
 public:
  explicit InterruptAt(int answer) : left_(answer) {}
  void AnswerSaved() override {
    if (--left_ == 0) throw Interruption();
  }

 private:
  int left_;
};

class PlayTest : public ::testing::Test {
 protected:
  ResponseFiles Files(absl::string_view table = kFive, const std::string& questionnaire = "S") {
    return ResponseFiles({{questionnaire, folder_.Write("responses.csv", table)}});
  }

  absl::Status Play(Share share, absl::string_view table = kFive) {
    ResponseFiles files = Files(table);
    PlayObserver nobody;
    return PlayShare(tablet_.database(), "", FakeClock(), share, files, nobody);
  }

  std::vector<Answers> Finished() {
    std::vector<Answers> answers;
    const v1::PushResponsesRequest waiting = tablet_.Waiting();
    for (const std::string& box : waiting.boxes()) {
      const CheckedAnswers checked = tablet_.round.Open(box, "S")->answers;
      answers.push_back({checked.choice(0).value(), checked.choice(1).value()});
    }
    std::sort(answers.begin(), answers.end());
    return answers;
  }

  const TemporaryFolder folder_;
  TabletForTests tablet_;
};

const std::vector<Answers> kAllFive = {{0, 0}, {1, 1}, {2, 0}, {3, 1}, {4, 0}};

TEST_F(PlayTest, FinishesOneResponseForEachRow) {
  ASSERT_THAT(Play({0, 1}), IsOk());

  EXPECT_EQ(Finished(), kAllFive);
}

TEST_F(PlayTest, PlaysItsOwnRowsOfSeveralTabletsOnly) {
  ASSERT_THAT(Play({1, 2}), IsOk());

  EXPECT_EQ(Finished(), (std::vector<Answers>{{1, 1}, {3, 1}}));
}

TEST_F(PlayTest, PlaysNothingTwice) {
  ASSERT_THAT(Play({0, 1}), IsOk());

  ASSERT_THAT(Play({0, 1}), IsOk());

  EXPECT_EQ(Finished(), kAllFive);
}

TEST_F(PlayTest, GoesOnWhereAnInterruptedRunStopped) {
  for (int answer = 1; answer <= 10; ++answer) {
    TabletForTests tablet;
    ResponseFiles files = Files();
    InterruptAt interruption(answer);
    EXPECT_THROW(
        PlayShare(tablet.database(), "", FakeClock(), {0, 1}, files, interruption).IgnoreError(),
        Interruption);
    tablet.Reopen();
    PlayObserver nobody;

    ASSERT_THAT(PlayShare(tablet.database(), "", FakeClock(), {0, 1}, files, nobody), IsOk());

    EXPECT_EQ(tablet.Counts().finished, 5) << "interrupted after answer " << answer;
  }
}

TEST_F(PlayTest, RefusesADraftWithOtherAnswersThanItsRow) {
  const auto session = tablet_.Begin();
  ASSERT_THAT(session->Answer(0, 5), IsOk());

  EXPECT_THAT(Play({0, 1}),
              IsRefused(absl::StatusCode::kFailedPrecondition, v1::REASON_ROUND_STATE));

  EXPECT_TRUE(Finished().empty());
}

TEST_F(PlayTest, RefusesADraftThatNoRowIsLeftFor) {
  ASSERT_THAT(Play({0, 1}), IsOk());
  const auto session = tablet_.Begin();

  EXPECT_THAT(Play({0, 1}),
              IsRefused(absl::StatusCode::kFailedPrecondition, v1::REASON_ROUND_STATE));
}

TEST_F(PlayTest, RefusesATableWithAWrongCellByItsPlaceAndPlaysNothing) {
  EXPECT_THAT(Play({0, 1}, "S1,S2\n1,yes\n7,no\n"),
              IsRefusedFor(v1::REASON_CELL_UNKNOWN, ::testing::HasSubstr("line 3, column S1")));

  EXPECT_TRUE(Finished().empty());
}

TEST_F(PlayTest, RefusesAQuestionnaireThatTheRoundDoesNotAsk) {
  ResponseFiles files = Files(kFive, "X");
  PlayObserver nobody;

  EXPECT_THAT(PlayShare(tablet_.database(), "", FakeClock(), {0, 1}, files, nobody),
              IsRefusedFor(v1::REASON_QUESTIONNAIRE_UNKNOWN, "X"));
}

TEST_F(PlayTest, AsksWhichRoundIfSeveralAreOpen) {
  v1::ListRoundsResponse offers = tablet_.round.Listed();
  *offers.add_rounds() = RoundForTests(SmallAssessment(), 'b').offer;
  ASSERT_THAT(Library(tablet_.database()).Keep(offers), IsOk());
  ResponseFiles files = Files();
  PlayObserver nobody;

  EXPECT_THAT(Play({0, 1}), IsRefusedFor(v1::REASON_ARGUMENT, "--round"));
  EXPECT_THAT(
      PlayShare(tablet_.database(), tablet_.round.round_id(), FakeClock(), {0, 1}, files, nobody),
      IsOk());
}

TEST_F(PlayTest, RefusesADayOnWhichNoRoundIsOpen) {
  ResponseFiles files = Files();
  PlayObserver nobody;
  FakeClock later;
  later.Advance(absl::Hours(24 * 30));

  EXPECT_THAT(PlayShare(tablet_.database(), "", later, {0, 1}, files, nobody),
              IsRefused(absl::StatusCode::kNotFound, v1::REASON_ROUND_UNKNOWN));
}

TEST(ParseResponseFileTest, NeedsANameAndAFile) {
  EXPECT_EQ(ParseResponseFile("IIT=a=b.csv")->path, "a=b.csv");
  EXPECT_EQ(ParseResponseFile("IIT=a=b.csv")->questionnaire, "IIT");
  for (const char* text : {"", "IIT", "=file.csv", "IIT="}) {
    EXPECT_THAT(ParseResponseFile(text), IsRefusedFor(v1::REASON_ARGUMENT, "--responses")) << text;
  }
}

TEST(SurveyPlayTest, PlaysRowsWithEveryKindOfAnswer) {
  const TemporaryFolder folder;
  TabletForTests tablet{RoundForTests(testing::SurveyAssessment())};
  ResponseFiles files({{"Q", folder.Write("q.csv",
                                          "POINT,AGE,SAT,SPEED,CHANNEL,VISITS,WAIT,WHY,COMMENT\n"
                                          "south,old,low,slow,counter;web,3,40.5,queue,\n")}});
  PlayObserver nobody;

  ASSERT_THAT(PlayShare(tablet.database(), "", FakeClock(), {0, 1}, files, nobody), IsOk());

  const CheckedAnswers checked = tablet.round.Open(tablet.Waiting().boxes(0), "Q")->answers;
  EXPECT_EQ(checked.choice(0), 1);
  EXPECT_EQ(checked.values()[4], AnswerValue(std::vector<uint8_t>{0, 2}));
  EXPECT_EQ(checked.values()[6], AnswerValue(NumberAnswer{405}));
  EXPECT_EQ(checked.values()[7], AnswerValue(std::string("queue")));
  EXPECT_EQ(checked.values()[8], AnswerValue());
}

TEST(SurveyPlayTest, GoesOnWithADraftThatWasLeftInTheMiddle) {
  const TemporaryFolder folder;
  TabletForTests tablet{RoundForTests(testing::SurveyAssessment())};
  ResponseFiles files({{"Q", folder.Write("q.csv",
                                          "POINT,AGE,SAT,SPEED,CHANNEL,VISITS,WAIT,WHY,COMMENT\n"
                                          "south,old,low,slow,counter;web,3,40.5,queue,\n")}});
  InterruptAt interrupt(5);
  EXPECT_THROW(
      PlayShare(tablet.database(), "", FakeClock(), {0, 1}, files, interrupt).IgnoreError(),
      Interruption);
  PlayObserver nobody;

  ASSERT_THAT(PlayShare(tablet.database(), "", FakeClock(), {0, 1}, files, nobody), IsOk());

  EXPECT_EQ(tablet.Waiting().boxes_size(), 1);
}

class PlayWithCardsTest : public ::testing::Test {
 protected:
  PlayWithCardsTest() {
    for (int i = 0; i < 5; ++i) cards_.push_back(crypto::MakeCard());
    tablet_.round.offer.add_card_questionnaires("S");
    tablet_.round.ListCards("S", cards_);
    EXPECT_THAT(tablet_.Keep(), IsOk());
  }

  // With the first `count` cards in the file.
  absl::Status Play(size_t count) {
    std::string lines;
    for (size_t i = 0; i < count; ++i) lines += crypto::FormatCard(cards_[i]) + "\n";
    ResponseFiles files({{"S", folder_.Write("s.csv", kFive)}},
                        {{"S", folder_.Write("cards.txt", lines)}});
    PlayObserver nobody;
    return PlayShare(tablet_.database(), "", FakeClock(), {0, 1}, files, nobody);
  }

  TemporaryFolder folder_;
  std::vector<std::string> cards_;
  TabletForTests tablet_;
};

TEST_F(PlayWithCardsTest, GivesEachRowACardOfItsOwn) {
  ASSERT_THAT(Play(5), IsOk());

  std::set<std::string> sealed;
  const v1::PushResponsesRequest waiting = tablet_.Waiting();
  for (const std::string& box : waiting.boxes()) {
    sealed.insert(tablet_.round.Open(box, "S").value().card);
  }
  EXPECT_EQ(sealed, std::set<std::string>(cards_.begin(), cards_.end()));
}

TEST_F(PlayWithCardsTest, StopsWhereCardsEnd) {
  EXPECT_THAT(Play(3), IsRefused(absl::StatusCode::kInvalidArgument, v1::REASON_CARD_MISSING));
  EXPECT_EQ(tablet_.Counts().finished, 3);
}

}  // namespace
}  // namespace sucharit
