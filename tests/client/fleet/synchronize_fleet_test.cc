// SPDX-License-Identifier: Apache-2.0
#include "client/fleet/synchronize_fleet.h"

#include <gtest/gtest.h>

#include <vector>

#include "client/core/identity.h"
#include "common/crypto/certificate.h"
#include "tests/client/core/tablet_for_tests.h"
#include "tests/testing/fake_clock.h"
#include "tests/testing/status_matchers.h"

namespace sucharit {
namespace {

using ::sucharit::testing::FakeClock;
using ::sucharit::testing::IsOk;
using ::sucharit::testing::IsRefused;
using ::sucharit::testing::StatusIs;
using ::sucharit::testing::TabletForTests;

TEST(SyncFaultsTest, ActsOnceAtTheReceiptAskedFor) {
  int arrivals = 0;
  int applications = 0;
  SyncFaults faults(
      2, [&] { ++arrivals; }, 3, [&] { ++applications; });

  faults.ReceiptArrived(10);
  faults.Progressed(10, 40);
  EXPECT_EQ(arrivals, 0);
  faults.ReceiptArrived(10);
  EXPECT_EQ(arrivals, 1);
  faults.Progressed(20, 40);
  EXPECT_EQ(applications, 0);
  faults.ReceiptArrived(10);
  faults.Progressed(30, 40);
  faults.ReceiptArrived(10);
  faults.Progressed(40, 40);

  EXPECT_EQ(arrivals, 1);
  EXPECT_EQ(applications, 1);
}

TEST(SyncFaultsTest, DoesNothingUnlessAsked) {
  SyncFaults faults(
      0, [] { FAIL(); }, 0, [] { FAIL(); });

  faults.BatchSent(1);
  faults.ReceiptArrived(1);
  faults.Progressed(1, 1);
}

TEST(SynchronizeTabletTest, DoesNotRepeatWhatCannotSucceed) {
  TabletForTests tablet;
  SyncObserver nobody;
  int pauses = 0;

  EXPECT_THAT(SynchronizeTablet(tablet.database(), SyncOptions(), 5, nobody,
                                [&](absl::Duration) { ++pauses; }),
              IsRefused(absl::StatusCode::kFailedPrecondition, v1::REASON_DEVICE_NOT_ENROLLED));

  EXPECT_EQ(pauses, 0);
}

// Nobody answers at port 1 of this machine.
TEST(SynchronizeTabletTest, PausesBetweenAttemptsAndKeepsWhatWaits) {
  TabletForTests tablet;
  tablet.FinishOne();
  const auto authority = crypto::MakeAuthority("Test", FakeClock().Now(), absl::Hours(1)).value();
  Identity identity;
  identity.address = "127.0.0.1:1";
  identity.authority_pem = authority.certificate_pem;
  identity.private_key_pem = authority.private_key_pem;
  identity.certificate_pem = authority.certificate_pem;
  ASSERT_THAT(IdentityStore(tablet.database()).Save(identity), IsOk());
  SyncObserver nobody;
  std::vector<absl::Duration> pauses;

  EXPECT_THAT(SynchronizeTablet(tablet.database(), SyncOptions(), 3, nobody,
                                [&](absl::Duration pause) { pauses.push_back(pause); }),
              StatusIs(absl::StatusCode::kUnavailable));

  EXPECT_EQ(pauses.size(), 2u);
  EXPECT_EQ(tablet.Counts().waiting, 1);
}

}  // namespace
}  // namespace sucharit
