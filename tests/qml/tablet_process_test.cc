// SPDX-License-Identifier: Apache-2.0
//
// The real program, looked at by another process of the same user. Who may read a process's memory
// through /proc may also trace it: the kernel decides both by one rule. A user who may trace
// anybody (root) would prove nothing, so that such a one becomes "nobody" first.
#include <fcntl.h>
#include <gtest/gtest.h>
#include <poll.h>
#include <sys/inotify.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <fstream>
#include <functional>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "tests/testing/temporary_folder.h"

namespace sucharit {
namespace {

using ::sucharit::testing::TemporaryFolder;

constexpr uid_t kNobody = 65534;
constexpr int kPatienceMilliseconds = 60'000;

int InAProcess(const std::function<int()>& check) {
  const pid_t child = fork();
  if (child == 0) _exit(check());
  int status = -1;
  waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

bool BecomeNobody() {
  if (getuid() != 0) return true;
  return setgid(kNobody) == 0 && setuid(kNobody) == 0;
}

// A program that was opened while this process could still find it.
pid_t Start(int program, std::vector<std::string> arguments, std::vector<std::string> environment) {
  const pid_t child = fork();
  if (child != 0) return child;
  std::vector<char*> argv;
  argv.reserve(arguments.size() + 1);
  for (std::string& argument : arguments) argv.push_back(argument.data());
  argv.push_back(nullptr);
  std::vector<char*> variables;
  variables.reserve(environment.size() + 1);
  for (std::string& variable : environment) variables.push_back(variable.data());
  variables.push_back(nullptr);
  fexecve(program, argv.data(), variables.data());
  _exit(127);
}

void End(pid_t process) {
  kill(process, SIGKILL);
  waitpid(process, nullptr, 0);
}

bool MayBeReadByUs(pid_t process) {
  const int memory = open(absl::StrCat("/proc/", process, "/mem").c_str(), O_RDONLY | O_CLOEXEC);
  if (memory < 0) return false;
  close(memory);
  return true;
}

bool MayDumpCore(pid_t process) {
  std::ifstream limits(absl::StrCat("/proc/", process, "/limits"));
  for (std::string line; std::getline(limits, line);) {
    if (absl::StartsWith(line, "Max core file size")) {
      return !absl::StrContains(line, "  0  ");
    }
  }
  return true;
}

// Until a file of that name stands in the folder; false if none comes.
bool WaitForFile(int watch, const std::string& name) {
  alignas(inotify_event) char buffer[4096];
  pollfd waited{watch, POLLIN, 0};
  while (poll(&waited, 1, kPatienceMilliseconds) == 1) {
    const ssize_t size = read(watch, buffer, sizeof(buffer));
    for (ssize_t at = 0; at < size;) {
      const auto* event = reinterpret_cast<const inotify_event*>(buffer + at);
      if (event->len > 0 && name == event->name) return true;
      at += static_cast<ssize_t>(sizeof(inotify_event) + event->len);
    }
  }
  return false;
}

std::vector<std::string> Environment(const std::string& folder) {
  return {"HOME=" + folder,
          "TMPDIR=" + folder,
          "XDG_RUNTIME_DIR=" + folder,
          "QT_QPA_PLATFORM=offscreen",
          "QT_QUICK_BACKEND=software",
          "PATH=/usr/bin:/bin",
          "ASAN_OPTIONS=detect_leaks=0"};
}

// What is wrong, as bits; 0 if the tablet keeps its memory to itself.
int LookAtTheTablet(int program, const std::string& folder) {
  if (!BecomeNobody()) return 1;
  const int watch = inotify_init1(IN_CLOEXEC);
  inotify_add_watch(watch, folder.c_str(), IN_CREATE | IN_MOVED_TO);
  const pid_t tablet = Start(program, {"sucharit-tablet", "--folder", folder}, Environment(folder));
  const bool runs = WaitForFile(watch, "tablet.db");
  const int faults = (runs ? 0 : 2) | (MayBeReadByUs(tablet) ? 4 : 0) |
                     (MayDumpCore(tablet) ? 8 : 0) | (kill(tablet, 0) == 0 ? 0 : 16);
  End(tablet);
  return faults;
}

// Whether this way of looking sees anything at all.
int LookAtAnyProgram(int program) {
  if (!BecomeNobody()) return 1;
  int pipe_ends[2];
  if (pipe(pipe_ends) != 0) return 1;
  const pid_t child = fork();
  if (child == 0) {
    // Closed by the program's start; until then the parent waits.
    fcntl(pipe_ends[1], F_SETFD, FD_CLOEXEC);
    close(pipe_ends[0]);
    char* const argv[] = {const_cast<char*>("sleep"), const_cast<char*>("60"), nullptr};
    char* const variables[] = {nullptr};
    fexecve(program, argv, variables);
    _exit(127);
  }
  close(pipe_ends[1]);
  char nothing = 0;
  const bool started = read(pipe_ends[0], &nothing, 1) == 0;
  const int faults = (started ? 0 : 2) | (MayBeReadByUs(child) ? 0 : 4);
  End(child);
  return faults;
}

class TabletProcessTest : public ::testing::Test {
 protected:
  static int OpenProgram(const char* path) { return open(path, O_RDONLY | O_CLOEXEC); }
};

TEST_F(TabletProcessTest, ShowsItsMemoryToNobodyAndLeavesNoCoreDump) {
  const TemporaryFolder folder;
  const int program = OpenProgram(SUCHARIT_TABLET);
  ASSERT_GE(program, 0);
  if (getuid() == 0) {
    ASSERT_EQ(chown(folder.path().c_str(), kNobody, kNobody), 0);
  }

  EXPECT_EQ(InAProcess([&] { return LookAtTheTablet(program, folder.path()); }), 0);

  close(program);
}

TEST_F(TabletProcessTest, LooksInAWayThatSeesAnUnprotectedProgram) {
  const int program = OpenProgram("/bin/sleep");
  ASSERT_GE(program, 0);

  EXPECT_EQ(InAProcess([&] { return LookAtAnyProgram(program); }), 0);

  close(program);
}

}  // namespace
}  // namespace sucharit
