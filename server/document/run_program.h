// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"

namespace sucharit::document {

struct ProgramCall {
  std::string program;                     // Found in PATH.
  std::vector<std::string> arguments{};    // Given as they are: no shell reads them.
  std::vector<std::string> environment{};  // "NAME=value"; all that the program sees.
  std::string package{};                   // What to install if it isn't there.
  absl::Duration time_limit = absl::Minutes(2);
};

// Runs a program to its end, in a process group of its own that is killed when the time is over.
// FAILED_PRECONDITION `REASON_PROGRAM_MISSING` with the package as subject; INTERNAL
// `REASON_PROGRAM_FAILED` if it ends otherwise than with 0, with the last of what it wrote to
// standard error in the message; DEADLINE_EXCEEDED `REASON_PROGRAM_FAILED`. Thread-safe.
absl::Status RunProgram(const ProgramCall& call);

}  // namespace sucharit::document
