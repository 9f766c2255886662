// SPDX-License-Identifier: Apache-2.0
#include "server/publish/past_results.h"

#include <gmock/gmock.h>

#include "server/scoring/score_files.h"
#include "server/scoring/scoring.h"
#include "tests/server/publish/published_round.h"
#include "tests/testing/status_matchers.h"
#include "tests/testing/test_data.h"

namespace sucharit {
namespace {

using ::sucharit::testing::IsOk;
using ::sucharit::testing::IsRefused;
using ::sucharit::testing::IsRefusedFor;
using ::sucharit::testing::kAgency;
using ::sucharit::testing::Required;

// The small definition as one of a year.
v1::Definition SmallDefinitionOf(int32_t year) {
  v1::Definition definition = testing::SmallDefinition();
  definition.set_fiscal_year_be(year);
  return definition;
}

class PastResultsTest : public testing::RoundToPublish {
 protected:
  static v1::PutPastResultRequest Year(int32_t year, const std::string& score) {
    v1::PutPastResultRequest request;
    request.set_agency_code(kAgency);
    request.set_definition(Required(Assessment::FromDefinition(SmallDefinitionOf(year))).bytes());
    for (const char* part : {"S", "C"}) {
      v1::ImportedScore* imported = request.add_scores();
      imported->set_part(part);
      imported->set_node(std::string(part) == "S" ? "1" : "2");
      imported->set_score(score);
    }
    return request;
  }

  // Publishes a round of a year with that score, without anybody's responses.
  void PublishYear(int32_t year, char letter, const std::string& score) {
    const v1::PutPastResultRequest result = Year(year, score);
    v1::CreateRoundRequest request = testing::SmallRound(letter);
    request.set_definition(result.definition());
    const RoundRecord round = core_.OpenRound(request);
    const Assessment assessment = Required(core_.rounds.AssessmentOf(round));
    v1::Bundle bundle;
    *bundle.mutable_definition() = assessment.definition();
    *bundle.mutable_scores() =
        Required(ComputeScores(assessment, {}, {result.scores().begin(), result.scores().end()}));
    testing::Require(
        core_.round_store.Move(round.round_id, v1::ROUND_STATE_OPEN, v1::ROUND_STATE_CLOSED));
    testing::Require(core_.publications.Publish(round.round_id, bundle));
  }

  static std::string OverallOf(const v1::PastResult& result) {
    return result.scores().nodes().rbegin()->score();
  }
};

TEST_F(PastResultsTest, TakesAWholeYearByItsIndicatorsAlone) {
  v1::PutPastResultRequest request;
  request.set_agency_code(kAgency);
  const Assessment assessment = Required(LoadAssessment("ita-2566"));
  request.set_definition(assessment.bytes());
  const auto scores =
      Required(ReadImportedScoresCsv(testing::TestData("example-ita-2566-indicators.csv")));
  *request.mutable_scores() = {scores.begin(), scores.end()};

  const auto put = core_.past.Put(request);

  ASSERT_THAT(put, IsOk());
  EXPECT_EQ(put->nodes().rbegin()->level(), "overall");
  const auto listed = Required(core_.past.List(kAgency));
  ASSERT_EQ(listed.size(), 1U);
  EXPECT_EQ(listed[0].definition().id(), "ita-2566");
  EXPECT_EQ(listed[0].scores().SerializeAsString(), put->SerializeAsString());
}

TEST_F(PastResultsTest, ReplacesAndRemovesAYear) {
  ASSERT_THAT(core_.past.Put(Year(2566, "70")), IsOk());
  ASSERT_THAT(core_.past.Put(Year(2565, "60")), IsOk());
  ASSERT_THAT(core_.past.Put(Year(2566, "75")), IsOk());

  const auto listed = Required(core_.past.List(kAgency));
  ASSERT_EQ(listed.size(), 2U);
  EXPECT_EQ(listed[0].definition().fiscal_year_be(), 2565);
  EXPECT_EQ(OverallOf(listed[1]), "75.00");

  EXPECT_THAT(core_.past.Remove(kAgency, 2566), IsOk());
  EXPECT_EQ(Required(core_.past.List(kAgency)).size(), 1U);
  EXPECT_THAT(core_.past.Remove(kAgency, 2566),
              IsRefused(absl::StatusCode::kNotFound, v1::REASON_PAST_RESULT_UNKNOWN));
}

TEST_F(PastResultsTest, RefusesWhatDoesNotMakeAYear) {
  v1::PutPastResultRequest incomplete = Year(2566, "70");
  incomplete.mutable_scores()->RemoveLast();
  v1::PutPastResultRequest out_of_range = Year(2566, "101");
  v1::PutPastResultRequest elsewhere = Year(2566, "70");
  elsewhere.set_agency_code("nowhere");
  v1::PutPastResultRequest bad_link = Year(2566, "70");
  bad_link.mutable_scores(0)->set_evidence("javascript:alert(1)");

  EXPECT_THAT(core_.past.Put(Year(0, "70")), IsRefusedFor(v1::REASON_ARGUMENT, "definition"));
  EXPECT_THAT(core_.past.Put(incomplete), IsRefusedFor(v1::REASON_ROUND_INCOMPLETE, "C"));
  EXPECT_THAT(core_.past.Put(out_of_range),
              IsRefused(absl::StatusCode::kInvalidArgument, v1::REASON_SCORE_OUT_OF_RANGE));
  EXPECT_THAT(core_.past.Put(elsewhere),
              IsRefused(absl::StatusCode::kNotFound, v1::REASON_AGENCY_UNKNOWN));
  EXPECT_THAT(core_.past.Put(bad_link),
              IsRefused(absl::StatusCode::kInvalidArgument, v1::REASON_EVIDENCE));
  EXPECT_TRUE(Required(core_.past.List(kAgency)).empty());
}

TEST_F(PastResultsTest, ComparesWithEarlierYearsOfTheSameKindOnly) {
  ASSERT_THAT(core_.past.Put(Year(2565, "60")), IsOk());
  ASSERT_THAT(core_.past.Put(Year(2568, "90")), IsOk());
  v1::Definition other_kind = SmallDefinitionOf(2567);
  other_kind.set_overall_id("OTHER");

  EXPECT_EQ(Required(core_.past.Before(kAgency, SmallDefinitionOf(2567))).size(), 1U);
  EXPECT_EQ(Required(core_.past.Before(kAgency, SmallDefinitionOf(2565))).size(), 0U);
  EXPECT_EQ(Required(core_.past.Before(kAgency, other_kind)).size(), 0U);
  EXPECT_EQ(Required(core_.past.Before(kAgency, testing::SmallDefinition())).size(), 0U)
      << "a survey without a year has no past";
}

TEST_F(PastResultsTest, PrefersWhatWasPublishedHereToWhatWasImported) {
  ASSERT_THAT(core_.past.Put(Year(2566, "10")), IsOk());
  PublishYear(2566, 'x', "70");

  const auto listed = Required(core_.past.List(kAgency));
  const auto before = Required(core_.past.Before(kAgency, SmallDefinitionOf(2567)));

  ASSERT_EQ(listed.size(), 2U);
  EXPECT_EQ(OverallOf(listed[0]), "10.00");
  EXPECT_EQ(OverallOf(listed[1]), "70.00");
  ASSERT_EQ(before.size(), 1U);
  EXPECT_EQ(OverallOf(before[0]), "70.00");
}

}  // namespace
}  // namespace sucharit
