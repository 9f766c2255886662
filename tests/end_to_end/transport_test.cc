// SPDX-License-Identifier: Apache-2.0
//
// What a real `sucharitd` lets through its door: TLS 1.3 with the installation's identity, a
// renewed certificate without a restart, and everybody else while thousands of connections say
// nothing.
#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <openssl/ssl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "common/time/clock.h"
#include "server/operations/initialize.h"
#include "server/operations/renew_certificate.h"
#include "tests/server/testing/required.h"
#include "tests/testing/child_program.h"
#include "tests/testing/status_matchers.h"
#include "tests/testing/temporary_folder.h"

namespace sucharit {
namespace {

using ::sucharit::testing::ChildProgram;
using ::sucharit::testing::IsOk;
using ::sucharit::testing::Require;
using ::sucharit::testing::TemporaryFolder;

// A socket that is closed in the end.
class Socket {
 public:
  explicit Socket(int descriptor) : descriptor_(descriptor) {}
  Socket(Socket&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}
  Socket& operator=(Socket&&) = delete;
  ~Socket() {
    if (descriptor_ >= 0) close(descriptor_);
  }
  int get() const { return descriptor_; }

 private:
  int descriptor_;
};

Socket ConnectTo(uint16_t port) {
  Socket opened(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
  sockaddr_in place{};
  place.sin_family = AF_INET;
  place.sin_port = htons(port);
  place.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (connect(opened.get(), reinterpret_cast<sockaddr*>(&place), sizeof place) != 0)
    return Socket(-1);
  return opened;
}

// What a caller that speaks TLS up to `highest` is shown: the version, the certificate; nothing if
// refused.
struct Handshake {
  std::string version;
  std::string serial;
};

Handshake Shake(uint16_t port, int highest) {
  const std::unique_ptr<SSL_CTX, decltype(&SSL_CTX_free)> context(SSL_CTX_new(TLS_client_method()),
                                                                  SSL_CTX_free);
  SSL_CTX_set_max_proto_version(context.get(), highest);
  // Even what this machine's OpenSSL thinks too weak.
  SSL_CTX_set_security_level(context.get(), 0);
  SSL_CTX_set_cipher_list(context.get(), "ALL:eNULL");
  const std::unique_ptr<SSL, decltype(&SSL_free)> connection(SSL_new(context.get()), SSL_free);
  const Socket socket = ConnectTo(port);
  constexpr unsigned char kHttp2[] = {2, 'h', '2'};
  SSL_set_alpn_protos(connection.get(), kHttp2, sizeof kHttp2);
  SSL_set_fd(connection.get(), socket.get());
  if (SSL_connect(connection.get()) != 1) return {};
  const std::unique_ptr<X509, decltype(&X509_free)> certificate(
      SSL_get1_peer_certificate(connection.get()), X509_free);
  const std::unique_ptr<BIGNUM, decltype(&BN_free)> serial(
      ASN1_INTEGER_to_BN(X509_get0_serialNumber(certificate.get()), nullptr), BN_free);
  char* digits = BN_bn2hex(serial.get());
  Handshake seen{SSL_get_version(connection.get()), digits};
  OPENSSL_free(digits);
  return seen;
}

class TransportTest : public ::testing::Test {
 protected:
  TransportTest() {
    Installation installation;
    installation.config.set_data_folder(folder_.File("data"));
    installation.config.set_key_folder(folder_.File("keys"));
    installation.config.set_listen_address("127.0.0.1:0");
    installation.config_path = folder_.File("server.config");
    installation.profile_path = folder_.File("profile");
    installation.operator_password = "a password for tests";
    installation.password_cost = crypto::PasswordCost::kLeast;
    Require(Initialize(installation, today_));
    config_ = installation.config;
    program_ = std::make_unique<ChildProgram>(
        std::vector<std::string>{SUCHARITD, "--config", installation.config_path});
    const std::string line = program_->WaitForLine("listening on ");
    port_ = static_cast<uint16_t>(std::stoi(line.substr(line.rfind(':') + 1)));
  }

  const SystemClock today_;
  TemporaryFolder folder_;
  v1::ServerConfig config_;
  std::unique_ptr<ChildProgram> program_;
  uint16_t port_ = 0;
};

TEST_F(TransportTest, SpeaksTls13) { EXPECT_EQ(Shake(port_, TLS1_3_VERSION).version, "TLSv1.3"); }

TEST_F(TransportTest, RefusesEveryOlderTls) {
  for (const int version : {TLS1_VERSION, TLS1_1_VERSION, TLS1_2_VERSION}) {
    EXPECT_EQ(Shake(port_, version).version, "") << version;
  }
}

TEST_F(TransportTest, TakesARenewedCertificateWithoutARestart) {
  const std::string before = Shake(port_, TLS1_3_VERSION).serial;
  ASSERT_NE(before, "");

  ASSERT_THAT(RenewServerCertificate(config_, {}, today_), IsOk());

  // gRPC looks at the files every two seconds; each of these takes some milliseconds.
  std::string after = before;
  for (int tries = 0; tries < 20'000 && after == before; ++tries) {
    after = Shake(port_, TLS1_3_VERSION).serial;
  }
  EXPECT_NE(after, before);
  EXPECT_NE(after, "");
}

TEST_F(TransportTest, ServesOthersWhileManyConnectionsSayNothing) {
  rlimit files{};
  getrlimit(RLIMIT_NOFILE, &files);
  const size_t most = std::min<rlim_t>(files.rlim_cur, 10'100) - 100;
  std::vector<Socket> silent;
  for (size_t i = 0; i < most; ++i) silent.push_back(ConnectTo(port_));

  const Handshake seen = Shake(port_, TLS1_3_VERSION);

  EXPECT_EQ(seen.version, "TLSv1.3");
}

}  // namespace
}  // namespace sucharit
