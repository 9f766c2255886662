// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/command_line/online/connection.h"

namespace sucharit {

// Adds `export`. `connection` must outlive the parse.
void AddExportCommand(CLI::App& app, CommandContext& context, Connection& connection);

}  // namespace sucharit
