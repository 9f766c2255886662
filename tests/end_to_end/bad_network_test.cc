// SPDX-License-Identifier: Apache-2.0
//
// Real tablet code and a real server with a network between them that fails. SUCHARIT_CUTS=all cuts
// at every byte.
#include <gtest/gtest.h>

#include <cstdlib>
#include <memory>
#include <string>

#include "client/core/sync.h"
#include "tests/end_to_end/enrolled_tablet.h"
#include "tests/testing/fault_proxy.h"
#include "tests/testing/status_matchers.h"

namespace sucharit {
namespace {

using ::sucharit::testing::CoreForTests;
using ::sucharit::testing::FaultProxy;
using ::sucharit::testing::IsOk;
using ::sucharit::testing::IsRefused;
using ::sucharit::testing::ServerForTests;
using ::sucharit::testing::Tablet;
using Fault = ::sucharit::testing::FaultProxy::Fault;

constexpr int kResponses = 3;

class BadNetworkTest : public ::testing::Test {
 protected:
  BadNetworkTest() {
    tablet_.BelongsTo("127.0.0.1:" + std::to_string(proxy_.port()), server_.authority_pem());
  }

  int64_t Received() {
    BoxStore::Received received;
    server_.WithCore(
        [&](CoreForTests& core) { received = core.boxes.Count(round_.round_id, "S").value(); });
    return received.in_time;
  }

  // Bytes between cuts: a prime, so that repeated structures don't hide any place from all runs.
  static uint64_t Step() {
    const char* cuts = std::getenv("SUCHARIT_CUTS");
    return cuts != nullptr && std::string(cuts) == "all" ? 1 : 211;
  }

  // Cuts a push of three responses after each `Step()` bytes in that direction; how many runs there
  // were.
  int CutEverywhere(Fault::Direction direction) {
    int runs = 0;
    bool whole = false;
    for (uint64_t bytes = 0; !whole; bytes += Step()) {
      tablet_.Finish(round_, kResponses);
      proxy_.Set({Fault::kReset, direction, bytes});
      whole = tablet_.Sync().ok();
      proxy_.Set({});
      EXPECT_THAT(tablet_.Sync(), IsOk()) << "after a cut at " << bytes;
      EXPECT_EQ(tablet_.Waiting(), 0) << "after a cut at " << bytes;
      ++runs;
    }
    return runs;
  }

  ServerForTests server_;
  const RoundRecord round_ = server_.OpenRound();
  Tablet tablet_{server_, "Counter 1"};
  FaultProxy proxy_{
      static_cast<uint16_t>(std::stoi(server_.address().substr(server_.address().rfind(':') + 1)))};
};

TEST_F(BadNetworkTest, LosesAndDoublesNothingWhereverTheWayToTheServerIsCut) {
  const int runs = CutEverywhere(Fault::kToServer);

  EXPECT_GT(runs, 10);
  EXPECT_EQ(Received(), kResponses * runs);
}

TEST_F(BadNetworkTest, LosesAndDoublesNothingWhereverTheWayBackIsCut) {
  const int runs = CutEverywhere(Fault::kToClient);

  EXPECT_GT(runs, 10);
  EXPECT_EQ(Received(), kResponses * runs);
}

TEST_F(BadNetworkTest, KeepsEverythingBehindACaptivePortal) {
  tablet_.Finish(round_, kResponses);
  proxy_.Set({Fault::kAnswerHttp, Fault::kToServer, 0});

  EXPECT_THAT(tablet_.Sync(), IsRefused(absl::StatusCode::kUnavailable, v1::REASON_NOT_OUR_SERVER));

  EXPECT_EQ(tablet_.Waiting(), kResponses);
}

TEST_F(BadNetworkTest, GivesUpOnANetworkThatSwallowsEverything) {
  tablet_.Finish(round_, kResponses);
  proxy_.Set({Fault::kSwallow, Fault::kToServer, 0});
  SyncOptions impatient;
  impatient.call_seconds = 1;
  SyncObserver nobody;

  const absl::Status status = Synchronize(tablet_.database(), impatient, nobody);

  EXPECT_TRUE(IsPassing(status)) << status;
  EXPECT_EQ(tablet_.Waiting(), kResponses);
  proxy_.Set({});
  EXPECT_THAT(tablet_.Sync(), IsOk());
  EXPECT_EQ(tablet_.Waiting(), 0);
}

}  // namespace
}  // namespace sucharit
