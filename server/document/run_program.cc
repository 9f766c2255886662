// SPDX-License-Identifier: Apache-2.0
#include "server/document/run_program.h"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstring>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "common/status/reason.h"
#include "common/status/status_macros.h"

namespace sucharit::document {
namespace {

constexpr size_t kMostOfErrors = 2000;

absl::Status Failed(absl::StatusCode code, absl::string_view message, const ProgramCall& call) {
  return Refused(code, v1::REASON_PROGRAM_FAILED, message, call.program);
}

std::vector<char*> Pointers(const std::vector<std::string>& strings) {
  std::vector<char*> pointers;
  pointers.reserve(strings.size() + 1);
  for (const std::string& text : strings) pointers.push_back(const_cast<char*>(text.c_str()));
  pointers.push_back(nullptr);
  return pointers;
}

// What posix_spawn needs: standard error into the pipe, no input, no output, a group of its own.
class SpawnSettings {
 public:
  explicit SpawnSettings(int error_pipe) {
    posix_spawn_file_actions_init(&actions_);
    posix_spawn_file_actions_addopen(&actions_, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&actions_, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_adddup2(&actions_, error_pipe, STDERR_FILENO);
    posix_spawnattr_init(&attributes_);
    posix_spawnattr_setflags(&attributes_, POSIX_SPAWN_SETPGROUP);
    posix_spawnattr_setpgroup(&attributes_, 0);
  }
  ~SpawnSettings() {
    posix_spawn_file_actions_destroy(&actions_);
    posix_spawnattr_destroy(&attributes_);
  }
  SpawnSettings(const SpawnSettings&) = delete;
  SpawnSettings& operator=(const SpawnSettings&) = delete;

  // Returns an errno value, 0 if the program runs.
  int Spawn(const ProgramCall& call, pid_t& process) const {
    std::vector<std::string> arguments = {call.program};
    arguments.insert(arguments.end(), call.arguments.begin(), call.arguments.end());
    return posix_spawnp(&process, call.program.c_str(), &actions_, &attributes_,
                        Pointers(arguments).data(), Pointers(call.environment).data());
  }

 private:
  posix_spawn_file_actions_t actions_{};
  posix_spawnattr_t attributes_{};
};

// Waits until there is something to read. False if the time was over before.
bool WaitToRead(int pipe, absl::Time deadline) {
  constexpr int64_t kLongestWait = 60'000;
  while (true) {
    const int64_t left = absl::ToInt64Milliseconds(deadline - absl::Now());
    pollfd waiting = {.fd = pipe, .events = POLLIN, .revents = 0};
    const auto wait = static_cast<int>(std::clamp<int64_t>(left, 0, kLongestWait));
    if (poll(&waiting, 1, wait) > 0) return true;
    if (absl::Now() >= deadline) return false;
  }
}

// Reads until the program has closed its standard error. False if the time was over before.
bool ReadUntilEnd(int pipe, absl::Time deadline, std::string& errors) {
  while (WaitToRead(pipe, deadline)) {
    char buffer[4096];
    const ssize_t count = read(pipe, buffer, sizeof buffer);
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return true;
    errors.append(buffer, static_cast<size_t>(count));
    if (errors.size() > kMostOfErrors) errors.erase(0, errors.size() - kMostOfErrors);
  }
  return false;
}

int WaitFor(pid_t process) {
  int state = 0;
  while (waitpid(process, &state, 0) < 0 && errno == EINTR) {
  }
  return state;
}

absl::Status Finish(const ProgramCall& call, pid_t process, int error_pipe) {
  std::string errors;
  const bool ended = ReadUntilEnd(error_pipe, absl::Now() + call.time_limit, errors);
  if (!ended) kill(-process, SIGKILL);
  const int state = WaitFor(process);
  if (!ended) return Failed(absl::StatusCode::kDeadlineExceeded, "took too long", call);
  if (WIFEXITED(state) && WEXITSTATUS(state) == 0) return absl::OkStatus();
  return Failed(absl::StatusCode::kInternal, absl::StrCat("ended with an error: ", errors), call);
}

}  // namespace

absl::Status RunProgram(const ProgramCall& call) {
  int pipe[2];
  if (pipe2(pipe, O_CLOEXEC) != 0) {
    return Failed(absl::StatusCode::kInternal, std::strerror(errno), call);
  }
  pid_t process = 0;
  const int error = SpawnSettings(pipe[1]).Spawn(call, process);
  close(pipe[1]);
  absl::Status status;
  if (error == 0) {
    status = Finish(call, process, pipe[0]);
  } else if (error == ENOENT || error == EACCES || error == ENOTDIR) {
    status = Refused(absl::StatusCode::kFailedPrecondition, v1::REASON_PROGRAM_MISSING,
                     std::strerror(error), call.package);
  } else {
    status = Failed(absl::StatusCode::kInternal, std::strerror(error), call);
  }
  close(pipe[0]);
  return status;
}

}  // namespace sucharit::document
