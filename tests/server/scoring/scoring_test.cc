// SPDX-License-Identifier: Apache-2.0
#include "server/scoring/scoring.h"

#include <gmock/gmock.h>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "server/scoring/score_files.h"
#include "tests/testing/status_matchers.h"
#include "tests/testing/test_data.h"

namespace sucharit {
namespace {

using ::sucharit::testing::IsOk;
using ::sucharit::testing::IsRefused;
using ::sucharit::testing::IsRefusedFor;
using ::testing::HasSubstr;

constexpr auto kInvalid = absl::StatusCode::kInvalidArgument;

std::string DataFile(absl::string_view name) {
  return testing::TestData(absl::StrCat("bang-tabun-2567-", name));
}

v1::ImportedScore Given(absl::string_view part, absl::string_view node, absl::string_view score) {
  v1::ImportedScore result;
  result.set_part(std::string(part));
  result.set_node(std::string(node));
  result.set_score(std::string(score));
  return result;
}

class ScoringTest : public ::testing::Test {
 protected:
  ScoringTest() : assessment_(*LoadAssessment("ita-2567")) {
    for (const char* questionnaire : {"IIT", "EIT"}) {
      const std::string name = questionnaire == std::string("IIT") ? "iit" : "eit";
      tallies_.push_back(*ReadResponsesCsv(DataFile(name + "-responses.csv"), assessment_,
                                           *assessment_.FindInstrument(questionnaire)));
    }
    imported_ = *ReadImportedScoresCsv(DataFile("imported-scores.csv"));
  }

  // The ten indicators of a past year, all with the same score.
  std::vector<v1::ImportedScore> TenIndicators(const std::string& score) const {
    std::vector<v1::ImportedScore> result;
    for (const Indicator& indicator : assessment_.indicators()) {
      result.push_back(Given(indicator.instrument, indicator.id, score));
    }
    return result;
  }

  const v1::NodeScore* Find(const v1::Scores& scores, absl::string_view level,
                            absl::string_view node) const {
    for (const v1::NodeScore& candidate : scores.nodes()) {
      if (candidate.level() == level && candidate.node() == node) return &candidate;
    }
    return nullptr;
  }

