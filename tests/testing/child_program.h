// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <sys/types.h>

#include <string>
#include <vector>

namespace sucharit::testing {

// A real program beside the test, killed when this goes. Its standard error comes through a pipe.
// One thread.
class ChildProgram {
 public:
  // `arguments` begins with the program's path. A program that can't be started ends at once with
  // status 127.
  explicit ChildProgram(const std::vector<std::string>& arguments);
  ~ChildProgram();
  ChildProgram(const ChildProgram&) = delete;
  ChildProgram& operator=(const ChildProgram&) = delete;

  // Waits for a line of standard error that holds `text` and returns it; empty if the program ends
  // before.
  std::string WaitForLine(const std::string& text);

  // Sends SIGTERM and waits; the exit status, or the signal's number with 128 added.
  int Stop();

  pid_t pid() const { return pid_; }

 private:
  pid_t pid_ = -1;
  int errors_ = -1;
  std::string unread_;
};

}  // namespace sucharit::testing
