// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/command_line/command_context.h"
#include "server/command_line/online/connection.h"

namespace CLI {
class App;
}

namespace sucharit {

// `sucharit doctor [--config FILE]`: says in words what is wrong with an installation and its
// rounds, and what to do. Exit status 1 if something hurts now.
void AddDoctorCommand(CLI::App& app, CommandContext& context, Connection& connection);

}  // namespace sucharit
