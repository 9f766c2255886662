// SPDX-License-Identifier: Apache-2.0
//
// Synchronization against a server on this machine that answers as a test tells it to.
#include <grpcpp/security/server_credentials.h>
#include <grpcpp/server.h>
#include <grpcpp/server_builder.h>
#include <gtest/gtest.h>

#include <atomic>
#include <functional>
#include <set>

#include "absl/strings/str_cat.h"
#include "client/core/enrol.h"
#include "client/core/identity.h"
#include "client/core/sync.h"
#include "common/crypto/certificate.h"
#include "common/enrolment/ticket.h"
#include "common/response/received.h"
#include "common/rpc/status_conversion.h"
#include "sucharit/v1/collect.grpc.pb.h"
#include "tests/client/core/tablet_for_tests.h"
#include "tests/testing/status_matchers.h"

namespace sucharit {
namespace {

using ::sucharit::testing::IsOk;
using ::sucharit::testing::IsRefused;
using ::sucharit::testing::IsRefusedFor;
using ::sucharit::testing::TabletForTests;

using PushStreamOfServer =
    grpc::ServerReaderWriter<v1::PushResponsesResponse, v1::PushResponsesRequest>;

// Enrols everybody and stores every box, unless told otherwise.
class ScriptedServer final : public v1::CollectService::Service {
 public:
  explicit ScriptedServer(const testing::RoundForTests& round) : round_(round) {}

  grpc::Status Enrol(grpc::ServerContext*, const v1::EnrolRequest* request,
                     v1::EnrolResponse* response) override {
    const auto certificate = crypto::IssueClientCertificate(authority, request->signing_request(),
                                                            "tablet", absl::Now(), absl::Hours(1));
    response->set_device_id(std::string(16, 'd'));
    response->set_certificate(certificate.value());
    return grpc::Status::OK;
  }

  grpc::Status ListRounds(grpc::ServerContext*, const v1::ListRoundsRequest*,
                          v1::ListRoundsResponse* response) override {
    *response = round_.Listed();
    response->set_server_unix(server_unix);
    return grpc::Status::OK;
  }

  grpc::Status PushResponses(grpc::ServerContext*, PushStreamOfServer* stream) override {
    v1::PushResponsesRequest batch;
    if (full) {
      return ToGrpcStatus(Refused(absl::StatusCode::kResourceExhausted, v1::REASON_STORAGE_FULL,
                                  "the server's disk is full"));
    }
    while (stream->Read(&batch)) {
      for (const std::string& box : batch.boxes()) stored.insert(box);
      if (losing_receipts > 0) {
        --losing_receipts;
        return grpc::Status(grpc::StatusCode::UNAVAILABLE, "cut");
      }
      v1::PushResponsesResponse receipt = round_.Sign(batch, outcome);
      spoil(receipt);
      stream->Write(receipt);
    }
    return grpc::Status::OK;
  }

  grpc::Status ReportWaiting(grpc::ServerContext*, const v1::ReportWaitingRequest* request,
                             v1::ReportWaitingResponse*) override {
    reported_waiting = request->waiting();
    return grpc::Status::OK;
  }

  grpc::Status ReportConduct(grpc::ServerContext*, const v1::ReportConductRequest* request,
                             v1::ReportConductResponse*) override {
    reported_conduct = *request;
    return conduct_answer;
  }

  // Lacks nothing, unless it is told to say something else.
  grpc::Status CheckReceived(grpc::ServerContext*, const v1::CheckReceivedRequest* request,
                             v1::CheckReceivedResponse* response) override {
    if (!received_answer.ok()) return received_answer;
    return ToGrpcStatus(SignReceived(*request, round_.receipt_keys().private_key, *response));
  }

