// SPDX-License-Identifier: Apache-2.0
//
// Real tablet code against a real server, over TLS on loopback.
#include "client/core/sync.h"

#include <grpcpp/grpcpp.h>
#include <gtest/gtest.h>
#include <spdlog/sinks/ostream_sink.h>
#include <spdlog/spdlog.h>

#include <functional>
#include <memory>
#include <sstream>
#include <string>
#include <vector>

#include "client/core/enrol.h"
#include "client/core/form_session.h"
#include "client/core/identity.h"
#include "client/core/library.h"
#include "client/core/outbox.h"
#include "client/core/tablet_database.h"
#include "common/crypto/digest.h"
#include "common/enrolment/ticket.h"
#include "common/response/receipt.h"
#include "tests/server/testing/required.h"
#include "tests/server/testing/server_for_tests.h"
#include "tests/testing/round_builder.h"
#include "tests/testing/status_matchers.h"

namespace sucharit {
namespace {

using ::sucharit::testing::CoreForTests;
using ::sucharit::testing::IsOk;
using ::sucharit::testing::IsRefused;
using ::sucharit::testing::IsRefusedFor;
using ::sucharit::testing::Require;
using ::sucharit::testing::Required;
using ::sucharit::testing::ServerForTests;
using ::sucharit::testing::TemporaryFolder;

// A tablet in a folder of its own.
class Tablet {
 public:
  Tablet() : database_(Required(TabletDatabase::Open(folder_.File("tablet")))) {}

  // Enrolled with `server`; knows its rounds.
  Tablet(const ServerForTests& server, const std::string& name) : Tablet() {
    Require(Enrol(*database_, FormatTicket(server.Ticket()), name));
  }

  TabletDatabase& database() { return *database_; }

  // Answers and finishes `count` responses to the small definition; must succeed.
  void Finish(const RoundRecord& round, int count) {
    for (int i = 0; i < count; ++i) {
      auto session = Begin(round);
      Require(session->Answer(0, static_cast<size_t>(i % 6)));
      Require(session->Answer(1, static_cast<size_t>(i % 2)));
      Require(session->Finish());
    }
  }

  std::unique_ptr<FormSession> Begin(const RoundRecord& round) {
    return Required(FormSession::Begin(*database_, round.round_id, "S", testing::TestDay()));
  }

  absl::Status Sync(SyncObserver& observer, size_t batch_size = 100) {
    SyncOptions options;
    options.batch_size = batch_size;
    return Synchronize(*database_, options, observer);
  }

  absl::Status Sync() {
    SyncObserver nobody;
    return Sync(nobody);
  }

  int64_t Waiting() { return Required(Outbox(*database_).Waiting()); }

  // The only counts there are.
  OutboxCounts Counts() { return Required(Outbox(*database_).Counts()).at(0); }

  std::string DeviceId() { return Required(IdentityStore(*database_).Load())->device_id; }

  // From now on the tablet dials there and trusts that authority.
  void BelongsTo(const std::string& address, const std::string& authority_pem) {
    Identity identity = *Required(IdentityStore(*database_).Load());
    auto moved = Required(TabletDatabase::Open(folder_.File("moved")));
    identity.address = address;
    identity.authority_pem = authority_pem;
    Require(IdentityStore(*moved).Save(identity));
    const auto rounds = Required(Library(*database_).Rounds());
    v1::ListRoundsResponse offers;
    for (const auto& round : rounds) *offers.add_rounds() = round->offer;
    Require(Library(*moved).Keep(offers));
    database_ = std::move(moved);
  }

 private:
  TemporaryFolder folder_;
  std::unique_ptr<TabletDatabase> database_;
};

// Does one thing at one moment of a run.
class AtMoment : public SyncObserver {
 public:
  enum Moment { kBatchSent, kReceiptArrived, kProgressed };

  AtMoment(Moment moment, std::function<void()> action)
      : moment_(moment), action_(std::move(action)) {}

  void BatchSent(int64_t) override { Reach(kBatchSent); }
  void ReceiptArrived(int64_t) override { Reach(kReceiptArrived); }
  void Progressed(int64_t, int64_t) override { Reach(kProgressed); }
  bool Cancelled() override { return cancelled; }

