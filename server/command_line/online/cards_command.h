// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/command_line/online/connection.h"

namespace sucharit {

// Adds `cards print`, `cards void`, `cards reconcile` and `cards list`. `connection` must outlive
// the parse.
void AddCardsCommand(CLI::App& app, CommandContext& context, Connection& connection);

}  // namespace sucharit
