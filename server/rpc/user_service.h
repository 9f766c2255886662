// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <grpcpp/grpcpp.h>

#include "server/rpc/call_rates.h"
#include "server/rpc/gate.h"
#include "server/users/users.h"
#include "sucharit/v1/user.grpc.pb.h"

namespace sucharit {

// Logging in and out, and users.
class UserService final : public v1::UserService::Service {
 public:
  // All must outlive the service.
  UserService(Gate& gate, Users& users, CallRates& rates)
      : gate_(gate), users_(users), rates_(rates) {}

  grpc::Status LogIn(grpc::ServerContext*, const v1::LogInRequest*, v1::LogInResponse*) override;
  grpc::Status LogOut(grpc::ServerContext*, const v1::LogOutRequest*, v1::LogOutResponse*) override;
  grpc::Status CreateUser(grpc::ServerContext*, const v1::CreateUserRequest*,
                          v1::CreateUserResponse*) override;
  grpc::Status ListUsers(grpc::ServerContext*, const v1::ListUsersRequest*,
                         v1::ListUsersResponse*) override;
  grpc::Status SetPassword(grpc::ServerContext*, const v1::SetPasswordRequest*,
                           v1::SetPasswordResponse*) override;
  grpc::Status SetRoles(grpc::ServerContext*, const v1::SetRolesRequest*,
                        v1::SetRolesResponse*) override;
  grpc::Status DisableUser(grpc::ServerContext*, const v1::DisableUserRequest*,
                           v1::DisableUserResponse*) override;

 private:
  template <typename Call>
  grpc::Status Serve(const grpc::ServerContext& context, const google::protobuf::Message& request,
                     Call call) {
    return gate_.Serve<v1::UserService>(context, request, call);
  }

  Gate& gate_;
  Users& users_;
  CallRates& rates_;
};

}  // namespace sucharit
