// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/command_line/command_context.h"

namespace CLI {
class App;
}

namespace sucharit {

// `sucharit certificate renew --config FILE [--host NAME]…` and `certificate trust --config FILE`,
// on the server's machine.
void AddCertificateCommand(CLI::App& app, CommandContext& context);

}  // namespace sucharit
