// SPDX-License-Identifier: Apache-2.0
//
// Counting and scoring a survey that has items of every kind.
#include <gmock/gmock.h>
#include <google/protobuf/util/message_differencer.h>

#include <algorithm>
#include <map>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "server/scoring/scoring.h"
#include "server/scoring/tally.h"
#include "tests/testing/status_matchers.h"
#include "tests/testing/survey_definition.h"

namespace sucharit {
namespace {

using ::google::protobuf::util::MessageDifferencer;
using ::sucharit::testing::IsOk;
using ::sucharit::testing::IsRefusedFor;
using ::sucharit::testing::StatusIs;
using ::sucharit::testing::SurveyDefinition;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

// "SAT=high CHANNEL=counter+web VISITS=3 COMMENT=ok"; everything that must be answered and isn't
// named gets an answer that is as good as another.
std::vector<v1::Answer> Answers(absl::string_view text) {
  std::map<std::string, std::string> named = {
      {"POINT", "north"}, {"AGE", "old"}, {"SAT", "high"}, {"SPEED", "fast"}, {"CHANNEL", "web"}};
  for (const absl::string_view pair : absl::StrSplit(text, ' ', absl::SkipEmpty())) {
    const std::vector<std::string> sides = absl::StrSplit(pair, '=');
    named[sides[0]] = sides[1];
  }
  std::vector<v1::Answer> answers;
  for (const auto& [item, value] : named) {
    v1::Answer& answer = answers.emplace_back();
    answer.set_item(item);
    if (item == "CHANNEL") {
      for (const absl::string_view choice : absl::StrSplit(value, '+')) {
        answer.mutable_choices()->add_ids(std::string(choice));
      }
    } else if (item == "VISITS" || item == "WAIT") {
      answer.set_number(value);
    } else if (item == "WHY" || item == "COMMENT") {
      answer.set_text(value);
    } else {
      answer.set_choice(value);
    }
  }
  return answers;
}

class SurveyTallyTest : public ::testing::Test {
 protected:
  CheckedAnswers Checked(absl::string_view text) const {
    return CheckAnswers(assessment_, survey_, Answers(text)).value();
  }

  v1::Tally Count(const std::vector<std::string>& responses) const {
    TallyCounter counter(assessment_, survey_);
    for (const std::string& response : responses) counter.Add(Checked(response));
    return counter.Tally();
  }

  static const v1::ItemTally& Of(const v1::Tally& tally, absl::string_view item) {
    return *std::find_if(tally.items().begin(), tally.items().end(),
                         [item](const auto& candidate) { return candidate.item() == item; });
  }

  static std::vector<int64_t> Counts(const v1::ItemTally& tally) {
    std::vector<int64_t> counts;
    for (const v1::ChoiceCount& count : tally.counts()) counts.push_back(count.count());
    return counts;
  }

  static const v1::NodeScore* Find(const v1::Scores& scores, absl::string_view node) {
    for (const v1::NodeScore& candidate : scores.nodes()) {
      if (candidate.node() == node) return &candidate;
    }
    return nullptr;
  }

