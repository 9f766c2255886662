// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/measure.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>
#include <thread>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"

namespace sucharit::bench {
namespace {

std::string ReadAll(const std::string& path) {
  std::ifstream file(path);
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

int64_t StatusLine(absl::string_view pid, absl::string_view name) {
  const std::string text = ReadAll(absl::StrCat("/proc/", pid, "/status"));
  for (const absl::string_view line : absl::StrSplit(text, '\n')) {
    if (!absl::StartsWith(line, absl::StrCat(name, ":"))) continue;
    return strtoll(std::string(line.substr(name.size() + 1)).c_str(), nullptr, 10);
  }
  return 0;
}

}  // namespace

double Now() {
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

double Percentile(std::vector<double> values, double part) {
  if (values.empty()) return 0;
  std::sort(values.begin(), values.end());
  const auto place = static_cast<size_t>(part * static_cast<double>(values.size()));
  return values[std::min(place, values.size() - 1)];
}

double Median(const std::vector<double>& values) { return Percentile(values, 0.5); }

void Print(const Figure& figure) {
  std::cout << "| " << figure.what << " | " << figure.measured << " | " << figure.baseline << " | "
            << figure.ratio << " | " << figure.goal << " | " << (figure.met ? "met" : "NOT MET")
            << " |" << std::endl;
}

void PrintForReading(absl::string_view what, absl::string_view measured) {
  std::cout << "| " << what << " | " << measured << " | | | | |" << std::endl;
}

Process::Process(const std::vector<std::string>& arguments, const std::string& log) {
  std::vector<char*> argv;
  for (const std::string& argument : arguments) argv.push_back(const_cast<char*>(argument.c_str()));
  argv.push_back(nullptr);
  pid_ = fork();
  if (pid_ != 0) return;
  const int output = open(log.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600);
  dup2(output, STDOUT_FILENO);
  dup2(output, STDERR_FILENO);
  execv(argv[0], argv.data());
  _exit(127);
}

Process::~Process() {
  kill(pid_, SIGTERM);
  int status = 0;
  waitpid(pid_, &status, 0);
}

double Process::CpuSeconds() const {
  const std::string text = ReadAll(absl::StrCat("/proc/", pid_, "/stat"));
  // The fields after the name, which is in parentheses: utime and stime are the 12th and 13th.
  const std::vector<std::string> fields =
      absl::StrSplit(text.substr(std::min(text.rfind(") "), text.size()) + 2), ' ');
  double user = 0;
  double system = 0;
  if (fields.size() < 13 || !absl::SimpleAtod(fields[11], &user) ||
      !absl::SimpleAtod(fields[12], &system)) {
    return 0;
  }
  return (user + system) / static_cast<double>(sysconf(_SC_CLK_TCK));
}

int64_t Process::Status(absl::string_view name) const {
  return StatusLine(absl::StrCat(pid_), name);
}

void Process::ForgetPeak() const {
  std::ofstream(absl::StrCat("/proc/", pid_, "/clear_refs")) << "5";
}

std::string AwaitAddress(const std::string& file) {
  constexpr double kLongest = 60;
  const double begin = Now();
  while (!std::filesystem::exists(file)) {
    if (Now() - begin > kLongest) {
      std::cerr << "no server has written " << file << "\n";
      abort();
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
  return ReadAll(file);
}

double OwnCpuSeconds() {
  timespec time{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) / 1e9;
}

int64_t OwnStatus(absl::string_view name) { return StatusLine("self", name); }

void AllowManyFiles() {
  rlimit limit{};
  getrlimit(RLIMIT_NOFILE, &limit);
  limit.rlim_cur = limit.rlim_max;
  setrlimit(RLIMIT_NOFILE, &limit);
}

}  // namespace sucharit::bench
