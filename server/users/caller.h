// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "absl/strings/string_view.h"
#include "sucharit/v1/user.pb.h"

namespace sucharit {

// Who makes a call, as their token proves.
struct Caller {
  v1::User user;
  std::string token_hash;
};

// The roles as words: "operator", "administrator:bang-tabun", "auditor", by commas.
std::string RolesText(const v1::User& user);

// "operator", "administrator", "enumerator" or "auditor"; empty for anything else.
absl::string_view RoleName(v1::Role role);

// The role of that name; ROLE_UNSPECIFIED if there is none.
v1::Role RoleOfName(absl::string_view name);

}  // namespace sucharit