  const crypto::Identity authority =
      crypto::MakeAuthority("Test authority", absl::Now(), absl::Hours(1)).value();
  std::set<std::string> stored;
  int losing_receipts = 0;
  bool full = false;
  v1::Outcome outcome = v1::OUTCOME_STORED;
  std::function<void(v1::PushResponsesResponse&)> spoil = [](v1::PushResponsesResponse&) {};
  std::atomic<int> reported_waiting = -1;
  int64_t server_unix = 0;
  v1::ReportConductRequest reported_conduct;
  grpc::Status conduct_answer;
  grpc::Status received_answer;

 private:
  const testing::RoundForTests& round_;
};

class SyncPushTest : public ::testing::Test {
 protected:
  SyncPushTest() : service_(tablet_.round) {
    const auto identity =
        crypto::IssueServerIdentity(service_.authority, {"127.0.0.1"}, absl::Now(), absl::Hours(1))
            .value();
    grpc::SslServerCredentialsOptions options(GRPC_SSL_REQUEST_CLIENT_CERTIFICATE_AND_VERIFY);
    options.pem_root_certs = service_.authority.certificate_pem;
    options.pem_key_cert_pairs.push_back({identity.private_key_pem, identity.certificate_pem});
    grpc::ServerBuilder builder;
    int port = 0;
    builder.AddListeningPort("127.0.0.1:0", grpc::SslServerCredentials(options), &port);
    builder.RegisterService(&service_);
    server_ = builder.BuildAndStart();
    v1::EnrolmentTicket ticket;
    ticket.set_address(absl::StrCat("127.0.0.1:", port));
    ticket.set_authority(crypto::CertificateToDer(service_.authority.certificate_pem).value());
    ticket.set_code("code");
    EXPECT_THAT(Enrol(tablet_.database(), FormatTicket(ticket), "tablet"), IsOk());
  }

  ~SyncPushTest() override { server_->Shutdown(); }

  absl::Status Push(size_t batch_size = 100) {
    SyncOptions options;
    options.batch_size = batch_size;
    options.clock = &tablet_.clock;
    return Synchronize(tablet_.database(), options, observer_);
  }

