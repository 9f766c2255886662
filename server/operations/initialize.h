// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "common/crypto/password.h"
#include "common/time/clock.h"
#include "sucharit/v1/config.pb.h"

namespace sucharit {

struct Installation {
  v1::ServerConfig config;
  std::string config_path;
  std::string profile_path;

  // Names and addresses that tablets dial, besides those in the configuration.
  std::vector<std::string> hosts;

  // The first user, who is an operator.
  std::string operator_name = "operator";
  std::string operator_password;
  crypto::PasswordCost password_cost = crypto::PasswordCost::kModerate;
};

// Makes a new installation: authority, TLS identity, a database with one user, configuration, and
// the profile with which `sucharit` reaches it. `REASON_USER_NAME`, `REASON_PASSWORD_WEAK`;
// ALREADY_EXISTS `REASON_ALREADY_INITIALIZED` if any of it is there; nothing is overwritten, but
// what a run for the same installation has left that was cut off.
absl::Status Initialize(const Installation& installation, const Clock& clock);

// Writes the profile with which `sucharit` reaches the configured server on this machine and knows
// it, over one that is there. The errors of TrustedAuthorities and SaveProfile.
absl::Status WriteProfile(const v1::ServerConfig& config, const std::string& profile_path);

// "host" of "host:port", without the brackets of an IPv6 address.
std::string HostOf(const std::string& address);

}  // namespace sucharit
