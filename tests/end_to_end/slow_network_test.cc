// SPDX-License-Identifier: Apache-2.0
//
// A real `sucharitd` and real tablet code with a network between them that is slow, loses, doubles
// or swallows. How long a season's responses take is computed from the bytes that passed, so that
// it depends on no machine; what depends on waiting is waited for, with few bytes.
#include <gtest/gtest.h>
#include <sys/socket.h>

#include <chrono>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/crypto/random.h"
#include "common/response/receipt.h"
#include "common/sqlite/statement.h"
#include "tests/end_to_end/enrolled_tablet.h"
#include "tests/end_to_end/real_server.h"
#include "tests/testing/fault_proxy.h"
#include "tests/testing/network_link.h"
#include "tests/testing/status_matchers.h"

namespace sucharit {
namespace {

using ::sucharit::testing::ConnectTo;
using ::sucharit::testing::CoreForTests;
using ::sucharit::testing::FaultProxy;
using ::sucharit::testing::IsOk;
using ::sucharit::testing::NetworkLink;
using ::sucharit::testing::Piece;
using ::sucharit::testing::RealServer;
using ::sucharit::testing::Require;
using ::sucharit::testing::Required;
using ::sucharit::testing::Tablet;
using ::sucharit::testing::TimeOver;
using ::sucharit::testing::Turns;
using ::sucharit::testing::Way;
using Fault = FaultProxy::Fault;

constexpr std::chrono::milliseconds kRoundTrip(600);
constexpr int64_t k32Kbit = 32'000 / 8;
constexpr int64_t k64Kbit = 64'000 / 8;

TEST(NetworkLinkTest, TakesTheTimeOfTheBytesAndOfTheWay) {
  const NetworkLink link{kRoundTrip, k64Kbit, 0};
  const std::vector<Piece> ping = {{Way::kToServer, 748, 0}, {Way::kToClient, 748, 748}};

  // TCP's handshake and this one; 800 bytes on the link each way.
  EXPECT_EQ(TimeOver(link, ping), absl::Milliseconds(2 * 600 + 2 * 100));
}

TEST(NetworkLinkTest, CountsAWaitForWhatWasHeardBeforeAlone) {
  const NetworkLink link{kRoundTrip, 0, 0};
  std::vector<Piece> pieces = {
      {Way::kToServer, 1, 0}, {Way::kToClient, 1, 1}, {Way::kToServer, 1, 0}};

  EXPECT_EQ(TimeOver(link, pieces), absl::Milliseconds(2 * 600));
  EXPECT_EQ(Turns(pieces), 0);
  pieces[2].heard = 1;
  EXPECT_EQ(TimeOver(link, pieces), absl::Milliseconds(2 * 600 + 300));
  EXPECT_EQ(Turns(pieces), 1);
}

class SlowNetworkTest : public ::testing::Test {
 protected:
  SlowNetworkTest() {
    server_.Start();
    tablet_ = std::make_unique<Tablet>(server_.Ticket(), "Counter 1");
    proxy_ = std::make_unique<FaultProxy>(server_.port());
    tablet_->BelongsTo("127.0.0.1:" + std::to_string(proxy_->port()), server_.authority_pem());
    // What is measured here isn't this machine's disk.
    Require(tablet_->database().Lock()->Execute("PRAGMA synchronous = OFF"));
  }

  int64_t Received() {
    server_.Stop();
    CoreForTests core(server_.config().data_folder(), server_.config().key_folder());
    return Required(core.boxes.Count(server_.round().round_id, "S")).in_time;
  }

  // Responses of the same size as a finished one; nobody opens them here.
  void FillOutbox(int count) {
    tablet_->Finish(server_.round(), 1);
    const auto like = Required(Outbox(tablet_->database()).NextBatch(1, {}));
    auto database = tablet_->database().Lock();
    sqlite::Transaction transaction(*database);
    for (int i = 1; i < count; ++i) {
      const std::string box = crypto::RandomBytes(like.boxes(0).size());
      Require(sqlite::Statement(*database,
                                "INSERT INTO outbox(box_id, round_id, questionnaire, key_id, "
                                "counting_id, refused, box) VALUES(?, ?, ?, ?, ?, 0, ?)")
                  .BindBlob(BoxId(box))
                  .BindBlob(like.round_id())
                  .BindText(like.questionnaire())
                  .BindBlob(like.key_id())
                  .BindBlob(like.counting_digest())
                  .BindBlob(box)
                  .Run());
    }
    Require(transaction.Commit());
  }

  // What the tablet has to send, without any wrapping.
  size_t WaitingBytes() {
    auto batch = Required(Outbox(tablet_->database()).NextBatch(1, {}));
    return batch.boxes(0).size() * static_cast<size_t>(tablet_->Waiting());
  }

