// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/command_line/online/connection.h"

namespace sucharit {

// Adds `round create/open/extend/close/status/list/cancel`. `connection` must outlive the parse.
void AddRoundCommand(CLI::App& app, CommandContext& context, Connection& connection);

}  // namespace sucharit
