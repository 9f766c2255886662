// SPDX-License-Identifier: Apache-2.0
#include "server/metrics/watch_endpoint.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <httplib.h>

#include "common/status/reason.h"
#include "tests/testing/status_matchers.h"

namespace sucharit {
namespace {

using ::sucharit::testing::IsRefused;
using ::testing::HasSubstr;

absl::Status Full() {
  return Refused(absl::StatusCode::kResourceExhausted, v1::REASON_STORAGE_FULL, "full");
}

class WatchEndpointTest : public ::testing::Test {
 protected:
  httplib::Result Get(const std::string& path, const std::string& host = "127.0.0.1") {
    httplib::Client client("http://" + endpoint_->address());
    return client.Get(path, {{"Host", host}});
  }

  Metrics metrics_;
  absl::Status health_;
  std::unique_ptr<WatchEndpoint> endpoint_ =
      WatchEndpoint::Listen("127.0.0.1:0", metrics_, [this] { return health_; }).value();
};

TEST_F(WatchEndpointTest, ShowsTheFigures) {
  metrics_.CountCommit(3, std::chrono::milliseconds(1));

  const auto answer = Get("/metrics");

  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->status, 200);
  EXPECT_THAT(answer->body, HasSubstr("sucharit_boxes_total 3"));
}

TEST_F(WatchEndpointTest, SaysThatAllIsWell) {
  const auto answer = Get("/health");

  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->status, 200);
  EXPECT_EQ(answer->body, "ok\n");
}

TEST_F(WatchEndpointTest, NamesWhatIsWrong) {
  health_ = Full();

  const auto answer = Get("/health");

  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->status, 503);
  EXPECT_EQ(answer->body, "REASON_STORAGE_FULL\n");
}

TEST_F(WatchEndpointTest, DoesNotAnswerAWebSiteThatNamesThisMachineItsOwnWay) {
  const auto answer = Get("/metrics", "rebound.example:80");

  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->status, 403);
  EXPECT_EQ(answer->body, "");
}

TEST_F(WatchEndpointTest, HasNothingElse) {
  const auto answer = Get("/");

  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->status, 404);
}

TEST_F(WatchEndpointTest, RefusesAnAddressThatOthersCanReach) {
  for (const char* address : {"0.0.0.0:0", "192.168.1.4:9464", "[::]:0", ":0", "127.0.0.1",
                              "127.0.0.1:70000", "127.0.0.1:-1", "localhost:x"}) {
    EXPECT_THAT(WatchEndpoint::Listen(address, metrics_, [] { return absl::OkStatus(); }),
                IsRefused(absl::StatusCode::kInvalidArgument, v1::REASON_CONFIG_MALFORMED))
        << address;
  }
}

TEST_F(WatchEndpointTest, RefusesAPortThatAnotherServes) {
  const auto second =
      WatchEndpoint::Listen(endpoint_->address(), metrics_, [] { return absl::OkStatus(); });

  EXPECT_THAT(second, IsRefused(absl::StatusCode::kUnavailable, v1::REASON_ADDRESS_IN_USE));
}

}  // namespace
}  // namespace sucharit
