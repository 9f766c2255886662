// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <CLI/CLI.hpp>

#include "server/command_line/command_context.h"
#include "server/command_line/online/connection.h"

namespace sucharit {

// `sucharit texts list`, `release` and `withdraw`: what respondents wrote in their own words. All
// must outlive the parse.
void AddTextsCommand(CLI::App& app, CommandContext& context, Connection& connection);

}  // namespace sucharit
