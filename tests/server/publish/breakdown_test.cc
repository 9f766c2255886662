// SPDX-License-Identifier: Apache-2.0
#include "server/publish/breakdown.h"

#include <gmock/gmock.h>

#include <optional>

#include "absl/strings/str_cat.h"
#include "common/assessment/answers.h"
#include "server/scoring/tally.h"
#include "tests/testing/status_matchers.h"
#include "tests/testing/survey_definition.h"

namespace sucharit {
namespace {

using ::sucharit::testing::IsOk;
using ::sucharit::testing::IsRefused;
using ::sucharit::testing::SurveyDefinition;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

// The survey for tests: segments "point" (north, south) and "age" (young, middle, old), scored
// items SAT and SPEED, minimum group 3.
class BreakdownTest : public ::testing::Test {
 protected:
  void Use(const v1::Definition& definition) {
    counter_.reset();
    assessment_.emplace(*Assessment::FromDefinition(definition));
    counter_.emplace(*assessment_, *assessment_->FindInstrument("Q"));
  }

  void SetUp() override { Use(SurveyDefinition()); }

  // `count` people of one point and age who gave the same answers.
  void Add(int count, const std::string& point, const std::string& age, const std::string& sat,
           const std::string& speed) {
    std::vector<v1::Answer> answers(5);
    const std::string items[] = {"POINT", "AGE", "SAT", "SPEED"};
    const std::string choices[] = {point, age, sat, speed};
    for (size_t item = 0; item < 4; ++item) {
      answers[item].set_item(items[item]);
      answers[item].set_choice(choices[item]);
    }
    answers[4].set_item("CHANNEL");
    answers[4].mutable_choices()->add_ids("web");
    if (sat == "low") {
      answers.emplace_back().set_item("WHY");
      answers.back().set_text("slow");
    }
    const Instrument& survey = *assessment_->FindInstrument("Q");
    for (int i = 0; i < count; ++i) {
      counter_->Add(CheckAnswers(*assessment_, survey, answers).value());
    }
  }

  // Six of every point and age, of all opinions.
  void AddMixed() {
    for (const char* point : {"north", "south"}) {
      for (const char* age : {"young", "middle", "old"}) {
        Add(2, point, age, "low", "slow");
        Add(2, point, age, "fair", "fast");
        Add(2, point, age, "high", "fast");
      }
    }
  }

  absl::StatusOr<v1::Breakdown> Make(absl::string_view segment,
                                     const std::vector<v1::Breakdown>& published = {}) {
    return MakeBreakdown(*assessment_, segment, {counter_->Tally()}, published);
  }

  static std::vector<std::string> Lines(const v1::BreakdownGroup& group) {
    std::vector<std::string> lines;
    for (const v1::NodeScore& node : group.nodes()) {
      lines.push_back(absl::StrCat(node.level(), " ", node.node(), " ", node.score()));
    }
    return lines;
  }

