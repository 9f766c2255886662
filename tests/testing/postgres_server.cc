// SPDX-License-Identifier: Apache-2.0
#include "tests/testing/postgres_server.h"

#include <gtest/gtest.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <system_error>
#include <vector>

#include "absl/strings/str_cat.h"
#include "server/sql/postgres_database.h"
#include "tests/testing/status_matchers.h"

namespace sucharit::testing {
namespace {

constexpr char kPrograms[] = "/usr/lib/postgresql/15/bin/";

// PostgreSQL refuses to run as root: it runs as nobody then.
constexpr uid_t kNobody = 65534;

// In memory if there is room: a cluster waits for the disk a hundred times before it is ready.
std::string FolderForClusters() {
  constexpr uintmax_t kRoom = uintmax_t{512} << 20;
  std::error_code error;
  const auto memory = std::filesystem::space("/dev/shm", error);
  if (!error && memory.available >= kRoom) return "/dev/shm";
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

}  // namespace

PostgresServer::PostgresServer() : folder_(FolderForClusters()) {
  if (geteuid() == 0) {
    EXPECT_EQ(chown(folder_.path().c_str(), kNobody, kNobody), 0);
  }
  ChildProgram initdb(WithFewRights(
      {absl::StrCat(kPrograms, "initdb"), "--pgdata", folder_.File("cluster"), "--auth=trust",
       "--username=sucharit", "--encoding=UTF8", "--locale=C", "--no-sync", "--no-instructions"}));
  initdb.WaitForLine("\n");  // Until it ends.
  Start();
}

PostgresServer::~PostgresServer() { Kill(); }

PostgresServer& PostgresServer::Shared() {
  static PostgresServer server;
  return server;
}

void PostgresServer::Start() {
  server_ = std::make_unique<ChildProgram>(
      WithFewRights({absl::StrCat(kPrograms, "postgres"), "-D", folder_.File("cluster"), "-k",
                     folder_.path(), "-c", "listen_addresses=", "-c", "log_min_messages=log", "-c",
                     "log_checkpoints=off", "-c", "max_connections=200"}));
  EXPECT_NE(server_->WaitForLine("ready to accept connections"), "");
}

void PostgresServer::Kill() {
  if (server_ == nullptr) return;
  kill(server_->pid(), SIGQUIT);  // All at once, and nothing is finished.
  server_->WaitForLine("\n");     // Until all have ended.
  server_.reset();
}

std::string PostgresServer::PlaceOf(const std::string& name) const {
  return absl::StrCat("postgresql:///", name, "?user=sucharit&host=", folder_.path());
}

std::string PostgresServer::NewDatabase() {
  const std::string name = absl::StrCat("test_", ++databases_);
  auto database = sql::PostgresDatabase::Connect(PlaceOf("postgres"));
  EXPECT_THAT(database, IsOk());
  EXPECT_THAT((*database)->Execute(absl::StrCat("CREATE DATABASE ", name).c_str()), IsOk());
  return PlaceOf(name);
}

}  // namespace sucharit::testing
