// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/command_line/online/connection.h"

namespace sucharit {

// Adds `device enrol-code`, `device list` and `device revoke`. `connection` must outlive the parse.
void AddDeviceCommand(CLI::App& app, CommandContext& context, Connection& connection);

}  // namespace sucharit
