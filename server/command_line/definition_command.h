// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <CLI/CLI.hpp>

#include "server/command_line/command_context.h"

namespace sucharit {

// `sucharit definition check`, `show` and `import`. Both must outlive the parse.
void AddDefinitionCommand(CLI::App& app, CommandContext& context);

}  // namespace sucharit
