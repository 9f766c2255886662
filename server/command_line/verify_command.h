// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <CLI/CLI.hpp>

#include "server/command_line/command_context.h"

namespace sucharit {

// `sucharit verify`: a bundle or an audit file, without a server; or a round on a server, if the
// context knows one. Both must outlive the parse.
void AddVerifyCommand(CLI::App& app, CommandContext& context);

}  // namespace sucharit
