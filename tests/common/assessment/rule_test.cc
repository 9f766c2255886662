// SPDX-License-Identifier: Apache-2.0
#include "common/assessment/rule.h"

#include <string>

#include "tests/testing/status_matchers.h"
#include "tests/testing/survey_definition.h"

namespace sucharit {
namespace {

using testing::IsOk;
using testing::IsRefused;
using testing::IsRefusedFor;

using Several = std::vector<uint8_t>;

constexpr absl::StatusCode kInvalid = absl::StatusCode::kInvalidArgument;

// Rules over the survey's items up to COMMENT, of which "." is the last but one.
class RuleTest : public ::testing::Test {
 protected:
  RuleTest() : values_(survey_.items().size()) {
    for (size_t place = 0; place < survey_.items().size(); ++place) {
      before_[survey_.items()[place].id] = {&survey_.items()[place], place};
    }
  }

  absl::StatusOr<Rule> Parse(const std::string& expression) const {
    return Rule::Parse(expression, RuleScope{before_, {}}, "here");
  }

  bool Holds(const std::string& expression) const {
    const absl::StatusOr<Rule> rule = Parse(expression);
    EXPECT_THAT(rule, IsOk()) << expression;
    return rule.ok() && rule->Holds(values_);
  }

  void Answer(const std::string& item, AnswerValue value) {
    values_[before_.at(item).place] = std::move(value);
  }

