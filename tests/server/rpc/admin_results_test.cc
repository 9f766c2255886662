// SPDX-License-Identifier: Apache-2.0
//
// Results, plans and earlier years over the wire.
#include <gmock/gmock.h>

#include "common/crypto/sealed_box.h"
#include "server/publish/audit_file.h"
#include "server/publish/verify_bundle.h"
#include "server/rpc/admin_service.h"
#include "tests/server/testing/required.h"
#include "tests/server/testing/server_for_tests.h"
#include "tests/testing/status_matchers.h"

namespace sucharit {
namespace {

using ::sucharit::testing::CoreForTests;
using ::sucharit::testing::IsOk;
using ::sucharit::testing::IsRefused;
using ::sucharit::testing::Required;
using ::sucharit::testing::ServerForTests;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

using Stub = v1::AdminService::Stub;

class AdminResultsTest : public ::testing::Test {
 protected:
  // One call that must succeed.
  template <typename Response, typename Request, typename Method>
  Response Call(Method method, const Request& request) {
    Response response;
    testing::Require(server_.Call(method, request, &response));
    return response;
  }

  template <typename Request>
  Request About() const {
    Request request;
    request.set_round_id(round_.round_id);
    return request;
  }

  static v1::ImportedScore Score(const std::string& part, const std::string& node,
                                 const std::string& score) {
    v1::ImportedScore imported;
    imported.set_part(part);
    imported.set_node(node);
    imported.set_score(score);
    return imported;
  }

  absl::Status Import(const std::vector<v1::ImportedScore>& scores, bool merge) {
    auto request = About<v1::ImportScoresRequest>();
    *request.mutable_scores() = {scores.begin(), scores.end()};
    request.set_merge(merge);
    v1::ImportScoresResponse response;
    return server_.Call(&Stub::ImportScores, request, &response);
  }

  v1::ListImportedScoresResponse Imported() {
    return Call<v1::ListImportedScoresResponse>(&Stub::ListImportedScores,
                                                About<v1::ListImportedScoresRequest>());
  }

  void CloseAndPublish() {
    server_.WithCore([&](CoreForTests& core) {
      core.InsertValid(core.AddDevice("Counter 1"), round_, 6);
      testing::Require(core.Close(round_).status());
    });
    testing::Require(Import({Score("S-2", "1", "90"), Score("C", "2", "75")}, true));
    testing::Require(server_.Publish(round_.round_id).status());
  }

