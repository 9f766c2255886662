// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/command_line/online/connection.h"

namespace sucharit {

// Adds `agency create` and `agency list`. `connection` must outlive the parse.
void AddAgencyCommand(CLI::App& app, CommandContext& context, Connection& connection);

}  // namespace sucharit
