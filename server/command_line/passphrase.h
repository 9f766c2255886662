// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "server/command_line/command_context.h"

namespace sucharit {

// The first line of `file`; without a file, asks twice on the terminal without showing what is
// typed. INVALID_ARGUMENT `REASON_ARGUMENT` if there is neither, or the two differ. The caller
// wipes the result.
absl::StatusOr<std::string> ReadPassphrase(const std::string& file, CommandContext& context);

// The same of a passphrase that was chosen before: asks once.
absl::StatusOr<std::string> ReadKnownPassphrase(const std::string& file, CommandContext& context);

// The same of a user's password: a new one, asked for twice, or one that is in use. Without a file
// and a terminal the subject is `option`.
absl::StatusOr<std::string> ReadNewPassword(const std::string& file, absl::string_view option,
                                            CommandContext& context);
absl::StatusOr<std::string> ReadKnownPassword(const std::string& file, absl::string_view option,
                                              CommandContext& context);

// Whether there is a terminal to ask on.
bool CanAsk();

}  // namespace sucharit
