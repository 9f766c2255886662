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
  PostgresServer();
  ~PostgresServer();
  PostgresServer(const PostgresServer&) = delete;
  PostgresServer& operator=(const PostgresServer&) = delete;

  // The one that this program's tests share: starting takes about a second.
  static PostgresServer& Shared();

  // Makes an empty database and says where it is: "postgresql:///...".
  std::string NewDatabase();

  // Where a database of that name is.
  std::string PlaceOf(const std::string& name) const;

  // Kills the server in the middle of whatever it does, as a power cut would.
  void Kill();

  // Starts it again on what it has written.
  void Start();

 private:
  const TemporaryFolder folder_;
  std::unique_ptr<ChildProgram> server_;
  int databases_ = 0;
};

}  // namespace sucharit::testing
