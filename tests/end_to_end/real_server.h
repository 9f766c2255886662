// SPDX-License-Identifier: Apache-2.0
//
// A real `sucharitd` beside a test, and what a bare TLS client sees of it.
#pragma once

#include <openssl/ssl.h>

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "server/store/round_store.h"
#include "sucharit/v1/collect.pb.h"
#include "sucharit/v1/config.pb.h"
#include "tests/testing/child_program.h"
#include "tests/testing/reserved_port.h"
#include "tests/testing/temporary_folder.h"

namespace sucharit::testing {

// A socket that is closed in the end.
class Socket {
 public:
  explicit Socket(int descriptor) : descriptor_(descriptor) {}
  Socket(Socket&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}
  Socket& operator=(Socket&&) = delete;
  ~Socket();
  int get() const { return descriptor_; }

 private:
  int descriptor_;
};

// To a port of the loopback address; -1 within if nobody listens.
Socket ConnectTo(uint16_t port);

// What a caller that speaks TLS up to a version is shown; nothing if refused.
struct Handshake {
  std::string version;
  std::string serial;           // Of the server's certificate.
  int certificates = 0;         // How many it sends.
  std::string certificate_pem;  // The first.
};
Handshake Shake(uint16_t port, int highest_version);

// A TLS connection that speaks HTTP/2, for bytes that no gRPC client would send. Trusts everybody.
class RawConnection {
 public:
  explicit RawConnection(uint16_t port, int highest_version = TLS1_3_VERSION);
  ~RawConnection();
  RawConnection(const RawConnection&) = delete;
  RawConnection& operator=(const RawConnection&) = delete;

  bool open() const { return open_; }
  SSL* tls() const { return tls_; }

  // False once the server has ended the connection.
  bool Send(const std::string& bytes);

  // What comes until the server ends the connection.
  std::string ReadToTheEnd();

 private:
  SSL_CTX* context_;
  SSL* tls_;
  Socket socket_;
  bool open_ = false;
};

// An installation in a folder of its own with the agency kAgency, an operator, and one open round;
// `sucharitd` runs once it is started. All of it must succeed.
class RealServer {
 public:
  RealServer();

  // Each time on the same port.
  void Start();
  void Stop() { program_.reset(); }

  // Writes the configuration anew; holds from the next start on.
  void Configure(const std::function<void(v1::ServerConfig&)>& change);

  // A start that is expected to fail: the last line that it says.
  std::string FailToStart();

  // Waits for a line of the log.
  std::string WaitForLine(const std::string& text) { return program_->WaitForLine(text); }

  // A ticket for one tablet, which trusts `authorities_pem`. Costs no log-in.
  v1::EnrolmentTicket Ticket(const std::string& authorities_pem) const;
  v1::EnrolmentTicket Ticket() const { return Ticket(authority_pem_); }

  // One that the server makes, for an operator who trusts `authorities_pem`.
  absl::StatusOr<v1::EnrolmentTicket> AskForTicket(const std::string& authorities_pem) const;

  // The installation's own authority.
  const std::string& authority_pem() const { return authority_pem_; }
  const v1::ServerConfig& config() const { return config_; }
  const RoundRecord& round() const { return round_; }
  uint16_t port() const { return static_cast<uint16_t>(port_.number()); }
  pid_t pid() const { return program_->pid(); }
  std::string address() const { return port_.address(); }

  TemporaryFolder folder;

 private:
  v1::ServerConfig config_;
  std::string config_path_;
  std::string authority_pem_;
  RoundRecord round_;
  std::unique_ptr<ChildProgram> program_;
  const ReservedPort port_;
};

}  // namespace sucharit::testing
