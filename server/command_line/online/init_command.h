// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <CLI/CLI.hpp>

#include "server/command_line/command_context.h"

namespace sucharit {

// Adds `init`, which makes a new installation.
void AddInitCommand(CLI::App& app, CommandContext& context);

}  // namespace sucharit
