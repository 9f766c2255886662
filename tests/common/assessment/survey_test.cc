// SPDX-License-Identifier: Apache-2.0
//
// An agency's own survey: items of every kind, sections, segments and rules in one definition.
#include <functional>

#include "absl/strings/str_cat.h"
#include "common/assessment/answers.h"
#include "common/assessment/assessment.h"
#include "tests/testing/status_matchers.h"
#include "tests/testing/survey_definition.h"

namespace sucharit {
namespace {

using ::testing::ElementsAre;
using testing::IsOk;
using testing::IsRefusedFor;
using ::testing::SizeIs;
using testing::SurveyAssessment;
using testing::SurveyDefinition;

using Several = std::vector<uint8_t>;

v1::Answer Choice(const std::string& item, const std::string& choice) {
  v1::Answer answer;
  answer.set_item(item);
  answer.set_choice(choice);
  return answer;
}

v1::Answer Choices(const std::string& item, const std::vector<std::string>& ids) {
  v1::Answer answer;
  answer.set_item(item);
  answer.mutable_choices();
  for (const std::string& id : ids) answer.mutable_choices()->add_ids(id);
  return answer;
}

v1::Answer Number(const std::string& item, const std::string& number) {
  v1::Answer answer;
  answer.set_item(item);
  answer.set_number(number);
  return answer;
}

v1::Answer Text(const std::string& item, const std::string& text) {
  v1::Answer answer;
  answer.set_item(item);
  answer.set_text(text);
  return answer;
}

// Of somebody who came to the counter and was dissatisfied.
std::vector<v1::Answer> AllAnswers() {
  return {Choice("POINT", "north"),
          Choice("AGE", "old"),
          Choice("SAT", "low"),
          Choice("SPEED", "slow"),
          Choices("CHANNEL", {"web", "counter"}),
          Number("VISITS", "3"),
          Number("WAIT", "40.5"),
          Text("WHY", "คิวยาว"),
          Text("COMMENT", "x")};
}

class SurveyTest : public ::testing::Test {
 protected:
  absl::StatusOr<CheckedAnswers> Check(const std::vector<v1::Answer>& answers) const {
    return CheckAnswers(survey_, instrument_, answers);
  }

  // All answers, but another one to that item.
  absl::StatusOr<CheckedAnswers> CheckWith(const v1::Answer& other) const {
    std::vector<v1::Answer> answers = AllAnswers();
    for (v1::Answer& answer : answers) {
      if (answer.item() == other.item()) answer = other;
    }
    return Check(answers);
  }

