// SPDX-License-Identifier: Apache-2.0
#include "tests/testing/postgres_server.h"

#include <gtest/gtest.h>
#include <signal.h>
#include <sys/shm.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <system_error>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "server/sql/postgres_database.h"
#include "tests/testing/status_matchers.h"

namespace sucharit::testing {
namespace {

constexpr char kPrograms[] = "/usr/lib/postgresql/15/bin/";

// PostgreSQL refuses to run as root: it runs as nobody then.
constexpr uid_t kNobody = 65534;

bool on_disk = false;

// In memory if there is room: a cluster waits for the disk a hundred times before it is ready.
std::string FolderForClusters() {
  constexpr uintmax_t kRoom = uintmax_t{512} << 20;
  std::error_code error;
  const auto memory = std::filesystem::space("/dev/shm", error);
  if (!on_disk && !error && memory.available >= kRoom) return "/dev/shm";
  return std::filesystem::temp_directory_path().string();
}

// Ends with this program, and has no rights that it doesn't need.
std::vector<std::string> WithFewRights(const std::vector<std::string>& command) {
  std::vector<std::string> all = {"/usr/bin/setpriv", "--pdeathsig=QUIT"};
  if (geteuid() == 0) {
    all.insert(all.end(), {absl::StrCat("--reuid=", kNobody), absl::StrCat("--regid=", kNobody),
                           "--clear-groups"});
  }
  all.insert(all.end(), {"/bin/sh", "-c", "exec \"$@\" >/dev/null", "sh"});
  all.insert(all.end(), command.begin(), command.end());
  return all;
}

void RunToItsEnd(const std::vector<std::string>& command) {
  ChildProgram program(WithFewRights(command));
  program.WaitForLine("\n");  // Until it ends.
  EXPECT_EQ(program.Stop(), 0) << command[0];
}

// Those that a process has started.
std::vector<pid_t> ChildrenOf(pid_t parent) {
  std::vector<pid_t> children;
  for (const auto& entry : std::filesystem::directory_iterator("/proc")) {
    pid_t process = 0;
    pid_t its_parent = 0;
    std::string line;
    std::getline(std::ifstream(entry.path() / "stat"), line);
    if (!absl::SimpleAtoi(entry.path().filename().string(), &process)) continue;
    // "PID (NAME) STATE PARENT ..."; a name may hold anything.
    std::istringstream rest(line.substr(line.rfind(')') + 1));
    std::string state;
    if (rest >> state >> its_parent && its_parent == parent) children.push_back(process);
  }
  return children;
}

}  // namespace

PostgresServer::PostgresServer(EmptyFolder) : folder_(FolderForClusters()) {
  GiveAway(folder_.path());
}

PostgresServer::PostgresServer(const std::string& settings) : PostgresServer(EmptyFolder()) {
  MakeCluster(settings);
  Start();
}

// To whom the server runs as.
void PostgresServer::GiveAway(const std::string& path) const {
  if (geteuid() == 0) {
    EXPECT_EQ(chown(path.c_str(), kNobody, kNobody), 0);
  }
}

void PostgresServer::MakeCluster(const std::string& settings) const {
  RunToItsEnd({absl::StrCat(kPrograms, "initdb"), "--pgdata", folder_.File("cluster"),
               "--auth=trust", "--username=sucharit", "--encoding=UTF8", "--locale=C", "--no-sync",
               "--no-instructions"});
  std::ofstream(folder_.File("cluster/postgresql.conf"), std::ios::app) << settings;
}

void PostgresServer::Show(const crypto::Identity& identity) {
  const std::string key = folder_.Write("server.key", identity.private_key_pem);
  EXPECT_EQ(chmod(key.c_str(), S_IRUSR), 0);
  GiveAway(key);
  const std::string certificate = folder_.Write("server.crt", identity.certificate_pem);
  listening_.insert(listening_.end(), {"-c", "ssl=on", "-c", "ssl_key_file=" + key, "-c",
                                       "ssl_cert_file=" + certificate});
}

std::unique_ptr<PostgresServer> PostgresServer::OnLoopback(
    const std::optional<crypto::Identity>& identity, const std::string& password) {
  std::unique_ptr<PostgresServer> server(new PostgresServer(EmptyFolder()));
  server->MakeCluster("");
  std::ofstream(server->folder_.File("cluster/pg_hba.conf"))
      << "local all all trust\nhost all all 127.0.0.1/32 scram-sha-256\n";
  server->port_.emplace();
  server->listening_ = {"-c", "listen_addresses=127.0.0.1", "-c",
                        absl::StrCat("port=", server->port())};
  if (identity.has_value()) server->Show(*identity);
  server->Start();
  const auto database = sql::PostgresDatabase::Connect(server->PlaceOf("postgres"));
  EXPECT_THAT(database, IsOk());
  EXPECT_THAT(
      (*database)->Execute(absl::StrCat("ALTER ROLE sucharit PASSWORD '", password, "'").c_str()),
      IsOk());
  return server;
}

std::unique_ptr<PostgresServer> PostgresServer::StandbyOf(const PostgresServer& primary) {
  std::unique_ptr<PostgresServer> standby(new PostgresServer(EmptyFolder()));
  RunToItsEnd(
      {absl::StrCat(kPrograms, "pg_basebackup"), "--pgdata", standby->folder_.File("cluster"),
       "--dbname",
       absl::StrCat("host=", primary.folder_.path(), " user=sucharit application_name=standby"),
       "--write-recovery-conf", "--checkpoint=fast", "--no-sync"});
  standby->Start();
  return standby;
}

PostgresServer::~PostgresServer() { Kill(); }

PostgresServer& PostgresServer::Shared() {
  static PostgresServer server;
  return server;
}

void PostgresServer::KeepOnDisk() { on_disk = true; }

void PostgresServer::Start() {
  std::vector<std::string> command = {absl::StrCat(kPrograms, "postgres"),
                                      "-D",
                                      folder_.File("cluster"),
                                      "-k",
                                      folder_.path(),
                                      "-c",
                                      "log_min_messages=log",
                                      "-c",
                                      "log_checkpoints=off",
                                      "-c",
                                      "max_connections=200",
                                      "-c",
                                      "dynamic_shared_memory_type=mmap"};
  command.insert(command.end(), listening_.begin(), listening_.end());
  server_ = std::make_unique<ChildProgram>(WithFewRights(command));
  EXPECT_NE(server_->WaitForLine("ready to accept"), "");
}

void PostgresServer::Kill() {
  if (server_ == nullptr) return;
  kill(server_->pid(), SIGQUIT);  // All at once, and nothing is finished.
  server_->WaitForLine("\n");     // Until all have ended.
  server_.reset();
}

void PostgresServer::KillForGood() {
  kill(server_->pid(), SIGSTOP);  // So that it starts nothing more.
  for (const pid_t child : ChildrenOf(server_->pid())) kill(child, SIGKILL);
  kill(server_->pid(), SIGKILL);
  server_->WaitForLine("\n");  // Until all have ended.
  server_.reset();
  RemoveSharedMemory();
}

// What only another start of it would remove. The seventh line of its own note ends with the
// number.
void PostgresServer::RemoveSharedMemory() const {
  std::ifstream note(folder_.File("cluster/postmaster.pid"));
  std::string line;
  for (int i = 0; i < 7; ++i) std::getline(note, line);
  int number = -1;
  EXPECT_TRUE(absl::SimpleAtoi(line.substr(line.rfind(' ') + 1), &number));
  EXPECT_EQ(shmctl(number, IPC_RMID, nullptr), 0);
}

std::string PostgresServer::PlaceOf(const std::string& name) const {
  const std::string port =
      port_.has_value() ? absl::StrCat("&port=", port_->number()) : std::string();
  return absl::StrCat("postgresql:///", name, "?user=sucharit", port, "&host=", folder_.path());
}

std::string PostgresServer::PlaceAs(const std::string& host, const std::string& database) const {
  return absl::StrCat("postgresql://sucharit@", host, ":", port(), "/", database,
                      "?hostaddr=127.0.0.1");
}

std::string PostgresServer::PlaceOf(const std::string& name, const PostgresServer& other) const {
  return absl::StrCat(PlaceOf(name), ",", other.folder_.path());
}

void PostgresServer::RunFile(const std::string& path) const {
  // A copy, because the file may lie where only the test may read.
  RunToItsEnd({"/usr/bin/psql", "--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1", "--dbname",
               PlaceOf("postgres"), "--file", folder_.Write("commands.sql", ReadFile(path))});
}

std::string PostgresServer::NewDatabase() {
  return MakeDatabase(absl::StrCat("test_", ++databases_));
}

std::string PostgresServer::MakeDatabase(const std::string& name) const {
  auto database = sql::PostgresDatabase::Connect(PlaceOf("postgres"));
  EXPECT_THAT(database, IsOk());
  EXPECT_THAT((*database)->Execute(absl::StrCat("CREATE DATABASE ", name).c_str()), IsOk());
  return PlaceOf(name);
}

}  // namespace sucharit::testing
