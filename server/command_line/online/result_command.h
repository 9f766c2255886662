// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/command_line/online/connection.h"

namespace sucharit {

// Adds `import`, and lets `score` and `verify` take a round. `connection` must outlive the parse.
void AddResultCommands(CLI::App& app, CommandContext& context, Connection& connection);

}  // namespace sucharit