  std::optional<Assessment> assessment_;
  std::optional<TallyCounter> counter_;
};

TEST_F(BreakdownTest, ShowsItemsAndIndicatorsOfEachGroup) {
  AddMixed();
  Add(6, "south", "old", "high", "fast");

  const v1::Breakdown breakdown = Make("point").value();

  EXPECT_EQ(breakdown.segment(), "point");
  EXPECT_FALSE(breakdown.withheld());
  ASSERT_EQ(breakdown.groups_size(), 2);
  EXPECT_EQ(breakdown.groups(0).group(), "north");
  EXPECT_EQ(breakdown.groups(0).respondents(), 18);
  EXPECT_THAT(Lines(breakdown.groups(0)),
              ElementsAre("item SAT 50.00", "item SPEED 66.67", "indicator 1 58.33"));
  EXPECT_THAT(Lines(breakdown.groups(1)),
              ElementsAre("item SAT 62.50", "item SPEED 75.00", "indicator 1 68.75"));
  EXPECT_THAT(breakdown.hidden_groups(), IsEmpty());
}

TEST_F(BreakdownTest, SaysOfItemsHowManyAnswersTheyCameFromAndNotWhich) {
  AddMixed();

  const v1::NodeScore item = Make("point")->groups(0).nodes(0);

  EXPECT_EQ(item.n(), 18);
  EXPECT_EQ(item.sum(), "900/1");
  EXPECT_EQ(item.exact(), "50/1");
  EXPECT_EQ(item.origin(), v1::ORIGIN_COUNTED);
  EXPECT_THAT(item.counts(), IsEmpty());
}

TEST_F(BreakdownTest, HidesASmallGroupAndAnother) {
  Add(2, "north", "young", "low", "slow");
  for (const char* age : {"middle", "old"}) {
    Add(2, "north", age, "low", "slow");
    Add(2, "north", age, "fair", "fast");
  }
  Add(2, "south", "old", "high", "fast");

  const v1::Breakdown breakdown = Make("age").value();

  EXPECT_THAT(breakdown.hidden_groups(), ElementsAre("young", "middle"));
  ASSERT_EQ(breakdown.groups_size(), 1);
  EXPECT_EQ(breakdown.groups(0).group(), "old");
}

TEST_F(BreakdownTest, ShowsAnIndicatorOnlyWithAllItsItems) {
  Add(3, "north", "young", "low", "fast");
  Add(2, "north", "young", "high", "fast");
  Add(3, "south", "old", "low", "slow");
  Add(3, "south", "old", "fair", "fast");

  const v1::Breakdown breakdown = Make("point").value();

  EXPECT_THAT(breakdown.withheld_items(), ElementsAre("SPEED")) << "all of north agree";
  EXPECT_THAT(Lines(breakdown.groups(0)), ElementsAre("item SAT 40.00"));
}

TEST_F(BreakdownTest, ShowsThePartOfAnIndicatorThatWasCounted) {
  v1::Definition definition = SurveyDefinition();
  for (const char* part : {"Q-1", "Q-2"}) {
    v1::Part& added = *definition.mutable_instruments(0)->add_parts();
    added.set_id(part);
    *added.mutable_name() = definition.title();
    added.set_weight("1/2");
    added.set_imported(part == std::string("Q-2"));
  }
  Use(definition);
  AddMixed();

  EXPECT_THAT(Lines(Make("point")->groups(0)),
              ElementsAre("item SAT 50.00", "item SPEED 66.67", "indicator part 1 1 58.33"));
}

TEST_F(BreakdownTest, SaysOnlyThatItIsWithheldIfNothingCanBeShown) {
  Add(2, "north", "young", "low", "slow");
  Add(4, "south", "old", "high", "fast");

  const v1::Breakdown breakdown = Make("point").value();

  v1::Breakdown withheld;
  withheld.set_segment("point");
  withheld.set_withheld(true);
  EXPECT_EQ(breakdown.SerializeAsString(), withheld.SerializeAsString());
}

TEST_F(BreakdownTest, WithholdsFromBothSegmentsWhatOneOfThemWithholds) {
  for (const char* point : {"north", "south"}) {
    Add(1, point, "young", "low", "fast");
    Add(1, point, "young", "high", "fast");
    for (const char* age : {"middle", "old"}) {
      Add(3, point, age, "low", "slow");
      Add(3, point, age, "fair", "fast");
    }
  }

  ASSERT_THAT(Make("age")->withheld_items(), ElementsAre("SPEED")) << "all of the young agree";
  EXPECT_THAT(Make("point")->withheld_items(), ElementsAre("SPEED"));
  EXPECT_EQ(Make("point")->groups_size(), 2);
}

TEST_F(BreakdownTest, HidesNoGroupThatARuleAsksApart) {
  v1::Definition definition = SurveyDefinition();
  definition.mutable_items(8)->set_show_if("${ AGE } = 'young'");
  Use(definition);
  AddMixed();
  ASSERT_FALSE(Make("age")->withheld());
  Use(definition);
  Add(2, "north", "young", "low", "slow");
  Add(3, "north", "middle", "fair", "fast");
  Add(3, "north", "middle", "high", "slow");
  Add(4, "north", "old", "fair", "fast");
  Add(4, "north", "old", "low", "slow");

  EXPECT_TRUE(Make("age")->withheld());
}

TEST_F(BreakdownTest, ReturnsWhatIsPublishedAlready) {
  v1::Breakdown earlier;
  earlier.set_segment("point");
  earlier.add_hidden_groups("as it was");
  AddMixed();

  EXPECT_EQ(Make("point", {earlier})->SerializeAsString(), earlier.SerializeAsString());
  EXPECT_NE(Make("age", {earlier})->SerializeAsString(), earlier.SerializeAsString());
}

TEST_F(BreakdownTest, RefusesASegmentThatIsNotThere) {
  EXPECT_THAT(Make("sex"),
              IsRefused(absl::StatusCode::kInvalidArgument, v1::REASON_SEGMENT_UNKNOWN));
}

TEST_F(BreakdownTest, RefusesAQuestionnaireThatWasNotCounted) {
  EXPECT_THAT(MakeBreakdown(*assessment_, "point", {}, {}),
              IsRefused(absl::StatusCode::kFailedPrecondition, v1::REASON_ROUND_TOO_FEW));
}

}  // namespace
}  // namespace sucharit
