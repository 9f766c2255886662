// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <CLI/CLI.hpp>

#include "server/command_line/command_context.h"

namespace sucharit {

// Adds `sucharit restore`, which makes a data folder of a backup. It needs no server.
void AddRestoreCommand(CLI::App& app, CommandContext& context);

}  // namespace sucharit
