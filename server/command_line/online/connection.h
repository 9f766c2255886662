// SPDX-License-Identifier: Apache-2.0
//
// How the verbs that need a server reach it.
#pragma once

#include <grpcpp/grpcpp.h>

#include <CLI/CLI.hpp>
#include <functional>
#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "server/command_line/command_context.h"
#include "sucharit/v1/admin.grpc.pb.h"

namespace sucharit {

// The server that the profile names. Connects with the first call.
class Connection {
 public:
  // Adds --profile, --address and --token-file to the program.
  void AddOptions(CLI::App& app, const CommandContext& context);

  // Makes one call with the token of whoever is logged in: `method` is a method of a service's
  // stub, such as &v1::AdminService::Stub::GetRound. Errors: the server's; FAILED_PRECONDITION
  // `REASON_NOT_INITIALIZED` without a profile; UNAVAILABLE without a server.
  template <typename Stub, typename Request, typename Response>
  absl::StatusOr<Response> Call(grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&,
                                                             Response*),
                                const Request& request) {
    absl::Status status = Connect();
    if (!status.ok()) return status;
    Response response;
    Stub stub(channel_);
    status =
        Finish([&](grpc::ClientContext* call) { return (stub.*method)(call, request, &response); });
    if (!status.ok()) return status;
    return response;
  }

  // As Call() for a method that streams its answer: gives each message to `take` and stops at its
  // first error, which is returned.
  template <typename Stub, typename Request, typename Response>
  absl::Status Stream(std::unique_ptr<grpc::ClientReader<Response>> (Stub::*method)(
                          grpc::ClientContext*, const Request&),
                      const Request& request,
                      const std::function<absl::Status(const Response&)>& take) {
    absl::Status status = Connect();
    if (!status.ok()) return status;
    absl::Status taken;
    Stub stub(channel_);
    status = Finish([&](grpc::ClientContext* call) {
      const auto reader = (stub.*method)(call, request);
      Response response;
      while (taken.ok() && reader->Read(&response)) taken = take(response);
      if (!taken.ok()) call->TryCancel();
      return reader->Finish();
    });
    return taken.ok() ? status : taken;
  }

  // Keeps the token of who has logged in, readable by its owner alone; forgets it.
  absl::Status SaveToken(const std::string& token);
  absl::Status ForgetToken();

  // The id of the round that a person means by `name`: its 32 hexadecimal digits, or the first few
  // if no other round begins so. NOT_FOUND `REASON_ROUND_UNKNOWN`; INVALID_ARGUMENT
  // `REASON_ARGUMENT` if several do.
  absl::StatusOr<std::string> FindRound(const std::string& name);

 private:
  absl::Status Connect();
  absl::Status Finish(const std::function<grpc::Status(grpc::ClientContext*)>& call);

  std::string TokenPath() const;

  std::string profile_path_;
  std::string address_;
  std::string token_path_;
  std::string token_;
  std::shared_ptr<grpc::Channel> channel_;
};

}  // namespace sucharit
