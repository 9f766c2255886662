// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <CLI/CLI.hpp>

#include "server/command_line/command_context.h"

namespace sucharit {

// `sucharit report`: the official report, from files or, if the context knows a server, of a round.
// Both must outlive the parse.
void AddReportCommand(CLI::App& app, CommandContext& context);

}  // namespace sucharit