  RealServer server_;
  std::unique_ptr<Tablet> tablet_;
  std::unique_ptr<FaultProxy> proxy_;
};

TEST_F(SlowNetworkTest, TakesTwoThousandResponsesInLittleMoreThanTheTimeOfTheirBytes) {
  constexpr int kResponses = 2'000;
  const NetworkLink link{kRoundTrip, k64Kbit, 0};
  FillOutbox(kResponses);
  // Enough for an end to say all that it would say without hearing from the other.
  proxy_->SetLink({std::chrono::milliseconds(100), 0, 0});
  const absl::Duration bytes_alone =
      absl::Seconds(1) * static_cast<int64_t>(WaitingBytes()) / k64Kbit;
  SyncObserver nobody;

  ASSERT_THAT(Synchronize(tablet_->database(), SyncOptions(), nobody), IsOk());

  const std::vector<Piece> pieces = proxy_->pieces();
  const absl::Duration taken = TimeOver(link, pieces);
  RecordProperty("seconds", absl::StrCat(absl::ToDoubleSeconds(taken)));
  RecordProperty("seconds_of_the_bytes", absl::StrCat(absl::ToDoubleSeconds(bytes_alone)));
  RecordProperty("turns", Turns(pieces));
  EXPECT_LE(taken, bytes_alone * 1.2 + 8 * absl::FromChrono(kRoundTrip))
      << "the bytes alone take " << bytes_alone << "; turns: " << Turns(pieces);
  EXPECT_EQ(Received(), kResponses);
}

TEST_F(SlowNetworkTest, GetsThroughASlowLinkThatLosesEveryTwentiethSegment) {
  constexpr int kResponses = 20;
  tablet_->Finish(server_.round(), kResponses);
  proxy_->SetLink({kRoundTrip, k32Kbit, 20});

  EXPECT_THAT(tablet_->Sync(), IsOk());

  EXPECT_EQ(tablet_->Waiting(), 0);
  EXPECT_EQ(Received(), kResponses);
}

TEST_F(SlowNetworkTest, CountsOnceWhatWasTakenBeforeTheWayBackWentDark) {
  constexpr int kResponses = 50;
  tablet_->Finish(server_.round(), kResponses);
  // All of the handshake and of the rounds, and not the receipt.
  constexpr uint64_t kBeforeTheReceipt = 3'000;
  proxy_->Set({Fault::kSwallow, Fault::kToClient, kBeforeTheReceipt});
  SyncOptions impatient;
  impatient.call_seconds = 1;
  SyncObserver nobody;

  const absl::Status dark = Synchronize(tablet_->database(), impatient, nobody);

  EXPECT_TRUE(IsPassing(dark)) << dark;
  EXPECT_EQ(tablet_->Waiting(), kResponses);
  proxy_->Set({});
  EXPECT_THAT(tablet_->Sync(), IsOk());
  EXPECT_EQ(tablet_->Waiting(), 0);
  EXPECT_EQ(Received(), kResponses);
}

TEST_F(SlowNetworkTest, CountsOnceBehindAProxyThatSendsBytesTwice) {
  constexpr int kResponses = 5;
  tablet_->Finish(server_.round(), kResponses);

  for (const Fault::Direction direction : {Fault::kToServer, Fault::kToClient}) {
    for (const uint64_t after : {0U, 400U, 1'200U, 2'500U}) {
      proxy_->Set({Fault::kSendTwice, direction, after});
      const absl::Status doubled = tablet_->Sync();
      EXPECT_TRUE(doubled.ok() || IsPassing(doubled)) << doubled;
    }
  }
  proxy_->Set({});

  EXPECT_THAT(tablet_->Sync(), IsOk());
  EXPECT_EQ(tablet_->Waiting(), 0);
  EXPECT_EQ(Received(), kResponses);
}

TEST_F(SlowNetworkTest, TakesNothingFromARecordedConnectionThatIsPlayedAgain) {
  constexpr int kResponses = 5;
  tablet_->Finish(server_.round(), kResponses);
  ASSERT_THAT(tablet_->Sync(), IsOk());
  const std::string recorded = proxy_->sent_to_server();

  const auto again = ConnectTo(server_.port());
  ASSERT_EQ(send(again.get(), recorded.data(), recorded.size(), MSG_NOSIGNAL),
            static_cast<ssize_t>(recorded.size()));
  char answer[4096];
  while (recv(again.get(), answer, sizeof answer, 0) > 0) {
  }

  EXPECT_EQ(Received(), kResponses);
}

}  // namespace
}  // namespace sucharit
