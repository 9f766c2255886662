// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "server/command_line/command_context.h"

namespace sucharit {

// A new password for a user.
struct ChosenPassword {
  std::string password;  // The caller wipes it.
  bool generated = false;
};

// The first line of `file`; without a file, asks on the terminal; without a terminal, makes one up.
// The errors of ReadNewPassword.
absl::StatusOr<ChosenPassword> ChoosePassword(const std::string& file, CommandContext& context);

// Shows a generated password, the only time that anybody sees it; nothing for a chosen one.
void ShowGenerated(const ChosenPassword& chosen, const std::string& user, CommandContext& context);

}  // namespace sucharit
