// SPDX-License-Identifier: Apache-2.0
//
// Servers that share a database, all of them real programs, with the settings of deploy/cluster.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>

#include "server/store/round_store.h"
#include "server/store/server_database.h"
#include "sucharit/v1/collect.pb.h"
#include "sucharit/v1/config.pb.h"
#include "tests/testing/child_program.h"
#include "tests/testing/postgres_server.h"
#include "tests/testing/temporary_folder.h"

namespace sucharit::testing {

// HAProxy before servers. The port is free, and taken as long as this lives.
class LoadBalancer {
 public:
  // Of a server, from its sight.
  struct Backend {
    std::string status;  // "UP", "DRAIN", "DOWN", ...
    int connections = 0;
  };

  LoadBalancer();
  ~LoadBalancer();
  LoadBalancer(const LoadBalancer&) = delete;
  LoadBalancer& operator=(const LoadBalancer&) = delete;

  // Where callers connect; they wait until it is started.
  std::string address() const { return "127.0.0.1:" + std::to_string(port_); }

  // With deploy/cluster/haproxy.cfg, before the servers at these three addresses.
  void Start(const std::array<std::string, 3>& servers);

  // Says something to its administration socket, "set server servers/s1 state drain"; the answer.
  std::string Tell(const std::string& command) const;

  // How server 1, 2 or 3 does.
  Backend Look(int server) const;

 private:
  std::string Socket() const { return folder_.File("admin.sock"); }

  const TemporaryFolder folder_;
  int listener_ = -1;
  uint16_t port_ = 0;
  std::unique_ptr<ChildProgram> program_;
};

// An installation of three `sucharitd` behind a load balancer, on a PostgreSQL server with a
// synchronous standby. It has the agency kAgency, an operator, and one open round. All of it must
// succeed.
class Cluster {
 public:
  static constexpr int kServers = 3;

  // With tickets for so many tablets.
  explicit Cluster(int tablets);

  // The servers are 1, 2 and 3. On the port that it had before.
  void StartServer(int server);

  // SIGKILL.
  void KillServer(int server) { program(server).reset(); }

  // As deploy/cluster/README.md says: nobody new is led to it, the last leave, it is restarted and
  // takes callers again.
  void RestartInTurn(int server);

  // The standby becomes the primary.
  void Promote();

  // A ticket for one of the tablets, counted from 0.
  v1::EnrolmentTicket Ticket(int tablet) const;

  // Where the administrators' calls go: server 1, 2 or 3 itself.
  const std::string& address(int server) const { return addresses_.at(Index(server)); }

  // A connection of its own to whichever database takes writes.
  std::unique_ptr<ServerDatabase> OpenDatabase() const;

  const RoundRecord& round() const { return round_; }
  const std::string& authority_pem() const { return authority_pem_; }
  PostgresServer& primary() { return primary_; }
  PostgresServer& standby() { return *standby_; }

 private:
  static size_t Index(int server) { return static_cast<size_t>(server - 1); }
  std::unique_ptr<ChildProgram>& program(int server) { return programs_.at(Index(server)); }
  std::string ConfigPath(int server) const;
  v1::ServerConfig Config(int server) const;
  void Install();
  void AddAgencyWithARound(int tablets);

  const TemporaryFolder folder_;
  PostgresServer primary_;
  const std::unique_ptr<PostgresServer> standby_;
  LoadBalancer balancer_;
  RoundRecord round_;
  std::string authority_pem_;
  std::array<std::string, kServers> addresses_;
  std::array<std::unique_ptr<ChildProgram>, kServers> programs_;
};

}  // namespace sucharit::testing