  bool cancelled = false;

 private:
  void Reach(Moment moment) {
    if (moment != moment_ || reached_) return;
    reached_ = true;
    action_();
  }

  const Moment moment_;
  const std::function<void()> action_;
  bool reached_ = false;
};

class SynchronizeTest : public ::testing::Test {
 protected:
  // What the server has received of the round, whatever state it is in.
  BoxStore::Received Received() {
    BoxStore::Received received;
    server_.WithCore(
        [&](CoreForTests& core) { received = core.boxes.Count(round_.round_id, "S").value(); });
    return received;
  }

  ServerForTests server_;
  const RoundRecord round_ = server_.OpenRound();
};

TEST_F(SynchronizeTest, BringsInEverythingThatWasAnsweredOffline) {
  Tablet first(server_, "Counter 1");
  Tablet second(server_, "Counter 2");
  server_.Stop();
  first.Finish(round_, 7);
  second.Finish(round_, 5);
  EXPECT_TRUE(absl::IsUnavailable(first.Sync()));
  EXPECT_EQ(first.Waiting(), 7);

  server_.Start();
  EXPECT_THAT(first.Sync(), IsOk());
  EXPECT_THAT(second.Sync(), IsOk());

  EXPECT_EQ(first.Counts().stored, 7);
  EXPECT_EQ(first.Waiting(), 0);
  EXPECT_EQ(second.Counts().stored, 5);
  EXPECT_EQ(Received().in_time, 12);
}

TEST_F(SynchronizeTest, LosesAndDoublesNothingWhenTheServerStopsAtAnyMoment) {
  for (const auto moment :
       {AtMoment::kBatchSent, AtMoment::kReceiptArrived, AtMoment::kProgressed}) {
    Tablet tablet(server_, "Counter " + std::to_string(moment));
    tablet.Finish(round_, 5);
    const int64_t before = Received().in_time;
    AtMoment restarts(moment, [&] { server_.Restart(); });

    tablet.Sync(restarts, /*batch_size=*/2).IgnoreError();
    EXPECT_EQ(tablet.Counts().finished, tablet.Counts().waiting + tablet.Counts().stored);
    EXPECT_THAT(tablet.Sync(), IsOk());

    EXPECT_EQ(tablet.Counts().stored, 5) << moment;
    EXPECT_EQ(tablet.Waiting(), 0) << moment;
    EXPECT_EQ(Received().in_time, before + 5) << moment;
  }
}

TEST_F(SynchronizeTest, SendsAgainWhatTheServerStoredWithoutBeingHeard) {
  Tablet tablet(server_, "Counter 1");
  tablet.Finish(round_, 3);
  // What is on the server is sent by hand, so that its receipt never reached the tablet.
  const v1::PushResponsesRequest batch = Required(Outbox(tablet.database()).NextBatch(100, {}));
  const Identity identity = *Required(IdentityStore(tablet.database()).Load());
  auto stub = v1::CollectService::NewStub(
      server_.Channel({identity.private_key_pem, identity.certificate_pem}));
  ASSERT_THAT(testing::Push(*stub, batch), IsOk());

  EXPECT_THAT(tablet.Sync(), IsOk());

  EXPECT_EQ(tablet.Counts().stored, 3);
  EXPECT_EQ(Received().in_time, 3);
}

TEST_F(SynchronizeTest, EndsSoonWhenTheObserverWantsIt) {
  Tablet tablet(server_, "Counter 1");
  tablet.Finish(round_, 6);
  bool stop = false;
  class Stops : public SyncObserver {
   public:
    explicit Stops(bool& stop) : stop_(stop) {}
    void Progressed(int64_t, int64_t) override { stop_ = true; }
    bool Cancelled() override { return stop_; }

   private:
    bool& stop_;
  } stops(stop);

  EXPECT_TRUE(absl::IsCancelled(tablet.Sync(stops, /*batch_size=*/2)));

  EXPECT_EQ(tablet.Counts().stored, 2);
  EXPECT_EQ(tablet.Waiting(), 4);
  EXPECT_EQ(Received().in_time, 2);
}

TEST_F(SynchronizeTest, LeavesTheOutboxAloneAtTheServerOfAnotherAuthority) {
  Tablet tablet(server_, "Counter 1");
  const ServerForTests other;
  tablet.BelongsTo(other.address(), server_.authority_pem());
  tablet.Finish(round_, 2);

  const absl::Status status = tablet.Sync();

  EXPECT_TRUE(absl::IsUnavailable(status)) << status;
  EXPECT_EQ(tablet.Waiting(), 2);
  EXPECT_EQ(tablet.Counts().stored, 0);
}

TEST_F(SynchronizeTest, SendsNothingOnceTheTabletIsRevoked) {
  Tablet tablet(server_, "Counter 1");
  tablet.Finish(round_, 2);
  server_.Revoke(tablet.DeviceId());

  EXPECT_THAT(tablet.Sync(),
              IsRefused(absl::StatusCode::kUnauthenticated, v1::REASON_DEVICE_REVOKED));

  EXPECT_EQ(tablet.Waiting(), 2);
  EXPECT_EQ(Received().in_time, 0);
}

TEST_F(SynchronizeTest, EndsARoundOnceBothTabletsHaveReported) {
  Tablet first(server_, "Counter 1");
  Tablet second(server_, "Counter 2");
  first.Finish(round_, 3);
  second.Finish(round_, 2);
  EXPECT_THAT(first.Sync(), IsOk());
  EXPECT_THAT(second.Sync(), IsOk());

  const auto both = IsRefusedFor(v1::REASON_ROUND_TABLETS_WAITING, "Counter 1, Counter 2");
  EXPECT_THAT(server_.Close(round_.round_id), both) << "neither knows yet that it is closing";
  EXPECT_THAT(first.Sync(), IsOk());
  EXPECT_THAT(server_.Close(round_.round_id),
              IsRefusedFor(v1::REASON_ROUND_TABLETS_WAITING, "Counter 2"));
  EXPECT_FALSE(FormSession::Begin(first.database(), round_.round_id, "S", testing::TestDay()).ok())
      << "no response begins while closing";
  EXPECT_THAT(second.Sync(), IsOk());

  const auto closed = server_.Close(round_.round_id);
  ASSERT_THAT(closed, IsOk());
  EXPECT_EQ(closed->totals(0).received(), 5);
  EXPECT_EQ(closed->totals(0).counted(), 5);
}

TEST_F(SynchronizeTest, HoldsClosingUpWhileAResponseIsInProgress) {
  Tablet tablet(server_, "Counter 1");
  tablet.Finish(round_, 3);
  auto in_progress = tablet.Begin(round_);
  ASSERT_THAT(in_progress->Answer(0, 0), IsOk());
  const auto waiting = IsRefusedFor(v1::REASON_ROUND_TABLETS_WAITING, "Counter 1");
  ASSERT_THAT(server_.Close(round_.round_id), waiting);

  EXPECT_THAT(tablet.Sync(), IsOk());
  EXPECT_THAT(server_.Close(round_.round_id), waiting);
  ASSERT_THAT(in_progress->Answer(1, 0), IsOk());
  ASSERT_THAT(in_progress->Finish(), IsOk());
  EXPECT_THAT(tablet.Sync(), IsOk());

  const auto closed = server_.Close(round_.round_id);
  ASSERT_THAT(closed, IsOk());
  EXPECT_EQ(closed->totals(0).counted(), 4) << "what was begun in time is counted";
}

TEST_F(SynchronizeTest, CountsWhatIsTooLateOnBothSides) {
  Tablet in_time(server_, "Counter 1");
  Tablet late(server_, "Counter 2");
  in_time.Finish(round_, 4);
  late.Finish(round_, 2);
  ASSERT_THAT(in_time.Sync(), IsOk());
  ASSERT_THAT(server_.Close(round_.round_id, {in_time.DeviceId(), late.DeviceId()}), IsOk());

  EXPECT_THAT(late.Sync(), IsOk());

  EXPECT_EQ(late.Waiting(), 0);
  EXPECT_EQ(late.Counts().late, 2);
  EXPECT_EQ(late.Counts().stored, 0);
  const v1::Totals totals = server_.Close(round_.round_id)->totals(0);
  EXPECT_EQ(totals.received(), 6);
  EXPECT_EQ(totals.counted(), 4);
  EXPECT_EQ(totals.late(), 2);
}

TEST_F(SynchronizeTest, EnrolsOnceThoughTheAnswerWasLost) {
  Tablet tablet;
  const std::string ticket = FormatTicket(server_.Ticket());
  server_.Stop();
  EXPECT_TRUE(absl::IsUnavailable(Enrol(tablet.database(), ticket, "Counter 1")));
  server_.Start();

  EXPECT_THAT(Enrol(tablet.database(), ticket, "Counter 1"), IsOk());
  EXPECT_THAT(Enrol(tablet.database(), ticket, "Counter 1"),
              IsRefused(absl::StatusCode::kAlreadyExists, v1::REASON_ALREADY_ENROLLED));

  Tablet other;
  EXPECT_THAT(Enrol(other.database(), ticket, "Counter 2"),
              IsRefused(absl::StatusCode::kPermissionDenied, v1::REASON_ENROLMENT_CODE_UNKNOWN));
}

TEST_F(SynchronizeTest, EnrolsNoTabletAtAServerThatTheTicketDoesNotName) {
  const ServerForTests other;
  v1::EnrolmentTicket ticket = server_.Ticket();
  ticket.set_address(other.address());
  Tablet tablet;

  const absl::Status status = Enrol(tablet.database(), FormatTicket(ticket), "Counter 1");

  EXPECT_TRUE(absl::IsUnavailable(status)) << status;
  EXPECT_FALSE(Required(IdentityStore(tablet.database()).Load()).has_value());
}

// A server with the installation's own certificate that answers whatever the test wants.
class LyingServer final : public v1::CollectService::Service {
 public:
  using Answer = std::function<v1::PushResponsesResponse(const v1::PushResponsesRequest&)>;

