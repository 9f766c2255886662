// SPDX-License-Identifier: Apache-2.0
//
// sucharitd: reads its configuration, serves until SIGTERM or SIGINT, stops gracefully.
#include <signal.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <string>

#include "absl/status/statusor.h"
#include "common/process/plain_locks.h"
#include "common/process/protect_memory.h"
#include "common/text/language.h"
#include "common/time/clock.h"
#include "server/command_line/user_message.h"
#include "server/operations/config.h"
#include "server/rpc/server.h"

namespace sucharit {
namespace {

constexpr int kFailed = 1;
constexpr int kMisused = 2;

// TLS 1.2 finds no common cipher this way; gRPC 1.51 has no setting for it. TLS 1.3's ciphers are
// not touched.
constexpr char kNoCipherBeforeTls13[] = "PSK-AES128-GCM-SHA256";

// Blocked before any thread starts, so that Wait() alone receives them.
sigset_t StopSignals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  return signals;
}

int Fail(const absl::Status& status) {
  spdlog::error("{}", UserMessage(status, LanguageFromEnvironment()));
  return kFailed;
}

int Serve(const v1::ServerConfig& config, const sigset_t& stop_signals) {
  SystemClock clock;
  auto server = Server::Create(config, clock);
  if (!server.ok()) return Fail(server.status());
  spdlog::info("listening on {}", (*server)->address());
  int signal = 0;
  sigwait(&stop_signals, &signal);
  spdlog::info("stopping");
  server->reset();
  spdlog::info("stopped");
  return 0;
}

int Main(int argc, char** argv) {
  setenv("GRPC_SSL_CIPHER_SUITES", kNoCipherBeforeTls13, 1);
  // The library has lines of its own about peers whose handshake fails: they don't belong in the
  // log.
  setenv("GRPC_VERBOSITY", "NONE", 1);
  UsePlainLocks();
  const bool locked = ProtectMemory();
  const sigset_t stop_signals = StopSignals();
  spdlog::set_default_logger(spdlog::stderr_logger_mt("sucharitd"));
  spdlog::set_pattern("%Y-%m-%dT%H:%M:%S.%e%z %l %v");

  if (!locked) {
    spdlog::info("only keys are locked against swap: the limit of locked memory isn't off");
  }

  CLI::App app("Sucharit survey server / เซิร์ฟเวอร์แบบสำรวจสุจริต", "sucharitd");
  std::string config_path;
  std::string listen_address;
  app.add_option("--config", config_path, "Configuration file / ไฟล์การตั้งค่า")->required();
  app.add_option("--listen", listen_address, "Listen there instead / ฟังที่ที่อยู่นี้แทน (HOST:PORT)");
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : kMisused;
  }
  auto config = LoadConfig(config_path);
  if (!config.ok()) return Fail(config.status());
  if (!listen_address.empty()) config->set_listen_address(listen_address);
  return Serve(*config, stop_signals);
}

}  // namespace
}  // namespace sucharit

int main(int argc, char** argv) {
  try {
    return sucharit::Main(argc, argv);
  } catch (...) {
    // Libraries throw when the program itself is wrong. Nothing that was received is lost.
    std::fputs("sucharitd: unexpected failure\n", stderr);
    return 1;
  }
}