  Assessment assessment_;
  std::vector<v1::Tally> tallies_;
  std::vector<v1::ImportedScore> imported_;
};

TEST_F(ScoringTest, ComputesEveryPublishedFigureOfARealAgencyInOrder) {
  const auto expected = *ReadPublishedScoresCsv(DataFile("expected-scores.csv"));

  const absl::StatusOr<v1::Scores> scores = ComputeScores(assessment_, tallies_, imported_);

  ASSERT_THAT(scores, IsOk());
  ASSERT_EQ(static_cast<size_t>(scores->nodes_size()), expected.size());
  for (size_t index = 0; index < expected.size(); ++index) {
    const v1::NodeScore& node = scores->nodes(static_cast<int>(index));
    EXPECT_EQ(node.level(), expected[index].level);
    EXPECT_EQ(node.node(), expected[index].node);
    EXPECT_EQ(node.exact(), expected[index].exact) << node.node();
    EXPECT_EQ(node.score(), expected[index].score) << node.node();
  }
}

TEST_F(ScoringTest, SaysTheLevelAndWhatItWasComputedFrom) {
  const absl::StatusOr<v1::Scores> scores = ComputeScores(assessment_, tallies_, imported_);

  ASSERT_THAT(scores, IsOk());
  EXPECT_EQ(scores->level_name().th(), "ผ่านดี");
  EXPECT_EQ(scores->definition_id(), "ita-2567");
  EXPECT_EQ(scores->definition_digest(), absl::BytesToHexString(assessment_.definition_digest()));
  EXPECT_EQ(scores->counting_digest(), absl::BytesToHexString(assessment_.counting_digest()));
  EXPECT_FALSE(scores->program_version().empty());
}

TEST_F(ScoringTest, TellsCountedFromImportedFromComputed) {
  const absl::StatusOr<v1::Scores> scores = ComputeScores(assessment_, tallies_, imported_);

  ASSERT_THAT(scores, IsOk());
  EXPECT_EQ(Find(*scores, "item", "I10")->origin(), v1::ORIGIN_COUNTED);
  EXPECT_EQ(Find(*scores, "item", "I10")->n(), 31);
  EXPECT_EQ(Find(*scores, "item", "I10")->counts_size(), 6);
  EXPECT_EQ(Find(*scores, "item", "O10")->origin(), v1::ORIGIN_IMPORTED);
  EXPECT_EQ(Find(*scores, "item", "O10")->n(), 0);
  EXPECT_EQ(Find(*scores, "indicator part 1", "6")->origin(), v1::ORIGIN_COMPUTED);
}

TEST_F(ScoringTest, APastYearNeedsOnlyItsTenIndicators) {
  const absl::StatusOr<v1::Scores> scores = ComputeScores(assessment_, {}, TenIndicators("90"));

  ASSERT_THAT(scores, IsOk());
  EXPECT_EQ(scores->nodes_size(), 10 + 3 + 1);
  EXPECT_EQ(Find(*scores, "overall", "ITA")->exact(), "90/1");
  EXPECT_EQ(Find(*scores, "indicator", "6")->origin(), v1::ORIGIN_IMPORTED);
}

TEST_F(ScoringTest, LevelsAreDecidedOnRoundedFigures) {
  EXPECT_EQ(ComputeScores(assessment_, {}, TenIndicators("94.995"))->level_name().th(), "ผ่านดีเยี่ยม");
  EXPECT_EQ(ComputeScores(assessment_, {}, TenIndicators("94.9949"))->level_name().th(), "ผ่านดี");
  EXPECT_EQ(ComputeScores(assessment_, {}, TenIndicators("0"))->level_name().th(),
            "ต้องปรับปรุงโดยด่วน");
}

TEST_F(ScoringTest, OneWeakInstrumentKeepsTheBestLevelsAway) {
  std::vector<v1::ImportedScore> given = TenIndicators("100");
  for (v1::ImportedScore& score : given) {
    if (score.part() == "EIT") score.set_score("84.99");
  }

  const absl::StatusOr<v1::Scores> scores = ComputeScores(assessment_, {}, given);

  ASSERT_THAT(scores, IsOk());
  EXPECT_EQ(Find(*scores, "overall", "ITA")->score(), "95.50");
  EXPECT_EQ(scores->level_name().th(), "ผ่าน");
}

TEST_F(ScoringTest, ASubIndicatorMayBeGivenInsteadOfItsItems) {
  std::erase_if(imported_, [](const v1::ImportedScore& score) {
    return score.node() == "O1" || score.node() == "O2" || score.node() == "O3" ||
           score.node() == "O4" || score.node() == "O5" || score.node() == "O6";
  });
  imported_.push_back(Given("OIT", "9.1", "100/3"));

  const absl::StatusOr<v1::Scores> scores = ComputeScores(assessment_, tallies_, imported_);

  ASSERT_THAT(scores, IsOk());
  EXPECT_EQ(Find(*scores, "sub_indicator", "9.1")->exact(), "100/3");
  EXPECT_EQ(Find(*scores, "item", "O1"), nullptr);
}

TEST_F(ScoringTest, NamesTheNodesThatHaveNoFigure) {
  std::erase_if(imported_, [](const v1::ImportedScore& score) {
    return score.node() == "8" || score.node() == "O19";
  });
  tallies_.erase(tallies_.begin());

  const absl::StatusOr<v1::Scores> scores = ComputeScores(assessment_, tallies_, imported_);

  EXPECT_THAT(scores,
              IsRefused(absl::StatusCode::kFailedPrecondition, v1::REASON_ROUND_INCOMPLETE));
  EXPECT_THAT(scores, IsRefusedFor(v1::REASON_ROUND_INCOMPLETE, "IIT, EIT-2 8, OIT O19"));
}

TEST_F(ScoringTest, ATallyWithoutRespondentsIsNoFigure) {
  tallies_[0] = v1::Tally();
  tallies_[0].set_questionnaire("IIT");

  EXPECT_THAT(ComputeScores(assessment_, tallies_, imported_),
              IsRefusedFor(v1::REASON_ROUND_INCOMPLETE, "IIT"));
}

TEST_F(ScoringTest, RefusesANodeThatDoesNotExist) {
  for (const v1::ImportedScore& score :
       {Given("EIT-3", "6", "90"), Given("EIT-2", "1", "90"), Given("OIT", "O36", "90"),
        Given("OIT", "E1", "90"), Given("IIT", "9.1", "90"), Given("", "", "90")}) {
    EXPECT_THAT(CheckImportedScores(assessment_, {score}),
                IsRefused(kInvalid, v1::REASON_NODE_UNKNOWN))
        << score.part() << " " << score.node();
  }
}

TEST_F(ScoringTest, RefusesAScoreThatIsNotFromZeroToAHundred) {
  for (const char* score : {"100.01", "101", "-1", "", "ninety", "1/0", "90 "}) {
    EXPECT_THAT(CheckImportedScores(assessment_, {Given("EIT-2", "6", score)}),
                IsRefusedFor(v1::REASON_SCORE_OUT_OF_RANGE, "EIT-2 6"))
        << score;
  }
  EXPECT_THAT(CheckImportedScores(assessment_, {Given("EIT-2", "6", "100")}), IsOk());
  EXPECT_THAT(CheckImportedScores(assessment_, {Given("EIT-2", "6", "0")}), IsOk());
}

TEST_F(ScoringTest, RefusesAScoreThatIsGivenTwice) {
  imported_.push_back(imported_.front());

  EXPECT_THAT(CheckImportedScores(assessment_, imported_),
              IsRefusedFor(v1::REASON_NODE_NOT_IMPORTABLE, "EIT-2 6"));
}

TEST_F(ScoringTest, RefusesAScoreThatIsGivenAndCounted) {
  for (const v1::ImportedScore& score : {Given("IIT", "I1", "90"), Given("IIT", "1", "90"),
                                         Given("EIT-1", "6", "90"), Given("EIT", "7", "90")}) {
    std::vector<v1::ImportedScore> given = imported_;
    given.push_back(score);

    EXPECT_THAT(ComputeScores(assessment_, tallies_, given),
                IsRefusedFor(v1::REASON_NODE_NOT_IMPORTABLE,
                             absl::StrCat(score.part(), " ", score.node())));
  }
}

TEST_F(ScoringTest, AnItemOfAnInstrumentWithPartsNeedsThePartsName) {
  EXPECT_THAT(CheckImportedScores(assessment_, {Given("EIT", "E1", "90")}),
              IsRefused(kInvalid, v1::REASON_NODE_NOT_IMPORTABLE));
  EXPECT_THAT(CheckImportedScores(assessment_, {Given("EIT-2", "E1", "90")}), IsOk());
}

TEST_F(ScoringTest, ImportedItemsOfAnImportedPartCountButAreNotListedTwice) {
  std::erase_if(imported_, [](const v1::ImportedScore& score) { return score.node() == "6"; });
  for (const char* item : {"E1", "E2", "E3"}) imported_.push_back(Given("EIT-2", item, "95.01"));

  const absl::StatusOr<v1::Scores> scores = ComputeScores(assessment_, tallies_, imported_);

  ASSERT_THAT(scores, IsOk());
  EXPECT_EQ(Find(*scores, "indicator", "6")->exact(), "57503/600");
  EXPECT_EQ(Find(*scores, "item", "E1")->exact(), "682/7");
  EXPECT_EQ(scores->nodes_size(), 83);
}

TEST_F(ScoringTest, RefusesATallyOfAnotherDefinition) {
  tallies_[0].mutable_items(0)->mutable_counts()->RemoveLast();

  EXPECT_THAT(ComputeScores(assessment_, tallies_, imported_),
              IsRefusedFor(v1::REASON_DEFINITION_MISMATCH, "IIT"));
  tallies_[0].set_questionnaire("XIT");
  EXPECT_THAT(ComputeScores(assessment_, tallies_, imported_),
              IsRefusedFor(v1::REASON_QUESTIONNAIRE_UNKNOWN, "XIT"));
}

}  // namespace
}  // namespace sucharit
