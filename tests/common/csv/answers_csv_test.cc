// SPDX-License-Identifier: Apache-2.0
#include "common/csv/answers_csv.h"

#include <gmock/gmock.h>

#include "tests/testing/status_matchers.h"
#include "tests/testing/survey_definition.h"
#include "tests/testing/temporary_folder.h"

namespace sucharit {
namespace {

using ::sucharit::testing::IsOk;
using ::sucharit::testing::IsRefusedFor;
using ::sucharit::testing::TemporaryFolder;

// Two items. S1's choices "a", "b" and "100" earn 0, 100/3 and 50, and "d" earns 100; both choices
// "yes" and "no" of S2 earn 50.
constexpr char kDefinition[] = R"(
  id: "sample"
  title { th: "ก" en: "t" }
  overall_id: "ALL"
  overall_name { th: "ก" en: "t" }
  privacy { minimum_group: 5 rows: ROWS_DROP }
  instruments {
    id: "S" name { th: "ก" en: "t" } weight: "1" source: INSTRUMENT_SOURCE_SURVEY
    eligibility { th: "ก" en: "t" }
    introduction {
      who_asks { th: "ก" en: "t" } why { th: "ก" en: "t" } how_long { th: "ก" en: "t" }
      what_is_kept { th: "ก" en: "t" } what_never_is { th: "ก" en: "t" }
    }
  }
  indicators { id: "1" instrument: "S" name { th: "ก" en: "t" } }
  items {
    id: "S1" instrument: "S" indicator: "1" text { th: "ก" en: "t" }
    choices { id: "a" label { th: "ก" en: "a" } score: "0" }
    choices { id: "b" label { th: "ข" en: "b" } score: "100/3" }
    choices { id: "100" label { th: "ค" en: "c" } score: "50" }
    choices { id: "d" label { th: "ง" en: "d" } score: "100" }
  }
  items {
    id: "S2" instrument: "S" indicator: "1" text { th: "ก" en: "t" }
    choices { id: "yes" label { th: "ก" en: "a" } score: "50" }
    choices { id: "no" label { th: "ข" en: "b" } score: "50" }
  }
  levels { id: "all" name { th: "ก" en: "t" } overall_minimum: "0" }
)";

class AnswersCsvTest : public ::testing::Test {
 protected:
  AnswersCsvTest()
      : path_(folder_.File("responses.csv")), assessment_(Assessment::FromText(kDefinition)) {}

  void SetUp() override { ASSERT_THAT(assessment_, IsOk()); }

  absl::StatusOr<std::vector<std::vector<v1::Answer>>> Read(absl::string_view contents) {
    folder_.Write("responses.csv", contents);
    return ReadAnswersCsv(path_, *assessment_, assessment_->instruments().front());
  }

  // The choice that a row "`cell`,yes" gives for the first item.
  std::string ChoiceOf(const std::string& cell) {
    const auto responses = Read("S1,S2\n" + cell + ",yes\n");
    return responses.ok() ? responses->front().front().choice() : responses.status().ToString();
  }

  std::string Place(const std::string& place) const { return path_ + ": " + place; }

