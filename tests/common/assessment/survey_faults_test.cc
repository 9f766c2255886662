// SPDX-License-Identifier: Apache-2.0
//
// Each way in which a survey's items, rules, sections, segments and analysis can be wrong is
// refused by name and place. A row of the table breaks the valid survey in one way.
#include <functional>
#include <ostream>

#include "absl/strings/str_cat.h"
#include "common/assessment/assessment.h"
#include "tests/testing/small_definition.h"
#include "tests/testing/status_matchers.h"
#include "tests/testing/survey_definition.h"

namespace sucharit {
namespace {

using testing::IsOk;
using testing::IsRefused;
using testing::IsRefusedFor;
using testing::SmallDefinition;
using testing::SurveyDefinition;

constexpr v1::Reason kStructure = v1::REASON_DEFINITION_BAD_STRUCTURE;
constexpr v1::Reason kNumber = v1::REASON_DEFINITION_BAD_NUMBER;
constexpr v1::Reason kChoices = v1::REASON_DEFINITION_BAD_CHOICES;
constexpr v1::Reason kReference = v1::REASON_DEFINITION_UNKNOWN_REFERENCE;
constexpr v1::Reason kRule = v1::REASON_DEFINITION_BAD_RULE;
constexpr v1::Reason kDuplicate = v1::REASON_DEFINITION_DUPLICATE_ID;
constexpr v1::Reason kIncomplete = v1::REASON_DEFINITION_INCOMPLETE;

struct Fault {
  std::string name;
  v1::Reason reason;
  std::string subject;
  std::function<void(v1::Definition&)> make;
};

void PrintTo(const Fault& fault, std::ostream* out) { *out << fault.name; }

std::string NameOf(const ::testing::TestParamInfo<Fault>& info) { return info.param.name; }

v1::Item& At(v1::Definition& d, const std::string& id) {
  for (v1::Item& item : *d.mutable_items()) {
    if (item.id() == id) return item;
  }
  return *d.add_items();
}

class SurveyFaultsTest : public ::testing::TestWithParam<Fault> {};

TEST_P(SurveyFaultsTest, IsRefusedByNameAndPlace) {
  v1::Definition definition = SurveyDefinition();
  GetParam().make(definition);

  const auto refused = Assessment::FromDefinition(definition);

  EXPECT_THAT(refused, IsRefusedFor(GetParam().reason, GetParam().subject));
}

INSTANTIATE_TEST_SUITE_P(
    Scores, SurveyFaultsTest,
    ::testing::Values(Fault{"ScoredItemWithoutIndicator", kStructure, "item SAT",
                            [](auto& d) { At(d, "SAT").clear_indicator(); }},
                      Fault{"UnscoredItemWithIndicator", kStructure, "item AGE",
                            [](auto& d) { At(d, "AGE").set_indicator("1"); }},
                      Fault{"TextWithIndicator", kStructure, "item COMMENT",
                            [](auto& d) { At(d, "COMMENT").set_indicator("1"); }},
                      Fault{"UnscoredItemWithWeight", kStructure, "item AGE",
                            [](auto& d) { At(d, "AGE").set_weight("1"); }},
                      Fault{"ScoreInSeveralChoices", kChoices, "item CHANNEL, choice 2",
                            [](auto& d) { At(d, "CHANNEL").mutable_choices(1)->set_score("50"); }},
                      Fault{"ScoreOfAStaffItem", kStructure, "item POINT",
                            [](auto& d) {
                              At(d, "POINT").set_indicator("1");
                              At(d, "POINT").mutable_choices(0)->set_score("50");
                            }},
                      Fault{"IndicatorWithoutScoredItems", kStructure, "indicator 1",
                            [](auto& d) {
                              for (const char* id : {"SAT", "SPEED"}) {
                                for (auto& choice : *At(d, id).mutable_choices())
                                  choice.clear_score();
                                At(d, id).clear_indicator();
                              }
                            }},
                      Fault{"ScoresThatFallAroundNoOpinion", kChoices, "item SAT, choice 4",
                            [](auto& d) { At(d, "SAT").mutable_choices()->SwapElements(1, 3); }}),
    NameOf);

INSTANTIATE_TEST_SUITE_P(
    Kinds, SurveyFaultsTest,
    ::testing::Values(
        Fault{"KindFromALaterVersion", kStructure, "item AGE",
              [](auto& d) { At(d, "AGE").set_kind(static_cast<v1::AnswerKind>(9)); }},
        Fault{"NumberWithChoices", kStructure, "item VISITS",
              [](auto& d) { *At(d, "VISITS").add_choices() = d.items(0).choices(0); }},
        Fault{"NumberWithoutRange", kStructure, "item VISITS",
              [](auto& d) { At(d, "VISITS").clear_number(); }},
        Fault{"ChoiceWithRange", kStructure, "item AGE",
              [](auto& d) { *At(d, "AGE").mutable_number() = At(d, "WAIT").number(); }},
        Fault{"MinimumThatIsNoNumber", kNumber, "item VISITS, minimum",
              [](auto& d) { At(d, "VISITS").mutable_number()->set_minimum("one"); }},
        Fault{"MinimumMissing", kNumber, "item VISITS, minimum",
              [](auto& d) { At(d, "VISITS").mutable_number()->clear_minimum(); }},
        Fault{"MaximumWithFiveDecimals", kNumber, "item WAIT, maximum",
              [](auto& d) { At(d, "WAIT").mutable_number()->set_maximum("1.00001"); }},
        Fault{"MaximumThatDoesNotFit", kNumber, "item WAIT, maximum",
              [](auto& d) { At(d, "WAIT").mutable_number()->set_maximum("1000000000000000"); }},
        Fault{"MaximumBelowMinimum", kNumber, "item VISITS, maximum",
              [](auto& d) { At(d, "VISITS").mutable_number()->set_maximum("0"); }},
        Fault{"RangeWithoutANumberInIt", kNumber, "item VISITS, maximum",
              [](auto& d) {
                At(d, "VISITS").mutable_number()->set_minimum("1.2");
                At(d, "VISITS").mutable_number()->set_maximum("1.8");
              }},
        Fault{"FiveDecimals", kNumber, "item WAIT, decimals",
              [](auto& d) { At(d, "WAIT").mutable_number()->set_decimals(5); }},
        Fault{"UnitInOneLanguage", kIncomplete, "item WAIT, unit in Thai",
              [](auto& d) { At(d, "WAIT").mutable_number()->mutable_unit()->clear_th(); }},
        Fault{"HintInOneLanguage", kIncomplete, "item CHANNEL, hint in English",
              [](auto& d) { At(d, "CHANNEL").mutable_hint()->clear_en(); }},
        Fault{"TextWithoutLength", kNumber, "item WHY, maximum_length",
              [](auto& d) { At(d, "WHY").clear_maximum_length(); }},
        Fault{"TextOfFiveHundredAndOne", kNumber, "item WHY, maximum_length",
              [](auto& d) { At(d, "WHY").set_maximum_length(501); }},
        Fault{"ChoiceWithLength", kNumber, "item AGE, maximum_length",
              [](auto& d) { At(d, "AGE").set_maximum_length(5); }},
        Fault{"LimitOfOneChoice", kStructure, "item AGE",
              [](auto& d) { At(d, "AGE").set_maximum_chosen(1); }},
        Fault{"LimitAboveTheChoices", kNumber, "item CHANNEL, maximum_chosen",
              [](auto& d) { At(d, "CHANNEL").set_maximum_chosen(5); }},
        Fault{"LimitBelowZero", kNumber, "item CHANNEL, maximum_chosen",
              [](auto& d) { At(d, "CHANNEL").set_maximum_chosen(-1); }},
        Fault{"ExclusiveAmongOne", kChoices, "item AGE, choice 1",
              [](auto& d) { At(d, "AGE").mutable_choices(0)->set_exclusive(true); }},
        Fault{"SoManyTextsThatNoBoxHoldsThem", v1::REASON_DEFINITION_TOO_LARGE, "instrument Q",
              [](auto& d) {
                for (int i = 0; i < 30; ++i) {
                  *d.add_items() = At(d, "COMMENT");
                  d.mutable_items()->rbegin()->set_id(absl::StrCat("X", i));
                }
              }}),
    NameOf);

INSTANTIATE_TEST_SUITE_P(
    Order, SurveyFaultsTest,
    ::testing::Values(
        Fault{"StaffItemAfterTheRespondents", kStructure, "item POINT",
              [](auto& d) { d.mutable_items()->SwapElements(0, 1); }},
        Fault{"StaffItemOfSeveralChoices", kStructure, "item POINT",
              [](auto& d) { At(d, "POINT").set_kind(v1::ANSWER_KIND_SEVERAL_CHOICES); }},
        Fault{"StaffItemInASection", kStructure, "item POINT",
              [](auto& d) { At(d, "POINT").set_section("service"); }},
        Fault{"SectionInTwoPieces", kStructure, "item COMMENT",
              [](auto& d) { At(d, "COMMENT").set_section("visit"); }},
        Fault{"UnknownSection", kReference, "item COMMENT",
              [](auto& d) { At(d, "COMMENT").set_section("end"); }},
        Fault{"SectionWithoutItems", kStructure, "section end",
              [](auto& d) {
                *d.add_sections() = d.sections(0);
                d.mutable_sections(2)->set_id("end");
              }},
        Fault{"SectionsSharingAnId", kDuplicate, "section service",
              [](auto& d) { *d.add_sections() = d.sections(0); }},
        Fault{"SectionOfNoSurvey", kReference, "section service",
              [](auto& d) { d.mutable_sections(0)->set_instrument("R"); }},
        Fault{"SectionWithoutTitle", kIncomplete, "section visit, title in Thai",
              [](auto& d) { d.mutable_sections(1)->clear_title(); }},
        Fault{"SectionTextInOneLanguage", kIncomplete, "section service, text in Thai",
              [](auto& d) { d.mutable_sections(0)->mutable_text()->clear_th(); }}),
    NameOf);

INSTANTIATE_TEST_SUITE_P(
    Rules, SurveyFaultsTest,
    ::testing::Values(
        Fault{"ShowIfThatCannotBeRead", kRule, "item WHY, show_if, character 9",
              [](auto& d) { At(d, "WHY").set_show_if("${SAT} == 'low'"); }},
        Fault{"ShowIfOfASectionThatCannotBeRead", kRule, "section visit, show_if, character 1",
              [](auto& d) { d.mutable_sections(1)->set_show_if("maybe"); }},
        Fault{"AnItemThatAsksForItself", kRule, "item WHY, show_if, character 1",
              [](auto& d) { At(d, "WHY").set_show_if("${WHY} = ''"); }},
        Fault{"AnItemThatAsksForALaterOne", kRule, "item SAT, show_if, character 1",
              [](auto& d) { At(d, "SAT").set_show_if("${COMMENT} = ''"); }},
        Fault{"TwoItemsThatAskForEachOther", kRule, "item VISITS, show_if, character 1",
              [](auto& d) {
                At(d, "VISITS").set_show_if("${WAIT} > 1");
                At(d, "WAIT").set_show_if("${VISITS} > 1");
              }},
        Fault{"ASectionThatAsksForItsOwnItem", kRule, "section visit, show_if, character 1",
              [](auto& d) { d.mutable_sections(1)->set_show_if("${VISITS} > 1"); }},
        Fault{"SelfInShowIf", kRule, "item WHY, show_if, character 1",
              [](auto& d) { At(d, "WHY").set_show_if(". = ''"); }},
        Fault{"ConstraintOnALaterItem", kRule, "item WAIT, constraint, character 1",
              [](auto& d) { At(d, "WAIT").set_constraint("${WHY} = ''"); }},
        Fault{"ConstraintWithoutMessage", kIncomplete, "item WAIT, constraint_message in Thai",
              [](auto& d) { At(d, "WAIT").clear_constraint_message(); }},
        Fault{"DeepNesting", kRule, "item WHY, show_if, character 33",
              [](auto& d) {
                At(d, "WHY").set_show_if(std::string(900, '(') + "1=1" + std::string(900, ')'));
              }},
        Fault{"RuleOfThreeMegabytes", kRule, "item WHY, show_if, character 1",
              [](auto& d) { At(d, "WHY").set_show_if(std::string(3000000, '(')); }}),
    NameOf);

INSTANTIATE_TEST_SUITE_P(
    Segments, SurveyFaultsTest,
    ::testing::Values(Fault{"SegmentsSharingAnId", kDuplicate, "segment point",
                            [](auto& d) { d.mutable_segments(1)->set_id("point"); }},
                      Fault{"SegmentWithoutName", kIncomplete, "segment age, name in Thai",
                            [](auto& d) { d.mutable_segments(1)->clear_name(); }},
                      Fault{"SegmentOfAnUnknownItem", kReference, "segment age",
                            [](auto& d) { d.mutable_segments(1)->set_item("SEX"); }},
                      Fault{"SegmentOfAScoredItem", kStructure, "segment age",
                            [](auto& d) { d.mutable_segments(1)->set_item("SPEED"); }},
                      Fault{"SegmentOfSeveralChoices", kStructure, "segment age",
                            [](auto& d) { d.mutable_segments(1)->set_item("CHANNEL"); }},
                      Fault{"SegmentOfAnOptionalItem", kStructure, "segment age",
                            [](auto& d) { At(d, "AGE").set_optional(true); }},
                      Fault{"SegmentOfAnItemThatIsNotAlwaysAsked", kStructure, "segment age",
                            [](auto& d) { At(d, "AGE").set_show_if("${POINT} = 'north'"); }},
                      Fault{"TwoSegmentsOfAnItem", kStructure, "segment age",
                            [](auto& d) { d.mutable_segments(1)->set_item("POINT"); }}),
    NameOf);

v1::GroupJoin& AddJoin(v1::Definition& d, const std::vector<std::string>& groups) {
  v1::GroupJoin* join = d.mutable_segments(1)->add_joins();
  join->mutable_name()->set_th("รวม");
  join->mutable_name()->set_en("Together");
  *join->mutable_groups() = {groups.begin(), groups.end()};
  return *join;
}

INSTANTIATE_TEST_SUITE_P(
    Joins, SurveyFaultsTest,
    ::testing::Values(Fault{"JoinOfAnUnknownGroup", kReference, "segment age, join 1, group oldest",
                            [](auto& d) {
                              AddJoin(d, {"old", "oldest"});
                            }},
                      Fault{"JoinOfOneGroup", kStructure, "segment age, join 1",
                            [](auto& d) { AddJoin(d, {"old"}); }},
                      Fault{"JoinOfNoGroup", kStructure, "segment age, join 1",
                            [](auto& d) { AddJoin(d, {}); }},
                      Fault{"JoinOfAGroupWithItself", kStructure, "segment age, join 1, group old",
                            [](auto& d) {
                              AddJoin(d, {"old", "old"});
                            }},
                      Fault{"GroupInTwoJoins", kStructure, "segment age, join 2, group middle",
                            [](auto& d) {
                              AddJoin(d, {"young", "middle"});
                              AddJoin(d, {"middle", "old"});
                            }},
                      Fault{"JoinWithoutName", kIncomplete, "segment age, join 1, name in Thai",
                            [](auto& d) {
                              AddJoin(d, {"middle", "old"}).clear_name();
                            }}),
    NameOf);

INSTANTIATE_TEST_SUITE_P(
    Collections, SurveyFaultsTest,
    ::testing::Values(
        Fault{"NegativeSeconds", kNumber, "instrument Q, collection, minimum_seconds",
              [](auto& d) {
                d.mutable_instruments(0)->mutable_collection()->set_minimum_seconds(-1);
              }},
        Fault{"MoreSecondsThanAnHour", kNumber, "instrument Q, collection, minimum_seconds",
              [](auto& d) {
                d.mutable_instruments(0)->mutable_collection()->set_minimum_seconds(3601);
              }},
        Fault{"NegativeCap", kNumber, "instrument Q, collection, daily_cap",
              [](auto& d) { d.mutable_instruments(0)->mutable_collection()->set_daily_cap(-1); }},
        Fault{"UnknownReceiptRule", kStructure, "instrument Q, collection, receipts",
              [](auto& d) {
                d.mutable_instruments(0)->mutable_collection()->set_receipts(
                    static_cast<v1::ReceiptRule>(9));
              }}),
    NameOf);

INSTANTIATE_TEST_SUITE_P(
    Analyses, SurveyFaultsTest,
    ::testing::Values(
        Fault{"DevelopAboveKeepUp", kNumber, "analysis",
              [](auto& d) { d.mutable_analysis()->set_develop_minimum("96"); }},
        Fault{"ThresholdMissing", kNumber, "analysis",
              [](auto& d) { d.mutable_analysis()->clear_keep_up_minimum(); }},
        Fault{"NoLowestItems", kNumber, "analysis, lowest_items",
              [](auto& d) { d.mutable_analysis()->set_lowest_items(0); }},
        Fault{"TwentyOneLowestItems", kNumber, "analysis, lowest_items",
              [](auto& d) { d.mutable_analysis()->set_lowest_items(21); }},
        Fault{"GroupWithoutSentence", kStructure, "analysis, sentences",
              [](auto& d) { d.mutable_analysis()->mutable_sentences()->RemoveLast(); }},
        Fault{"SentenceOfNoGroup", kStructure, "analysis, sentence 2",
              [](auto& d) { d.mutable_analysis()->mutable_sentences(1)->clear_group(); }},
        Fault{"SentenceForAnUnknownInstrument", kReference, "analysis, sentence 1",
              [](auto& d) { d.mutable_analysis()->mutable_sentences(0)->set_instrument("R"); }},
        Fault{"UnknownPlaceholder", kStructure, "analysis, sentence 1, text in English",
              [](auto& d) {
                d.mutable_analysis()->mutable_sentences(0)->mutable_text()->set_en("{name} x");
              }},
        Fault{"BraceWithoutEnd", kStructure, "analysis, sentence 1, text in Thai",
              [](auto& d) {
                d.mutable_analysis()->mutable_sentences(0)->mutable_text()->set_th("{item} {score");
              }},
        Fault{"AdviceForAnUnknownItem", kReference, "analysis, advice, item S9",
              [](auto& d) { d.mutable_analysis()->mutable_advice(0)->set_item("S9"); }},
        Fault{"AdviceTwice", kDuplicate, "analysis, advice, item SPEED",
              [](auto& d) { *d.mutable_analysis()->add_advice() = d.analysis().advice(0); }},
        Fault{"AdviceWithoutText", kIncomplete, "analysis, advice, item SPEED, text in Thai",
              [](auto& d) { d.mutable_analysis()->mutable_advice(0)->clear_text(); }}),
    NameOf);

// A row of the table breaks the checklist of the small definition.
class ChecklistFaultsTest : public ::testing::TestWithParam<Fault> {};

TEST_P(ChecklistFaultsTest, IsRefusedByNameAndPlace) {
  v1::Definition definition = SmallDefinition();
  GetParam().make(definition);

  const auto refused = Assessment::FromDefinition(definition);

  EXPECT_THAT(refused, IsRefusedFor(GetParam().reason, GetParam().subject));
}

INSTANTIATE_TEST_SUITE_P(
    Checklists, ChecklistFaultsTest,
    ::testing::Values(Fault{"Rule", kRule, "item C2",
                            [](auto& d) { At(d, "C2").set_show_if("${C1} = 'all'"); }},
                      Fault{"StaffItem", kStructure, "item C1",
                            [](auto& d) { At(d, "C1").set_answered_by_staff(true); }},
                      Fault{"OptionalLine", kStructure, "item C1",
                            [](auto& d) { At(d, "C1").set_optional(true); }},
                      Fault{"Section", kReference, "section s",
                            [](auto& d) {
                              *d.add_sections() = SurveyDefinition().sections(0);
                              d.mutable_sections(0)->set_id("s");
                              d.mutable_sections(0)->set_instrument("C");
                            }},
                      Fault{"Text", kStructure, "item C1",
                            [](auto& d) {
                              At(d, "C1").set_kind(v1::ANSWER_KIND_TEXT);
                              At(d, "C1").set_maximum_length(5);
                              At(d, "C1").clear_scale();
                              At(d, "C1").clear_indicator();
                              At(d, "C1").clear_sub_indicator();
                            }}),
    NameOf);

// A survey whose items ask for the ninety before them.
v1::Definition LongChain(int items) {
  v1::Definition definition = SurveyDefinition();
  v1::Item item = At(definition, "AGE");
  for (int i = 0; i < items; ++i) {
    item.set_id(absl::StrCat("X", i));
    std::string rule = "${AGE} = ''";
    for (int k = 1; k <= 90 && k <= i; ++k) absl::StrAppend(&rule, " or ${X", i - k, "}='old'");
    item.set_show_if(rule);
    *definition.add_items() = item;
  }
  return definition;
}

TEST(HostileDefinitionTest, ReadsALongChainOfRules) {
  EXPECT_THAT(Assessment::FromDefinition(LongChain(1000)), IsOk());
}

TEST(HostileDefinitionTest, RefusesAHundredThousandItems) {
  v1::Definition definition = SurveyDefinition();
  v1::Item item;
  for (int i = 0; i < 100000; ++i) {
    item.set_id(absl::StrCat("X", i));
    *definition.add_items() = item;
  }

  EXPECT_THAT(Assessment::FromDefinition(definition),
              IsRefusedFor(v1::REASON_DEFINITION_TOO_LARGE, "100009 items"));
}

TEST(HostileDefinitionTest, RefusesAHundredThousandSections) {
  v1::Definition definition = SurveyDefinition();
  for (int i = 0; i < 100000; ++i) definition.add_sections()->set_id(absl::StrCat("x", i));

  EXPECT_THAT(Assessment::FromDefinition(definition),
              IsRefused(absl::StatusCode::kInvalidArgument, v1::REASON_DEFINITION_TOO_LARGE));
}

TEST(HostileDefinitionTest, RefusesRulesThatFillMoreThanFourMebibytes) {
  EXPECT_THAT(Assessment::FromDefinition(LongChain(3000)),
              IsRefused(absl::StatusCode::kInvalidArgument, v1::REASON_DEFINITION_TOO_LARGE));
}

}  // namespace
}  // namespace sucharit
