// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/command_line/online/connection.h"

namespace sucharit {

// Adds `user add`, `list`, `password`, `roles`, `disable` and `enable`. `connection` must outlive
// the parse.
void AddUserCommand(CLI::App& app, CommandContext& context, Connection& connection);

}  // namespace sucharit
