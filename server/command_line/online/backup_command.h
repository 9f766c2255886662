// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/command_line/online/connection.h"

namespace sucharit {

// Adds `sucharit backup`, which makes one, and `sucharit backup keygen`.
void AddBackupCommand(CLI::App& app, CommandContext& context, Connection& connection);

}  // namespace sucharit
