// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <CLI/CLI.hpp>

#include "server/command_line/command_context.h"

namespace sucharit {

// Adds `sucharit check`, which checks a data folder while no server runs on it.
void AddCheckCommand(CLI::App& app, CommandContext& context);

}  // namespace sucharit
