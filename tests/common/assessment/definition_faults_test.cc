// SPDX-License-Identifier: Apache-2.0
//
// Each way in which a definition can be wrong is refused by name and place. A row of the table
// breaks the small valid definition in one way.
#include <functional>
#include <ostream>

#include "absl/strings/str_cat.h"
#include "common/assessment/assessment.h"
#include "tests/testing/small_definition.h"
#include "tests/testing/status_matchers.h"

namespace sucharit {
namespace {

using testing::IsOk;
using testing::IsRefused;
using testing::IsRefusedFor;
using testing::SmallDefinition;

struct Fault {
  std::string name;
  v1::Reason reason;
  std::string subject;
  std::function<void(v1::Definition&)> make;
};

void PrintTo(const Fault& fault, std::ostream* out) { *out << fault.name; }

class DefinitionFaultsTest : public ::testing::TestWithParam<Fault> {};

TEST_P(DefinitionFaultsTest, IsRefusedByNameAndPlace) {
  v1::Definition definition = SmallDefinition();
  GetParam().make(definition);

  const auto refused = Assessment::FromDefinition(definition);

  EXPECT_THAT(refused, IsRefused(absl::StatusCode::kInvalidArgument, GetParam().reason));
  EXPECT_THAT(refused, IsRefusedFor(GetParam().reason, GetParam().subject));
}

std::string NameOf(const ::testing::TestParamInfo<Fault>& info) { return info.param.name; }

v1::Text Words() {
  v1::Text text;
  text.set_th("ข้อความ");
  text.set_en("Words");
  return text;
}

v1::Item* S1(v1::Definition& d) { return d.mutable_items(0); }
v1::Item* C1(v1::Definition& d) { return d.mutable_items(2); }

INSTANTIATE_TEST_SUITE_P(
    Texts, DefinitionFaultsTest,
    ::testing::Values(
        Fault{"TitleWithoutThai", v1::REASON_DEFINITION_INCOMPLETE, "definition, title in Thai",
              [](auto& d) { d.mutable_title()->clear_th(); }},
        Fault{"TitleWithoutEnglish", v1::REASON_DEFINITION_INCOMPLETE,
              "definition, title in English", [](auto& d) { d.mutable_title()->clear_en(); }},
        Fault{"OverallWithoutName", v1::REASON_DEFINITION_INCOMPLETE,
              "definition, overall_name in Thai", [](auto& d) { d.clear_overall_name(); }},
        Fault{"InstrumentWithoutName", v1::REASON_DEFINITION_INCOMPLETE,
              "instrument C, name in Thai",
              [](auto& d) { d.mutable_instruments(1)->clear_name(); }},
        Fault{"PartWithoutName", v1::REASON_DEFINITION_INCOMPLETE,
              "instrument S, part S-2, name in English",
              [](auto& d) {
                d.mutable_instruments(0)->mutable_parts(1)->mutable_name()->clear_en();
              }},
        Fault{"IndicatorWithoutName", v1::REASON_DEFINITION_INCOMPLETE, "indicator 2, name in Thai",
              [](auto& d) { d.mutable_indicators(1)->clear_name(); }},
        Fault{"SubIndicatorWithoutName", v1::REASON_DEFINITION_INCOMPLETE,
              "sub-indicator 2.1, name in Thai",
              [](auto& d) { d.mutable_sub_indicators(0)->clear_name(); }},
        Fault{"ItemWithBlankText", v1::REASON_DEFINITION_INCOMPLETE, "item S1, text in English",
              [](auto& d) { S1(d)->mutable_text()->set_en(" \n"); }},
        Fault{"ChoiceWithoutLabel", v1::REASON_DEFINITION_INCOMPLETE,
              "item S1, choice 3, label in Thai",
              [](auto& d) { S1(d)->mutable_choices(2)->mutable_label()->clear_th(); }},
        Fault{
            "ScaleChoiceWithoutLabel", v1::REASON_DEFINITION_INCOMPLETE,
            "scale evidence, choice 2, label in English",
            [](auto& d) { d.mutable_scales(0)->mutable_choices(1)->mutable_label()->clear_en(); }},
        Fault{"LevelWithoutName", v1::REASON_DEFINITION_INCOMPLETE, "level fair, name in Thai",
              [](auto& d) { d.mutable_levels(1)->clear_name(); }},
        Fault{"TopicWithoutName", v1::REASON_DEFINITION_INCOMPLETE, "topic 1, name in Thai",
              [](auto& d) { d.mutable_topics(0)->clear_name(); }},
        Fault{"UnverifiedInOneLanguage", v1::REASON_DEFINITION_INCOMPLETE,
              "unverified 1, text in English",
              [](auto& d) { d.mutable_unverified(0)->clear_en(); }},
        Fault{"SurveyWithoutEligibility", v1::REASON_DEFINITION_INCOMPLETE,
              "instrument S, eligibility in Thai",
              [](auto& d) { d.mutable_instruments(0)->clear_eligibility(); }},
        Fault{"SurveyWithoutIntroduction", v1::REASON_DEFINITION_INCOMPLETE,
              "instrument S, introduction, who_asks in Thai",
              [](auto& d) { d.mutable_instruments(0)->clear_introduction(); }},
        Fault{"SurveyThatDoesNotSayWhatIsNeverKept", v1::REASON_DEFINITION_INCOMPLETE,
              "instrument S, introduction, what_never_is in Thai",
              [](auto& d) {
                d.mutable_instruments(0)->mutable_introduction()->clear_what_never_is();
              }},
        Fault{"TextWithoutEnd", v1::REASON_DEFINITION_TOO_LARGE, "item S1, text in Thai",
              [](auto& d) { S1(d)->mutable_text()->set_th(std::string(4001, 'x')); }}),
    NameOf);

INSTANTIATE_TEST_SUITE_P(
    Ids, DefinitionFaultsTest,
    ::testing::Values(
        Fault{"DefinitionWithoutId", v1::REASON_DEFINITION_BAD_ID, "definition",
              [](auto& d) { d.clear_id(); }},
        Fault{"DefinitionWithUpperCase", v1::REASON_DEFINITION_BAD_ID, "definition",
              [](auto& d) { d.set_id("Small"); }},
        Fault{"DefinitionWithAPathAsId", v1::REASON_DEFINITION_BAD_ID, "definition",
              [](auto& d) { d.set_id("../small"); }},
        Fault{"DefinitionWithALongId", v1::REASON_DEFINITION_BAD_ID, "definition",
              [](auto& d) { d.set_id(std::string(65, 'a')); }},
        Fault{"OverallWithoutId", v1::REASON_DEFINITION_BAD_ID, "definition, overall_id",
              [](auto& d) { d.clear_overall_id(); }},
        Fault{"InstrumentWithLowerCase", v1::REASON_DEFINITION_BAD_ID, "instrument s",
              [](auto& d) { d.mutable_instruments(0)->set_id("s"); }},
        Fault{"InstrumentWithALongId", v1::REASON_DEFINITION_BAD_ID, "instrument ABCDEFGHIJKLMNOPQ",
              [](auto& d) { d.mutable_instruments(0)->set_id("ABCDEFGHIJKLMNOPQ"); }},
        Fault{"PartOfAnotherName", v1::REASON_DEFINITION_BAD_ID, "instrument S, part T-1",
              [](auto& d) { d.mutable_instruments(0)->mutable_parts(0)->set_id("T-1"); }},
        Fault{"PartWithoutNumber", v1::REASON_DEFINITION_BAD_ID, "instrument S, part S-x",
              [](auto& d) { d.mutable_instruments(0)->mutable_parts(0)->set_id("S-x"); }},
        Fault{"IndicatorWithoutId", v1::REASON_DEFINITION_BAD_ID, "indicator 1",
              [](auto& d) { d.mutable_indicators(0)->clear_id(); }},
        Fault{"SubIndicatorWithAComma", v1::REASON_DEFINITION_BAD_ID, "sub-indicator 2,1",
              [](auto& d) { d.mutable_sub_indicators(0)->set_id("2,1"); }},
        Fault{"ItemWithABlank", v1::REASON_DEFINITION_BAD_ID, "item 1",
              [](auto& d) { S1(d)->set_id("S 1"); }},
        Fault{"ChoiceWithoutId", v1::REASON_DEFINITION_BAD_ID, "item S1, choice 2",
              [](auto& d) { S1(d)->mutable_choices(1)->clear_id(); }},
        Fault{"ChoiceWithADot", v1::REASON_DEFINITION_BAD_ID, "item S1, choice 2",
              [](auto& d) { S1(d)->mutable_choices(1)->set_id("2.0"); }},
        Fault{"ScaleWithoutId", v1::REASON_DEFINITION_BAD_ID, "scale 1",
              [](auto& d) { d.mutable_scales(0)->clear_id(); }},
        Fault{"LevelWithoutId", v1::REASON_DEFINITION_BAD_ID, "level 3",
              [](auto& d) { d.mutable_levels(2)->clear_id(); }},
        Fault{"InstrumentsSharingAnId", v1::REASON_DEFINITION_DUPLICATE_ID, "instrument S",
              [](auto& d) { *d.add_instruments() = d.instruments(0); }},
        Fault{"PartsSharingAnId", v1::REASON_DEFINITION_DUPLICATE_ID, "instrument S, part S-1",
              [](auto& d) { d.mutable_instruments(0)->mutable_parts(1)->set_id("S-1"); }},
        Fault{"IndicatorsSharingAnId", v1::REASON_DEFINITION_DUPLICATE_ID, "indicator 1",
              [](auto& d) { d.mutable_indicators(1)->set_id("1"); }},
        Fault{"SubIndicatorsSharingAnId", v1::REASON_DEFINITION_DUPLICATE_ID, "sub-indicator 2.1",
              [](auto& d) { *d.add_sub_indicators() = d.sub_indicators(0); }},
        Fault{"ScalesSharingAnId", v1::REASON_DEFINITION_DUPLICATE_ID, "scale evidence",
              [](auto& d) { *d.add_scales() = d.scales(0); }},
        Fault{"ItemsSharingAnId", v1::REASON_DEFINITION_DUPLICATE_ID, "item S1",
              [](auto& d) { C1(d)->set_id("S1"); }},
        Fault{"ItemNamedLikeAnIndicator", v1::REASON_DEFINITION_DUPLICATE_ID, "item 2",
              [](auto& d) { S1(d)->set_id("2"); }},
        Fault{"ChoicesSharingAnId", v1::REASON_DEFINITION_DUPLICATE_ID, "item S1, choice 2",
              [](auto& d) { S1(d)->mutable_choices(1)->set_id("1"); }},
        Fault{"LevelsSharingAnId", v1::REASON_DEFINITION_DUPLICATE_ID, "level good",
              [](auto& d) { d.mutable_levels(1)->set_id("good"); }},
        Fault{"TopicsSharingANumber", v1::REASON_DEFINITION_DUPLICATE_ID, "topic 1",
              [](auto& d) { *d.add_topics() = d.topics(0); }},
        Fault{"TopicNamingAnItemTwice", v1::REASON_DEFINITION_DUPLICATE_ID, "topic 1, item S1",
              [](auto& d) { d.mutable_topics(0)->add_items("S1"); }}),
    NameOf);

INSTANTIATE_TEST_SUITE_P(
    Structure, DefinitionFaultsTest,
    ::testing::Values(
        Fault{"NoInstruments", v1::REASON_DEFINITION_INCOMPLETE, "instruments",
              [](auto& d) { d.clear_instruments(); }},
        Fault{"SourceUnspecified", v1::REASON_DEFINITION_INCOMPLETE, "instrument C, source",
              [](auto& d) { d.mutable_instruments(1)->clear_source(); }},
        Fault{"SourceFromALaterVersion", v1::REASON_DEFINITION_INCOMPLETE, "instrument C, source",
              [](auto& d) {
                d.mutable_instruments(1)->set_source(static_cast<v1::InstrumentSource>(9));
              }},
        Fault{"RowsUnspecified", v1::REASON_DEFINITION_INCOMPLETE, "privacy, rows",
              [](auto& d) { d.mutable_privacy()->clear_rows(); }},
        Fault{"ItemInNoInstrument", v1::REASON_DEFINITION_BAD_STRUCTURE, "item S1",
              [](auto& d) { S1(d)->clear_instrument(); }},
        Fault{"ItemInNoIndicator", v1::REASON_DEFINITION_BAD_STRUCTURE, "item S1",
              [](auto& d) { S1(d)->clear_indicator(); }},
        Fault{"ItemOfAnotherInstrumentThanItsIndicator", v1::REASON_DEFINITION_BAD_STRUCTURE,
              "item S1", [](auto& d) { S1(d)->set_instrument("C"); }},
        Fault{"ItemWithASubIndicatorOfAnotherIndicator", v1::REASON_DEFINITION_BAD_STRUCTURE,
              "item S1", [](auto& d) { S1(d)->set_sub_indicator("2.1"); }},
        Fault{"IndicatorWithItemsAndSubIndicators", v1::REASON_DEFINITION_BAD_STRUCTURE, "item C1",
              [](auto& d) { C1(d)->clear_sub_indicator(); }},
        Fault{"InstrumentWithoutIndicators", v1::REASON_DEFINITION_BAD_STRUCTURE, "instrument T",
              [](auto& d) {
                *d.add_instruments() = d.instruments(1);
                d.mutable_instruments(2)->set_id("T");
              }},
        Fault{"IndicatorWithoutItems", v1::REASON_DEFINITION_BAD_STRUCTURE, "indicator 3",
              [](auto& d) {
                *d.add_indicators() = d.indicators(0);
                d.mutable_indicators(2)->set_id("3");
              }},
        Fault{"SubIndicatorWithoutItems", v1::REASON_DEFINITION_BAD_STRUCTURE, "sub-indicator 2.2",
              [](auto& d) {
                *d.add_sub_indicators() = d.sub_indicators(0);
                d.mutable_sub_indicators(1)->set_id("2.2");
              }},
        Fault{"TwoCollectedParts", v1::REASON_DEFINITION_BAD_STRUCTURE, "instrument S",
              [](auto& d) { d.mutable_instruments(0)->mutable_parts(1)->set_imported(false); }},
        Fault{"TopicsWithAGap", v1::REASON_DEFINITION_BAD_STRUCTURE, "topic 2",
              [](auto& d) { d.mutable_topics(0)->set_number(2); }},
        Fault{"TopicWithoutItems", v1::REASON_DEFINITION_BAD_STRUCTURE, "topic 1",
              [](auto& d) { d.mutable_topics(0)->clear_items(); }},
        Fault{"IndicatorOfAnUnknownInstrument", v1::REASON_DEFINITION_UNKNOWN_REFERENCE,
              "indicator 1", [](auto& d) { d.mutable_indicators(0)->set_instrument("T"); }},
        Fault{"SubIndicatorOfAnUnknownIndicator", v1::REASON_DEFINITION_UNKNOWN_REFERENCE,
              "sub-indicator 2.1",
              [](auto& d) { d.mutable_sub_indicators(0)->set_indicator("9"); }},
        Fault{"ItemOfAnUnknownInstrument", v1::REASON_DEFINITION_UNKNOWN_REFERENCE, "item S1",
              [](auto& d) { S1(d)->set_instrument("T"); }},
        Fault{"ItemOfAnUnknownIndicator", v1::REASON_DEFINITION_UNKNOWN_REFERENCE, "item S1",
              [](auto& d) { S1(d)->set_indicator("9"); }},
        Fault{"ItemOfAnUnknownSubIndicator", v1::REASON_DEFINITION_UNKNOWN_REFERENCE, "item C1",
              [](auto& d) { C1(d)->set_sub_indicator("2.9"); }},
        Fault{"ItemWithAnUnknownScale", v1::REASON_DEFINITION_UNKNOWN_REFERENCE, "item C1",
              [](auto& d) { C1(d)->set_scale("proof"); }},
        Fault{"TopicNamingAnUnknownItem", v1::REASON_DEFINITION_UNKNOWN_REFERENCE,
              "topic 1, item S9", [](auto& d) { d.mutable_topics(0)->set_items(0, "S9"); }}),
    NameOf);

INSTANTIATE_TEST_SUITE_P(
    Choices, DefinitionFaultsTest,
    ::testing::Values(
        Fault{"ScaleAndChoicesOfItsOwn", v1::REASON_DEFINITION_BAD_CHOICES, "item S1",
              [](auto& d) { S1(d)->set_scale("evidence"); }},
        Fault{"NeitherScaleNorChoices", v1::REASON_DEFINITION_BAD_CHOICES, "item C1",
              [](auto& d) { C1(d)->clear_scale(); }},
        Fault{"OneChoice", v1::REASON_DEFINITION_BAD_CHOICES, "item S2",
              [](auto& d) { d.mutable_items(1)->mutable_choices()->RemoveLast(); }},
        Fault{"ScaleWithOneChoice", v1::REASON_DEFINITION_BAD_CHOICES, "scale evidence",
              [](auto& d) { d.mutable_scales(0)->mutable_choices()->DeleteSubrange(1, 2); }},
        Fault{"TwoHundredAndOneChoices", v1::REASON_DEFINITION_BAD_CHOICES, "item S1",
              [](auto& d) {
                while (S1(d)->choices_size() < 201) *S1(d)->add_choices() = S1(d)->choices(5);
              }},
        Fault{"RisingScoresOfAReversedItem", v1::REASON_DEFINITION_BAD_CHOICES, "item S1, choice 2",
              [](auto& d) { S1(d)->set_reversed(true); }},
        Fault{"FallingScoresOfAnItemThatIsNotReversed", v1::REASON_DEFINITION_BAD_CHOICES,
              "item S1, choice 4", [](auto& d) { S1(d)->mutable_choices(3)->set_score("30"); }},
        Fault{"AScaleThatContradictsReversed", v1::REASON_DEFINITION_BAD_CHOICES,
              "item C1, choice 2", [](auto& d) { C1(d)->set_reversed(true); }},
        Fault{"ChoicesThatAllEarnTheSame", v1::REASON_DEFINITION_BAD_CHOICES, "item S1",
              [](auto& d) {
                for (v1::Choice& choice : *S1(d)->mutable_choices()) choice.set_score("50");
              }}),
    NameOf);

INSTANTIATE_TEST_SUITE_P(
    Numbers, DefinitionFaultsTest,
    ::testing::Values(
        Fault{"ScoreThatIsNoNumber", v1::REASON_DEFINITION_BAD_NUMBER, "item S1, choice 3",
              [](auto& d) { S1(d)->mutable_choices(2)->set_score("forty"); }},
        Fault{"ScoreBelowZero", v1::REASON_DEFINITION_BAD_NUMBER, "item S1, choice 1",
              [](auto& d) { S1(d)->mutable_choices(0)->set_score("-1"); }},
        Fault{"ScoreAboveAHundred", v1::REASON_DEFINITION_BAD_NUMBER, "item S1, choice 6",
              [](auto& d) { S1(d)->mutable_choices(5)->set_score("100.01"); }},
        Fault{"ChecklistChoiceWithoutAScore", v1::REASON_DEFINITION_BAD_NUMBER, "item C1, choice 1",
              [](auto& d) { d.mutable_scales(0)->mutable_choices(0)->clear_score(); }},
        Fault{"WeightThatIsNoNumber", v1::REASON_DEFINITION_BAD_NUMBER, "instrument S",
              [](auto& d) { d.mutable_instruments(0)->set_weight("half"); }},
        Fault{"WeightAboveOne", v1::REASON_DEFINITION_BAD_NUMBER, "indicator 1",
              [](auto& d) { d.mutable_indicators(0)->set_weight("3/2"); }},
        Fault{"MinimumGroupOfTwo", v1::REASON_DEFINITION_BAD_NUMBER, "privacy, minimum_group",
              [](auto& d) { d.mutable_privacy()->set_minimum_group(2); }},
        Fault{"NoPrivacyAtAll", v1::REASON_DEFINITION_BAD_NUMBER, "privacy, minimum_group",
              [](auto& d) { d.clear_privacy(); }},
        Fault{"NegativeYear", v1::REASON_DEFINITION_BAD_NUMBER, "definition, fiscal_year_be",
              [](auto& d) { d.set_fiscal_year_be(-1); }},
        Fault{"CollectionOfAChecklist", v1::REASON_DEFINITION_BAD_STRUCTURE,
              "instrument C, collection",
              [](auto& d) { d.mutable_instruments(1)->mutable_collection()->set_daily_cap(9); }},
        Fault{"MinimumSampleOfNothing", v1::REASON_DEFINITION_BAD_NUMBER,
              "instrument S, minimum_sample",
              [](auto& d) { d.mutable_instruments(0)->mutable_minimum_sample()->Clear(); }},
        Fault{
            "MinimumSampleAboveAHundredPercent", v1::REASON_DEFINITION_BAD_NUMBER,
            "instrument S, minimum_sample",
            [](auto& d) { d.mutable_instruments(0)->mutable_minimum_sample()->set_percent(101); }},
        Fault{"MinimumSampleLargerThanThePopulation", v1::REASON_DEFINITION_BAD_NUMBER,
              "instrument S, minimum_sample",
              [](auto& d) {
                d.mutable_instruments(0)->mutable_minimum_sample()->set_large_least(4001);
              }}),
    NameOf);

INSTANTIATE_TEST_SUITE_P(
    Weights, DefinitionFaultsTest,
    ::testing::Values(
        Fault{"InstrumentsBelowOne", v1::REASON_DEFINITION_BAD_WEIGHTS, "instruments",
              [](auto& d) { d.mutable_instruments(0)->set_weight("0.3"); }},
        Fault{"InstrumentWithoutWeight", v1::REASON_DEFINITION_BAD_WEIGHTS, "instruments",
              [](auto& d) { d.mutable_instruments(0)->clear_weight(); }},
        Fault{"PartsAboveOne", v1::REASON_DEFINITION_BAD_WEIGHTS, "instrument S, parts",
              [](auto& d) { d.mutable_instruments(0)->mutable_parts(0)->set_weight("0.6"); }},
        Fault{"PartWithoutWeight", v1::REASON_DEFINITION_BAD_WEIGHTS, "instrument S, parts",
              [](auto& d) { d.mutable_instruments(0)->mutable_parts(0)->clear_weight(); }},
        Fault{"IndicatorsBelowOne", v1::REASON_DEFINITION_BAD_WEIGHTS, "instrument S",
              [](auto& d) { d.mutable_indicators(0)->set_weight("0.5"); }},
        Fault{"SubIndicatorsBelowOne", v1::REASON_DEFINITION_BAD_WEIGHTS, "indicator 2",
              [](auto& d) { d.mutable_sub_indicators(0)->set_weight("0.5"); }},
        Fault{"SomeItemsWithAWeightAndSomeWithout", v1::REASON_DEFINITION_BAD_WEIGHTS,
              "indicator 1", [](auto& d) { S1(d)->set_weight("1/2"); }},
        Fault{"ItemsThatAlmostAddUp", v1::REASON_DEFINITION_BAD_WEIGHTS, "sub-indicator 2.1",
              [](auto& d) {
                C1(d)->set_weight("0.333");
                d.mutable_items(3)->set_weight("2/3");
              }}),
    NameOf);

INSTANTIATE_TEST_SUITE_P(
    Levels, DefinitionFaultsTest,
    ::testing::Values(
        Fault{"NoLevels", v1::REASON_DEFINITION_BAD_LEVELS, "levels",
              [](auto& d) { d.clear_levels(); }},
        Fault{"WorstFirst", v1::REASON_DEFINITION_BAD_LEVELS, "level fair",
              [](auto& d) { d.mutable_levels()->SwapElements(0, 2); }},
        Fault{"NoLevelAtZero", v1::REASON_DEFINITION_BAD_LEVELS, "level poor",
              [](auto& d) { d.mutable_levels(2)->set_overall_minimum("1"); }},
        Fault{"LastLevelAsksForInstruments", v1::REASON_DEFINITION_BAD_LEVELS, "level poor",
              [](auto& d) { d.mutable_levels(2)->set_instrument_minimum("1"); }},
        Fault{"TwoLevelsWithTheSameMinima", v1::REASON_DEFINITION_BAD_LEVELS, "level fair",
              [](auto& d) { d.mutable_levels(0)->clear_instrument_minimum(); }},
        Fault{"AWorseLevelAsksMoreOfInstruments", v1::REASON_DEFINITION_BAD_LEVELS, "level fair",
              [](auto& d) { d.mutable_levels(1)->set_instrument_minimum("90"); }},
        Fault{"MinimumAboveAHundred", v1::REASON_DEFINITION_BAD_NUMBER, "level good",
              [](auto& d) { d.mutable_levels(0)->set_overall_minimum("101"); }},
        Fault{"InstrumentMinimumThatIsNoNumber", v1::REASON_DEFINITION_BAD_NUMBER, "level good",
              [](auto& d) { d.mutable_levels(0)->set_instrument_minimum("high"); }}),
    NameOf);

// A definition with `count` items under indicator 1, all with `choices` of the scale.
v1::Definition DefinitionWithItems(int count) {
  v1::Definition definition = SmallDefinition();
  v1::Item item = definition.items(2);
  item.set_instrument("S");
  item.set_indicator("1");
  item.clear_sub_indicator();
  for (int i = definition.items_size(); i < count; ++i) {
    item.set_id(absl::StrCat("X", i));
    *definition.add_items() = item;
  }
  return definition;
}

TEST(DefinitionSizeTest, TakesTwoThousandItemsAndNoMore) {
  EXPECT_THAT(Assessment::FromDefinition(DefinitionWithItems(2000)), IsOk());
  EXPECT_THAT(Assessment::FromDefinition(DefinitionWithItems(2001)),
              IsRefusedFor(v1::REASON_DEFINITION_TOO_LARGE, "2001 items"));
}

TEST(DefinitionSizeTest, RefusesALongScaleThatManyItemsShare) {
  v1::Definition definition = DefinitionWithItems(2000);
  v1::Scale& scale = *definition.mutable_scales(0);
  for (int i = scale.choices_size(); i < 200; ++i) {
    v1::Choice& choice = *scale.add_choices();
    choice.set_id(absl::StrCat(i));
    choice.set_score("100");
    *choice.mutable_label() = Words();
  }

  EXPECT_THAT(Assessment::FromDefinition(definition),
              IsRefused(absl::StatusCode::kInvalidArgument, v1::REASON_DEFINITION_TOO_LARGE));
}

TEST(DefinitionSizeTest, RefusesWeightsThatWouldTakeLongToAdd) {
  v1::Definition definition = DefinitionWithItems(2000);
  for (int i = 0; i < definition.items_size(); ++i) {
    if (definition.items(i).indicator() != "1") continue;
    definition.mutable_items(i)->set_weight(absl::StrCat("1/", 999999999999000000 + i));
  }

  EXPECT_THAT(Assessment::FromDefinition(definition),
              IsRefusedFor(v1::REASON_DEFINITION_BAD_WEIGHTS, "indicator 1"));
}

}  // namespace
}  // namespace sucharit
