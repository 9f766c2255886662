// SPDX-License-Identifier: Apache-2.0
#include "server/command_line/online/chosen_password.h"

#include "common/status/status_macros.h"
#include "server/command_line/passphrase.h"
#include "server/users/password_rules.h"

namespace sucharit {

absl::StatusOr<ChosenPassword> ChoosePassword(const std::string& file, CommandContext& context) {
  if (file.empty() && !CanAsk()) return ChosenPassword{GeneratePassword(), true};
  ASSIGN_OR_RETURN(std::string password, ReadNewPassword(file, "--password-file", context));
  return ChosenPassword{std::move(password), false};
}

void ShowGenerated(const ChosenPassword& chosen, const std::string& user, CommandContext& context) {
  constexpr Say kOnce{"รหัสผ่านของ ", "The password of "};
  constexpr Say kKeep{" (แสดงครั้งเดียว กรุณาจดเก็บไว้): ", " (shown this once, please keep it): "};
  if (!chosen.generated) return;
  context.out << context.In(kOnce) << user << context.In(kKeep) << chosen.password << "\n";
}

}  // namespace sucharit
