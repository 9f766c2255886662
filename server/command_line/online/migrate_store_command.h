// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <CLI/CLI.hpp>

#include "server/command_line/command_context.h"

namespace sucharit {

// `sucharit migrate-store`, on the server's own machine and with it stopped. Both must outlive the
// parse.
void AddMigrateStoreCommand(CLI::App& app, CommandContext& context);

}  // namespace sucharit
