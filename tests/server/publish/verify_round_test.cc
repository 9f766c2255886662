// SPDX-License-Identifier: Apache-2.0
#include "server/publish/verify_round.h"

#include <gmock/gmock.h>

#include <functional>

#include "common/crypto/sealed_box.h"
#include "common/response/receipt.h"
#include "common/response/sealed_content.h"
#include "server/publish/audit_file.h"
#include "server/publish/verify_bundle.h"
#include "tests/server/publish/published_round.h"
#include "tests/testing/round_builder.h"
#include "tests/testing/status_matchers.h"
#include "tests/testing/survey_definition.h"

namespace sucharit {
namespace {

using ::sucharit::testing::AnswerTo;
using ::sucharit::testing::IsOk;
using ::sucharit::testing::IsRefused;
using ::sucharit::testing::ReceiptNumber;
using ::sucharit::testing::Require;
using ::sucharit::testing::Required;
using ::sucharit::testing::SealPlaintext;

class RoundVerifierTest : public testing::RoundToPublish {
 protected:
  v1::VerifyRoundResponse Verified(const RoundRecord& round) {
    return Required(core_.verifier.Verify(round.round_id));
  }

  // A closed round of the survey that keeps its rows.
  RoundRecord ClosedSurvey(int responses) {
    const Assessment assessment = testing::SurveyAssessment();
    v1::CreateRoundRequest request = testing::SmallRound('q');
    request.set_definition(assessment.bytes());
    request.mutable_populations(0)->set_questionnaire("Q");
    const RoundRecord round = core_.OpenRound(request);
    const ResponseContext context{round.round_id, &assessment, assessment.FindInstrument("Q")};
    BoxBatch batch{device_id_, round.round_id, "Q", {}};
    for (int i = 0; i < responses; ++i) {
      const CheckedAnswers answers = Required(
          CheckAnswers(assessment, *context.instrument,
                       {AnswerTo("POINT", i % 2 == 0 ? "north" : "south"),
                        AnswerTo("AGE", "middle"), AnswerTo("SAT", i % 3 == 0 ? "fair" : "high"),
                        AnswerTo("SPEED", "fast"), Chosen("CHANNEL", "phone")}));
      const std::string box =
          SealPlaintext(round, Required(EncodeContent(context, answers, ReceiptNumber(i + 1))));
      batch.boxes.push_back({BoxId(box), box});
    }
    Require(core_.boxes.Insert({batch}).at(0).status());
    Require(core_.Close(round).status());
    return round;
  }

  static v1::Answer Chosen(const std::string& item, const std::string& choice) {
    v1::Answer answer;
    answer.set_item(item);
    answer.mutable_choices()->add_ids(choice);
    return answer;
  }

