// SPDX-License-Identifier: Apache-2.0
#include "server/rpc/caller_network.h"

#include <gtest/gtest.h>

namespace sucharit {
namespace {

TEST(CallerNetworkTest, IsTheAddressWithoutThePort) {
  EXPECT_EQ(NetworkOf("ipv4:192.0.2.7:5000"), "192.0.2.7");
  EXPECT_EQ(NetworkOf("ipv4:192.0.2.7:5001"), NetworkOf("ipv4:192.0.2.7:5000"));
  EXPECT_NE(NetworkOf("ipv4:192.0.2.8:5000"), NetworkOf("ipv4:192.0.2.7:5000"));
}

TEST(CallerNetworkTest, IsThePrefixThatOneSubscriberHasOfIpv6) {
  const std::string network = NetworkOf("ipv6:%5B2001:db8:1:2:3:4:5:6%5D:5000");

  EXPECT_EQ(network.size(), 8u);
  EXPECT_EQ(NetworkOf("ipv6:[2001:db8:1:2::9]:81"), network);
  EXPECT_NE(NetworkOf("ipv6:[2001:db8:1:3::9]:81"), network);
  EXPECT_EQ(NetworkOf("ipv6:%5Bfe80::1%25eth0%5D:81"), NetworkOf("ipv6:[fe80::2]:81"));
}

TEST(CallerNetworkTest, IsSharedByCallersThatCanNotBeTold) {
  EXPECT_EQ(NetworkOf(""), "");
  EXPECT_EQ(NetworkOf("unix:/run/sucharit"), "");
  EXPECT_EQ(NetworkOf("ipv6:nonsense:81"), "");
}

}  // namespace
}  // namespace sucharit
