// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/command_line/online/connection.h"

namespace sucharit {

// `sucharit past import`, `list` and `remove`: results of earlier years, for comparison.
// `connection` must outlive the parse.
void AddPastCommand(CLI::App& app, CommandContext& context, Connection& connection);

}  // namespace sucharit
