// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>

#include "tests/testing/child_program.h"
#include "tests/testing/temporary_folder.h"

namespace sucharit::testing {

// Debian's PostgreSQL 15 with a new, empty cluster in a temporary folder, reached through a socket
// in that folder alone. It keeps what it confirms, as a server for real data must. Ends with the
// test program, however that ends. Fails the test if it can't be started. One thread.
class PostgresServer {
 public:
  // With further settings, as in postgresql.conf.
  explicit PostgresServer(const std::string& settings = "");
  ~PostgresServer();
  PostgresServer(const PostgresServer&) = delete;
  PostgresServer& operator=(const PostgresServer&) = delete;

  // A copy of a running one that follows it, and calls itself "standby" there.
  static std::unique_ptr<PostgresServer> StandbyOf(const PostgresServer& primary);

  // The one that this program's tests share: starting takes about a second.
  static PostgresServer& Shared();

  // Makes an empty database and says where it is: "postgresql:///...".
  std::string NewDatabase();
  std::string MakeDatabase(const std::string& name) const;

  // Where a database of that name is: here, or on whichever of the two takes writes.
  std::string PlaceOf(const std::string& name) const;
  std::string PlaceOf(const std::string& name, const PostgresServer& other) const;

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

  const TemporaryFolder folder_;
  std::unique_ptr<ChildProgram> server_;
  int databases_ = 0;
};

}  // namespace sucharit::testing
