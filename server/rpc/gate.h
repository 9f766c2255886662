// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <google/protobuf/message.h>
#include <grpcpp/grpcpp.h>

#include <functional>
#include <string>
#include <type_traits>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "common/rpc/status_conversion.h"
#include "server/audit/audit_log.h"
#include "server/audit/begun_calls.h"
#include "server/rpc/permissions.h"
#include "server/rpc/request_place.h"
#include "server/users/users.h"

namespace sucharit {

// A call that was let in.
class Admitted {
 public:
  Admitted(Caller caller, const Permission& permission)
      : caller_(std::move(caller)), permission_(permission) {}

  // Who calls; nobody for calls that need no token.
  const Caller& caller() const { return caller_; }

  // Whether the caller may make this call about an agency; with an empty code, about the whole
  // installation. For lists, which show no more.
  bool Covers(absl::string_view agency_code) const {
    return Allows(permission_, caller_.user, agency_code);
  }

 private:
  const Caller caller_;
  const Permission& permission_;
};

// The one way from the wire to what is behind it, for all calls that people make: who is it, may
// they (permissions.h), then the call, then its line in the audit log. The answer goes out once the
// line is on disk; what is logged whatever comes of it begins only once its begin is on disk.
// Thread-safe.
class Gate {
 public:
  // All must outlive the gate.
  Gate(ServerDatabase& database, Users& users, AuditLog& audit, const BegunCalls& begun)
      : users_(users), audit_(audit), begun_(begun), places_(database, users) {}

  // Serves a call of `Service`, such as v1::AdminService. `call` takes the Admitted, or nothing,
  // and returns a status.
  template <typename Service, typename Call>
  grpc::Status Serve(const grpc::ServerContext& context, const google::protobuf::Message& request,
                     Call call) {
    return ToGrpcStatus(Run(Service::service_full_name(), TokenIn(context), request,
                            [&call](const Admitted& admitted) -> absl::Status {
                              if constexpr (std::is_invocable_v<Call, const Admitted&>) {
                                return call(admitted);
                              } else {
                                return call();
                              }
                            }));
  }

  // The same apart from the wire. Errors: those of Users::Identify; PERMISSION_DENIED
  // `REASON_PERMISSION`; NOT_FOUND for what the request names; those of the call.
  absl::Status Run(absl::string_view service, absl::string_view token,
                   const google::protobuf::Message& request,
                   const std::function<absl::Status(const Admitted&)>& call);

 private:
  static absl::string_view TokenIn(const grpc::ServerContext& context);

  // Whether the caller may. Puts the agency that it is about into `agency_code`, if it is one.
  absl::Status Permit(const Permission& permission, const Caller& caller,
                      const google::protobuf::Message& request, std::string& agency_code);

  // A call that there is.
  struct KnownCall {
    const Permission& permission;
    const google::protobuf::Message& request;
    Caller caller;
    std::string agency_code;  // Of the agency that it is about, if it is one.
  };

  // A call that its caller may make; what it came to, with its line.
  absl::Status Make(const KnownCall& known, const std::function<absl::Status()>& call);

  // Its line, without the outcome. Names what the call has made only once it is made.
  AuditEntry EntryOf(const KnownCall& known);

  absl::Status Note(const KnownCall& known, const absl::Status& outcome);

  Users& users_;
  AuditLog& audit_;
  const BegunCalls& begun_;
  RequestPlaces places_;
};

}  // namespace sucharit
