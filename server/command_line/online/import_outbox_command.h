// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <CLI/CLI.hpp>

#include "server/command_line/command_context.h"
#include "server/command_line/online/connection.h"

namespace sucharit {

// `sucharit import-outbox`: brings in the boxes of a tablet's emergency file. Both must outlive the
// parse.
void AddImportOutboxCommand(CLI::App& app, CommandContext& context, Connection& connection);

}  // namespace sucharit