  const Assessment survey_ = SurveyAssessment();
  const Instrument& instrument_ = *survey_.FindInstrument("Q");
};

TEST_F(SurveyTest, KeepsAllItemsInTheOrderAskedAndScoresSome) {
  EXPECT_THAT(instrument_.items, ElementsAre(0, 1, 2, 3, 4, 5, 6, 7, 8));
  EXPECT_THAT(survey_.indicators()[0].items, ElementsAre(2, 3));
  EXPECT_EQ(survey_.FindItem("SAT")->weight, mpq_class(1, 2));
}

TEST_F(SurveyTest, KnowsWhichItemsMayStayWithoutAScoredAnswer) {
  std::vector<std::string> may;

  for (const Item& item : survey_.items()) {
    if (item.may_stay_unanswered()) may.push_back(item.id);
  }

  EXPECT_THAT(may,
              ElementsAre("POINT", "AGE", "SAT", "CHANNEL", "VISITS", "WAIT", "WHY", "COMMENT"));
  EXPECT_TRUE(survey_.FindItem("SAT")->is_scored());
  EXPECT_FALSE(survey_.FindItem("AGE")->is_scored());
}

TEST(SurveyJoinsTest, KnowsWhichGroupsAreCountedAsOne) {
  v1::Definition definition = SurveyDefinition();
  v1::GroupJoin* join = definition.mutable_segments(1)->add_joins();
  join->mutable_name()->set_th("30 ปีขึ้นไป");
  join->mutable_name()->set_en("30 and more");
  join->add_groups("old");
  join->add_groups("middle");

  const auto survey = Assessment::FromDefinition(definition);

  ASSERT_THAT(survey, IsOk());
  ASSERT_THAT(survey->segments()[1].joins, SizeIs(1));
  EXPECT_THAT(survey->segments()[1].joins[0].groups, ElementsAre(1U, 2U));
  EXPECT_EQ(survey->segments()[1].joins[0].name.en(), "30 and more");
}

TEST_F(SurveyTest, HasSectionsAndSegments) {
  ASSERT_THAT(survey_.sections(), SizeIs(2));
  EXPECT_EQ(survey_.sections()[0].show_if, nullptr);
  EXPECT_NE(survey_.sections()[1].show_if, nullptr);
  ASSERT_THAT(survey_.segments(), SizeIs(2));
  EXPECT_EQ(survey_.segments()[1].id, "age");
  EXPECT_EQ(survey_.segments()[1].instrument, "Q");
  EXPECT_EQ(survey_.items()[survey_.segments()[1].item].id, "AGE");
}

TEST_F(SurveyTest, AcceptsAnAnswerOfEachKind) {
  const auto checked = Check(AllAnswers());

  ASSERT_THAT(checked, IsOk());
  EXPECT_THAT(checked->values(),
              ElementsAre(AnswerValue(uint8_t{0}), AnswerValue(uint8_t{2}), AnswerValue(uint8_t{0}),
                          AnswerValue(uint8_t{0}), AnswerValue(Several{0, 2}),
                          AnswerValue(NumberAnswer{3}), AnswerValue(NumberAnswer{405}),
                          AnswerValue(std::string("คิวยาว")), AnswerValue(std::string("x"))));
}

TEST_F(SurveyTest, PacksEachKindAsTheFormatSays) {
  const auto checked = Check(AllAnswers());

  ASSERT_THAT(checked, IsOk());
  const std::string front("\1\3\1\1\5\1\3\0\0\0\0\0\0\0\1\x95\1\0\0\0\0\0\0", 23);
  const std::string why = "คิวยาว";
  EXPECT_EQ(checked->Pack(), front + std::string("\x12\0", 2) + why + std::string("\1\0x", 3));
  EXPECT_EQ(checked->PackRow(), front + "\1\1");
}

TEST_F(SurveyTest, UnpacksWhatItPackedAndRowsWithoutTheirTexts) {
  const auto checked = Check(AllAnswers());
  ASSERT_THAT(checked, IsOk());

  const auto unpacked = UnpackAnswers(survey_, instrument_, checked->Pack());
  const auto row = UnpackRow(survey_, instrument_, checked->PackRow());

  ASSERT_THAT(unpacked, IsOk());
  EXPECT_EQ(unpacked->values(), checked->values());
  ASSERT_THAT(row, IsOk());
  EXPECT_EQ(row->values()[6], checked->values()[6]);
  EXPECT_EQ(row->values()[7], AnswerValue(std::string()));
  EXPECT_EQ(row->PackRow(), checked->PackRow());
}

TEST_F(SurveyTest, HasRowsOfOneSizeAndABoundForTheRest) {
  EXPECT_EQ(RowSize(survey_, instrument_), 4U + 1 + 9 + 9 + 1 + 1);
  EXPECT_EQ(LargestPackedSize(survey_, instrument_), 4U + 1 + 9 + 9 + (2 + 400) + (2 + 2000));
  EXPECT_EQ(instrument_.largest_packed_size, LargestPackedSize(survey_, instrument_));
}

TEST_F(SurveyTest, NeedsNoAnswerToWhatIsOptionalOrNotAsked) {
  EXPECT_THAT(Check({Choice("POINT", "north"), Choice("AGE", "old"), Choice("SAT", "none"),
                     Choice("SPEED", "slow"), Choices("CHANNEL", {"phone"})}),
              IsOk());
}

TEST_F(SurveyTest, RefusesAnswersThatTheRulesForbid) {
  const std::vector<v1::Answer> front = {Choice("POINT", "north"), Choice("AGE", "old"),
                                         Choice("SAT", "high"), Choice("SPEED", "slow")};
  const auto with = [&](std::vector<v1::Answer> rest) {
    rest.insert(rest.end(), front.begin(), front.end());
    return Check(rest);
  };

  EXPECT_THAT(with({Choices("CHANNEL", {"phone"}), Number("VISITS", "1")}),
              IsRefusedFor(v1::REASON_ANSWER_NOT_ASKED, "VISITS"));
  EXPECT_THAT(with({Choices("CHANNEL", {"counter"})}),
              IsRefusedFor(v1::REASON_ANSWER_MISSING, "VISITS"));
  EXPECT_THAT(with({Choices("CHANNEL", {"counter"}), Number("VISITS", "1"), Number("WAIT", "31")}),
              IsRefusedFor(v1::REASON_ANSWER_MISSING, "WHY"));
  EXPECT_THAT(with({Choices("CHANNEL", {"counter"}), Number("VISITS", "1"), Number("WAIT", "121"),
                    Text("WHY", "x")}),
              IsRefusedFor(v1::REASON_ANSWER_CONSTRAINT, "WAIT"));
}

TEST_F(SurveyTest, TheServerRefusesPackedAnswersThatTheRulesForbid) {
  // POINT, AGE, SAT high, SPEED, CHANNEL phone, VISITS 1, no WAIT, no WHY, no COMMENT.
  const std::string unasked("\1\1\3\1\2\1\1\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0", 27);
  // The same without VISITS, but for the counter.
  const std::string missing("\1\1\3\1\1\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0", 27);

  EXPECT_THAT(UnpackAnswers(survey_, instrument_, unasked),
              IsRefusedFor(v1::REASON_ANSWER_NOT_ASKED, "VISITS"));
  EXPECT_THAT(UnpackAnswers(survey_, instrument_, missing),
              IsRefusedFor(v1::REASON_ANSWER_MISSING, "VISITS"));
}

TEST_F(SurveyTest, RefusesPackedBytesThatNothingIsPackedTo) {
  const std::string packed = Check(AllAnswers())->Pack();
  const auto with_byte = [&](size_t position, char byte) {
    std::string changed = packed;
    changed[position] = byte;
    return UnpackAnswers(survey_, instrument_, changed);
  };

  EXPECT_THAT(with_byte(4, '\x11'), IsRefusedFor(v1::REASON_CHOICE_UNKNOWN, "CHANNEL"));
  EXPECT_THAT(with_byte(4, '\x09'), IsRefusedFor(v1::REASON_ANSWER_OUT_OF_RANGE, "CHANNEL"));
  EXPECT_THAT(with_byte(5, '\2'), IsRefusedFor(v1::REASON_ANSWER_KIND, "VISITS"));
  EXPECT_THAT(with_byte(5, '\0'), IsRefusedFor(v1::REASON_ANSWER_KIND, "VISITS"));
  EXPECT_THAT(with_byte(13, '\x80'), IsRefusedFor(v1::REASON_ANSWER_OUT_OF_RANGE, "VISITS"));
  EXPECT_THAT(with_byte(24, '\1'), IsRefusedFor(v1::REASON_ANSWER_MISSING, "WHY"));
  EXPECT_THAT(with_byte(25, '\xff'), IsRefusedFor(v1::REASON_ANSWER_OUT_OF_RANGE, "WHY"));
  EXPECT_THAT(UnpackAnswers(survey_, instrument_, packed + "x"),
              IsRefusedFor(v1::REASON_ITEM_UNKNOWN, "Q"));
}

TEST_F(SurveyTest, RefusesAnAnswerOfAnotherKind) {
  EXPECT_THAT(CheckWith(Text("AGE", "old")), IsRefusedFor(v1::REASON_ANSWER_KIND, "AGE"));
  EXPECT_THAT(CheckWith(Choice("CHANNEL", "web")), IsRefusedFor(v1::REASON_ANSWER_KIND, "CHANNEL"));
  EXPECT_THAT(CheckWith(Text("VISITS", "3")), IsRefusedFor(v1::REASON_ANSWER_KIND, "VISITS"));
  EXPECT_THAT(CheckWith(Number("WHY", "3")), IsRefusedFor(v1::REASON_ANSWER_KIND, "WHY"));
  v1::Answer nothing;
  nothing.set_item("WHY");
  EXPECT_THAT(CheckWith(nothing), IsRefusedFor(v1::REASON_ANSWER_KIND, "WHY"));
}

TEST_F(SurveyTest, RefusesSeveralChoicesThatDoNotGoTogether) {
  const auto is_refused = IsRefusedFor(v1::REASON_ANSWER_OUT_OF_RANGE, "CHANNEL");
  EXPECT_THAT(CheckWith(Choices("CHANNEL", {})), is_refused);
  EXPECT_THAT(CheckWith(Choices("CHANNEL", {"web", "web"})), is_refused);
  EXPECT_THAT(CheckWith(Choices("CHANNEL", {"web", "phone", "counter"})), is_refused);
  EXPECT_THAT(CheckWith(Choices("CHANNEL", {"counter", "nothing"})), is_refused);
  EXPECT_THAT(CheckWith(Choices("CHANNEL", {"counter", "fax"})),
              IsRefusedFor(v1::REASON_CHOICE_UNKNOWN, "CHANNEL"));
}

TEST_F(SurveyTest, RefusesANumberOutsideOfItsRange) {
  for (const char* number : {"-0.1", "600.6", "1.55", "", "many", "1e2", "99999999999999"}) {
    EXPECT_THAT(CheckWith(Number("WAIT", number)),
                IsRefusedFor(v1::REASON_ANSWER_OUT_OF_RANGE, "WAIT"))
        << number;
  }
  EXPECT_THAT(CheckWith(Number("WAIT", "600.5")), IsOk());
}

TEST_F(SurveyTest, CountsTheCharactersOfATextAndNotItsBytes) {
  std::string thai;
  for (int i = 0; i < 100; ++i) thai += "ก";

  EXPECT_THAT(CheckWith(Text("WHY", thai)), IsOk());
  EXPECT_THAT(CheckWith(Text("WHY", thai + "ก")),
              IsRefusedFor(v1::REASON_ANSWER_OUT_OF_RANGE, "WHY"));
}

TEST_F(SurveyTest, RefusesATextThatIsEmptyOrNoText) {
  for (const std::string& text :
       {std::string(), std::string("\xff"), std::string("a\0b", 3), std::string("\x1b[2J")}) {
    EXPECT_THAT(CheckWith(Text("WHY", text)), IsRefusedFor(v1::REASON_ANSWER_OUT_OF_RANGE, "WHY"));
  }
  EXPECT_THAT(CheckWith(Text("WHY", "two\nlines\tand more")), IsOk());
}

TEST_F(SurveyTest, WritesAnAnswerAsItWasRead) {
  for (const v1::Answer& answer : AllAnswers()) {
    const Item& item = *survey_.FindItem(answer.item());
    const auto value = ReadAnswer(item, answer);
    ASSERT_THAT(value, IsOk());

    const auto again = ReadAnswer(item, WriteAnswer(item, *value));

    ASSERT_THAT(again, IsOk());
    EXPECT_EQ(*again, *value);
  }
}

TEST_F(SurveyTest, WordingAndAnalysisDoNotCountButRulesDo) {
  v1::Definition words = SurveyDefinition();
  words.mutable_sections(0)->mutable_title()->set_en("Renamed");
  words.mutable_sections(0)->clear_text();
  words.mutable_segments(0)->mutable_name()->set_en("Renamed");
  words.mutable_items(4)->clear_hint();
  words.mutable_items(5)->mutable_number()->clear_unit();
  words.mutable_items(6)->mutable_constraint_message()->set_en("Renamed");
  words.clear_analysis();
  v1::Definition rule = SurveyDefinition();
  rule.mutable_items(7)->set_show_if("${SAT} = 'low'");

  EXPECT_EQ(Assessment::FromDefinition(words)->counting_digest(), survey_.counting_digest());
  EXPECT_NE(Assessment::FromDefinition(rule)->counting_digest(), survey_.counting_digest());
}

}  // namespace
}  // namespace sucharit
