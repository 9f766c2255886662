// SPDX-License-Identifier: Apache-2.0
#include "server/publish/answer_tables_parts.h"

#include <gmock/gmock.h>

#include <utility>

namespace sucharit {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr int64_t kFew = 5;  // The minimum group.

// Six choices that earn 0, 20, 40, 60, 80 and 100.
ChoiceAnswers Likert(std::vector<int64_t> counts) {
  ChoiceAnswers answers{std::move(counts), {}};
  for (int score = 0; score <= 100; score += 20) answers.scores.emplace_back(score);
  return answers;
}

ChoiceAnswers Unscored(std::vector<int64_t> counts) {
  ChoiceAnswers answers{std::move(counts), {}};
  answers.scores.resize(answers.counts.size());
  return answers;
}

// Beginnings and ends.
std::vector<std::pair<size_t, size_t>> Joined(const ChoiceAnswers& answers) {
  std::vector<std::pair<size_t, size_t>> runs;
  for (const ChoiceRun& run : JoinNeighbours(answers, kFew)) runs.emplace_back(run.begin, run.end);
  return runs;
}

TEST(JoinNeighboursTest, LeavesChoicesThatEnoughTookAndThoseThatNobodyTook) {
  EXPECT_THAT(Joined(Likert({0, 5, 6, 0, 7, 8})),
              ElementsAre(std::pair(0, 1), std::pair(1, 2), std::pair(2, 3), std::pair(3, 4),
                          std::pair(4, 5), std::pair(5, 6)));
}

TEST(JoinNeighboursTest, JoinsAChoiceThatFewTookWithTheSmallerNeighbour) {
  EXPECT_THAT(Joined(Unscored({10, 2, 7, 9})),
              ElementsAre(std::pair(0, 1), std::pair(1, 3), std::pair(3, 4)));
}

TEST(JoinNeighboursTest, JoinsOnUntilEnoughAreTogether) {
  EXPECT_THAT(Joined(Unscored({1, 1, 1, 1, 1, 30})), ElementsAre(std::pair(0, 5), std::pair(5, 6)));
}

TEST(JoinNeighboursTest, JoinsAcrossChoicesThatNobodyTook) {
  EXPECT_THAT(Joined(Unscored({9, 0, 2, 0, 0, 8})),
              ElementsAre(std::pair(0, 1), std::pair(1, 2), std::pair(2, 6)));
}

TEST(JoinNeighboursTest, JoinsFurtherWhereTheSumOfScoresWouldTell) {
  // [3, 12] together are 15 answers, and with the sum of their scores only 3 and 12 would fit.
  EXPECT_THAT(Joined(Likert({0, 0, 0, 3, 12, 16})),
              ElementsAre(std::pair(0, 1), std::pair(1, 2), std::pair(2, 3), std::pair(3, 6)));
}

TEST(JoinNeighboursTest, ShowsNoPartsOfAYesOrNoThatFewDenied) {
  // 100 x 28 points from 31 answers are 28 and 3.
  EXPECT_THAT(JoinNeighbours({{3, 28}, {mpq_class(0), mpq_class(100)}}, kFew), IsEmpty());
}

TEST(JoinNeighboursTest, ShowsNoPartsIfTheNumberOfScoredAnswersTellsWhoHadNoOpinion) {
  ChoiceAnswers answers = Likert({6, 6, 6, 6, 6, 6});
  answers.counts.push_back(2);
  answers.scores.emplace_back();

  EXPECT_THAT(JoinNeighbours(answers, kFew), IsEmpty());
}

TEST(JoinNeighboursTest, KeepsWhatIsJoinedOpenToAnotherReading) {
  const ChoiceAnswers answers = Likert({0, 0, 1, 3, 12, 15});

  const std::vector<ChoiceRun> runs = JoinNeighbours(answers, kFew);

  ASSERT_THAT(Joined(answers),
              ElementsAre(std::pair(0, 1), std::pair(1, 2), std::pair(2, 5), std::pair(5, 6)));
  EXPECT_TRUE(CanBeAnother(answers, runs, 2)) << "2, 1, 13 has the same sums";
  EXPECT_TRUE(CanBeAnother(answers, runs, 3));
}

TEST(CanBeAnotherTest, FindsAnExchangeThatAnotherRunTakesBack) {
  const ChoiceAnswers answers = Likert({3, 4, 0, 0, 4, 3});

  EXPECT_TRUE(CanBeAnother(answers, {{0, 2}, {2, 4}, {4, 6}}, 0)) << "one down, one up";
  EXPECT_FALSE(CanBeAnother(answers, {{0, 2}, {2, 3}, {3, 4}, {4, 5}, {5, 6}}, 0));
}

TEST(CanBeAnotherTest, TakesNoMoreAnswersFromAChoiceThanItHas) {
  // Two up by 20 would need one down by 40, but nobody is at 40 or above.
  EXPECT_FALSE(CanBeAnother(Likert({9, 0, 0, 0, 0, 0}), {{0, 6}}, 0));
}

TEST(CanBeAnotherTest, LetsChoicesOfOneScoreStandForEachOther) {
  EXPECT_TRUE(CanBeAnother({{2, 9}, {mpq_class(50), mpq_class(50)}}, {{0, 2}}, 0));
}

SeveralAnswers Several(int64_t answered, std::vector<int64_t> counts) {
  SeveralAnswers answers{std::move(counts), {}, answered, 0};
  answers.exclusive.resize(answers.counts.size());
  return answers;
}

TEST(ShowableChoicesTest, ShowsWhatEnoughTookAndEnoughDidNot) {
  EXPECT_THAT(ShowableChoices(Several(31, {5, 20, 26}), kFew), ElementsAre(true, true, true));
}

TEST(ShowableChoicesTest, HidesWhatFewTookAndWhatFewDidNot) {
  EXPECT_THAT(ShowableChoices(Several(31, {4, 30, 20, 15}), kFew),
              ElementsAre(false, false, true, true));
}

TEST(ShowableChoicesTest, ShowsWhatNobodyAndWhatEverybodyTook) {
  EXPECT_THAT(ShowableChoices(Several(31, {0, 31}), kFew), ElementsAre(true, true));
}

TEST(ShowableChoicesTest, HidesAnotherIfTheRestMustHaveTakenTheHiddenOne) {
  // 31 - 20 - 8: at least three people took only the hidden choice.
  EXPECT_THAT(ShowableChoices(Several(31, {20, 8, 3}), kFew), ElementsAre(true, false, false));
}

TEST(ShowableChoicesTest, CountsThatTheSumOfAllGivesAwayAreHidden) {
  SeveralAnswers answers = Several(31, {12, 10, 7, 2});
  answers.maximum_chosen = 1;

  EXPECT_THAT(ShowableChoices(answers, kFew), ElementsAre(true, true, false, false));
}

TEST(ShowableChoicesTest, HidesAnotherIfThoseWhoTookNoneAreAllButAFew) {
  SeveralAnswers answers = Several(31, {3, 14, 14});
  answers.exclusive = {false, true, true};

  EXPECT_THAT(ShowableChoices(answers, kFew), ElementsAre(false, false, true))
      << "31 - 14 - 14 are three who took something";
}

}  // namespace
}  // namespace sucharit
