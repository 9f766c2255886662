// SPDX-License-Identifier: Apache-2.0
#include "server/publish/answer_tables.h"

#include <gmock/gmock.h>

#include "tests/testing/survey_definition.h"

namespace sucharit {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

// Counts of the survey for tests, whose minimum group is 3.
class AnswerTablesTest : public ::testing::Test {
 protected:
  AnswerTablesTest() {
    tally_.set_questionnaire("Q");
    tally_.set_respondents(30);
    for (const Item& item : assessment_.items()) {
      v1::ItemTally& added = *tally_.add_items();
      added.set_item(item.id);
      for (const Choice& choice : item.choices) added.add_counts()->set_choice(choice.id);
      if (item.kind == AnswerKind::kNumber) added.set_sum("0");
    }
  }

  void Set(int item, const std::vector<int64_t>& counts, int64_t answered) {
    for (size_t choice = 0; choice < counts.size(); ++choice) {
      tally_.mutable_items(item)
          ->mutable_counts(static_cast<int>(choice))
          ->set_count(counts[choice]);
    }
    tally_.mutable_items(item)->set_answered(answered);
  }

  v1::AnswerTable Table(absl::string_view item) const {
    for (const v1::AnswerTable& table : MakeAnswerTables(assessment_, {tally_})) {
      if (table.item() == item) return table;
    }
    abort();
  }

  static std::vector<std::string> Parts(const v1::AnswerTable& table) {
    std::vector<std::string> parts;
    for (const v1::AnswerPart& part : table.parts()) {
      std::string& text = parts.emplace_back();
      for (const std::string& choice : part.choices()) text += choice + " ";
      text += std::to_string(part.count());
    }
    return parts;
  }

  const Assessment assessment_ = testing::SurveyAssessment();
  v1::Tally tally_;
};

TEST_F(AnswerTablesTest, AreThereForItemsThatTakeChoicesOrNumbers) {
  std::vector<std::string> items;

  for (const v1::AnswerTable& table : MakeAnswerTables(assessment_, {tally_})) {
    items.push_back(table.item());
  }

  EXPECT_THAT(items, ElementsAre("POINT", "AGE", "SAT", "SPEED", "CHANNEL", "VISITS", "WAIT"));
}

TEST_F(AnswerTablesTest, AreNotThereForWhatWasNotCounted) {
  EXPECT_THAT(MakeAnswerTables(assessment_, {}), IsEmpty());
}

TEST_F(AnswerTablesTest, ShowEachChoiceThatEnoughTook) {
  Set(2, {5, 6, 7, 12}, 30);

  EXPECT_EQ(Table("SAT").answered(), 30);
  EXPECT_THAT(Parts(Table("SAT")), ElementsAre("low 5", "fair 6", "high 7", "none 12"));
}

TEST_F(AnswerTablesTest, JoinChoicesThatFewTook) {
  Set(2, {2, 10, 6, 12}, 30);

  EXPECT_THAT(Parts(Table("SAT")), ElementsAre("low fair high 18", "none 12"))
      << "low and fair alone would follow from their sum of scores";
}

TEST_F(AnswerTablesTest, ShowNothingOfAnItemThatFewAnswered) {
  Set(3, {1, 1}, 2);

  EXPECT_EQ(Table("SPEED").answered(), 0);
  EXPECT_THAT(Parts(Table("SPEED")), IsEmpty());
}

TEST_F(AnswerTablesTest, ShowNoPartsWhereOneChoiceWouldTellTheOther) {
  Set(3, {2, 28}, 30);

  EXPECT_EQ(Table("SPEED").answered(), 30);
  EXPECT_THAT(Parts(Table("SPEED")), IsEmpty());
}

TEST_F(AnswerTablesTest, LeaveOutChoicesOfSeveralThatFewTookOrDidNot) {
  Set(4, {20, 2, 16, 3}, 30);

  EXPECT_THAT(Parts(Table("CHANNEL")), ElementsAre("counter 20", "web 16", "nothing 3"));
}

TEST_F(AnswerTablesTest, LeaveTheSizesOfGroupsToTheBreakdown) {
  Set(0, {12, 18}, 30);

  EXPECT_EQ(Table("POINT").answered(), 30);
  EXPECT_THAT(Parts(Table("POINT")), IsEmpty());
}

TEST_F(AnswerTablesTest, ShowTheExactMeanOfNumbers) {
  tally_.mutable_items(6)->set_answered(3);
  tally_.mutable_items(6)->set_sum("50.5");

  EXPECT_EQ(Table("WAIT").mean(), "101/6");
}

TEST_F(AnswerTablesTest, ShowNoMeanOfFewNumbers) {
  tally_.mutable_items(6)->set_answered(2);
  tally_.mutable_items(6)->set_sum("50.5");

  EXPECT_EQ(Table("WAIT").mean(), "");
  EXPECT_EQ(Table("WAIT").answered(), 0);
}

}  // namespace
}  // namespace sucharit
