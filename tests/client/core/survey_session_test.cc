// SPDX-License-Identifier: Apache-2.0
//
// A response to a survey with items of every kind, sections and rules.
#include <gmock/gmock.h>

#include "client/core/form_session.h"
#include "tests/client/core/tablet_for_tests.h"
#include "tests/testing/status_matchers.h"
#include "tests/testing/survey_definition.h"

namespace sucharit {
namespace {

using ::sucharit::testing::AnswerTo;
using ::sucharit::testing::IsOk;
using ::sucharit::testing::IsRefusedFor;
using ::sucharit::testing::RoundForTests;
using ::sucharit::testing::SurveyAssessment;
using ::sucharit::testing::TabletForTests;
using ::testing::ElementsAre;

// Questions: the items without the staff's.
constexpr size_t kAge = 0;
constexpr size_t kSat = 1;
constexpr size_t kSpeed = 2;
constexpr size_t kChannel = 3;
constexpr size_t kVisits = 4;
constexpr size_t kWait = 5;
constexpr size_t kWhy = 6;
constexpr size_t kComment = 7;

using Several = std::vector<size_t>;

class SurveySessionTest : public ::testing::Test {
 protected:
  SurveySessionTest() : tablet_(RoundForTests(SurveyAssessment())) {}

  absl::StatusOr<std::unique_ptr<FormSession>> BeginWith(
      const std::vector<v1::Answer>& staff_answers) {
    return FormSession::Begin(tablet_.database(), tablet_.clock,
                              {tablet_.round.round_id(), "Q", staff_answers});
  }
  std::unique_ptr<FormSession> Begin() { return BeginWith({AnswerTo("POINT", "south")}).value(); }
  std::unique_ptr<FormSession> Resume() {
    return FormSession::Resume(tablet_.database(), tablet_.clock).value();
  }

  // The questions that are asked now.
  static std::vector<size_t> Asked(const FormSession& session) {
    std::vector<size_t> asked;
    for (size_t question = 0; question < session.size(); ++question) {
      if (session.IsAsked(question)) asked.push_back(question);
    }
    return asked;
  }

  // Answers all that is asked of a respondent who came to the counter twice and is content.
  static void AnswerAll(FormSession& session) {
    ASSERT_THAT(session.Answer(kAge, size_t{1}), IsOk());
    ASSERT_THAT(session.Answer(kSat, size_t{2}), IsOk());
    ASSERT_THAT(session.Answer(kSpeed, size_t{1}), IsOk());
    ASSERT_THAT(session.Answer(kChannel, Several{0, 2}), IsOk());
    ASSERT_THAT(session.Answer(kVisits, "2"), IsOk());
  }

  // What the only waiting box holds.
  std::vector<AnswerValue> Sealed() {
    return tablet_.round.Open(tablet_.Waiting().boxes(0), "Q")->answers.values();
  }

