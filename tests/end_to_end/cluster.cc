// SPDX-License-Identifier: Apache-2.0
#include "tests/end_to_end/cluster.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <thread>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "common/crypto/certificate_chain.h"
#include "common/crypto/digest.h"
#include "common/files/files.h"
#include "common/time/clock.h"
#include "server/operations/config.h"
#include "server/operations/initialize.h"
#include "tests/server/testing/core_for_tests.h"
#include "tests/server/testing/required.h"
#include "tests/server/testing/server_for_tests.h"

namespace sucharit::testing {
namespace {

constexpr char kHaproxy[] = "/usr/sbin/haproxy";
constexpr char kDatabase[] = "sucharit";
constexpr std::chrono::seconds kPatience(30);

std::string Deployed(const std::string& file) {
  return ReadFile(absl::StrCat(SUCHARIT_CLUSTER, "/", file));
}

// The one place where `text` stands becomes `replacement`.
void ReplaceOnce(const std::string& text, const std::string& replacement, std::string& in) {
  EXPECT_EQ(absl::StrReplaceAll({{text, replacement}}, &in), 1) << text;
}

// Until it is so, or the test fails.
template <typename Condition>
void WaitUntil(const Condition& condition) {
  const auto deadline = std::chrono::steady_clock::now() + kPatience;
  while (!condition()) {
    if (std::chrono::steady_clock::now() > deadline) {
      ADD_FAILURE() << "waited too long";
      return;
    }
    std::this_thread::yield();
  }
}

std::string CodeOf(int tablet) { return absl::StrCat("code of tablet ", tablet); }

}  // namespace

LoadBalancer::LoadBalancer() : listener_(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  auto* const named = reinterpret_cast<sockaddr*>(&address);
  socklen_t size = sizeof address;
  EXPECT_EQ(bind(listener_, named, size), 0);
  EXPECT_EQ(listen(listener_, SOMAXCONN), 0);
  EXPECT_EQ(getsockname(listener_, named, &size), 0);
  port_ = ntohs(address.sin_port);
}

LoadBalancer::~LoadBalancer() { close(listener_); }

void LoadBalancer::Start(const std::array<std::string, 3>& servers) {
  std::string settings = Deployed("haproxy.cfg");
  ReplaceOnce("log /dev/log local0 notice", "log stderr format raw local0 notice", settings);
  ReplaceOnce("/run/haproxy/admin.sock", Socket(), settings);
  ReplaceOnce("bind :8443", absl::StrCat("bind fd@", listener_), settings);
  ReplaceOnce("maxconn 20000", "maxconn 1000", settings);  // Within what a build machine allows.
  ReplaceOnce("gt 500", "gt 1000000", settings);  // All tablets call from one address here.
  for (int i = 0; i < 3; ++i) {
    ReplaceOnce(absl::StrCat("10.0.0.1", i + 1, ":8443"), servers.at(static_cast<size_t>(i)),
                settings);
  }
  // It inherits the port that is listened on.
  fcntl(listener_, F_SETFD, 0);
  program_ = std::make_unique<ChildProgram>(
      std::vector<std::string>{kHaproxy, "-db", "-f", folder_.Write("haproxy.cfg", settings)});
  fcntl(listener_, F_SETFD, FD_CLOEXEC);
  WaitUntil([&] { return Look(1).status == "UP"; });
}

std::string LoadBalancer::Tell(const std::string& command) const {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  Socket().copy(address.sun_path, sizeof address.sun_path - 1);
  const int connection = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  std::string answer;
  if (connect(connection, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0) {
    const std::string line = command + "\n";
    EXPECT_EQ(write(connection, line.data(), line.size()), static_cast<ssize_t>(line.size()));
    std::array<char, 4096> some{};
    for (ssize_t got = 1; got > 0;) {
      got = read(connection, some.data(), some.size());
      if (got > 0) answer.append(some.data(), static_cast<size_t>(got));
    }
  }
  close(connection);
  return answer;
}

LoadBalancer::Backend LoadBalancer::Look(int server) const {
  // https://docs.haproxy.org/2.6/management.html#9.1
  constexpr size_t kConnections = 4;
  constexpr size_t kStatus = 17;
  Backend backend;
  for (const absl::string_view line : absl::StrSplit(Tell("show stat"), '\n')) {
    if (!absl::StartsWith(line, absl::StrCat("servers,s", server, ","))) continue;
    const std::vector<absl::string_view> fields = absl::StrSplit(line, ',');
    backend.status = std::string(fields.at(kStatus));
    EXPECT_TRUE(absl::SimpleAtoi(fields.at(kConnections), &backend.connections));
  }
  return backend;
}

Cluster::Cluster(int tablets)
    : primary_(Deployed("sucharit.conf")), standby_(PostgresServer::StandbyOf(primary_)) {
  primary_.MakeDatabase(kDatabase);
  primary_.RunFile(absl::StrCat(SUCHARIT_CLUSTER, "/synchronous.sql"));
  Install();
  AddAgencyWithARound(tablets);
  for (int server = 1; server <= kServers; ++server) StartServer(server);
  balancer_.Start(addresses_);
}

void Cluster::Install() {
  Installation installation;
  installation.config = Config(1);
  installation.config_path = ConfigPath(1);
  installation.profile_path = folder_.File("profile");
  installation.operator_name = kOperator;
  installation.operator_password = kPassword;
  installation.password_cost = crypto::PasswordCost::kLeast;
  // TLS looks at the machine's clock, so the certificates have to be good today.
  Require(Initialize(installation, SystemClock()));
  for (int server = 2; server <= kServers; ++server) {
    std::filesystem::create_directory(Config(server).data_folder());
    Require(WriteFileAtomically(ConfigPath(server), FormatConfig(Config(server))));
  }
  addresses_.fill("127.0.0.1:0");
}

void Cluster::AddAgencyWithARound(int tablets) {
  CoreForTests core(Config(1));
  authority_pem_ = Required(core.keys.Authority()).certificate_pem;
  round_ = core.OpenRound();
  EnrolmentCode code;
  code.agency_code = kAgency;
  code.expires_unix = absl::ToUnixSeconds(SystemClock().Now() + absl::Hours(24));
  for (int tablet = 0; tablet < tablets; ++tablet) {
    Require(core.devices.AddCode(crypto::Sha256(CodeOf(tablet)), code));
  }
}

std::string Cluster::ConfigPath(int server) const {
  return folder_.File(absl::StrCat("server-", server, ".config"));
}

v1::ServerConfig Cluster::Config(int server) const {
  v1::ServerConfig config;
  config.set_data_folder(folder_.File(absl::StrCat("data-", server)));
  config.set_key_folder(folder_.File("keys"));
  config.set_database(primary_.PlaceOf(kDatabase, *standby_));
  config.set_listen_address("127.0.0.1:0");
  config.set_public_address(balancer_.address());
  return config;
}

void Cluster::StartServer(int server) {
  std::string& address = addresses_.at(Index(server));
  program(server) = std::make_unique<ChildProgram>(
      std::vector<std::string>{SUCHARITD, "--config", ConfigPath(server), "--listen", address});
  const std::string line = program(server)->WaitForLine("listening on ");
  ASSERT_NE(line, "") << "server " << server << " didn't start";
  address = line.substr(line.rfind(' ') + 1);
}

void Cluster::RestartInTurn(int server) {
  const std::string name = absl::StrCat("servers/s", server);
  balancer_.Tell(absl::StrCat("set server ", name, " state drain"));
  WaitUntil([&] { return balancer_.Look(server).connections == 0; });
  EXPECT_EQ(program(server)->Stop(), 0);
  StartServer(server);
  balancer_.Tell(absl::StrCat("set server ", name, " state ready"));
  WaitUntil([&] { return balancer_.Look(server).status == "UP"; });
}

void Cluster::Promote() { standby_->RunFile(absl::StrCat(SUCHARIT_CLUSTER, "/promote.sql")); }

v1::EnrolmentTicket Cluster::Ticket(int tablet) const {
  v1::EnrolmentTicket ticket;
  ticket.set_address(balancer_.address());
  ticket.set_authority(Required(crypto::CertificatesToDer(authority_pem_)));
  ticket.set_code(CodeOf(tablet));
  return ticket;
}

std::unique_ptr<ServerDatabase> Cluster::OpenDatabase() const {
  return Required(ServerDatabase::OpenPostgres(primary_.PlaceOf(kDatabase, *standby_)));
}

}  // namespace sucharit::testing
