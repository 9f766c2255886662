// SPDX-License-Identifier: Apache-2.0
//
// How the verbs that need a server reach it.
#pragma once

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
  // Adds --profile and --address to the program.
  void AddOptions(CLI::App& app, const CommandContext& context);

  // Makes one call with the operator's token: `method` is a method of the stub, such as
  // &Stub::GetRound. Errors: the server's; FAILED_PRECONDITION `REASON_NOT_INITIALIZED` without a
  // profile; UNAVAILABLE without a server.
  template <typename Request, typename Response>
  absl::StatusOr<Response> Call(grpc::Status (v1::AdminService::Stub::*method)(grpc::ClientContext*,
                                                                               const Request&,
                                                                               Response*),
                                const Request& request) {
    absl::Status status = Connect();
    if (!status.ok()) return status;
    Response response;
    status = Finish([&](grpc::ClientContext* call) {
      return (stub_.get()->*method)(call, request, &response);
    });
    if (!status.ok()) return status;
    return response;
  }

  // As Call() for a method that streams its answer: gives each message to `take` and stops at its
  // first error, which is returned.
  template <typename Request, typename Response>
  absl::Status Stream(std::unique_ptr<grpc::ClientReader<Response>> (
                          v1::AdminService::Stub::*method)(grpc::ClientContext*, const Request&),
                      const Request& request,
                      const std::function<absl::Status(const Response&)>& take) {
    absl::Status status = Connect();
    if (!status.ok()) return status;
    absl::Status taken;
    status = Finish([&](grpc::ClientContext* call) {
      const auto reader = (stub_.get()->*method)(call, request);
      Response response;
      while (taken.ok() && reader->Read(&response)) taken = take(response);
      if (!taken.ok()) call->TryCancel();
      return reader->Finish();
    });
    return taken.ok() ? status : taken;
  }

  // The id of the round that a person means by `name`: its 32 hexadecimal digits, or the first few
  // if no other round begins so. NOT_FOUND `REASON_ROUND_UNKNOWN`; INVALID_ARGUMENT
  // `REASON_ARGUMENT` if several do.
  absl::StatusOr<std::string> FindRound(const std::string& name);

 private:
  absl::Status Connect();
  absl::Status Finish(const std::function<grpc::Status(grpc::ClientContext*)>& call);

  std::string profile_path_;
  std::string address_;
  std::string token_;
  std::unique_ptr<v1::AdminService::Stub> stub_;
};

}  // namespace sucharit