  TabletForTests tablet_;
};

TEST_F(SurveySessionTest, BeginsWithTheStaffsAnswersAndAsksOnlyTheOthers) {
  const Assessment& assessment = tablet_.round.assessment();
  ASSERT_EQ(FormSession::StaffItems(assessment, "Q").size(), 1u);
  EXPECT_EQ(FormSession::StaffItems(assessment, "Q").front()->id, "POINT");

  const auto session = Begin();

  ASSERT_EQ(session->size(), 8u);
  EXPECT_EQ(session->item(kAge).id, "AGE");
  EXPECT_THAT(Asked(*session), ElementsAre(kAge, kSat, kSpeed, kChannel, kComment));
}

TEST_F(SurveySessionTest, BeginsNotWithoutTheStaffsAnswersOrWithOthers) {
  EXPECT_THAT(BeginWith({}), IsRefusedFor(v1::REASON_ANSWER_MISSING, "POINT"));
  EXPECT_THAT(BeginWith({AnswerTo("POINT", "east")}),
              IsRefusedFor(v1::REASON_CHOICE_UNKNOWN, "POINT"));
  EXPECT_THAT(BeginWith({AnswerTo("POINT", "south"), AnswerTo("POINT", "south")}),
              IsRefusedFor(v1::REASON_ITEM_ANSWERED_TWICE, "POINT"));
  EXPECT_THAT(BeginWith({AnswerTo("POINT", "south"), AnswerTo("AGE", "old")}),
              IsRefusedFor(v1::REASON_ITEM_UNKNOWN, "AGE"));
  EXPECT_EQ(tablet_.DraftCiphertext(), "");
}

TEST_F(SurveySessionTest, KeepsEachKindOfAnswerAcrossARestart) {
  const auto session = Begin();
  AnswerAll(*session);
  ASSERT_THAT(session->Answer(kWait, "30.6"), IsOk());
  ASSERT_THAT(session->Answer(kWhy, "คิวยาว"), IsOk());

  tablet_.Reopen();

  const auto resumed = Resume();
  EXPECT_EQ(resumed->answer(kAge), 1u);
  EXPECT_EQ(resumed->value(kChannel), AnswerValue(std::vector<uint8_t>{0, 2}));
  EXPECT_EQ(resumed->value(kVisits), AnswerValue(NumberAnswer{2}));
  EXPECT_EQ(resumed->value(kWait), AnswerValue(NumberAnswer{306}));
  EXPECT_EQ(resumed->value(kWhy), AnswerValue(std::string("คิวยาว")));
  EXPECT_TRUE(resumed->IsComplete());
}

TEST_F(SurveySessionTest, SealsTheAnswersOfEveryKind) {
  const auto session = Begin();
  AnswerAll(*session);
  ASSERT_THAT(session->Answer(kComment, "ขอบคุณ"), IsOk());

  ASSERT_THAT(session->Finish(), IsOk());

  EXPECT_THAT(Sealed(),
              ElementsAre(AnswerValue(uint8_t{1}), AnswerValue(uint8_t{1}), AnswerValue(uint8_t{2}),
                          AnswerValue(uint8_t{1}), AnswerValue(std::vector<uint8_t>{0, 2}),
                          AnswerValue(NumberAnswer{2}), AnswerValue(), AnswerValue(),
                          AnswerValue(std::string("ขอบคุณ"))));
}

TEST_F(SurveySessionTest, HoldsAFreeTextInNoFileInPlainTextAndNotAtAllOnceItIsFinished) {
  const std::string planted = "planted-word-ของผู้ตอบ";
  const auto session = Begin();
  AnswerAll(*session);

  ASSERT_THAT(session->Answer(kComment, planted), IsOk());

  EXPECT_FALSE(tablet_.FolderHolds(planted));
  const std::string draft = tablet_.DraftCiphertext();
  tablet_.Reopen();
  EXPECT_FALSE(tablet_.FolderHolds(planted));
  const auto resumed = Resume();
  ASSERT_EQ(resumed->value(kComment), AnswerValue(planted));
  ASSERT_THAT(resumed->Finish(), IsOk());
  EXPECT_FALSE(tablet_.FolderHolds(planted));
  EXPECT_FALSE(tablet_.FolderHolds(draft)) << "the key to it is still on the tablet";
  EXPECT_THAT(Sealed().back(), AnswerValue(planted));
}

TEST_F(SurveySessionTest, AsksASectionOnceItsRuleHolds) {
  const auto session = Begin();

  ASSERT_THAT(session->Answer(kChannel, Several{0}), IsOk());

  EXPECT_THAT(Asked(*session), ElementsAre(kAge, kSat, kSpeed, kChannel, kVisits, kWait, kComment));
  EXPECT_EQ(session->progress().needed, 5u);
  EXPECT_EQ(session->progress().answered, 1u);
}

TEST_F(SurveySessionTest, RefusesAnAnswerToWhatIsNotAsked) {
  const auto session = Begin();

  EXPECT_THAT(session->Answer(kVisits, "2"), IsRefusedFor(v1::REASON_ANSWER_NOT_ASKED, "VISITS"));

  EXPECT_FALSE(IsAnswered(session->value(kVisits)));
}

TEST_F(SurveySessionTest, KeepsHiddenAnswersInTheDraftAndNeverSealsThem) {
  const auto session = Begin();
  AnswerAll(*session);
  ASSERT_THAT(session->Answer(kSat, size_t{0}), IsOk());
  ASSERT_THAT(session->Answer(kWhy, "the queue"), IsOk());

  ASSERT_THAT(session->Answer(kSat, size_t{2}), IsOk());
  ASSERT_THAT(session->Answer(kChannel, Several{1}), IsOk());

  EXPECT_THAT(Asked(*session), ElementsAre(kAge, kSat, kSpeed, kChannel, kComment));
  EXPECT_EQ(Resume()->value(kWhy), AnswerValue(std::string("the queue")));
  EXPECT_EQ(Resume()->value(kVisits), AnswerValue(NumberAnswer{2}));
  ASSERT_THAT(session->Finish(), IsOk());
  const std::vector<AnswerValue> sealed = Sealed();
  EXPECT_EQ(sealed[5], AnswerValue());
  EXPECT_EQ(sealed[7], AnswerValue());
}

TEST_F(SurveySessionTest, ShowsHiddenAnswersAgainWhenTheyAreAskedAgain) {
  const auto session = Begin();
  AnswerAll(*session);
  ASSERT_THAT(session->Answer(kChannel, Several{3}), IsOk());

  ASSERT_THAT(session->Answer(kChannel, Several{0}), IsOk());

  EXPECT_EQ(session->value(kVisits), AnswerValue(NumberAnswer{2}));
  EXPECT_TRUE(session->IsComplete());
}

TEST_F(SurveySessionTest, AHiddenAnswerCountsAsNoneWhereOthersAskForIt) {
  const auto session = Begin();
  AnswerAll(*session);
  ASSERT_THAT(session->Answer(kWait, "60"), IsOk());
  ASSERT_TRUE(session->IsAsked(kWhy));

  ASSERT_THAT(session->Answer(kChannel, Several{1}), IsOk());

  EXPECT_FALSE(session->IsAsked(kWhy));
}

TEST_F(SurveySessionTest, RefusesAnAnswerThatBreaksItsConstraint) {
  const auto session = Begin();
  AnswerAll(*session);
  ASSERT_THAT(session->Answer(kVisits, "1"), IsOk());
  ASSERT_THAT(session->Answer(kWait, "20"), IsOk());

  EXPECT_THAT(session->Answer(kWait, "120.1"), IsRefusedFor(v1::REASON_ANSWER_CONSTRAINT, "WAIT"));

  EXPECT_EQ(session->value(kWait), AnswerValue(NumberAnswer{200}));
  EXPECT_EQ(Resume()->value(kWait), AnswerValue(NumberAnswer{200}));
}

TEST_F(SurveySessionTest, AnAnswerWhoseConstraintNoLongerHoldsIsOpenAgain) {
  const auto session = Begin();
  AnswerAll(*session);
  ASSERT_THAT(session->Answer(kWait, "300"), IsOk());
  ASSERT_THAT(session->Answer(kWhy, "the queue"), IsOk());
  ASSERT_TRUE(session->IsComplete());

  ASSERT_THAT(session->Answer(kVisits, "1"), IsOk());

  EXPECT_EQ(session->FirstUnanswered(), kWait);
  EXPECT_THAT(session->Finish(), IsRefusedFor(v1::REASON_ANSWER_CONSTRAINT, "WAIT"));
}

TEST_F(SurveySessionTest, NeedsNoAnswerToWhatIsOptional) {
  const auto session = Begin();

  AnswerAll(*session);

  EXPECT_TRUE(session->IsComplete());
  EXPECT_EQ(session->progress().needed, 5u);
  EXPECT_EQ(session->progress().answered, 5u);
}

TEST_F(SurveySessionTest, TakesAnAnswerBack) {
  const auto session = Begin();
  AnswerAll(*session);
  ASSERT_THAT(session->Answer(kComment, "x"), IsOk());

  ASSERT_THAT(session->Answer(kComment, ""), IsOk());
  ASSERT_THAT(session->Answer(kChannel, Several{}), IsOk());
  ASSERT_THAT(session->Clear(kAge), IsOk());

  const auto resumed = Resume();
  EXPECT_FALSE(IsAnswered(resumed->value(kComment)));
  EXPECT_FALSE(IsAnswered(resumed->value(kChannel)));
  EXPECT_EQ(session->FirstUnanswered(), kAge);
}

TEST_F(SurveySessionTest, RefusesWhatAnItemDoesNotTake) {
  const auto session = Begin();
  AnswerAll(*session);

  EXPECT_THAT(session->Answer(kVisits, "51"),
              IsRefusedFor(v1::REASON_ANSWER_OUT_OF_RANGE, "VISITS"));
  EXPECT_THAT(session->Answer(kVisits, "1.5"),
              IsRefusedFor(v1::REASON_ANSWER_OUT_OF_RANGE, "VISITS"));
  EXPECT_THAT(session->Answer(kChannel, Several{0, 1, 2}),
              IsRefusedFor(v1::REASON_ANSWER_OUT_OF_RANGE, "CHANNEL"));
  EXPECT_THAT(session->Answer(kChannel, size_t{0}),
              IsRefusedFor(v1::REASON_ANSWER_KIND, "CHANNEL"));
  EXPECT_THAT(session->Answer(kAge, "old"), IsRefusedFor(v1::REASON_ANSWER_KIND, "AGE"));
  EXPECT_EQ(session->value(kVisits), AnswerValue(NumberAnswer{2}));
}

TEST_F(SurveySessionTest, MakesBoxesOfOneSizeHoweverMuchIsWritten) {
  for (const std::string& comment : {std::string(), std::string("สั้น"), std::string(500, 'x')}) {
    const auto session = Begin();
    AnswerAll(*session);
    ASSERT_THAT(session->Answer(kComment, comment), IsOk());
    ASSERT_THAT(session->Finish(), IsOk());
  }

  const v1::PushResponsesRequest waiting = tablet_.Waiting();
  ASSERT_EQ(waiting.boxes_size(), 3);
  for (const std::string& box : waiting.boxes()) EXPECT_EQ(box.size(), waiting.boxes(0).size());
}

}  // namespace
}  // namespace sucharit
