// SPDX-License-Identifier: Apache-2.0
//
// What has a receipt is stored once, whatever of an installation with several servers is killed.
#include <gmock/gmock.h>
#include <grpcpp/create_channel.h>
#include <grpcpp/security/credentials.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <limits>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "client/core/received_boxes.h"
#include "common/rpc/status_conversion.h"
#include "server/store/box_store.h"
#include "sucharit/v1/admin.grpc.pb.h"
#include "sucharit/v1/user.grpc.pb.h"
#include "tests/end_to_end/cluster.h"
#include "tests/end_to_end/enrolled_tablet.h"
#include "tests/testing/status_matchers.h"

namespace sucharit {
namespace {

using testing::Cluster;
using ::testing::IsEmpty;
using testing::IsOk;
using testing::kOperator;
using testing::kPassword;
using testing::Require;
using testing::Required;
using testing::SetDeadline;
using testing::Tablet;

constexpr std::chrono::seconds kPatience(120);
constexpr std::chrono::milliseconds kLongestPause(200);
constexpr int64_t kNoLimit = std::numeric_limits<int64_t>::max();

// One response at a time, so that many batches are on their way at any moment.
constexpr size_t kBatchSize = 1;

// Runs `work` for each number below `count`, all at once.
void AllAtOnce(int count, const std::function<void(int)>& work) {
  std::vector<std::thread> threads;
  threads.reserve(static_cast<size_t>(count));
  for (int i = 0; i < count; ++i) threads.emplace_back(work, i);
  for (std::thread& thread : threads) thread.join();
}

// Looks at all tablets' synchronizations, and lets so many batches be sent.
class Watcher : public SyncObserver {
 public:
  explicit Watcher(int64_t allowed) : allowed_(allowed) {}

  void BatchSent(int64_t boxes) override {
    (void)boxes;
    std::unique_lock<std::mutex> lock(mutex_);
    EXPECT_TRUE(changed_.wait_for(lock, kPatience, [this] { return sent_ < allowed_; }));
    ++sent_;
  }

  void Progressed(int64_t received, int64_t total) override {
    (void)received, (void)total;
    const std::lock_guard<std::mutex> lock(mutex_);
    ++receipts_;
    changed_.notify_all();
  }

  void Allow(int64_t batches) {
    const std::lock_guard<std::mutex> lock(mutex_);
    allowed_ = batches == kNoLimit ? kNoLimit : sent_ + batches;
    changed_.notify_all();
  }

  void WaitForReceipts(int64_t count) {
    std::unique_lock<std::mutex> lock(mutex_);
    EXPECT_TRUE(changed_.wait_for(lock, kPatience, [&] { return receipts_ >= count; }));
  }

  // A tablet that was sent away tries again when others get on, and after a moment in any case.
  void WaitForOthers() {
    std::unique_lock<std::mutex> lock(mutex_);
    changed_.wait_for(lock, kLongestPause, [this, then = receipts_] { return receipts_ > then; });
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  int64_t allowed_;
  int64_t sent_ = 0;
  int64_t receipts_ = 0;
};

// Real tablets, enrolled through the load balancer.
class Fleet {
 public:
  Fleet(const Cluster& cluster, int tablets) : tablets_(static_cast<size_t>(tablets)) {
    AllAtOnce(tablets, [&](int i) {
      at(i) = std::make_unique<Tablet>(cluster.Ticket(i), "Counter " + std::to_string(i + 1));
    });
  }

  void Finish(const RoundRecord& round, int responses) {
    AllAtOnce(count(), [&](int i) { at(i)->Finish(round, responses); });
  }

  // Until nothing waits any more, whatever passes in between.
  void SendAll(Watcher& watcher) {
    const auto deadline = std::chrono::steady_clock::now() + kPatience;
    AllAtOnce(count(), [&](int i) {
      absl::Status status = at(i)->Sync(watcher, kBatchSize);
      while (IsPassing(status) && std::chrono::steady_clock::now() < deadline) {
        watcher.WaitForOthers();
        status = at(i)->Sync(watcher, kBatchSize);
      }
      EXPECT_THAT(status, IsOk()) << "tablet " << i + 1;
    });
  }

  // The ids of all boxes for which a tablet has a receipt.
  std::vector<std::string> Received(const RoundRecord& round) {
    std::vector<std::string> all;
    for (const auto& tablet : tablets_) {
      const auto ids = Required(ReceivedBoxes(tablet->database()).Ids(round.round_id));
      all.insert(all.end(), ids.begin(), ids.end());
    }
    return all;
  }

  int64_t Waiting() {
    int64_t waiting = 0;
    for (const auto& tablet : tablets_) waiting += tablet->Waiting();
    return waiting;
  }

  std::vector<std::string> DeviceIds() {
    std::vector<std::string> ids;
    for (const auto& tablet : tablets_) ids.push_back(tablet->DeviceId());
    return ids;
  }

  int count() const { return static_cast<int>(tablets_.size()); }
  std::unique_ptr<Tablet>& at(int tablet) { return tablets_.at(static_cast<size_t>(tablet)); }