  const Assessment assessment_ = testing::SurveyAssessment();
  const Instrument& survey_ = *assessment_.FindInstrument("Q");
};

TEST_F(SurveyTallyTest, CountsEachKindOfAnswer) {
  const v1::Tally tally =
      Count({"SAT=low WHY=slow CHANNEL=counter+web VISITS=3 WAIT=20.5", "SAT=none CHANNEL=nothing",
             "CHANNEL=counter VISITS=4 COMMENT=ok"});

  EXPECT_EQ(tally.respondents(), 3);
  EXPECT_THAT(Counts(Of(tally, "SAT")), ElementsAre(1, 0, 1, 1));
  EXPECT_EQ(Of(tally, "SAT").answered(), 3) << "no opinion is an answer";
  EXPECT_THAT(Counts(Of(tally, "CHANNEL")), ElementsAre(2, 0, 1, 1));
  EXPECT_EQ(Of(tally, "CHANNEL").answered(), 3);
  EXPECT_EQ(Of(tally, "VISITS").answered(), 2);
  EXPECT_EQ(Of(tally, "VISITS").sum(), "7");
  EXPECT_EQ(Of(tally, "WAIT").answered(), 1);
  EXPECT_EQ(Of(tally, "WAIT").sum(), "20.5");
  EXPECT_EQ(Of(tally, "WHY").answered(), 1);
  EXPECT_EQ(Of(tally, "COMMENT").answered(), 1);
  EXPECT_THAT(Of(tally, "COMMENT").counts(), IsEmpty());
}

TEST_F(SurveyTallyTest, CountsScoredItemsOfEachGroupOfEachSegment) {
  const v1::Tally tally = Count({"POINT=north AGE=young SAT=low WHY=x",
                                 "POINT=north AGE=old SAT=high", "POINT=south AGE=old SAT=none"});

  ASSERT_EQ(tally.groups_size(), 5);
  const v1::GroupTally& north = tally.groups(0);
  EXPECT_EQ(north.segment(), "point");
  EXPECT_EQ(north.group(), "north");
  EXPECT_EQ(north.respondents(), 2);
  ASSERT_EQ(north.items_size(), 2) << "those that earn a score";
  EXPECT_THAT(Counts(north.items(0)), ElementsAre(1, 0, 1, 0));
  EXPECT_EQ(tally.groups(3).group(), "middle");
  EXPECT_EQ(tally.groups(3).respondents(), 0);
  EXPECT_THAT(Counts(tally.groups(4).items(0)), ElementsAre(0, 0, 1, 1));
}

TEST_F(SurveyTallyTest, TheSecondCounterAgreesWithTheFirst) {
  const std::vector<std::string> responses = {
      "SAT=low WHY=slow CHANNEL=counter+web VISITS=3 WAIT=20.5", "SAT=none CHANNEL=nothing",
      "POINT=south AGE=young CHANNEL=counter VISITS=50 WAIT=600.5 WHY=y COMMENT=ok"};
  std::vector<std::string> rows;
  for (const std::string& response : responses) rows.push_back(Checked(response).PackRow());

  const absl::StatusOr<v1::Tally> second = CountPackedRows(assessment_, survey_, rows);

  ASSERT_THAT(second, IsOk());
  EXPECT_TRUE(MessageDifferencer::Equals(*second, Count(responses)));
}

TEST_F(SurveyTallyTest, BothCountersAddNegativeNumbers) {
  v1::Definition definition = SurveyDefinition();
  v1::Item& visits = *definition.mutable_items(5);
  visits.mutable_number()->set_minimum("-50");
  visits.mutable_number()->set_decimals(2);
  const Assessment assessment = *Assessment::FromDefinition(definition);
  const Instrument& survey = *assessment.FindInstrument("Q");
  TallyCounter counter(assessment, survey);
  std::vector<std::string> rows;
  for (const char* visits_given : {"-50", "-0.05", "3.5"}) {
    const CheckedAnswers answers =
        CheckAnswers(assessment, survey,
                     Answers(absl::StrCat("CHANNEL=counter VISITS=", visits_given)))
            .value();
    counter.Add(answers);
    rows.push_back(answers.PackRow());
  }

  const v1::Tally first = counter.Tally();

  EXPECT_EQ(Of(first, "VISITS").sum(), "-46.55");
  EXPECT_TRUE(MessageDifferencer::Equals(CountPackedRows(assessment, survey, rows).value(), first));
}

TEST_F(SurveyTallyTest, TheSecondCounterRefusesRowsThatAreNoResponse) {
  const std::string row = Checked("CHANNEL=counter VISITS=3").PackRow();
  ASSERT_THAT(CountPackedRows(assessment_, survey_, {row}), IsOk());
  const auto changed = [&](size_t byte, char value) {
    std::string broken = row;
    broken[byte] = value;
    return CountPackedRows(assessment_, survey_, {broken});
  };

  EXPECT_THAT(changed(2, 0), StatusIs(absl::StatusCode::kInternal)) << "SAT unanswered";
  EXPECT_THAT(changed(2, 5), StatusIs(absl::StatusCode::kInternal)) << "no such choice";
  EXPECT_THAT(changed(4, 0x10), StatusIs(absl::StatusCode::kInternal)) << "a fifth channel";
  EXPECT_THAT(changed(5, 2), StatusIs(absl::StatusCode::kInternal)) << "neither there nor not";
  EXPECT_THAT(changed(row.size() - 1, 2), StatusIs(absl::StatusCode::kInternal)) << "a text";
  EXPECT_THAT(CountPackedRows(assessment_, survey_, {row + "x"}),
              StatusIs(absl::StatusCode::kInternal));
}

TEST_F(SurveyTallyTest, LeavesNoOpinionOutOfTheMean) {
  const absl::StatusOr<v1::Scores> scores = ComputeScores(
      assessment_, {Count({"SAT=low WHY=x", "SAT=fair", "SAT=high", "SAT=high", "SAT=none"})}, {});

  ASSERT_THAT(scores, IsOk());
  EXPECT_EQ(Find(*scores, "SAT")->n(), 4);
  EXPECT_EQ(Find(*scores, "SAT")->sum(), "250/1");
  EXPECT_EQ(Find(*scores, "SAT")->exact(), "125/2");
  EXPECT_EQ(Find(*scores, "SAT")->part(), "Q");
  EXPECT_EQ(Find(*scores, "AGE"), nullptr) << "earns no score";
  EXPECT_THAT(scores->left_out(), IsEmpty());
}

TEST_F(SurveyTallyTest, LeavesOutAnItemThatFewGaveAScore) {
  const absl::StatusOr<v1::Scores> scores = ComputeScores(
      assessment_, {Count({"SAT=low WHY=x", "SAT=high", "SAT=none", "SPEED=slow SAT=none"})}, {});

  ASSERT_THAT(scores, IsOk());
  EXPECT_THAT(scores->left_out(), ElementsAre("SAT"));
  EXPECT_EQ(Find(*scores, "SAT"), nullptr);
  EXPECT_EQ(Find(*scores, "1")->exact(), "75/1") << "the mean of the rest, which is SPEED";
}

TEST_F(SurveyTallyTest, LeavesOutNothingIfFewAnsweredAtAll) {
  const absl::StatusOr<v1::Scores> scores =
      ComputeScores(assessment_, {Count({"SAT=low WHY=x", "SAT=high"})}, {});

  ASSERT_THAT(scores, IsOk()) << "whether so few are published is for others to say";
  EXPECT_THAT(scores->left_out(), IsEmpty());
}

TEST_F(SurveyTallyTest, AQuestionnaireOfWhichEverythingIsLeftOutIsMissing) {
  v1::Definition definition = SurveyDefinition();
  definition.mutable_items(3)->mutable_choices()->Add()->CopyFrom(definition.items(2).choices(3));
  const Assessment assessment = *Assessment::FromDefinition(definition);
  TallyCounter counter(assessment, *assessment.FindInstrument("Q"));
  for (int i = 0; i < 5; ++i) {
    counter.Add(
        CheckAnswers(assessment, *assessment.FindInstrument("Q"), Answers("SAT=none SPEED=none"))
            .value());
  }

  EXPECT_THAT(ComputeScores(assessment, {counter.Tally()}, {}),
              IsRefusedFor(v1::REASON_ROUND_INCOMPLETE, "SERVICE"));
}

TEST_F(SurveyTallyTest, RecomputesWithWhatWasLeftOut) {
  v1::Scores published =
      ComputeScores(assessment_,
                    {Count({"SAT=low WHY=x", "SAT=high", "SAT=none", "SPEED=slow SAT=none"})}, {})
          .value();
  for (v1::NodeScore& node : *published.mutable_nodes()) node.clear_counts();

  const absl::StatusOr<v1::Scores> again = RecomputeScores(assessment_, published);

  ASSERT_THAT(again, IsOk());
  EXPECT_EQ(again->SerializeAsString(), published.SerializeAsString());
}

}  // namespace
}  // namespace sucharit
