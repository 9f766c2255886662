// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "sucharit/v1/config.pb.h"

namespace sucharit {

// Reads the profile of `sucharit`. FAILED_PRECONDITION `REASON_NOT_INITIALIZED` if there is none;
// INVALID_ARGUMENT `REASON_CONFIG_MALFORMED`.
absl::StatusOr<v1::AdminProfile> LoadProfile(const std::string& path);

// Writes it, readable by its owner alone.
absl::Status SaveProfile(const std::string& path, const v1::AdminProfile& profile);

// $XDG_CONFIG_HOME/sucharit/profile, else ~/.config/sucharit/profile.
std::string DefaultProfilePath();

// $XDG_STATE_HOME/sucharit/token, else ~/.local/state/sucharit/token.
std::string DefaultTokenPath();

}  // namespace sucharit
