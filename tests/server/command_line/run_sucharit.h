// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <sstream>
#include <string>
#include <vector>

#include "server/command_line/run_command_line.h"

namespace sucharit::testing {

struct Ran {
  int exit_status;
  std::string out;
  std::string err;
};

// Runs `sucharit` with these arguments within the process.
inline Ran RunSucharit(const std::vector<std::string>& arguments) {
  std::vector<const char*> argv = {"sucharit"};
  for (const std::string& argument : arguments) argv.push_back(argument.c_str());
  std::ostringstream out;
  std::ostringstream err;
  const int status = RunCommandLine(static_cast<int>(argv.size()), argv.data(), out, err);
  return {status, out.str(), err.str()};
}

}  // namespace sucharit::testing
