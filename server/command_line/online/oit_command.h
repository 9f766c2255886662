// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/command_line/online/connection.h"

namespace sucharit {

// `sucharit oit set`, `list` and `import`: the checklist's scores, as assessors give them.
// `connection` must outlive the parse.
void AddOitCommand(CLI::App& app, CommandContext& context, Connection& connection);

}  // namespace sucharit
