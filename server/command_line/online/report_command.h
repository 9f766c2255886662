// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/command_line/online/connection.h"

namespace sucharit {

// Lets `report` take a round. `connection` must outlive the parse.
void LetReportTakeRounds(CommandContext& context, Connection& connection);

}  // namespace sucharit
