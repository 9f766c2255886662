// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <CLI/CLI.hpp>

#include "server/command_line/command_context.h"

namespace sucharit {

// `sucharit receipt check`: whether a response was counted, from a public bundle and without a
// server. The context must outlive the parse.
void AddReceiptCommand(CLI::App& app, CommandContext& context);

}  // namespace sucharit
