// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/command_line/online/connection.h"

namespace sucharit {

// Adds `publish ROUND --yes` and `breakdown ROUND [SEGMENT...] --yes`. `connection` must outlive
// the parse.
void AddPublishCommands(CLI::App& app, CommandContext& context, Connection& connection);

}  // namespace sucharit
