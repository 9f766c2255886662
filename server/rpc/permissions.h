// SPDX-License-Identifier: Apache-2.0
//
// Who may call what: one table of every call that the server has.
#pragma once

#include <google/protobuf/descriptor.h>
#include <google/protobuf/message.h>

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "sucharit/v1/user.pb.h"

namespace sucharit {

// Where a call takes place, and so for which agency its caller needs one of the roles.
enum class Where {
  kNowhere,         // Anybody, without a token.
  kSelf,            // Anybody with a token, about themselves.
  kTablet,          // Tablets, by their certificate or ticket. Never with a token.
  kInstallation,    // The whole installation.
  kAnyOwn,          // Any agency: the call shows no more than the caller's own.
  kAgencyOrAnyOwn,  // The agency of `agency_code`; if that is empty, as kAnyOwn.
  kAgency,          // The agency of `agency_code`.
  kRound,           // The agency of the round of `round_id`.
  kNewRound,        // The agency of `agency_code`, and of the round of `round_id` if there is one.
  kDevice,          // The agency of the tablet of `device_id`.
  kNewUser,         // All agencies in the roles of `user`.
  kUser,            // All agencies in the roles of the user of `user_name`.
  kUserOrSelf,      // The same; everybody for themselves, or if `user_name` is empty.
  kUserAndRoles,    // All agencies in the roles of the user of `user_name`, and in `roles`.
};

// What the audit log gets of a call.
enum class Logged {
  kRefusals,  // That the caller had no permission.
  kAlways,    // Everything: it changes something, or takes something out of the installation.
};

// Roles as a set.
using Roles = uint32_t;
constexpr Roles SetOf(v1::Role role) { return Roles{1} << role; }

// A row of the table.
struct Permission {
  absl::string_view service;  // "AdminService".
  absl::string_view method;
  Roles roles;
  Where where;
  Logged logged;
};

// All of them, by service.
std::span<const Permission> PermissionTable();

// What the audit log calls a call: its method, or what it comes to where the request has a field
// that turns it round. DisableUser with `disabled` false is "EnableUser".
std::string VerbOf(const Permission& permission, const google::protobuf::Message& request);

// The row of the call whose request has this type; null if there is none, and then nobody may.
// `service` is a full name.
const Permission* FindPermission(absl::string_view service,
                                 const google::protobuf::Descriptor& request);

// All services that people and tablets call.
std::vector<const google::protobuf::ServiceDescriptor*> ServedServices();

// INTERNAL unless each method of the services has exactly one row, with a request that has the
// fields that its `where` reads, and a type of its own. A server that this refuses doesn't start.
absl::Status CheckPermissionTable(
    std::span<const google::protobuf::ServiceDescriptor* const> services);

// Whether one of the user's roles allows the call for this agency; with an empty code, for the
// whole installation.
bool Allows(const Permission& permission, const v1::User& user, absl::string_view agency_code);

// Whether one does for any agency.
bool AllowsAnywhere(const Permission& permission, const v1::User& user);

}  // namespace sucharit