  TemporaryFolder folder_;
  std::string path_;
  absl::StatusOr<Assessment> assessment_;
};

TEST_F(AnswersCsvTest, ReadsIdsAndExactScores) {
  EXPECT_EQ(ChoiceOf("a"), "a");
  EXPECT_EQ(ChoiceOf("0"), "a");
  EXPECT_EQ(ChoiceOf("0.00"), "a");
  EXPECT_EQ(ChoiceOf("100/3"), "b");
  EXPECT_EQ(ChoiceOf("200/6"), "b");
  EXPECT_EQ(ChoiceOf("50"), "100");
  EXPECT_EQ(ChoiceOf("d"), "d");
}

TEST_F(AnswersCsvTest, KeepsTheQuestionnairesOrderWhateverThatOfTheColumns) {
  const auto responses = Read("S2,S1\nno,a\nyes,d\n");

  ASSERT_THAT(responses, IsOk());
  ASSERT_EQ(responses->size(), 2u);
  EXPECT_EQ((*responses)[0][0].item(), "S1");
  EXPECT_EQ((*responses)[0][0].choice(), "a");
  EXPECT_EQ((*responses)[0][1].choice(), "no");
  EXPECT_EQ((*responses)[1][0].choice(), "d");
}

TEST_F(AnswersCsvTest, RefusesAScoreThatTwoChoicesEarn) {
  EXPECT_THAT(Read("S1,S2\na,yes\na,50\n"),
              IsRefusedFor(v1::REASON_CELL_AMBIGUOUS, Place("line 3, column S2")));
}

TEST_F(AnswersCsvTest, RefusesTheIdOfOneChoiceThatIsTheScoreOfAnother) {
  EXPECT_THAT(Read("S1,S2\n100,yes\n"),
              IsRefusedFor(v1::REASON_CELL_AMBIGUOUS, Place("line 2, column S1")));
}

TEST_F(AnswersCsvTest, RefusesACellThatFitsNoChoice) {
  for (const char* cell : {"33.33", "33", "A", " a", "-0", "1e2", "๐"}) {
    EXPECT_THAT(Read("S1,S2\n" + std::string(cell) + ",yes\n"),
                IsRefusedFor(v1::REASON_CELL_UNKNOWN, Place("line 2, column S1")))
        << cell;
  }
}

TEST_F(AnswersCsvTest, RefusesAnEmptyCellAsAMissingAnswer) {
  EXPECT_THAT(Read("S1,S2\na,\n"),
              IsRefusedFor(v1::REASON_ANSWER_MISSING, Place("line 2, column S2")));
}

TEST_F(AnswersCsvTest, NamesColumnsThatAreMissingUnknownOrTwice) {
  EXPECT_THAT(Read("S1\na\n"),
              IsRefusedFor(v1::REASON_CSV_COLUMN_MISSING, Place("line 1, column S2")));
  EXPECT_THAT(Read("S1,S2,S3\na,yes,a\n"),
              IsRefusedFor(v1::REASON_CSV_COLUMN_UNKNOWN, Place("line 1, column S3")));
  EXPECT_THAT(Read("S1,S2,S1\na,yes,a\n"),
              IsRefusedFor(v1::REASON_CSV_COLUMN_REPEATED, Place("line 1, column S1")));
}

TEST_F(AnswersCsvTest, RefusesAHeadWithoutRows) {
  EXPECT_THAT(Read("S1,S2\n"), IsRefusedFor(v1::REASON_FILE_EMPTY, path_));
}

TEST_F(AnswersCsvTest, TheMessageNeverHoldsTheCell) {
  const auto refused = Read("S1,S2\nplanted,yes\n");

  EXPECT_THAT(std::string(refused.status().message()),
              ::testing::Not(::testing::HasSubstr("planted")));
}

class SurveyCsvTest : public ::testing::Test {
 protected:
  // The answers of the rows after the head.
  absl::StatusOr<std::vector<std::vector<v1::Answer>>> Read(const std::string& rows) const {
    std::vector<std::vector<v1::Answer>> responses;
    const std::string table = "POINT,AGE,SAT,SPEED,CHANNEL,VISITS,WAIT,WHY,COMMENT\n" + rows;
    const absl::Status status =
        ForEachResponse(table, assessment_, *assessment_.FindInstrument("Q"),
                        [&](const std::vector<v1::Answer>& answers) {
                          responses.push_back(answers);
                          return absl::OkStatus();
                        });
    if (!status.ok()) return status;
    return responses;
  }

  const Assessment assessment_ = testing::SurveyAssessment();
};

TEST_F(SurveyCsvTest, ReadsACellByTheKindOfItsItem) {
  const auto responses = Read("north,old,low,100,counter;web,3,40.5,\"ช้า, มาก\",\n");

  ASSERT_THAT(responses, IsOk());
  const std::vector<v1::Answer>& answers = responses->front();
  ASSERT_EQ(answers.size(), 8u);
  EXPECT_EQ(answers[3].choice(), "fast");
  EXPECT_THAT(answers[4].choices().ids(), ::testing::ElementsAre("counter", "web"));
  EXPECT_EQ(answers[5].number(), "3");
  EXPECT_EQ(answers[6].number(), "40.5");
  EXPECT_EQ(answers[7].text(), "ช้า, มาก");
}

TEST_F(SurveyCsvTest, TakesAnEmptyCellWhereNothingIsAskedOrNeeded) {
  const auto responses = Read("north,old,none,fast,phone,,,,\n");

  ASSERT_THAT(responses, IsOk());
  EXPECT_EQ(responses->front().size(), 5u);
}

TEST_F(SurveyCsvTest, RefusesACellThatTheItemDoesNotTakeByItsPlace) {
  EXPECT_THAT(Read("north,old,none,fast,phone;fax,,,,\n"),
              IsRefusedFor(v1::REASON_CELL_UNKNOWN, "line 2, column CHANNEL"));
  EXPECT_THAT(Read("north,old,none,fast,phone;nothing,,,,\n"),
              IsRefusedFor(v1::REASON_ANSWER_OUT_OF_RANGE, "line 2, column CHANNEL"));
  EXPECT_THAT(Read("north,old,none,fast,counter,many,,,\n"),
              IsRefusedFor(v1::REASON_ANSWER_OUT_OF_RANGE, "line 2, column VISITS"));
}

TEST_F(SurveyCsvTest, RefusesARowThatBreaksTheRulesByItsPlace) {
  EXPECT_THAT(Read("north,old,none,fast,phone,,,,\nnorth,old,none,fast,counter,,,,\n"),
              IsRefusedFor(v1::REASON_ANSWER_MISSING, "line 3, column VISITS"));
  EXPECT_THAT(Read("north,old,none,fast,phone,2,,,\n"),
              IsRefusedFor(v1::REASON_ANSWER_NOT_ASKED, "line 2, column VISITS"));
  EXPECT_THAT(Read("north,old,low,fast,counter,1,121,queue,\n"),
              IsRefusedFor(v1::REASON_ANSWER_CONSTRAINT, "line 2, column WAIT"));
}

}  // namespace
}  // namespace sucharit
