// SPDX-License-Identifier: Apache-2.0
//
// What anybody can be told while a round is open, asked again after each response: nothing that
// tells when one came.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <spdlog/sinks/ostream_sink.h>
#include <spdlog/spdlog.h>

#include <map>
#include <memory>
#include <sstream>
#include <string>

#include "tests/server/testing/server_for_tests.h"
#include "tests/testing/status_matchers.h"

namespace sucharit {
namespace {

using ::sucharit::testing::BareTablet;
using ::sucharit::testing::Batch;
using ::sucharit::testing::kAgency;
using ::sucharit::testing::Push;
using ::sucharit::testing::ServerForTests;
using ::sucharit::testing::Verified;
using ::testing::SizeIs;

// Of the small definition.
constexpr int kMinimumGroup = 3;

// What each call answered, by its name.
using Told = std::map<std::string, std::string>;

class OpenFiguresTest : public ::testing::Test {
 protected:
  OpenFiguresTest() : before_(spdlog::default_logger()) {
    auto logger = std::make_shared<spdlog::logger>(
        "captured", std::make_shared<spdlog::sinks::ostream_sink_mt>(log_));
    logger->set_level(spdlog::level::trace);
    spdlog::set_default_logger(logger);
  }
  ~OpenFiguresTest() override { spdlog::set_default_logger(before_); }

  void PushOne() {
    const auto batch =
        Batch(round_, {testing::SealResponse(round_, {}, testing::ReceiptNumber(++sent_))});
    ASSERT_THAT(Verified(round_, batch, Push(*tablet_.stub, batch)), SizeIs(1));
  }

  // Asks everything that can be asked without changing anything.
  Told AskEverything() {
    told_.clear();
    v1::ListDevicesRequest devices;
    devices.set_agency_code(kAgency);
    Ask("ListDevices", &v1::AdminService::Stub::ListDevices, devices);
    v1::AdminListRoundsRequest rounds;
    rounds.set_agency_code(kAgency);
    Ask("ListRounds", &v1::AdminService::Stub::ListRounds, rounds);
    v1::ListPastResultsRequest past;
    past.set_agency_code(kAgency);
    Ask("ListPastResults", &v1::AdminService::Stub::ListPastResults, past);
    Ask("ListAgencies", &v1::AdminService::Stub::ListAgencies, v1::ListAgenciesRequest());
    AskOfTheRound();
    AskRows();
    AskAsATablet();
    return told_;
  }

  int64_t Received() {
    v1::GetRoundRequest request;
    request.set_round_id(round_.round_id);
    v1::GetRoundResponse response;
    EXPECT_TRUE(server_.Call(&v1::AdminService::Stub::GetRound, request, &response).ok());
    return response.round().totals(0).received();
  }

  std::string Log() const { return log_.str(); }

  ServerForTests server_;

 private:
  template <typename Request, typename Response>
  void Ask(const char* name,
           grpc::Status (v1::AdminService::Stub::*method)(grpc::ClientContext*, const Request&,
                                                          Response*),
           const Request& request) {
    grpc::ClientContext context;
    testing::SetDeadline(context);
    context.AddMetadata("authorization", "Bearer " + server_.token());
    Response response;
    const grpc::Status status = (admin_.get()->*method)(&context, request, &response);
    Note(name, status, response.SerializeAsString());
  }

  void Note(const char* name, const grpc::Status& status, const std::string& answer) {
    told_[name] = std::to_string(status.error_code()) + status.error_message() +
                  status.error_details() + answer;
  }

  template <typename Request, typename Response>
  void AskOf(const char* name,
             grpc::Status (v1::AdminService::Stub::*method)(grpc::ClientContext*, const Request&,
                                                            Response*)) {
    Request request;
    request.set_round_id(round_.round_id);
    Ask(name, method, request);
  }

