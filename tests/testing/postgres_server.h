// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "common/crypto/certificate.h"
#include "tests/testing/child_program.h"
#include "tests/testing/reserved_port.h"
#include "tests/testing/temporary_folder.h"

namespace sucharit::testing {

// Debian's PostgreSQL 15 with a new, empty cluster in a temporary folder, reached through a socket
// in that folder alone, if nothing else is said. It keeps what it confirms, as a server for real
// data must. Ends with the test program, however that ends. Fails the test if it can't be started.
// One thread.
class PostgresServer {
 public:
  // With further settings, as in postgresql.conf.
  explicit PostgresServer(const std::string& settings = "");
  ~PostgresServer();
  PostgresServer(const PostgresServer&) = delete;
  PostgresServer& operator=(const PostgresServer&) = delete;

  // One that listens on loopback, too, at a port of its own, and shows this certificate; without
  // one it speaks no TLS. Over TCP it lets in who knows the password of `sucharit`.
  static std::unique_ptr<PostgresServer> OnLoopback(const std::optional<crypto::Identity>& identity,
                                                    const std::string& password);

  // A copy of a running one that follows it, and calls itself "standby" there.
  static std::unique_ptr<PostgresServer> StandbyOf(const PostgresServer& primary);

  // The one that this program's tests share: starting takes about a second.
  static PostgresServer& Shared();

  // Clusters that are made from now on lie where temporary files go, not in memory.
  static void KeepOnDisk();

  // Makes an empty database and says where it is: "postgresql:///...".
  std::string NewDatabase();
  std::string MakeDatabase(const std::string& name) const;

  // Where a database of that name is: here, or on whichever of the two takes writes.
  std::string PlaceOf(const std::string& name) const;
  std::string PlaceOf(const std::string& name, const PostgresServer& other) const;

  // Of one on loopback: "postgresql://sucharit@HOST:PORT/DATABASE?hostaddr=127.0.0.1".
  std::string PlaceAs(const std::string& host, const std::string& database) const;
  int port() const { return port_->number(); }

  // Lets psql run a file of SQL here, as an operator would.
  void RunFile(const std::string& path) const;

  // Kills the server in the middle of whatever it does, as a power cut would.
  void Kill();

  // Kills every process of it with SIGKILL, so that none does anything more. Can't be started
  // again.
  void KillForGood();

  // Starts it again on what it has written.
  void Start();

 private:
  struct EmptyFolder {};
  explicit PostgresServer(EmptyFolder);
  void RemoveSharedMemory() const;
  void MakeCluster(const std::string& settings) const;
  void GiveAway(const std::string& path) const;
  void Show(const crypto::Identity& identity);

  const TemporaryFolder folder_;
  // How it is reached beside the socket.
  std::vector<std::string> listening_ = {"-c", "listen_addresses=", "-c", "ssl=off"};
  std::optional<ReservedPort> port_;
  std::unique_ptr<ChildProgram> server_;
  int databases_ = 0;
};

}  // namespace sucharit::testing
