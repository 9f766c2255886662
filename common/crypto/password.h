// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace sucharit::crypto {

// What to keep of a password or PIN: Argon2id (RFC 9106) with a random salt, in its standard text
// form. Costs about 0.1 s and 64 MiB. RESOURCE_EXHAUSTED if there isn't so much memory.
absl::StatusOr<std::string> HashPassword(absl::string_view password);

// Whether `hash` was made of `password`. False also for what is no hash. Constant time in the
// password.
bool VerifyPassword(absl::string_view password, const std::string& hash);

}  // namespace sucharit::crypto