  void AskOfTheRound() {
    using Stub = v1::AdminService::Stub;
    AskOf("GetRound", &Stub::GetRound);
    AskOf("WrapRoundKey", &Stub::WrapRoundKey);
    AskOf("OpenRound", &Stub::OpenRound);
    AskOf("GetScores", &Stub::GetScores);
    AskOf("PublishRound", &Stub::PublishRound);
    AskOf("PublishBreakdown", &Stub::PublishBreakdown);
    AskOf("GetBundle", &Stub::GetBundle);
    AskOf("GetAuditBundle", &Stub::GetAuditBundle);
    AskOf("VerifyRound", &Stub::VerifyRound);
    AskOf("GetReportSource", &Stub::GetReportSource);
    AskOf("ListImportedScores", &Stub::ListImportedScores);
    AskOf("ListMeasures", &Stub::ListMeasures);
    AskOf("GetCards", &Stub::GetCards);
    AskOf("ReconcileCards", &Stub::ReconcileCards);
    AskOf("ListTexts", &Stub::ListTexts);
    AskOf("ReleaseTexts", &Stub::ReleaseTexts);
  }

  void AskRows() {
    grpc::ClientContext context;
    testing::SetDeadline(context);
    context.AddMetadata("authorization", "Bearer " + server_.token());
    v1::ExportRowsRequest request;
    request.set_round_id(round_.round_id);
    request.set_questionnaire("S");
    const auto reader = admin_->ExportRows(&context, request);
    v1::ExportRowsResponse rows;
    std::string all;
    while (reader->Read(&rows)) all += rows.SerializeAsString();
    Note("ExportRows", reader->Finish(), all);
  }

  // Another tablet than the one that sends.
  void AskAsATablet() {
    grpc::ClientContext listing;
    testing::SetDeadline(listing);
    v1::ListRoundsResponse rounds;
    const grpc::Status listed = other_.stub->ListRounds(&listing, {}, &rounds);
    rounds.clear_server_unix();
    Note("tablet ListRounds", listed, rounds.SerializeAsString());
    grpc::ClientContext checking;
    testing::SetDeadline(checking);
    v1::CheckReceivedRequest request;
    request.set_round_id(round_.round_id);
    request.set_box_ids(std::string(32, 'x'));
    v1::CheckReceivedResponse missing;
    const grpc::Status checked = other_.stub->CheckReceived(&checking, request, &missing);
    Note("tablet CheckReceived", checked, missing.SerializeAsString());
  }

  std::shared_ptr<spdlog::logger> before_;
  std::ostringstream log_;
  const RoundRecord round_ = server_.OpenRound();
  const BareTablet tablet_ = server_.EnrolBareTablet("sends");
  const BareTablet other_ = server_.EnrolBareTablet("asks");
  const std::unique_ptr<v1::AdminService::Stub> admin_ =
      v1::AdminService::NewStub(server_.Channel());
  Told told_;
  int sent_ = 0;
};

TEST_F(OpenFiguresTest, TellNothingNewOnTheDayOnWhichResponsesCome) {
  const Told first = AskEverything();
  const std::string log = Log();

  for (int sent = 1; sent <= 3 * kMinimumGroup; ++sent) {
    PushOne();

    ASSERT_EQ(AskEverything(), first) << "after response " << sent;
    ASSERT_EQ(Log(), log) << "after response " << sent;
  }
}

TEST_F(OpenFiguresTest, AreMultiplesOfTheMinimumGroupOnTheNextDay) {
  Told before = AskEverything();
  const std::string log = Log();
  for (int sent = 1; sent <= 3 * kMinimumGroup; ++sent) {
    PushOne();
    server_.clock.Advance(absl::Hours(24));

    const Told now = AskEverything();

    ASSERT_EQ(Received(), sent / kMinimumGroup * kMinimumGroup);
    ASSERT_EQ(now == before, sent % kMinimumGroup != 0) << "after response " << sent;
    ASSERT_EQ(Log(), log);
    before = now;
  }
}

}  // namespace
}  // namespace sucharit
