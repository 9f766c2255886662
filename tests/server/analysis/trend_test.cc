// SPDX-License-Identifier: Apache-2.0
#include "server/analysis/trend.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>

#include "absl/strings/str_cat.h"
#include "server/analysis/structure.h"
#include "tests/server/analysis/years.h"

namespace sucharit {
namespace {

using ::testing::ElementsAre;
using testing::SmallDefinitionOf;
using testing::YearOf;

// A line as "50 - ~60 70": "-" nothing, "~" not comparable with the year before.
std::string Drawn(const Trend& trend, const std::string& level, const std::string& node) {
  std::string drawn;
  for (const Trend::Line& line : trend.lines) {
    if (line.level != level || line.node != node) continue;
    for (const auto& point : line.points) {
      absl::StrAppend(&drawn, drawn.empty() ? "" : " ");
      if (!point) {
        drawn += "-";
      } else {
        absl::StrAppend(&drawn, point->comparable ? "" : "~", point->score.get_str());
      }
    }
  }
  return drawn;
}

ScoredYear AllAt(const v1::Definition& definition, const char* exact) {
  return YearOf(definition, {{"overall", "ALL", exact},
                             {"instrument", "S", exact},
                             {"instrument", "C", exact},
                             {"indicator", "1", exact},
                             {"indicator", "2", exact}});
}

TEST(TrendTest, JoinsYearsThatAskedTheSame) {
  const Trend trend =
      TrendOf(AllAt(SmallDefinitionOf(2567), "70/1"),
              {AllAt(SmallDefinitionOf(2565), "50/1"), AllAt(SmallDefinitionOf(2566), "60/1")});

  EXPECT_THAT(trend.years, ElementsAre("2565", "2566", "2567"));
  EXPECT_EQ(Drawn(trend, "overall", "ALL"), "~50 60 70");
  EXPECT_EQ(Drawn(trend, "instrument", "S"), "~50 60 70");
  EXPECT_EQ(Drawn(trend, "indicator", "2"), "~50 60 70");
}

TEST(TrendTest, LeavesAGapUnderWhichSomethingChangedAndNowhereElse) {
  v1::Definition other = SmallDefinitionOf(2566);
  other.mutable_items(0)->mutable_text()->set_th("บริการดีหรือไม่");

  const Trend trend = TrendOf(AllAt(SmallDefinitionOf(2567), "70/1"), {AllAt(other, "60/1")});

  EXPECT_EQ(Drawn(trend, "indicator", "1"), "~60 ~70");
  EXPECT_EQ(Drawn(trend, "instrument", "S"), "~60 ~70");
  EXPECT_EQ(Drawn(trend, "overall", "ALL"), "~60 ~70");
  EXPECT_EQ(Drawn(trend, "indicator", "2"), "~60 70");
  EXPECT_EQ(Drawn(trend, "instrument", "C"), "~60 70");
}

TEST(TrendTest, FollowsANodeThatHadAnotherId) {
  v1::Definition other = SmallDefinitionOf(2566);
  other.mutable_indicators(1)->set_id("10");
  other.mutable_sub_indicators(0)->set_indicator("10");
  for (v1::Item& item : *other.mutable_items()) {
    if (item.indicator() == "2") item.set_indicator("10");
  }

  const Trend trend = TrendOf(AllAt(SmallDefinitionOf(2567), "70/1"),
                              {YearOf(other, {{"indicator", "10", "60/1"}})});

  EXPECT_EQ(Drawn(trend, "indicator", "2"), "~60 70");
}

TEST(TrendTest, DoesNotTakeAnotherIndicatorOfTheSameIdForIt) {
  v1::Definition other = SmallDefinitionOf(2566);
  other.mutable_indicators(0)->mutable_name()->set_th("อีกเรื่องหนึ่ง");
  other.mutable_items(0)->mutable_text()->set_th("ถามอีกเรื่องหนึ่ง");

  const Trend trend = TrendOf(AllAt(SmallDefinitionOf(2567), "70/1"), {AllAt(other, "60/1")});

  EXPECT_EQ(Drawn(trend, "indicator", "1"), "- ~70");
}

TEST(TrendTest, DrawsNoLineOverAYearThatIsMissing) {
  const Trend trend =
      TrendOf(AllAt(SmallDefinitionOf(2567), "70/1"), {AllAt(SmallDefinitionOf(2564), "50/1")});

  EXPECT_THAT(trend.years, ElementsAre("2564", "2565", "2566", "2567"));
  EXPECT_EQ(Drawn(trend, "overall", "ALL"), "~50 - - ~70");
}

TEST(TrendTest, ComparesAYearThatIsKnownByItsIndicatorsAlone) {
  const ScoredYear before =
      YearOf(SmallDefinitionOf(2566), {{"indicator", "1", "40/1"}, {"indicator", "2", "45/1"}});

  const Trend trend = TrendOf(AllAt(SmallDefinitionOf(2567), "70/1"), {before});

  EXPECT_EQ(Drawn(trend, "indicator", "1"), "~40 70");
  EXPECT_EQ(Drawn(trend, "overall", "ALL"), "- ~70");
}

TEST(StructureTest, ChangesWithAllThatAScoreDependsOn) {
  const std::function<void(v1::Definition&)> changes[] = {
      [](auto& each) { each.mutable_items(0)->mutable_text()->set_th("ข้ออื่น"); },
      [](auto& each) { each.mutable_items(0)->mutable_choices(0)->mutable_label()->set_th("อื่น"); },
      [](auto& each) { each.mutable_items(0)->mutable_choices(1)->set_score("21"); },
      [](auto& each) { each.mutable_instruments(0)->mutable_parts(0)->set_imported(true); },
      [](auto& each) {
        each.mutable_instruments(0)->mutable_parts(0)->set_weight("1/3");
        each.mutable_instruments(0)->mutable_parts(1)->set_weight("2/3");
      },
      [](auto& each) { each.mutable_items()->DeleteSubrange(1, 1); },
      [](auto& each) {
        each.mutable_items(0)->set_weight("1/3");
        each.mutable_items(1)->set_weight("2/3");
      },
  };
  const Structures plain = StructuresOf(testing::SmallAssessment());
  int number = 0;
  for (const auto& change : changes) {
    v1::Definition definition = testing::SmallDefinition();
    change(definition);
    const auto changed = Assessment::FromDefinition(definition);

    if (changed.ok()) {
      EXPECT_NE(StructuresOf(*changed).indicators[0], plain.indicators[0]) << number;
      EXPECT_NE(StructuresOf(*changed).overall, plain.overall) << number;
      EXPECT_EQ(StructuresOf(*changed).indicators[1], plain.indicators[1]) << number;
    } else {
      ADD_FAILURE() << number << ": " << changed.status();
    }
    ++number;
  }
}

TEST(StructureTest, StaysTheSameUnderOtherNamesEnglishAndOrder) {
  v1::Definition definition = testing::SmallDefinition();
  definition.mutable_items()->SwapElements(0, 1);
  definition.mutable_items(0)->mutable_text()->set_en("Other words");
  definition.mutable_indicators(0)->mutable_name()->set_th("ชื่ออื่น");
  definition.mutable_items(0)->set_id("S8");

  const Structures changed = StructuresOf(*Assessment::FromDefinition(definition));

  EXPECT_EQ(changed.overall, StructuresOf(testing::SmallAssessment()).overall);
}

}  // namespace
}  // namespace sucharit