  // Changes what is kept behind the program's back.
  void Tamper(const char* sql) {
    auto database = core_.database.Lock();
    Require(database->Execute(sql));
  }
};

TEST_F(RoundVerifierTest, CountsTheBoxesAgainUntilPublication) {
  CloseWith(6);

  const v1::VerifyRoundResponse verified = Verified(round_);

  ASSERT_EQ(verified.questionnaires_size(), 1);
  EXPECT_EQ(verified.questionnaires(0).questionnaire(), "S");
  EXPECT_EQ(verified.questionnaires(0).counted_from(), v1::COUNTED_FROM_BOXES);
  EXPECT_EQ(verified.questionnaires(0).respondents(), 6);
  EXPECT_TRUE(verified.questionnaires(0).equal());
  EXPECT_TRUE(verified.scores_equal());
  EXPECT_EQ(verified.kept_digest(), verified.computed_digest());
  EXPECT_EQ(verified.kept_digest().size(), 32U);
}

TEST_F(RoundVerifierTest, ComputesFromTheTalliesWhereNothingElseIsLeft) {
  PublishWith(6);

  const v1::VerifyRoundResponse verified = Verified(round_);

  EXPECT_EQ(verified.questionnaires(0).counted_from(), v1::COUNTED_FROM_TALLIES);
  EXPECT_EQ(verified.questionnaires(0).respondents(), 6);
  EXPECT_TRUE(verified.scores_equal());
}

TEST_F(RoundVerifierTest, CountsKeptRowsAgainAfterPublication) {
  const RoundRecord survey = ClosedSurvey(12);
  EXPECT_EQ(Verified(survey).questionnaires(0).counted_from(), v1::COUNTED_FROM_BOXES);
  ASSERT_THAT(core_.results.Publish(survey.round_id), IsOk());

  const v1::VerifyRoundResponse verified = Verified(survey);

  EXPECT_EQ(verified.questionnaires(0).counted_from(), v1::COUNTED_FROM_ROWS);
  EXPECT_EQ(verified.questionnaires(0).respondents(), 12);
  EXPECT_TRUE(verified.questionnaires(0).equal());
  EXPECT_TRUE(verified.scores_equal());
}

TEST_F(RoundVerifierTest, NoticesABoxThatIsGone) {
  CloseWith(6);
  Tamper("DELETE FROM box WHERE box_id = (SELECT MIN(box_id) FROM box)");

  const v1::VerifyRoundResponse verified = Verified(round_);

  EXPECT_FALSE(verified.questionnaires(0).equal());
  EXPECT_EQ(verified.questionnaires(0).respondents(), 5);
  EXPECT_FALSE(verified.scores_equal());
  EXPECT_NE(verified.kept_digest(), verified.computed_digest());
}

TEST_F(RoundVerifierTest, NoticesAnImportedScoreThatWasChangedAfterPublication) {
  PublishWith(6);
  Tamper("UPDATE imported_score SET score = '0' WHERE node = 'C1'");

  const v1::VerifyRoundResponse verified = Verified(round_);

  EXPECT_TRUE(verified.questionnaires(0).equal());
  EXPECT_FALSE(verified.scores_equal());
}

TEST_F(RoundVerifierTest, RefusesARoundThatIsNotCounted) {
  EXPECT_THAT(core_.verifier.Verify(round_.round_id),
              IsRefused(absl::StatusCode::kFailedPrecondition, v1::REASON_ROUND_STATE));
}

TEST_F(RoundVerifierTest, GivesTheRowsOfAPublishedRoundThatKeepsThem) {
  const RoundRecord survey = ClosedSurvey(12);
  v1::ExportRowsRequest request;
  request.set_round_id(survey.round_id);
  request.set_questionnaire("Q");
  std::string rows;
  const auto take = [&](absl::string_view block) {
    rows.append(block.data(), block.size());
    return absl::OkStatus();
  };
  EXPECT_THAT(core_.published.ForEachRowBlock(request, take),
              IsRefused(absl::StatusCode::kFailedPrecondition, v1::REASON_ROUND_STATE));
  ASSERT_THAT(core_.results.Publish(survey.round_id), IsOk());

  ASSERT_THAT(core_.published.ForEachRowBlock(request, take), IsOk());

  const Assessment assessment = testing::SurveyAssessment();
  EXPECT_EQ(rows.size(), 12 * RowSize(assessment, *assessment.FindInstrument("Q")));
  request.set_questionnaire("nothing");
  EXPECT_THAT(core_.published.ForEachRowBlock(request, take),
              IsRefused(absl::StatusCode::kInvalidArgument, v1::REASON_QUESTIONNAIRE_UNKNOWN));
}

TEST_F(RoundVerifierTest, KeepsNoRowsWhereTheDefinitionDropsThem) {
  PublishWith(6);
  v1::ExportRowsRequest request;
  request.set_round_id(round_.round_id);
  request.set_questionnaire("S");

  EXPECT_THAT(
      core_.published.ForEachRowBlock(request, [](absl::string_view) { return absl::OkStatus(); }),
      IsRefused(absl::StatusCode::kFailedPrecondition, v1::REASON_ROWS_NOT_KEPT));
}

TEST_F(RoundVerifierTest, BreaksEachSegmentDownOnceAndNeverDifferently) {
  const RoundRecord survey = ClosedSurvey(12);
  v1::PublishBreakdownRequest request;
  request.set_round_id(survey.round_id);
  request.add_segments("point");
  EXPECT_THAT(core_.published.PublishBreakdown(request),
              IsRefused(absl::StatusCode::kFailedPrecondition, v1::REASON_ROUND_STATE));
  ASSERT_THAT(core_.results.Publish(survey.round_id), IsOk());

  const auto first = core_.published.PublishBreakdown(request);
  request.clear_segments();
  const auto all = core_.published.PublishBreakdown(request);
  const auto again = core_.published.PublishBreakdown(request);

  ASSERT_THAT(first, IsOk());
  ASSERT_EQ(first->breakdowns_size(), 1);
  ASSERT_THAT(all, IsOk());
  ASSERT_EQ(all->breakdowns_size(), 2);
  EXPECT_EQ(all->breakdowns(0).SerializeAsString(), first->breakdowns(0).SerializeAsString());
  EXPECT_EQ(again->SerializeAsString(), all->SerializeAsString());
  const v1::Bundle bundle = core_.published.Bundle(survey.round_id).value();
  EXPECT_EQ(bundle.breakdowns_size(), 2);
  EXPECT_THAT(VerifyBundle(bundle)->differences, ::testing::IsEmpty());
  request.add_segments("colour");
  EXPECT_THAT(core_.published.PublishBreakdown(request),
              IsRefused(absl::StatusCode::kInvalidArgument, v1::REASON_SEGMENT_UNKNOWN));
}

TEST_F(RoundVerifierTest, GivesAnAuditorTheCountsOfGroupsToo) {
  const RoundRecord survey = ClosedSurvey(12);
  ASSERT_THAT(core_.results.Publish(survey.round_id), IsOk());
  v1::PublishBreakdownRequest breakdown;
  breakdown.set_round_id(survey.round_id);
  ASSERT_THAT(core_.published.PublishBreakdown(breakdown), IsOk());
  const crypto::SealingKeyPair auditor = crypto::GenerateSealingKeyPair();
  v1::GetAuditBundleRequest request;
  request.set_round_id(survey.round_id);
  request.set_auditor_key(auditor.public_key);
  v1::AuditBundle audit = Required(
      OpenAuditFile(AuditFile(Required(core_.published.Audit(request))), auditor.private_key));

  EXPECT_THAT(Required(VerifyAudit(audit)).differences, ::testing::IsEmpty());

  v1::GroupTally& group = *audit.mutable_tallies(0)->mutable_groups(0);
  group.set_respondents(group.respondents() - 1);
  EXPECT_THAT(VerifyAudit(audit),
              IsRefused(absl::StatusCode::kInvalidArgument, v1::REASON_BUNDLE_MALFORMED));
}

TEST_F(RoundVerifierTest, FindsABundleWrongOnceAnyFigureOfAGroupIsChanged) {
  const RoundRecord survey = ClosedSurvey(12);
  ASSERT_THAT(core_.results.Publish(survey.round_id), IsOk());
  v1::PublishBreakdownRequest request;
  request.set_round_id(survey.round_id);
  ASSERT_THAT(core_.published.PublishBreakdown(request), IsOk());
  const v1::Bundle bundle = core_.published.Bundle(survey.round_id).value();
  const v1::Breakdown& by_point = bundle.breakdowns(0);
  ASSERT_EQ(by_point.segment(), "point");
  ASSERT_EQ(by_point.groups_size(), 2);
  ASSERT_GE(by_point.groups(0).nodes_size(), 2);

  for (int group = 0; group < by_point.groups_size(); ++group) {
    for (int node = 0; node < by_point.groups(group).nodes_size(); ++node) {
      const auto is_noticed = [&](const std::function<void(v1::NodeScore&)>& change) {
        v1::Bundle changed = bundle;
        change(*changed.mutable_breakdowns(0)->mutable_groups(group)->mutable_nodes(node));
        return !VerifyBundle(changed)->differences.empty();
      };
      EXPECT_TRUE(is_noticed([](v1::NodeScore& each) { each.set_exact("1/3"); }));
      EXPECT_TRUE(is_noticed([](v1::NodeScore& each) { each.set_score("1.00"); }));
      EXPECT_TRUE(is_noticed([](v1::NodeScore& each) { each.set_n(each.n() - 1); }));
      EXPECT_TRUE(is_noticed([](v1::NodeScore& each) { each.set_sum("7/1"); }));
    }
  }
  v1::Bundle changed = bundle;
  changed.mutable_breakdowns(0)->mutable_groups(0)->set_respondents(2);
  EXPECT_FALSE(VerifyBundle(changed)->differences.empty());
}

}  // namespace
}  // namespace sucharit
