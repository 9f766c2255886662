// SPDX-License-Identifier: Apache-2.0
//
// The command line of `sucharit`, the administrator's program.
#pragma once

#include <CLI/CLI.hpp>
#include <functional>
#include <ostream>
#include <vector>

#include "server/command_line/command_context.h"

namespace sucharit {

// Adds a verb to the program (see score_command.h).
using AddCommand = std::function<void(CLI::App&, CommandContext&)>;

// Runs one command and returns the exit status: 0 done, 1 refused or failed, 2 misused. The
// language is that of
// --language, else of the environment (SUCHARIT_LANGUAGE, LANG). `more` are verbs beside the
// offline ones.
int RunCommandLine(int argc, const char* const* argv, std::ostream& out, std::ostream& err,
                   const std::vector<AddCommand>& more = {});

}  // namespace sucharit
