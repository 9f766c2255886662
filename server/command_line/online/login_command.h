// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/command_line/online/connection.h"

namespace sucharit {

// Adds `login` and `logout`. `connection` must outlive the parse.
void AddLoginCommands(CLI::App& app, CommandContext& context, Connection& connection);

}  // namespace sucharit
