// SPDX-License-Identifier: Apache-2.0
//
// What a real `sucharitd` lets through its door: TLS 1.3 with the installation's identity, a
// renewed certificate without a restart, and everybody else while thousands of connections say
// nothing.
#include <gtest/gtest.h>
#include <sys/resource.h>

#include <algorithm>
#include <string>
#include <vector>

#include "common/time/clock.h"
#include "server/operations/renew_certificate.h"
#include "tests/end_to_end/real_server.h"
#include "tests/testing/status_matchers.h"

namespace sucharit {
namespace {

using ::sucharit::testing::ConnectTo;
using ::sucharit::testing::Handshake;
using ::sucharit::testing::IsOk;
using ::sucharit::testing::RealServer;
using ::sucharit::testing::Shake;
using ::sucharit::testing::Socket;

class TransportTest : public ::testing::Test {
 protected:
  TransportTest() { server_.Start(); }

  const SystemClock today_;
  RealServer server_;
};

TEST_F(TransportTest, SpeaksTls13) {
  EXPECT_EQ(Shake(server_.port(), TLS1_3_VERSION).version, "TLSv1.3");
}

TEST_F(TransportTest, RefusesEveryOlderTls) {
  for (const int version : {TLS1_VERSION, TLS1_1_VERSION, TLS1_2_VERSION}) {
    EXPECT_EQ(Shake(server_.port(), version).version, "") << version;
  }
}

TEST_F(TransportTest, TakesARenewedCertificateWithoutARestart) {
  const std::string before = Shake(server_.port(), TLS1_3_VERSION).serial;
  ASSERT_NE(before, "");

  ASSERT_THAT(RenewServerCertificate(server_.config(), {}, today_), IsOk());

  // gRPC looks at the files every two seconds; each of these takes some milliseconds.
  std::string after = before;
  for (int tries = 0; tries < 20'000 && after == before; ++tries) {
    after = Shake(server_.port(), TLS1_3_VERSION).serial;
  }
  EXPECT_NE(after, before);
  EXPECT_NE(after, "");
}

TEST_F(TransportTest, ServesOthersWhileManyConnectionsSayNothing) {
  rlimit files{};
  getrlimit(RLIMIT_NOFILE, &files);
  const size_t most = std::min<rlim_t>(files.rlim_cur, 10'100) - 100;
  std::vector<Socket> silent;
  for (size_t i = 0; i < most; ++i) silent.push_back(ConnectTo(server_.port()));

  const Handshake seen = Shake(server_.port(), TLS1_3_VERSION);

  EXPECT_EQ(seen.version, "TLSv1.3");
}

}  // namespace
}  // namespace sucharit