  LyingServer(const crypto::Identity& identity, Answer answer) : answer_(std::move(answer)) {
    grpc::SslServerCredentialsOptions options;
    options.pem_key_cert_pairs.push_back({identity.private_key_pem, identity.certificate_pem});
    grpc::ServerBuilder builder;
    int port = 0;
    builder.AddListeningPort("127.0.0.1:0", grpc::SslServerCredentials(options), &port);
    builder.RegisterService(this);
    server_ = builder.BuildAndStart();
    address_ = "127.0.0.1:" + std::to_string(port);
  }

  const std::string& address() const { return address_; }

  grpc::Status ListRounds(grpc::ServerContext*, const v1::ListRoundsRequest*,
                          v1::ListRoundsResponse*) override {
    return grpc::Status::OK;
  }

  grpc::Status PushResponses(grpc::ServerContext*,
                             grpc::ServerReaderWriter<v1::PushResponsesResponse,
                                                      v1::PushResponsesRequest>* stream) override {
    v1::PushResponsesRequest batch;
    while (stream->Read(&batch)) stream->Write(answer_(batch));
    return grpc::Status::OK;
  }

  grpc::Status ReportWaiting(grpc::ServerContext*, const v1::ReportWaitingRequest*,
                             v1::ReportWaitingResponse*) override {
    return grpc::Status::OK;
  }

