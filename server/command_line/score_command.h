// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <CLI/CLI.hpp>

#include "server/command_line/command_context.h"

namespace sucharit {

// `sucharit score`: scores from files, without a server. Both must outlive the parse.
void AddScoreCommand(CLI::App& app, CommandContext& context);

}  // namespace sucharit
