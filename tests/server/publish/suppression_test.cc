// SPDX-License-Identifier: Apache-2.0
#include "server/publish/suppression.h"

#include <gmock/gmock.h>

#include <numeric>

namespace sucharit {
namespace {

using ::testing::ElementsAre;

constexpr int64_t kFew = 5;  // The minimum group.

// Answers to one item by group: to choices that earn 0, 50 and 100.
using Column = std::vector<std::vector<int64_t>>;

// Every respondent answers every item.
SegmentTable Table(const std::vector<Column>& items) {
  SegmentTable table;
  table.cells.resize(items.front().size());
  for (const Column& item : items) {
    table.items.push_back({{mpq_class(0), mpq_class(50), mpq_class(100)}, {}});
    for (size_t group = 0; group < item.size(); ++group) table.cells[group].push_back(item[group]);
  }
  for (const std::vector<int64_t>& group : items.front()) {
    table.respondents.push_back(std::accumulate(group.begin(), group.end(), int64_t{0}));
  }
  return table;
}

Suppression Only(const SegmentTable& table) { return Suppress({table}, kFew).front(); }

TEST(SuppressionTest, ShowsEverythingWhereEveryGroupIsLargeAndMixed) {
  const Suppression suppression = Only(Table({{{3, 3, 3}, {0, 4, 4}, {2, 2, 9}}}));

  EXPECT_FALSE(suppression.withheld);
  EXPECT_THAT(suppression.hidden_groups, ElementsAre(false, false, false));
  EXPECT_THAT(suppression.withheld_items, ElementsAre(false));
}

TEST(SuppressionTest, HidesTheSmallestLargeGroupWithTheOnlySmallOne) {
  const Suppression suppression = Only(Table({{{1, 1, 1}, {3, 3, 3}, {2, 2, 2}, {4, 4, 4}}}));

  EXPECT_FALSE(suppression.withheld);
  EXPECT_THAT(suppression.hidden_groups, ElementsAre(true, false, true, false));
}

TEST(SuppressionTest, HidesAnotherGroupUntilTheHiddenOnesAreEnoughPeople) {
  const Suppression suppression = Only(Table({{{1, 0, 1}, {1, 0, 1}, {3, 3, 3}, {4, 4, 4}}}));

  EXPECT_THAT(suppression.hidden_groups, ElementsAre(true, true, true, false));
}

TEST(SuppressionTest, HidesAGroupThatNobodyBelongsTo) {
  const Suppression suppression = Only(Table({{{0, 0, 0}, {2, 2, 2}, {3, 3, 3}}}));

  EXPECT_THAT(suppression.hidden_groups, ElementsAre(true, true, false))
      << "alone, it would be known to be empty";
}

TEST(SuppressionTest, TakesTheFirstOfTwoGroupsOfOneSize) {
  const Suppression suppression = Only(Table({{{1, 1, 1}, {2, 2, 2}, {2, 2, 2}, {4, 4, 4}}}));

  EXPECT_THAT(suppression.hidden_groups, ElementsAre(true, true, false, false));
}

TEST(SuppressionTest, WithholdsAnItemThatFewOfAShownGroupGaveAScore) {
  SegmentTable table = Table({{{3, 3, 3}, {3, 3, 3}}, {{3, 3, 3}, {3, 3, 3}}});
  table.cells[1][1] = {2, 0, 2};

  EXPECT_THAT(Only(table).withheld_items, ElementsAre(false, true));
}

TEST(SuppressionTest, CountsOnlyAnswersThatEarnAScore) {
  SegmentTable table = Table({{{3, 3, 3}, {3, 3, 3}}, {{3, 3, 3}, {3, 3, 3}}});
  table.items[1].scores[1] = std::nullopt;
  table.cells[1][1] = {2, 7, 2};

  EXPECT_THAT(Only(table).withheld_items, ElementsAre(false, true));
}

TEST(SuppressionTest, WithholdsAnItemToWhichASmallGroupAnsweredAllAlike) {
  EXPECT_THAT(Only(Table({{{0, 0, 9}, {3, 3, 3}}, {{3, 3, 3}, {3, 3, 3}}})).withheld_items,
              ElementsAre(true, false));
}

TEST(SuppressionTest, LooksAtScoresNotAtChoices) {
  SegmentTable table = Table({{{0, 4, 5}, {3, 3, 3}}, {{3, 3, 3}, {3, 3, 3}}});
  table.items[0].scores[1] = mpq_class(100);

  EXPECT_THAT(Only(table).withheld_items, ElementsAre(true, false));
}

TEST(SuppressionTest, ShowsALargeGroupThatAnsweredAllAlike) {
  EXPECT_THAT(Only(Table({{{0, 0, 10}, {3, 3, 3}}})).withheld_items, ElementsAre(false));
}

TEST(SuppressionTest, WithholdsAnItemToWhichAllHiddenPeopleAnsweredMuchAlike) {
  const Suppression suppression =
      Only(Table({{{0, 0, 3}, {0, 0, 6}, {3, 3, 3}}, {{1, 1, 1}, {2, 2, 2}, {3, 3, 3}}}));

  EXPECT_THAT(suppression.hidden_groups, ElementsAre(true, true, false));
  EXPECT_THAT(suppression.withheld_items, ElementsAre(true, false));
}

TEST(SuppressionTest, TwentyPointsApartAreFarEnough) {
  SegmentTable table = Table({{{0, 2, 1}, {0, 3, 3}, {3, 3, 3}}});
  table.items[0].scores[2] = mpq_class(70);
  EXPECT_THAT(Only(table).withheld, false);

  table.items[0].scores[2] = mpq_class(699, 10);
  EXPECT_THAT(Only(table).withheld, true);
}

TEST(SuppressionTest, WithholdsAnItemThatFewHiddenPeopleGaveAScore) {
  SegmentTable table =
      Table({{{1, 1, 1}, {2, 2, 2}, {3, 3, 3}}, {{1, 1, 1}, {2, 2, 2}, {3, 3, 3}}});
  table.cells[0][1] = {1, 0, 0};
  table.cells[1][1] = {0, 0, 3};

  EXPECT_THAT(Only(table).withheld_items, ElementsAre(false, true));
}

TEST(SuppressionTest, HidesOneMoreGroupIfThatSavesAnItem) {
  const Suppression suppression =
      Only(Table({{{0, 0, 3}, {0, 0, 6}, {3, 3, 3}, {4, 4, 4}, {5, 5, 5}}}));

  EXPECT_THAT(suppression.hidden_groups, ElementsAre(true, true, true, false, false));
  EXPECT_THAT(suppression.withheld_items, ElementsAre(false));
}

TEST(SuppressionTest, HidesNoMoreGroupsThanLeaveTwo) {
  const Suppression suppression = Only(Table({{{0, 0, 3}, {0, 0, 6}, {3, 3, 3}, {4, 4, 4}},
                                              {{1, 1, 1}, {2, 2, 2}, {3, 3, 3}, {4, 4, 4}}}));

  EXPECT_THAT(suppression.hidden_groups, ElementsAre(true, true, false, false));
  EXPECT_THAT(suppression.withheld_items, ElementsAre(true, false));
}

TEST(SuppressionTest, WithholdsABreakdownOfWhichNothingWouldBeLeft) {
  EXPECT_TRUE(Only(Table({{{1, 1, 1}, {2, 2, 2}}})).withheld) << "both groups are hidden";
  EXPECT_TRUE(Only(Table({{{0, 0, 9}, {3, 3, 3}}})).withheld) << "its only item is withheld";
}

TEST(SuppressionTest, WithholdsFromEveryBreakdownWhatIsWithheldFromOne) {
  const SegmentTable first = Table({{{0, 0, 9}, {3, 3, 3}}, {{3, 3, 3}, {3, 3, 3}}});
  const SegmentTable second = Table({{{1, 1, 7}, {2, 2, 5}}, {{3, 3, 3}, {3, 3, 3}}});

  const std::vector<Suppression> both = Suppress({first, second}, kFew);

  EXPECT_THAT(both[0].withheld_items, ElementsAre(true, false));
  EXPECT_THAT(both[1].withheld_items, ElementsAre(true, false));
  EXPECT_THAT(Only(second).withheld_items, ElementsAre(false, false));
}

TEST(SuppressionTest, ABreakdownThatIsWithheldTakesNothingFromOthers) {
  const SegmentTable withheld = Table({{{1, 1, 1}, {1, 1, 1}}, {{0, 0, 3}, {0, 0, 3}}});
  const SegmentTable shown = Table({{{3, 3, 0}, {0, 3, 3}}, {{3, 3, 0}, {0, 3, 3}}});

  const std::vector<Suppression> both = Suppress({withheld, shown}, kFew);

  EXPECT_TRUE(both[0].withheld);
  EXPECT_FALSE(both[1].withheld);
  EXPECT_THAT(both[1].withheld_items, ElementsAre(false, false));
}

TEST(SuppressionTest, HidesNoGroupWhoseMembersShowElsewhere) {
  SegmentTable table = Table({{{1, 1, 1}, {2, 2, 2}, {3, 3, 3}}});
  table.groups_show_elsewhere = true;
  EXPECT_TRUE(Only(table).withheld);

  table = Table({{{2, 2, 2}, {3, 3, 3}}});
  table.groups_show_elsewhere = true;
  EXPECT_FALSE(Only(table).withheld) << "where none is hidden, there is nothing to show";
}

TEST(SuppressionTest, WithholdsAnItemIfItsSumsByGroupWouldCompleteThePublishedTable) {
  // Few took the first choice. The table shows the three together; 9 answers in a mixed group leave
  // open which they were, but each of two groups whose sum is as large as can be doesn't.
  SegmentTable open = Table({{{2, 3, 4}, {0, 6, 5}}});
  open.items[0].runs = {{0, 3}};
  EXPECT_FALSE(Only(open).withheld);

  SegmentTable fixed = Table({{{2, 0, 9}, {0, 0, 12}}});
  fixed.items[0].runs = {{0, 3}};
  EXPECT_FALSE(Only(fixed).withheld) << "one from each end may stand in the middle";

  fixed = Table({{{1, 0, 9}, {0, 0, 12}}});
  fixed.items[0].runs = {{0, 3}};
  fixed.items[0].scores[1] = mpq_class(49);
  EXPECT_TRUE(Only(fixed).withheld) << "one answer at 0 is the only way to 900 points from ten";
}

}  // namespace
}  // namespace sucharit
