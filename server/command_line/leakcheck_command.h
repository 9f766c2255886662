// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <CLI/CLI.hpp>

#include "server/command_line/command_context.h"

namespace sucharit {

// `sucharit leakcheck FOLDER`, without a server. Both must outlive the parse.
void AddLeakcheckCommand(CLI::App& app, CommandContext& context);

}  // namespace sucharit