  ServerForTests server_;
  const RoundRecord round_ = server_.OpenRound();
};

TEST_F(AdminResultsTest, ListsWhatIsImportedInTheDefinitionsOrderAndWhatIsMissing) {
  v1::ImportedScore with_evidence = Score("C", "C2", "50");
  with_evidence.set_evidence("https://agency.example/c2");
  with_evidence.set_note("บางส่วน");
  ASSERT_THAT(Import({with_evidence, Score("S-2", "1", "90")}, false), IsOk());

  const auto listed = Imported();

  ASSERT_EQ(listed.scores_size(), 2);
  EXPECT_EQ(listed.scores(0).part(), "S-2");
  EXPECT_EQ(listed.scores(1).evidence(), "https://agency.example/c2");
  EXPECT_EQ(listed.scores(1).note(), "บางส่วน");
  EXPECT_EQ(listed.needed(), 3);
  EXPECT_EQ(listed.present(), 2);
  EXPECT_THAT(listed.missing(), ElementsAre("C C1"));
}

TEST_F(AdminResultsTest, MergesOrReplacesAPart) {
  ASSERT_THAT(Import({Score("C", "C1", "100"), Score("S-2", "1", "90")}, false), IsOk());

  ASSERT_THAT(Import({Score("C", "C2", "50")}, true), IsOk());
  EXPECT_EQ(Imported().scores_size(), 3);
  ASSERT_THAT(Import({Score("C", "C2", "0")}, false), IsOk());

  const auto listed = Imported();
  ASSERT_EQ(listed.scores_size(), 2);
  EXPECT_EQ(listed.scores(0).part(), "S-2");
  EXPECT_EQ(listed.scores(1).score(), "0");
}

TEST_F(AdminResultsTest, RefusesEvidenceThatIsNoWebAddress) {
  v1::ImportedScore score = Score("C", "C1", "100");
  score.set_evidence("javascript:alert(1)");

  EXPECT_THAT(Import({score}, true),
              IsRefused(absl::StatusCode::kInvalidArgument, v1::REASON_EVIDENCE));
  EXPECT_EQ(Imported().scores_size(), 0);
}

TEST_F(AdminResultsTest, GivesTheSameBundleOverTheWireEachTimeAndAfterARestart) {
  CloseAndPublish();
  const auto request = About<v1::GetBundleRequest>();

  const auto first = Call<v1::GetBundleResponse>(&Stub::GetBundle, request);
  server_.Restart();
  const auto again = Call<v1::GetBundleResponse>(&Stub::GetBundle, request);

  EXPECT_EQ(first.SerializeAsString(), again.SerializeAsString());
  EXPECT_THAT(Required(VerifyBundle(first.bundle())).differences, IsEmpty());
}

TEST_F(AdminResultsTest, SealsTheAuditBundleToTheAuditorTheSameWayEachTime) {
  CloseAndPublish();
  const crypto::SealingKeyPair auditor = crypto::GenerateSealingKeyPair();
  auto request = About<v1::GetAuditBundleRequest>();
  request.set_auditor_key(auditor.public_key);

  const auto first = Call<v1::GetAuditBundleResponse>(&Stub::GetAuditBundle, request);
  server_.Restart();
  const auto again = Call<v1::GetAuditBundleResponse>(&Stub::GetAuditBundle, request);

  EXPECT_EQ(first.sealed(), again.sealed());
  const auto audit = OpenAuditFile(AuditFile(first.sealed()), auditor.private_key);
  ASSERT_THAT(audit, IsOk());
  EXPECT_THAT(Required(VerifyAudit(*audit)).differences, IsEmpty());
}

TEST_F(AdminResultsTest, VerifiesARound) {
  CloseAndPublish();

  const auto verified =
      Call<v1::VerifyRoundResponse>(&Stub::VerifyRound, About<v1::VerifyRoundRequest>());

  EXPECT_TRUE(verified.scores_equal());
  ASSERT_EQ(verified.questionnaires_size(), 1);
  EXPECT_EQ(verified.questionnaires(0).counted_from(), v1::COUNTED_FROM_TALLIES);
}

TEST_F(AdminResultsTest, RefusesRowsOfARoundThatDropsThem) {
  CloseAndPublish();
  auto request = About<v1::ExportRowsRequest>();
  request.set_questionnaire("S");
  auto stub = v1::AdminService::NewStub(server_.Channel());
  grpc::ClientContext context;
  testing::SetDeadline(context);
  context.AddMetadata("authorization", "Bearer " + server_.token());

  const auto reader = stub->ExportRows(&context, request);
  v1::ExportRowsResponse rows;

  EXPECT_FALSE(reader->Read(&rows));
  EXPECT_THAT(FromGrpcStatus(reader->Finish()),
              IsRefused(absl::StatusCode::kFailedPrecondition, v1::REASON_ROWS_NOT_KEPT));
}

TEST_F(AdminResultsTest, KeepsThePlanAndPutsItBesideTheBundle) {
  CloseAndPublish();
  auto request = About<v1::PutMeasuresRequest>();
  v1::Measure* measure = request.add_measures();
  measure->set_topic(1);
  measure->set_measure("จัดทำคู่มือ");
  measure->set_responsible("กองคลัง");
  measure->mutable_begins()->set_year_be(2568);
  measure->mutable_begins()->set_month(4);
  *measure->mutable_ends() = measure->begins();

  EXPECT_THAT(Call<v1::PutMeasuresResponse>(&Stub::PutMeasures, request).numbers(), ElementsAre(1));

  const auto plan =
      Call<v1::ListMeasuresResponse>(&Stub::ListMeasures, About<v1::ListMeasuresRequest>());
  EXPECT_EQ(plan.measures_size(), 1);
  const auto source =
      Call<v1::GetReportSourceResponse>(&Stub::GetReportSource, About<v1::GetReportSourceRequest>())
          .source();
  EXPECT_EQ(source.plan_size(), 1);
  EXPECT_EQ(source.bundle().scores().nodes().rbegin()->level(), "overall");
  auto remove = About<v1::RemoveMeasureRequest>();
  remove.set_number(1);
  v1::RemoveMeasureResponse removed;
  EXPECT_THAT(server_.Call(&Stub::RemoveMeasure, remove, &removed), IsOk());
  EXPECT_THAT(server_.Call(&Stub::RemoveMeasure, remove, &removed),
              IsRefused(absl::StatusCode::kNotFound, v1::REASON_MEASURE_UNKNOWN));
}

TEST_F(AdminResultsTest, RefusesYearsOfAgenciesThatAreNot) {
  v1::ListPastResultsRequest request;
  request.set_agency_code("nowhere");
  v1::ListPastResultsResponse response;

  EXPECT_THAT(server_.Call(&Stub::ListPastResults, request, &response),
              IsRefused(absl::StatusCode::kNotFound, v1::REASON_AGENCY_UNKNOWN));
}

}  // namespace
}  // namespace sucharit