  const Assessment survey_ = testing::SurveyAssessment();
  std::map<std::string, RuleItem> before_;
  std::vector<AnswerValue> values_;
};

TEST_F(RuleTest, ComparesAChoiceWithAnId) {
  Answer("SAT", uint8_t{0});

  EXPECT_TRUE(Holds("${SAT} = 'low'"));
  EXPECT_TRUE(Holds("\"low\" = ${SAT}"));
  EXPECT_FALSE(Holds("${SAT} = 'fair'"));
  EXPECT_FALSE(Holds("${SAT} != 'low'"));
  EXPECT_TRUE(Holds("${SAT} != 'fair'"));
  EXPECT_TRUE(Holds("selected(${SAT}, 'low')"));
}

TEST_F(RuleTest, AnUnansweredChoiceIsNone) {
  EXPECT_FALSE(Holds("${SAT} = 'low'"));
  EXPECT_TRUE(Holds("${SAT} != 'low'"));
  EXPECT_FALSE(Holds("selected(${CHANNEL}, 'web')"));
  EXPECT_TRUE(Holds("count-selected(${CHANNEL}) = 0"));
}

TEST_F(RuleTest, AsksWhichOfSeveralChoicesWereTaken) {
  Answer("CHANNEL", Several{0, 2});

  EXPECT_TRUE(Holds("selected(${CHANNEL}, 'web')"));
  EXPECT_FALSE(Holds("selected(${CHANNEL}, 'phone')"));
  EXPECT_TRUE(Holds("count-selected(${CHANNEL}) = 2"));
  EXPECT_TRUE(Holds("count-selected(${CHANNEL}) > count-selected(${SAT})"));
}

TEST_F(RuleTest, ComparesNumbersExactly) {
  Answer("WAIT", NumberAnswer{305});
  Answer("VISITS", NumberAnswer{30});

  EXPECT_TRUE(Holds("${WAIT} = 30.5"));
  EXPECT_TRUE(Holds("${WAIT} = 30.5000"));
  EXPECT_TRUE(Holds("${WAIT} > ${VISITS}"));
  EXPECT_TRUE(Holds("${WAIT} >= 30.5 and ${WAIT} <= 30.5"));
  EXPECT_FALSE(Holds("${WAIT} < 30.5 or ${WAIT} != 30.5"));
  EXPECT_TRUE(Holds("-1 < ${VISITS}"));
  EXPECT_TRUE(Holds("${WAIT} < 30.5001"));
}

TEST_F(RuleTest, NothingIsTrueOfAnUnansweredNumber) {
  for (const char* comparison : {"=", "!=", "<", "<=", ">", ">="}) {
    EXPECT_FALSE(Holds("${WAIT} " + std::string(comparison) + " 0")) << comparison;
  }
  EXPECT_TRUE(Holds("not(${WAIT} > 0)"));
}

TEST_F(RuleTest, KnowsWhetherAnItemOfAnyKindIsAnswered) {
  Answer("COMMENT", std::string("x"));
  Answer("VISITS", NumberAnswer{0});
  Answer("AGE", uint8_t{0});

  EXPECT_TRUE(Holds("${COMMENT} != ''"));
  EXPECT_TRUE(Holds("${VISITS} != \"\""));
  EXPECT_TRUE(Holds("'' != ${AGE}"));
  EXPECT_TRUE(Holds("${CHANNEL} = '' and ${WHY} = '' and ${WAIT} = '' and ${SAT} = ''"));
}

TEST_F(RuleTest, BindsAndCloserThanOrAndComparesBeforeBoth) {
  Answer("AGE", uint8_t{0});

  EXPECT_TRUE(Holds("${AGE} = 'young' or ${AGE} = 'old' and ${AGE} = 'middle'"));
  EXPECT_FALSE(Holds("(${AGE} = 'young' or ${AGE} = 'old') and ${AGE} = 'middle'"));
  EXPECT_TRUE(Holds("not(${AGE} = 'old') and not(not(${AGE} = 'young'))"));
}

TEST_F(RuleTest, TakesBlanksAndLineBreaksAnywhereBetweenWords) {
  Answer("AGE", uint8_t{0});

  EXPECT_TRUE(Holds("  ${AGE}='young'\n and\tnot( ${AGE}='old' ) "));
  EXPECT_TRUE(Holds("${ AGE } = 'young'"));
}

TEST_F(RuleTest, StandsForItsOwnItemInConstraintsOnly) {
  const RuleScope constraint{before_, before_.at("WAIT")};
  Answer("WAIT", NumberAnswer{100});

  const auto rule = Rule::Parse(". <= 10", constraint, "here");

  ASSERT_THAT(rule, IsOk());
  EXPECT_TRUE(rule->Holds(values_));
  EXPECT_THAT(Parse(". <= 10"), IsRefusedFor(v1::REASON_DEFINITION_BAD_RULE, "here, character 1"));
}

TEST_F(RuleTest, NamesTheCharacterAtWhichItCannotBeRead) {
  const auto refused_at = [&](const std::string& expression, int character) {
    EXPECT_THAT(Parse(expression), IsRefusedFor(v1::REASON_DEFINITION_BAD_RULE,
                                                "here, character " + std::to_string(character)))
        << expression;
  };

  refused_at("", 1);
  refused_at("${SAT} = ", 10);
  refused_at("${SAT} == 'low'", 9);
  refused_at("${SAT} = 'low", 10);
  refused_at("${SAT = 'low'", 1);
  refused_at("${SAT} = 'low' oder ${AGE} = 'old'", 16);
  refused_at("(${SAT} = 'low'", 16);
  refused_at("${SAT} = 'low')", 15);
  refused_at("not ${SAT} = 'low'", 5);
  refused_at("${VISITS} < 2 < 3", 15);
  refused_at("${VISITS} + 1 = 2", 11);
  refused_at("${VISITS} < 1.23456", 13);
  refused_at("${VISITS} < 123456789012345", 13);
  refused_at("${VISITS} < 1.2.3", 13);
  refused_at("selected(${CHANNEL} 'web')", 21);
  refused_at("selected('web', ${CHANNEL})", 10);
  refused_at("count-selected(${CHANNEL}", 26);
  refused_at("'ก' = 'ก' ก", 11);
}

TEST_F(RuleTest, RefusesToCompareWhatCannotBeCompared) {
  for (const char* expression : {"${SAT}",
                                 "1",
                                 "'low'",
                                 "1 and 2",
                                 "not(1)",
                                 "${SAT} = 1",
                                 "${SAT} < 'low'",
                                 "${SAT} = ${AGE}",
                                 "${SAT} = 'excellent'",
                                 "${CHANNEL} = 'web'",
                                 "${CHANNEL} > 1",
                                 "${COMMENT} = 'good'",
                                 "${COMMENT} > 1",
                                 "${WAIT} = 'long'",
                                 "${WAIT} < ''",
                                 "'a' = 'a'",
                                 "selected(${CHANNEL}, 'fax')",
                                 "selected(${WAIT}, 'web')",
                                 "count-selected(${WAIT}) > 1",
                                 "(${SAT} = 'low') = (${AGE} = 'old')"}) {
    EXPECT_THAT(Parse(expression), IsRefused(kInvalid, v1::REASON_DEFINITION_BAD_RULE))
        << expression;
  }
}

TEST_F(RuleTest, RefusesAnItemThatIsNotAskedBefore) {
  before_.erase("COMMENT");

  EXPECT_THAT(Parse("${SAT} = '' or ${COMMENT} = ''"),
              IsRefusedFor(v1::REASON_DEFINITION_BAD_RULE, "here, character 16"));
}

TEST_F(RuleTest, RefusesMoreThanItsLimits) {
  const auto nested = [](int depth) {
    return std::string(static_cast<size_t>(depth), '(') + "1 = 1" +
           std::string(static_cast<size_t>(depth), ')');
  };
  const auto chain = [](int comparisons) {
    std::string expression = "1=1";
    for (int i = 1; i < comparisons; ++i) expression += " or 1=1";
    return expression;
  };

  EXPECT_THAT(Parse(nested(31)), IsOk());
  EXPECT_THAT(Parse(nested(32)), IsRefused(kInvalid, v1::REASON_DEFINITION_BAD_RULE));
  EXPECT_THAT(Parse(nested(900)), IsRefused(kInvalid, v1::REASON_DEFINITION_BAD_RULE));
  EXPECT_THAT(Parse(chain(50)), IsOk());
  EXPECT_THAT(Parse(chain(51)), IsRefused(kInvalid, v1::REASON_DEFINITION_BAD_RULE));
  EXPECT_THAT(Parse("1=1" + std::string(1997, ' ')), IsOk());
  EXPECT_THAT(Parse("1=1" + std::string(1998, ' ')),
              IsRefused(kInvalid, v1::REASON_DEFINITION_BAD_RULE));
}

TEST_F(RuleTest, NeverRepeatsWhatARuleSays) {
  EXPECT_EQ(Parse("${SAT} = 'planted'").status().ToString().find("planted"), std::string::npos);
}

}  // namespace
}  // namespace sucharit