 private:
  const Answer answer_;
  std::unique_ptr<grpc::Server> server_;
  std::string address_;
};

class LyingServerTest : public SynchronizeTest {
 protected:
  // The tablet believes none of it.
  void ExpectNothingLeavesTheOutbox(const LyingServer::Answer& answer) {
    const auto identity = KeyFolder(server_.config().key_folder()).Server();
    ASSERT_THAT(identity, IsOk());
    LyingServer liar(*identity, answer);
    Tablet tablet(server_, "Counter 1");
    tablet.BelongsTo(liar.address(), server_.authority_pem());
    tablet.Finish(round_, 3);

    EXPECT_THAT(tablet.Sync(),
                IsRefused(absl::StatusCode::kDataLoss, v1::REASON_RECEIPT_NOT_GENUINE));

    EXPECT_EQ(tablet.Waiting(), 3);
    EXPECT_EQ(tablet.Counts().stored, 0);
  }

  // A receipt that another key signed.
  static v1::PushResponsesResponse SignedByAnother(const v1::PushResponsesRequest& batch) {
    std::vector<std::string> ids;
    for (const std::string& box : batch.boxes()) ids.push_back(BoxId(box));
    return Required(SignReceipt(batch.round_id(), ids,
                                std::vector<v1::Outcome>(ids.size(), v1::OUTCOME_STORED),
                                crypto::GenerateSigningKeyPair().private_key));
  }
};

TEST_F(LyingServerTest, IsNotBelievedWithoutASignature) {
  ExpectNothingLeavesTheOutbox([](const v1::PushResponsesRequest& batch) {
    v1::PushResponsesResponse receipt;
    receipt.set_outcomes(std::string(static_cast<size_t>(batch.boxes_size()), '\x01'));
    receipt.set_signature(std::string(crypto::kSignatureSize, 'x'));
    return receipt;
  });
}

TEST_F(LyingServerTest, IsNotBelievedWithASignatureByAnotherKey) {
  ExpectNothingLeavesTheOutbox(&LyingServerTest::SignedByAnother);
}

TEST_F(LyingServerTest, IsNotBelievedWithAnEmptyAnswer) {
  ExpectNothingLeavesTheOutbox(
      [](const v1::PushResponsesRequest&) { return v1::PushResponsesResponse(); });
}

// Everything that spdlog gets while it lives, at every level.
class CapturedLog {
 public:
  CapturedLog() : before_(spdlog::default_logger()) {
    auto logger = std::make_shared<spdlog::logger>(
        "captured", std::make_shared<spdlog::sinks::ostream_sink_mt>(text_));
    logger->set_level(spdlog::level::trace);
    spdlog::set_default_logger(logger);
  }
  ~CapturedLog() { spdlog::set_default_logger(before_); }