  TabletForTests tablet_;
  ScriptedServer service_;
  std::unique_ptr<grpc::Server> server_;
  SyncObserver observer_;
};

TEST_F(SyncPushTest, SendsAllThatWaitsInBatchesAndForgetsIt) {
  for (int i = 0; i < 7; ++i) tablet_.FinishOne();

  ASSERT_THAT(Push(3), IsOk());

  EXPECT_EQ(service_.stored.size(), 7u);
  EXPECT_EQ(tablet_.Counts().stored, 7);
  EXPECT_EQ(tablet_.Counts().waiting, 0);
  EXPECT_EQ(service_.reported_waiting, 0);
}

TEST_F(SyncPushTest, SendsTheSameBoxesAgainWhenTheReceiptWasLost) {
  for (int i = 0; i < 3; ++i) tablet_.FinishOne();
  service_.losing_receipts = 1;

  const absl::Status lost = Push();
  EXPECT_TRUE(IsPassing(lost)) << lost;
  EXPECT_EQ(tablet_.Counts().waiting, 3);
  ASSERT_THAT(Push(), IsOk());

  EXPECT_EQ(service_.stored.size(), 3u);
  EXPECT_EQ(tablet_.Counts().stored, 3);
}

TEST_F(SyncPushTest, LosesNothingToAReceiptThatIsNotGenuine) {
  tablet_.FinishOne();
  service_.spoil = [](v1::PushResponsesResponse& receipt) {
    (*receipt.mutable_signature())[0] = static_cast<char>(receipt.signature()[0] ^ 1);
  };

  EXPECT_THAT(Push(), IsRefused(absl::StatusCode::kDataLoss, v1::REASON_RECEIPT_NOT_GENUINE));

  EXPECT_EQ(tablet_.Counts().waiting, 1);
  EXPECT_EQ(service_.reported_waiting, 1);
}

TEST_F(SyncPushTest, FailsBeforeAServerThatDoesNotSayWhatItHas) {
  tablet_.FinishOne();
  ASSERT_THAT(Push(), IsOk());
  tablet_.FinishOne();
  service_.received_answer = grpc::Status(grpc::StatusCode::UNIMPLEMENTED, "what is that?");

  EXPECT_TRUE(absl::IsUnimplemented(Push()));

  EXPECT_EQ(tablet_.Counts().stored, 2) << "what waits is sent all the same";
  EXPECT_EQ(service_.reported_waiting, 0) << "what is left is reported all the same";
}

TEST_F(SyncPushTest, SaysByHowMuchTheClockIsWrongAndSendsNevertheless) {
  tablet_.FinishOne();
  service_.server_unix = absl::ToUnixSeconds(tablet_.clock.Now() - absl::Hours(24));

  EXPECT_THAT(Push(), IsRefusedFor(v1::REASON_CLOCK_WRONG, "86400"));

  EXPECT_EQ(tablet_.Counts().stored, 1);
  service_.server_unix = absl::ToUnixSeconds(tablet_.clock.Now() + absl::Hours(3));
  EXPECT_THAT(Push(), IsRefusedFor(v1::REASON_CLOCK_WRONG, "-10800"));
}

TEST_F(SyncPushTest, MindsNoClockThatIsAFewMinutesOff) {
  service_.server_unix = absl::ToUnixSeconds(tablet_.clock.Now() - absl::Minutes(5));

  EXPECT_THAT(Push(), IsOk());
}

TEST_F(SyncPushTest, ReportsHowResponsesWereTaken) {
  tablet_.FinishOne();
  ASSERT_THAT(tablet_.Begin()->Abandon(), IsOk());

  ASSERT_THAT(Push(), IsOk());

  EXPECT_EQ(service_.reported_conduct.round_id(), tablet_.round.round_id());
  ASSERT_EQ(service_.reported_conduct.days_size(), 1);
  EXPECT_EQ(service_.reported_conduct.days(0).day(), testing::TestDay());
  EXPECT_EQ(service_.reported_conduct.days(0).finished(), 1);
  EXPECT_EQ(service_.reported_conduct.days(0).abandoned(), 1);
}

TEST_F(SyncPushTest, NeedsNoServerThatStillKnowsTheRoundOfItsConduct) {
  tablet_.FinishOne();
  service_.conduct_answer = grpc::Status(grpc::StatusCode::NOT_FOUND, "no such round");

  EXPECT_THAT(Push(), IsOk());
}

TEST_F(SyncPushTest, FailsWhenConductIsRefused) {
  tablet_.FinishOne();
  service_.conduct_answer = grpc::Status(grpc::StatusCode::UNIMPLEMENTED, "no");

  EXPECT_EQ(Push().code(), absl::StatusCode::kUnimplemented);
}

TEST_F(SyncPushTest, TellsAnotherServerFromAMissingNetwork) {
  TabletForTests stranger;
  Identity identity = *IdentityStore(tablet_.database()).Load().value();
  identity.authority_pem =
      crypto::MakeAuthority("Another", absl::Now(), absl::Hours(1)).value().certificate_pem;
  ASSERT_THAT(IdentityStore(stranger.database()).Save(identity), IsOk());

  EXPECT_THAT(Synchronize(stranger.database(), SyncOptions(), observer_),
              IsRefused(absl::StatusCode::kUnavailable, v1::REASON_NOT_OUR_SERVER));
  server_->Shutdown();
  const absl::Status away = Push();

  EXPECT_TRUE(absl::IsUnavailable(away)) << away;
  EXPECT_EQ(ReasonOf(away), v1::REASON_UNSPECIFIED) << away;
}

TEST_F(SyncPushTest, BlamesTheClockIfNoCertificateIsGoodYet) {
  TabletForTests stranger;
  Identity identity = *IdentityStore(tablet_.database()).Load().value();
  identity.authority_pem =
      crypto::MakeAuthority("Another", absl::Now(), absl::Hours(1)).value().certificate_pem;
  ASSERT_THAT(IdentityStore(stranger.database()).Save(identity), IsOk());
  SyncOptions options;
  options.clock = &stranger.clock;  // Of 2024, long before the certificate.

  EXPECT_THAT(Synchronize(stranger.database(), options, observer_),
              IsRefused(absl::StatusCode::kFailedPrecondition, v1::REASON_CLOCK_WRONG));
}

TEST_F(SyncPushTest, TakesAServersFullDiskForItsOwn) {
  tablet_.FinishOne();
  service_.full = true;

  const absl::Status full = Push();

  EXPECT_TRUE(absl::IsResourceExhausted(full)) << full;
  EXPECT_EQ(ReasonOf(full), v1::REASON_UNSPECIFIED);
  EXPECT_EQ(tablet_.Counts().waiting, 1);
}

TEST_F(SyncPushTest, CountsWhatCameTooLate) {
  tablet_.FinishOne();
  service_.outcome = v1::OUTCOME_TOO_LATE;

  ASSERT_THAT(Push(), IsOk());

  EXPECT_EQ(tablet_.Counts().late, 1);
}

TEST_F(SyncPushTest, TellsOfEachBatchWhenItIsSentAnsweredAndApplied) {
  class Recorder : public SyncObserver {
   public:
    void Began(int64_t waiting) override { absl::StrAppend(&seen, "began ", waiting); }
    void BatchSent(int64_t boxes) override { absl::StrAppend(&seen, ", sent ", boxes); }
    void ReceiptArrived(int64_t boxes) override { absl::StrAppend(&seen, ", arrived ", boxes); }
    void Progressed(int64_t received, int64_t total) override {
      absl::StrAppend(&seen, ", ", received, " of ", total);
    }
    std::string seen;
  };
  for (int i = 0; i < 3; ++i) tablet_.FinishOne();
  Recorder recorder;
  SyncOptions options;
  options.batch_size = 2;

  ASSERT_THAT(Synchronize(tablet_.database(), options, recorder), IsOk());

  EXPECT_EQ(recorder.seen, "began 3, sent 2, arrived 2, 2 of 3, sent 1, arrived 1, 3 of 3");
}

TEST_F(SyncPushTest, StopsWhenToldToAndKeepsWhatWaits) {
  class Stopped : public SyncObserver {
   public:
    bool Cancelled() override { return true; }
  };
  tablet_.FinishOne();
  Stopped stopped;

  EXPECT_EQ(Synchronize(tablet_.database(), SyncOptions(), stopped).code(),
            absl::StatusCode::kCancelled);

  EXPECT_EQ(tablet_.Counts().waiting, 1);
}

TEST_F(SyncPushTest, KeepsWhatWaitsWhileTheServerIsAway) {
  tablet_.FinishOne();
  server_->Shutdown();

  const absl::Status away = Push();

  EXPECT_TRUE(IsPassing(away)) << away;
  EXPECT_EQ(tablet_.Counts().waiting, 1);
}

// A captive portal or another server may answer in the right one's place.
TEST_F(SyncPushTest, TellsNothingToAServerOfAnotherAuthority) {
  TabletForTests stranger;
  stranger.FinishOne();
  Identity identity = IdentityStore(tablet_.database()).Load().value().value();
  identity.authority_pem =
      crypto::MakeAuthority("Test authority", absl::Now(), absl::Hours(1))->certificate_pem;
  ASSERT_THAT(IdentityStore(stranger.database()).Save(identity), IsOk());

  const absl::Status status = Synchronize(stranger.database(), SyncOptions(), observer_);

  EXPECT_TRUE(absl::IsUnavailable(status)) << status;
  EXPECT_TRUE(service_.stored.empty());
  EXPECT_EQ(stranger.Counts().waiting, 1);
}

}  // namespace
}  // namespace sucharit
