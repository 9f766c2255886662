// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/command_line/online/connection.h"

namespace sucharit {

// Adds `bundle`, `auditor keygen` and `audit-bundle`: files with which others check a round.
// `connection` must outlive the parse.
void AddAuditCommands(CLI::App& app, CommandContext& context, Connection& connection);

}  // namespace sucharit
