// SPDX-License-Identifier: Apache-2.0
//
// A network that answers everything with a page of its own, on a socket of this machine.
#include "client/core/captive_portal.h"

#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <string>
#include <thread>
#include <utility>

#include "absl/strings/str_cat.h"
#include "client/core/enrol.h"
#include "client/core/identity.h"
#include "client/core/sync.h"
#include "common/crypto/certificate.h"
#include "common/enrolment/ticket.h"
#include "common/status/reason.h"
#include "tests/client/core/tablet_for_tests.h"
#include "tests/testing/status_matchers.h"

namespace sucharit {
namespace {

using ::sucharit::testing::IsOk;
using ::sucharit::testing::IsRefused;
using ::sucharit::testing::TabletForTests;

constexpr char kRedirect[] =
    "HTTP/1.1 302 Found\r\nLocation: http://portal.example/\r\nContent-Length: 0\r\n\r\n";
constexpr char kPage[] = "HTTP/1.1 200 OK\r\nContent-Length: 12\r\n\r\n<html>login ";
constexpr char kWantsTls[] = "HTTP/1.0 400 Bad Request\r\n\r\nTLS please";

// Says the same to whoever connects, whatever they say.
class Portal {
 public:
  explicit Portal(std::string answer)
      : answer_(std::move(answer)), listener_(socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    auto* const any = reinterpret_cast<sockaddr*>(&address);
    socklen_t size = sizeof(address);
    EXPECT_EQ(bind(listener_, any, size), 0);
    EXPECT_EQ(listen(listener_, 16), 0);
    EXPECT_EQ(getsockname(listener_, any, &size), 0);
    port_ = ntohs(address.sin_port);
    thread_ = std::thread([this] { Serve(); });
  }

  ~Portal() {
    shutdown(listener_, SHUT_RDWR);
    thread_.join();
    close(listener_);
  }

  std::string address() const { return absl::StrCat("127.0.0.1:", port_); }

 private:
  void Serve() const {
    while (true) {
      const int caller = accept(listener_, nullptr, nullptr);
      if (caller < 0) return;
      char heard[4096];
      if (recv(caller, heard, sizeof(heard), 0) > 0) {
        send(caller, answer_.data(), answer_.size(), MSG_NOSIGNAL);
      }
      close(caller);
    }
  }

  const std::string answer_;
  const int listener_;
  int port_ = 0;
  std::thread thread_;
};

Identity IdentityAt(const std::string& address) {
  Identity identity;
  const crypto::Identity authority =
      crypto::MakeAuthority("Ours", absl::Now(), absl::Hours(1)).value();
  identity.address = address;
  identity.authority_pem = authority.certificate_pem;
  identity.private_key_pem = authority.private_key_pem;
  identity.certificate_pem = authority.certificate_pem;
  identity.device_id = std::string(16, 'd');
  return identity;
}

absl::Status SynchronizeAt(const std::string& address, TabletForTests& tablet) {
  EXPECT_THAT(IdentityStore(tablet.database()).Save(IdentityAt(address)), IsOk());
  SyncObserver nobody;
  return Synchronize(tablet.database(), SyncOptions(), nobody);
}

TEST(CaptivePortalTest, IsToldFromAMissingNetworkAndAWrongServer) {
  for (const char* answer : {kRedirect, kPage}) {
    const Portal portal(answer);
    TabletForTests tablet;
    tablet.FinishOne();

    const absl::Status status = SynchronizeAt(portal.address(), tablet);

    EXPECT_THAT(status, IsRefused(absl::StatusCode::kUnavailable, v1::REASON_NOT_OUR_SERVER));
    EXPECT_TRUE(IsCaptivePortal(status)) << status;
    EXPECT_TRUE(IsPassing(status));
    EXPECT_EQ(tablet.Counts().waiting, 1);
  }
}

TEST(CaptivePortalTest, IsNoServerThatAsksForTls) {
  const Portal server(kWantsTls);
  TabletForTests tablet;

  const absl::Status status = SynchronizeAt(server.address(), tablet);

  EXPECT_TRUE(absl::IsUnavailable(status)) << status;
  EXPECT_FALSE(IsCaptivePortal(status)) << status;
}

TEST(CaptivePortalTest, IsNotSuspectedWhereNobodyAnswers) {
  std::string address;
  {
    const Portal gone(kPage);
    address = gone.address();
  }
  TabletForTests tablet;

  const absl::Status status = SynchronizeAt(address, tablet);

  EXPECT_TRUE(absl::IsUnavailable(status)) << status;
  EXPECT_EQ(ReasonOf(status), v1::REASON_UNSPECIFIED) << status;
}

TEST(CaptivePortalTest, IsToldWhileEnrolling) {
  const Portal portal(kRedirect);
  TabletForTests tablet;
  v1::EnrolmentTicket ticket;
  ticket.set_address(portal.address());
  ticket.set_authority(
      crypto::CertificateToDer(IdentityAt(portal.address()).authority_pem).value());
  ticket.set_code("code");

  const absl::Status status = Enrol(tablet.database(), FormatTicket(ticket), "tablet");

  EXPECT_TRUE(IsCaptivePortal(status)) << status;
}

TEST(CaptivePortalTest, IsNotFoundAtAnAddressThatIsNone) {
  EXPECT_FALSE(AnswersPlainHttp("", std::chrono::milliseconds(100)));
  EXPECT_FALSE(AnswersPlainHttp("no port", std::chrono::milliseconds(100)));
}

}  // namespace
}  // namespace sucharit