 private:
  std::vector<std::unique_ptr<Tablet>> tablets_;
};

std::shared_ptr<grpc::Channel> ChannelTo(const Cluster& cluster, int server) {
  grpc::SslCredentialsOptions options;
  options.pem_root_certs = cluster.authority_pem();
  return grpc::CreateChannel(cluster.address(server), grpc::SslCredentials(options));
}

std::string LogIn(const Cluster& cluster, int server) {
  grpc::ClientContext context;
  SetDeadline(context);
  v1::LogInRequest request;
  request.set_name(kOperator);
  request.set_password(kPassword);
  v1::LogInResponse response;
  Require(FromGrpcStatus(
      v1::UserService::NewStub(ChannelTo(cluster, server))->LogIn(&context, request, &response)));
  return response.token();
}

absl::StatusOr<v1::CloseRoundResponse> Close(const Cluster& cluster, int server,
                                             const std::string& token,
                                             const std::vector<std::string>& given_up) {
  grpc::ClientContext context;
  SetDeadline(context);
  context.AddMetadata("authorization", "Bearer " + token);
  v1::CloseRoundRequest request;
  request.set_round_id(cluster.round().round_id);
  *request.mutable_given_up_devices() = {given_up.begin(), given_up.end()};
  v1::CloseRoundResponse response;
  const absl::Status status = FromGrpcStatus(v1::AdminService::NewStub(ChannelTo(cluster, server))
                                                 ->CloseRound(&context, request, &response));
  if (!status.ok()) return status;
  return response;
}

std::vector<std::string> Missing(const Cluster& cluster, const std::vector<std::string>& ids) {
  const auto database = cluster.OpenDatabase();
  return Required(BoxStore(*database).Missing(cluster.round().round_id, ids));
}

TEST(ClusterTest, StoresEachReceivedResponseOnceThoughAServerAndTheDatabaseAreKilled) {
  constexpr int kTablets = 100;
  constexpr int kResponses = 6;
  constexpr int kAll = kTablets * kResponses;
  Cluster cluster(kTablets);
  Fleet fleet(cluster, kTablets);
  fleet.Finish(cluster.round(), kResponses);
  Watcher watcher(150);

  std::thread sending([&] { fleet.SendAll(watcher); });
  watcher.WaitForReceipts(60);
  cluster.KillServer(2);
  watcher.Allow(200);
  cluster.StartServer(2);
  watcher.WaitForReceipts(150);
  cluster.primary().KillForGood();
  watcher.Allow(0);
  const std::vector<std::string> received_before = fleet.Received(cluster.round());
  cluster.Promote();
  const std::vector<std::string> lost = Missing(cluster, received_before);
  watcher.Allow(kNoLimit);
  sending.join();

  EXPECT_THAT(lost, IsEmpty());
  EXPECT_LT(received_before.size(), kAll) << "the database wasn't killed in the middle";
  EXPECT_EQ(fleet.Waiting(), 0);
  const std::vector<std::string> received = fleet.Received(cluster.round());
  EXPECT_EQ(received.size(), kAll);
  EXPECT_THAT(Missing(cluster, received), IsEmpty());
  const auto closed = Close(cluster, 3, LogIn(cluster, 1), fleet.DeviceIds());
  ASSERT_THAT(closed, IsOk());
  EXPECT_EQ(closed->totals(0).received(), kAll);
  EXPECT_EQ(closed->totals(0).counted(), kAll);
}

// Else a response could be shown as received, and be lost with the primary.
TEST(ClusterTest, ConfirmsNothingThatIsNotOnTheStandby) {
  constexpr int kResponses = 3;
  Cluster cluster(1);
  Fleet fleet(cluster, 1);
  Tablet& tablet = *fleet.at(0);
  tablet.Finish(cluster.round(), kResponses);
  SyncOptions impatient;
  impatient.call_seconds = 2;
  SyncObserver nobody;

  cluster.standby().Kill();
  const absl::Status without = Synchronize(tablet.database(), impatient, nobody);
  const int64_t waiting = tablet.Waiting();
  cluster.standby().Start();
  const absl::Status with = tablet.Sync();

  EXPECT_TRUE(IsPassing(without)) << without;
  EXPECT_EQ(waiting, kResponses);
  EXPECT_THAT(with, IsOk());
  EXPECT_EQ(tablet.Waiting(), 0);
}

TEST(ClusterTest, RefusesNoTabletWhileItsServersAreRestartedOneByOne) {
  constexpr int kTablets = 12;
  Cluster cluster(kTablets);
  Fleet fleet(cluster, kTablets);
  Watcher watcher(kNoLimit);
  std::atomic<bool> restarted = false;
  std::atomic<int> finished = 0;

  std::thread restarting([&] {
    watcher.WaitForReceipts(kTablets);
    for (int server = 1; server <= Cluster::kServers; ++server) cluster.RestartInTurn(server);
    restarted = true;
  });
  AllAtOnce(kTablets, [&](int i) {
    while (!restarted) {
      fleet.at(i)->Finish(cluster.round(), 1);
      ++finished;
      EXPECT_THAT(fleet.at(i)->Sync(watcher, kBatchSize), IsOk());
    }
  });
  restarting.join();

  EXPECT_EQ(static_cast<int>(fleet.Received(cluster.round()).size()), finished);
}

TEST(ClusterTest, ClosesARoundOnceWhenSeveralServersAreAskedAtTheSameTime) {
  constexpr int kTablets = 3;
  constexpr int kResponses = 20;
  Cluster cluster(kTablets);
  Fleet fleet(cluster, kTablets);
  fleet.Finish(cluster.round(), kResponses);
  Watcher watcher(kNoLimit);
  fleet.SendAll(watcher);
  const std::string token = LogIn(cluster, 1);
  const std::vector<std::string> devices = fleet.DeviceIds();

  AllAtOnce(Cluster::kServers, [&](int i) {
    const auto closed = Close(cluster, i + 1, token, devices);

    ASSERT_THAT(closed, IsOk());
    EXPECT_EQ(closed->totals(0).counted(), kTablets * kResponses);
  });
}

}  // namespace
}  // namespace sucharit
