// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/command_line/online/connection.h"

namespace sucharit {

// `sucharit plan add`, `edit`, `list`, `remove` and `import`: what the agency does about its
// results. `connection` must outlive the parse.
void AddPlanCommand(CLI::App& app, CommandContext& context, Connection& connection);

}  // namespace sucharit
