// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace sucharit::crypto {

// What a hash costs whoever makes or checks it.
enum class PasswordCost {
  kInteractive,  // 64 MiB, 0.1 s: for a tablet, while somebody waits at a counter.
  kModerate,     // 256 MiB, 0.7 s: for whoever may do much.
  kLeast,        // 8 KiB: for tests.
};

// What to keep of a password or PIN: Argon2id (RFC 9106) with a random salt, in its standard text
// form. RESOURCE_EXHAUSTED if there isn't so much memory.
absl::StatusOr<std::string> HashPassword(absl::string_view password,
                                         PasswordCost cost = PasswordCost::kInteractive);

// Whether `hash` was made of `password`. False also for what is no hash. Constant time in the
// password.
bool VerifyPassword(absl::string_view password, const std::string& hash);

}  // namespace sucharit::crypto
