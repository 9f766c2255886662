// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/command_line/online/connection.h"

namespace sucharit {

// Adds `audit list`, `audit head` and `audit verify`. `connection` must outlive the parse.
void AddAuditLogCommand(CLI::App& app, CommandContext& context, Connection& connection);

}  // namespace sucharit
