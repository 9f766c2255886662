// SPDX-License-Identifier: Apache-2.0
//
// What differs between the built-in years of the ITA, and what must hold in each.
#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "common/assessment/assessment.h"
#include "tests/testing/status_matchers.h"

namespace sucharit {
namespace {

using ::testing::Contains;
using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

struct Year {
  int fiscal_year_be;
  std::string items;     // Per indicator of the surveys, and per sub-indicator of the checklist.
  std::string reversed;  // Ids.
  std::string external;  // Parts of the EIT.
  std::string levels;    // Ids, best first.
  std::string answer_scores;  // What the choices of the survey items earn, in ascending order.
};

void PrintTo(const Year& year, std::ostream* out) { *out << year.fiscal_year_be; }

constexpr char kOldReversed[] = "I4 I5 I6 I9 I10 I16 I17 I18 I19 I22 E4";
constexpr char kNewReversed[] = "I3 I5 I6 I7 I8 I9 I11 E3";
constexpr char kOldLevels[] = "AA A B C D E F";
constexpr char kNewLevels[] = "excellent good pass improve improve-urgent";
constexpr char kThirds[] = "0/1 100/3 200/3 100/1";
constexpr char kFifths[] = "0/1 20/1 40/1 60/1 80/1 100/1";

const Year kYears[] = {
    {2563, "6 6 6 6 6 5 5 5 9 8 7 4 5 8 2", kOldReversed, "", kOldLevels, kThirds},
    {2564, "6 6 6 6 6 5 5 5 9 8 7 4 5 8 2", kOldReversed, "", kOldLevels, kThirds},
    {2565, "6 6 6 6 6 5 5 5 9 8 7 4 5 8 2", kOldReversed, "", kOldLevels, kThirds},
    {2566, "6 6 6 6 6 5 5 5 10 8 4 4 4 8 5", kOldReversed, "EIT-1 EIT-2", kNewLevels, kThirds},
    {2567, "3 3 3 3 3 3 3 3 6 7 4 4 4 8 2", kNewReversed, "EIT-1 EIT-2", kNewLevels, kFifths},
    {2568, "3 3 3 3 3 3 3 3 4 7 2 3 4 4 4", kNewReversed, "EIT-1 EIT-2", kNewLevels, kFifths},
};

class ItaYearsTest : public ::testing::TestWithParam<Year> {
 protected:
  // Every item of the surveys.
  std::vector<Item> Asked() const {
    std::vector<Item> result;
    for (const Item& item : assessment_.items()) {
      if (item.instrument != "OIT") result.push_back(item);
    }
    return result;
  }

