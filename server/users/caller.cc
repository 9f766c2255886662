// SPDX-License-Identifier: Apache-2.0
#include "server/users/caller.h"

#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"

namespace sucharit {
namespace {

struct NamedRole {
  v1::Role role;
  absl::string_view name;
};

constexpr NamedRole kRoles[] = {{v1::ROLE_OPERATOR, "operator"},
                                {v1::ROLE_ADMINISTRATOR, "administrator"},
                                {v1::ROLE_ENUMERATOR, "enumerator"},
                                {v1::ROLE_AUDITOR, "auditor"}};

}  // namespace

absl::string_view RoleName(v1::Role role) {
  for (const NamedRole& each : kRoles) {
    if (each.role == role) return each.name;
  }
  return "";
}

v1::Role RoleOfName(absl::string_view name) {
  for (const NamedRole& each : kRoles) {
    if (each.name == name) return each.role;
  }
  return v1::ROLE_UNSPECIFIED;
}

std::string RolesText(const v1::User& user) {
  std::vector<std::string> words;
  for (const v1::RoleGrant& grant : user.roles()) {
    words.push_back(absl::StrCat(RoleName(grant.role()), grant.agency_code().empty() ? "" : ":",
                                 grant.agency_code()));
  }
  return absl::StrJoin(words, ",");
}

}  // namespace sucharit
