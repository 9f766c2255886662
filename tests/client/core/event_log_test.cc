// SPDX-License-Identifier: Apache-2.0
#include "client/core/event_log.h"

#include <gtest/gtest.h>

#include "client/core/captive_portal.h"
#include "common/status/reason.h"
#include "tests/client/core/tablet_for_tests.h"
#include "tests/testing/status_matchers.h"

namespace sucharit {
namespace {

using ::sucharit::testing::IsOk;
using ::sucharit::testing::IsRefusedFor;
using ::sucharit::testing::TabletForTests;

constexpr char kPlanted[] = "มะม่วงสุกงอม";

class EventLogTest : public ::testing::Test {
 protected:
  EventLog Log() { return {tablet_.database(), tablet_.clock}; }

  std::vector<Event> Latest(int64_t most = 1000) { return Log().Latest(most).value(); }

  TabletForTests tablet_;
};

// Receives two of three, takes two seconds over it and ends as it is told.
class OneRun {
 public:
  OneRun(testing::FakeClock& clock, absl::Status end) : clock_(clock), end_(std::move(end)) {}

  absl::Status operator()(SyncObserver& observer) const {
    observer.Began(3);
    observer.Progressed(2, 3);
    clock_.Advance(absl::Seconds(2));
    return end_;
  }

 private:
  testing::FakeClock& clock_;
  absl::Status end_;
};

TEST_F(EventLogTest, KeepsHowASynchronizationWentOverARestart) {
  SyncObserver nobody;
  const absl::Status status = Log().Follow(nobody, OneRun(tablet_.clock, absl::OkStatus()));

  tablet_.Reopen();

  EXPECT_THAT(status, IsOk());
  ASSERT_EQ(Latest().size(), 1U);
  const Event event = Latest().front();
  EXPECT_EQ(event.kind, EventKind::kSynchronized);
  EXPECT_EQ(event.count, 2);
  EXPECT_EQ(event.milliseconds, 2000);
  EXPECT_EQ(event.at_unix, absl::ToUnixSeconds(tablet_.clock.Now()));
  EXPECT_THAT(event.outcome, IsOk());
}

TEST_F(EventLogTest, KeepsWhatTheSentenceAboutAFailureNeeds) {
  SyncObserver nobody;
  const absl::Status ahead = Refused(absl::StatusCode::kFailedPrecondition, v1::REASON_CLOCK_WRONG,
                                     "clocks differ", "86400");
  for (const absl::Status& end :
       {absl::UnavailableError("away"), ahead, CaptivePortalError(), absl::OkStatus()}) {
    Log().Follow(nobody, OneRun(tablet_.clock, end)).IgnoreError();
  }

  const auto failures = Log().FailedSynchronizations(10).value();

  ASSERT_EQ(failures.size(), 3U);
  EXPECT_TRUE(IsCaptivePortal(failures[0].outcome));
  EXPECT_THAT(failures[1].outcome, IsRefusedFor(v1::REASON_CLOCK_WRONG, "86400"));
  EXPECT_TRUE(absl::IsUnavailable(failures[2].outcome));
  EXPECT_EQ(ReasonOf(failures[2].outcome), v1::REASON_UNSPECIFIED);
}

TEST_F(EventLogTest, PassesOnWhatTheRunTellsAndWhetherItShallStop) {
  struct Watcher : SyncObserver {
    void Progressed(int64_t received, int64_t total) override { sum = received * 10 + total; }
    bool Cancelled() override { return true; }
    int64_t sum = 0;
  } watcher;

  bool cancelled = false;
  Log()
      .Follow(watcher,
              [&](SyncObserver& observer) {
                observer.Progressed(2, 3);
                cancelled = observer.Cancelled();
                return absl::OkStatus();
              })
      .IgnoreError();

  EXPECT_EQ(watcher.sum, 23);
  EXPECT_TRUE(cancelled);
}

TEST_F(EventLogTest, MakesRoomByForgettingTheOldest) {
  for (int64_t i = 0; i < EventLog::kMost + 7; ++i) {
    ASSERT_THAT(Log().Add({EventKind::kExported, i, 0, absl::OkStatus()}), IsOk());
  }

  const std::vector<Event> events = Latest();

  ASSERT_EQ(events.size(), static_cast<size_t>(EventLog::kMost));
  EXPECT_EQ(events.front().count, EventLog::kMost + 6);
  EXPECT_EQ(events.back().count, 7);
}

TEST_F(EventLogTest, HoldsNothingOfWhatAFailureSaid) {
  SyncObserver nobody;
  const absl::Status leaky =
      Refused(absl::StatusCode::kInvalidArgument, v1::REASON_CHOICE_UNKNOWN, kPlanted, kPlanted);

  Log().Follow(nobody, OneRun(tablet_.clock, leaky)).IgnoreError();

  EXPECT_EQ(Latest().size(), 1U);
  EXPECT_FALSE(tablet_.FolderHolds(kPlanted));
  EXPECT_EQ(Latest().front().outcome.ToString().find(kPlanted), std::string::npos);
}

TEST_F(EventLogTest, KnowsNothingOfResponses) {
  tablet_.FinishOne();
  tablet_.clock.Advance(absl::Hours(1));
  tablet_.FinishOne(1, 1);

  EXPECT_TRUE(Latest().empty());
}

}  // namespace
}  // namespace sucharit
