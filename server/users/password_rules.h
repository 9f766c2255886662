// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace sucharit {

// INVALID_ARGUMENT `REASON_PASSWORD_WEAK` for fewer than twelve letters, more than 1,024 bytes,
// what isn't UTF-8, the user's own name, few different letters, or one that everybody tries.
absl::Status CheckPassword(absl::string_view password, absl::string_view user_name);

// INVALID_ARGUMENT `REASON_USER_NAME`. See v1.User.name.
absl::Status CheckUserName(absl::string_view user_name);

// A password of 100 random bits, in groups that can be read out.
std::string GeneratePassword();

}  // namespace sucharit