  bool Holds(const std::string& words) const {
    return !words.empty() && text_.str().find(words) != std::string::npos;
  }

 private:
  std::shared_ptr<spdlog::logger> before_;
  std::ostringstream text_;
};

TEST(LogTest, HoldsNoCodeTokenNameOrResponseAfterAWholeRun) {
  const CapturedLog log;
  spdlog::info("the log is caught");
  ServerForTests server;
  const RoundRecord round = server.OpenRound();
  const v1::EnrolmentTicket ticket = server.Ticket();
  Tablet tablet;
  ASSERT_THAT(Enrol(tablet.database(), FormatTicket(ticket), "Planted name"), IsOk());
  tablet.Finish(round, 4);
  const std::string box = Required(Outbox(tablet.database()).NextBatch(1, {})).boxes(0);

  ASSERT_THAT(tablet.Sync(), IsOk());
  ASSERT_FALSE(server.Close(round.round_id).ok());
  ASSERT_THAT(tablet.Sync(), IsOk());
  ASSERT_THAT(server.Close(round.round_id), IsOk());
  ASSERT_FALSE(server.Publish(round.round_id).ok());
  server.Revoke(tablet.DeviceId());
  ASSERT_FALSE(tablet.Sync().ok());
  server.Stop();

  EXPECT_TRUE(log.Holds("the log is caught"));
  EXPECT_FALSE(log.Holds(ticket.code()));
  EXPECT_FALSE(log.Holds(server.token()));
  EXPECT_FALSE(log.Holds("Planted name"));
  EXPECT_FALSE(log.Holds(box));
  EXPECT_FALSE(log.Holds(crypto::ToHex(BoxId(box))));
  EXPECT_FALSE(log.Holds(crypto::ToHex(tablet.DeviceId())));
  EXPECT_FALSE(log.Holds(server.address())) << "the library names no address";
}

}  // namespace
}  // namespace sucharit