  const Assessment assessment_ = *LoadAssessment(absl::StrCat("ita-", GetParam().fiscal_year_be));
};

std::string Fraction(const Choice& choice) {
  const std::optional<mpq_class> score = choice.score;
  return score ? FormatFraction(*score) : "none";
}

TEST(ItaYearsListTest, ProgramsCarryEachYear) {
  for (const Year& year : kYears) {
    EXPECT_THAT(BuiltInDefinitions(), Contains(absl::StrCat("ita-", year.fiscal_year_be)));
  }
}

TEST_P(ItaYearsTest, IsOfItsYear) {
  EXPECT_EQ(assessment_.definition().fiscal_year_be(), GetParam().fiscal_year_be);
  EXPECT_THAT(assessment_.definition().title().th(),
              HasSubstr(absl::StrCat("พ.ศ. ", GetParam().fiscal_year_be)));
  EXPECT_THAT(assessment_.definition().title().en(),
              HasSubstr(absl::StrCat(GetParam().fiscal_year_be, " (",
                                     GetParam().fiscal_year_be - 543, ")")));
}

TEST_P(ItaYearsTest, HasItsItemsInEachGroup) {
  std::vector<size_t> sizes;
  for (const Indicator& indicator : assessment_.indicators()) {
    if (indicator.sub_indicators.empty()) sizes.push_back(indicator.items.size());
    for (const size_t sub_indicator : indicator.sub_indicators) {
      sizes.push_back(assessment_.sub_indicators()[sub_indicator].items.size());
    }
  }

  EXPECT_EQ(absl::StrJoin(sizes, " "), GetParam().items);
}

TEST_P(ItaYearsTest, NumbersItsItemsWithoutGaps) {
  std::map<std::string, int> next;
  for (const Item& item : assessment_.items()) {
    EXPECT_EQ(item.id, absl::StrCat(item.instrument.substr(0, 1), ++next[item.instrument]));
  }
}

TEST_P(ItaYearsTest, WeighsInstrumentsThreeThreeFourAndTheirGroupsEqually) {
  EXPECT_EQ(assessment_.FindInstrument("IIT")->weight, mpq_class(3, 10));
  EXPECT_EQ(assessment_.FindInstrument("EIT")->weight, mpq_class(3, 10));
  EXPECT_EQ(assessment_.FindInstrument("OIT")->weight, mpq_class(2, 5));
  for (const Indicator& indicator : assessment_.indicators()) {
    const size_t siblings = assessment_.FindInstrument(indicator.instrument)->indicators.size();
    EXPECT_EQ(indicator.weight, mpq_class(1, siblings)) << indicator.id;
    for (const size_t sub_indicator : indicator.sub_indicators) {
      EXPECT_EQ(assessment_.sub_indicators()[sub_indicator].weight,
                mpq_class(1, indicator.sub_indicators.size()));
    }
  }
}

TEST_P(ItaYearsTest, ReversesTheRightItems) {
  std::vector<std::string> reversed;
  for (const Item& item : assessment_.items()) {
    if (item.reversed) reversed.push_back(item.id);
  }

  EXPECT_EQ(absl::StrJoin(reversed, " "), GetParam().reversed);
}

TEST_P(ItaYearsTest, GivesAnswersExactScores) {
  for (const Item& item : Asked()) {
    std::vector<std::string> scores;
    for (const Choice& choice : item.choices) scores.push_back(Fraction(choice));
    if (item.reversed && scores.size() > 2) std::reverse(scores.begin(), scores.end());

    if (scores.size() == 2) {
      EXPECT_EQ(std::set<std::string>(scores.begin(), scores.end()),
                (std::set<std::string>{"0/1", "100/1"}))
          << item.id;
    } else {
      EXPECT_EQ(absl::StrJoin(scores, " "), GetParam().answer_scores) << item.id;
    }
  }
}

TEST_P(ItaYearsTest, NeverPaysForABribe) {
  for (const Item& item : Asked()) {
    if (item.choices.size() != 2) continue;
    for (const Choice& choice : item.choices) {
      const bool yes = choice.label.en() == "Yes";
      EXPECT_EQ(Fraction(choice) == "100/1", yes != item.reversed) << item.id;
    }
  }
}

TEST_P(ItaYearsTest, MeasuresTheExternalViewInItsParts) {
  std::vector<std::string> parts;
  for (const Part& part : assessment_.FindInstrument("EIT")->parts) {
    parts.push_back(part.id);
    EXPECT_EQ(part.weight, mpq_class(1, 2));
    EXPECT_EQ(part.imported, part.id == "EIT-2");
  }

  EXPECT_EQ(absl::StrJoin(parts, " "), GetParam().external);
}

TEST_P(ItaYearsTest, HasItsLevels) {
  std::vector<std::string> levels;
  for (const Level& level : assessment_.levels()) levels.push_back(level.id);

  EXPECT_EQ(absl::StrJoin(levels, " "), GetParam().levels);
}

TEST_P(ItaYearsTest, TellsRespondentsHowManyQuestionsThereAre) {
  for (const std::string& questionnaire : assessment_.Questionnaires()) {
    const Instrument& instrument = *assessment_.FindInstrument(questionnaire);
    const v1::Text& how_long = instrument.introduction.how_long();
    EXPECT_TRUE(absl::StartsWith(how_long.th(), absl::StrCat(instrument.items.size(), " ข้อ")));
    EXPECT_TRUE(
        absl::StartsWith(how_long.en(), absl::StrCat(instrument.items.size(), " questions")));
  }
}

TEST_P(ItaYearsTest, ProtectsGroupsOfFewerThanFiveAndKeepsNoRows) {
  EXPECT_EQ(assessment_.minimum_group(), 5);
  EXPECT_EQ(assessment_.definition().privacy().rows(), v1::ROWS_DROP);
}

TEST_P(ItaYearsTest, PutsEachItemUnderATopic) {
  std::set<std::string> sorted;
  for (const v1::Topic& topic : assessment_.definition().topics()) {
    sorted.insert(topic.items().begin(), topic.items().end());
  }

  EXPECT_THAT(assessment_.definition().topics(), SizeIs(7));
  EXPECT_EQ(sorted.size(), assessment_.items().size());
}

TEST_P(ItaYearsTest, KeepsUpOnlyWhatLostNothing) {
  const v1::Analysis& analysis = assessment_.definition().analysis();

  EXPECT_EQ(analysis.keep_up_minimum(), "100");
  EXPECT_EQ(analysis.develop_minimum(), "85");
  EXPECT_EQ(analysis.lowest_items(), 5);
}

TEST_P(ItaYearsTest, HasASentenceForEachGroupWhateverTheInstrument) {
  std::set<v1::AnalysisGroup> for_any;
  for (const v1::SentenceTemplate& sentence : assessment_.definition().analysis().sentences()) {
    if (sentence.instrument().empty()) for_any.insert(sentence.group());
  }

  EXPECT_THAT(for_any, ElementsAre(v1::ANALYSIS_GROUP_SHORTCOMING, v1::ANALYSIS_GROUP_DEVELOP,
                                   v1::ANALYSIS_GROUP_KEEP_UP));
}

TEST_P(ItaYearsTest, FillsNothingIntoSentencesThatNobodyGives) {
  for (const v1::SentenceTemplate& sentence : assessment_.definition().analysis().sentences()) {
    for (const std::string& text : {sentence.text().th(), sentence.text().en()}) {
      const std::string filled = absl::StrReplaceAll(
          text, {{"{item}", ""}, {"{text}", ""}, {"{score}", ""}, {"{advice}", ""}});
      EXPECT_THAT(filled, Each(Not(::testing::AnyOf('{', '}')))) << text;
      EXPECT_EQ(absl::StrContains(text, "{advice}"), sentence.group() != v1::ANALYSIS_GROUP_KEEP_UP)
          << text;
    }
  }
}

TEST_P(ItaYearsTest, AdvisesOnEachItemOnce) {
  std::set<std::string> advised;
  for (const v1::Advice& advice : assessment_.definition().analysis().advice()) {
    EXPECT_TRUE(advised.insert(advice.item()).second) << advice.item();
    EXPECT_NE(assessment_.FindItem(advice.item()), nullptr) << advice.item();
    EXPECT_THAT(advice.text().th(), Not(IsEmpty())) << advice.item();
    EXPECT_THAT(advice.text().en(), ::testing::EndsWith(".")) << advice.item();
  }

  EXPECT_EQ(advised.size(), assessment_.items().size());
}

TEST_P(ItaYearsTest, TellsTheAdministratorWhatNobodyHasConfirmed) {
  EXPECT_THAT(assessment_.definition().unverified(), SizeIs(::testing::Ge(8U)));
}

INSTANTIATE_TEST_SUITE_P(Each, ItaYearsTest, ::testing::ValuesIn(kYears),
                         [](const ::testing::TestParamInfo<Year>& year) {
                           return absl::StrCat("Year", year.param.fiscal_year_be);
                         });

}  // namespace
}  // namespace sucharit
