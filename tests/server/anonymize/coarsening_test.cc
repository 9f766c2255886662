// SPDX-License-Identifier: Apache-2.0
#include "server/anonymize/coarsening.h"

#include <gmock/gmock.h>

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "tests/testing/status_matchers.h"
#include "tests/testing/survey_definition.h"

namespace sucharit {
namespace {

using ::sucharit::testing::IsOk;
using ::sucharit::testing::SurveyDefinition;
using ::testing::ElementsAre;
using ::testing::Not;
using ::testing::Pair;
using ::testing::UnorderedElementsAre;

// "north old", and how many people there are of it.
using Groups = std::map<std::string, int>;

// The survey for tests: segments "point" (north, south) and "age" (young, middle, old), minimum
// group 3.
class CoarseningTest : public ::testing::Test {
 protected:
  void Keep(v1::Rows rows) { definition_.mutable_privacy()->set_rows(rows); }

  void Join(const std::vector<std::string>& ages) {
    v1::GroupJoin& join = *definition_.mutable_segments(1)->add_joins();
    *join.mutable_groups() = {ages.begin(), ages.end()};
    join.mutable_name()->set_th("รวม");
    join.mutable_name()->set_en("together");
  }

  void Add(int people, const std::string& point, const std::string& age) {
    const Assessment survey = *Assessment::FromDefinition(definition_);
    std::vector<v1::Answer> answers;
    const std::map<std::string, std::string> choices = {
        {"POINT", point}, {"AGE", age}, {"SAT", "high"}, {"SPEED", "fast"}};
    for (const auto& [item, choice] : choices) {
      answers.emplace_back().set_item(item);
      answers.back().set_choice(choice);
    }
    answers.emplace_back().set_item("CHANNEL");
    answers.back().mutable_choices()->add_ids("web");
    const std::string row = CheckAnswers(survey, survey.instruments().front(), answers)->PackRow();
    rows_.insert(rows_.end(), static_cast<size_t>(people), row);
  }

  Groups Coarse() {
    const Assessment survey = *Assessment::FromDefinition(definition_);
    const Instrument& questionnaire = survey.instruments().front();
    const Coarsening coarsening(survey, questionnaire, rows_);
    Groups groups;
    for (std::string row : rows_) {
      coarsening.Apply(row);
      const CheckedAnswers answers = *UnpackRow(survey, questionnaire, row);
      ++groups[NameOf(survey, answers, 0) + " " + NameOf(survey, answers, 1)];
    }
    return groups;
  }

  static std::string NameOf(const Assessment& survey, const CheckedAnswers& answers, size_t place) {
    const std::optional<uint8_t> choice = answers.choice(place);
    return choice.has_value() ? survey.items()[place].choices[*choice].id : "-";
  }

  v1::Definition definition_ = SurveyDefinition();
  std::vector<std::string> rows_;
};

TEST_F(CoarseningTest, LeavesGroupsThatAreLargeEnough) {
  Keep(v1::ROWS_KEEP);
  Add(3, "north", "young");
  Add(3, "south", "old");

  EXPECT_THAT(Coarse(), UnorderedElementsAre(Pair("north young", 3), Pair("south old", 3)));
}

TEST_F(CoarseningTest, JoinsAGroupThatIsTooSmallByTheDefinitionsRule) {
  Keep(v1::ROWS_DROP);
  Join({"middle", "young"});
  Add(1, "north", "young");
  Add(4, "north", "middle");
  Add(4, "north", "old");

  EXPECT_THAT(Coarse(), UnorderedElementsAre(Pair("north young", 5), Pair("north old", 4)));
}

TEST_F(CoarseningTest, DoesNotJoinGroupsThatAreLargeEnough) {
  Keep(v1::ROWS_DROP);
  Join({"young", "middle"});
  Add(3, "north", "young");
  Add(4, "north", "middle");

  EXPECT_THAT(Coarse(), UnorderedElementsAre(Pair("north young", 3), Pair("north middle", 4)));
}

TEST_F(CoarseningTest, TakesAwayASmallGroupWithTheNextLargerOneWhereNoRuleIsLeft) {
  Keep(v1::ROWS_DROP);
  Add(2, "north", "young");
  Add(5, "north", "middle");
  Add(6, "north", "old");

  EXPECT_THAT(Coarse(), UnorderedElementsAre(Pair("north -", 7), Pair("north old", 6)));
}

TEST_F(CoarseningTest, LooksAtEachSegmentAloneWhereNoRowsAreKept) {
  Keep(v1::ROWS_DROP);
  Add(1, "north", "young");
  Add(3, "north", "old");
  Add(3, "south", "young");

  EXPECT_THAT(Coarse(), UnorderedElementsAre(Pair("north young", 1), Pair("north old", 3),
                                             Pair("south young", 3)));
}

TEST_F(CoarseningTest, TakesTheLastSegmentFromACombinationThatIsTooRareInKeptRows) {
  Keep(v1::ROWS_KEEP);
  Add(1, "north", "young");
  Add(3, "north", "middle");
  Add(4, "north", "old");
  Add(3, "south", "young");

  EXPECT_THAT(Coarse(), UnorderedElementsAre(Pair("north -", 4), Pair("north old", 4),
                                             Pair("south young", 3)));
}

TEST_F(CoarseningTest, TellsNobodyApartWhereEvenTheFirstSegmentDoes) {
  Keep(v1::ROWS_KEEP);
  Add(2, "north", "young");
  Add(9, "south", "old");

  EXPECT_THAT(Coarse(), ElementsAre(Pair("- -", 11)));
}

TEST_F(CoarseningTest, RefusesRowsOfWhichACombinationIsTooRare) {
  Keep(v1::ROWS_KEEP);
  Add(3, "north", "young");
  Add(2, "south", "young");
  const Assessment survey = *Assessment::FromDefinition(definition_);

  EXPECT_THAT(CheckCoarsened(survey, survey.instruments().front(), rows_), Not(IsOk()));
}

}  // namespace
}  // namespace sucharit
