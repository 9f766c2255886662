// SPDX-License-Identifier: Apache-2.0
//
// Real tablet code against a real server, over TLS on loopback.
#include "client/core/sync.h"

#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "client/core/received_boxes.h"
#include "common/crypto/digest.h"
#include "tests/end_to_end/enrolled_tablet.h"
#include "tests/testing/status_matchers.h"

namespace sucharit {
namespace {

using ::sucharit::testing::CoreForTests;
using ::sucharit::testing::IsOk;
using ::sucharit::testing::IsRefused;
using ::sucharit::testing::IsRefusedFor;
using ::sucharit::testing::Required;
using ::sucharit::testing::ServerForTests;
using ::sucharit::testing::Tablet;

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
  const testing::FakeClock clock;
  EXPECT_FALSE(FormSession::Begin(first.database(), clock, {round_.round_id, "S"}).ok())
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

TEST_F(SynchronizeTest, RaisesALastingAlarmForABoxThatNeitherSideHasAnyMore) {
  Tablet tablet(server_, "Counter 1");
  tablet.Finish(round_, 4);
  ASSERT_THAT(tablet.Sync(), IsOk());
  ASSERT_THAT(tablet.Sync(), IsOk()) << "nothing is missing";
  server_.WithCore([&](CoreForTests& core) {
    testing::Require(core.database.Lock()->Execute(
        "DELETE FROM box WHERE box_id = (SELECT MIN(box_id) FROM box)"));
  });
  // As after a backup, which is lost, too.
  testing::Require(tablet.database().Lock()->Execute("UPDATE received SET box = x''"));

  EXPECT_THAT(tablet.Sync(), IsRefusedFor(v1::REASON_BOXES_MISSING, "1"));

  EXPECT_EQ(Required(ReceivedBoxes(tablet.database()).Missing()), 1);
  EXPECT_THAT(tablet.Sync(), IsRefusedFor(v1::REASON_BOXES_MISSING, "1")) << "it stays";
}

TEST_F(SynchronizeTest, CountsLateBoxesAsKnownAndForgetsAllOnceTheRoundIsOver) {
  Tablet tablet(server_, "Counter 1");
  tablet.Finish(round_, 3);
  ASSERT_THAT(tablet.Sync(), IsOk());
  tablet.Finish(round_, 1);
  v1::CloseRoundRequest close;
  close.set_round_id(round_.round_id);
  close.add_given_up_devices(tablet.DeviceId());
  server_.WithCore(
      [&](CoreForTests& core) { testing::Require(core.closer.Close(close).status()); });
  ASSERT_THAT(tablet.Sync(), IsOk());
  ASSERT_EQ(tablet.Counts().late, 1);
  EXPECT_EQ(Required(ReceivedBoxes(tablet.database()).Ids(round_.round_id)).size(), 4U);
  EXPECT_THAT(tablet.Sync(), IsOk());

  server_.WithCore(
      [&](CoreForTests& core) { testing::Require(core.rounds.Cancel(round_.round_id)); });

  EXPECT_THAT(tablet.Sync(), IsOk());
  EXPECT_TRUE(Required(ReceivedBoxes(tablet.database()).Ids(round_.round_id)).empty());
}

}  // namespace
}  // namespace sucharit
