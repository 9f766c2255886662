// SPDX-License-Identifier: Apache-2.0
#include "server/rpc/user_service.h"

#include <algorithm>

#include "common/status/status_macros.h"
#include "server/rpc/caller_network.h"

namespace sucharit {
namespace {

// Whoever has no role is managed by operators.
bool CoversAllOf(const Admitted& admitted, const v1::User& user) {
  if (user.roles().empty()) return admitted.Covers("");
  return std::all_of(user.roles().begin(), user.roles().end(), [&](const v1::RoleGrant& grant) {
    return admitted.Covers(grant.agency_code());
  });
}

}  // namespace

grpc::Status UserService::LogIn(grpc::ServerContext* context, const v1::LogInRequest* request,
                                v1::LogInResponse* response) {
  return Serve(*context, *request, [&]() -> absl::Status {
    RETURN_IF_ERROR(rates_.addresses.Take(AddressIn(context->peer())));
    ASSIGN_OR_RETURN(*response, users_.LogIn(*request, NetworkOf(context->peer())));
    return absl::OkStatus();
  });
}

grpc::Status UserService::LogOut(grpc::ServerContext* context, const v1::LogOutRequest* request,
                                 v1::LogOutResponse*) {
  return Serve(*context, *request,
               [&](const Admitted& admitted) { return users_.LogOut(admitted.caller()); });
}

grpc::Status UserService::CreateUser(grpc::ServerContext* context,
                                     const v1::CreateUserRequest* request,
                                     v1::CreateUserResponse*) {
  return Serve(*context, *request, [&] { return users_.Create(*request); });
}

grpc::Status UserService::ListUsers(grpc::ServerContext* context,
                                    const v1::ListUsersRequest* request,
                                    v1::ListUsersResponse* response) {
  return Serve(*context, *request, [&](const Admitted& admitted) -> absl::Status {
    ASSIGN_OR_RETURN(const auto users, users_.List());
    for (const v1::User& user : users) {
      if (CoversAllOf(admitted, user)) *response->add_users() = user;
    }
    return absl::OkStatus();
  });
}

grpc::Status UserService::SetPassword(grpc::ServerContext* context,
                                      const v1::SetPasswordRequest* request,
                                      v1::SetPasswordResponse*) {
  return Serve(*context, *request, [&](const Admitted& admitted) {
    return users_.SetPassword(admitted.caller(), *request);
  });
}

grpc::Status UserService::SetRoles(grpc::ServerContext* context, const v1::SetRolesRequest* request,
                                   v1::SetRolesResponse*) {
  return Serve(*context, *request, [&] { return users_.SetRoles(*request); });
}

grpc::Status UserService::DisableUser(grpc::ServerContext* context,
                                      const v1::DisableUserRequest* request,
                                      v1::DisableUserResponse*) {
  return Serve(*context, *request, [&] { return users_.Disable(*request); });
}

}  // namespace sucharit
