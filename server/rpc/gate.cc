// SPDX-License-Identifier: Apache-2.0
#include "server/rpc/gate.h"

#include "absl/strings/strip.h"
#include "common/status/reason.h"
#include "common/status/status_macros.h"

namespace sucharit {
namespace {

using ::google::protobuf::Message;

absl::Status Denied() {
  return Refused(absl::StatusCode::kPermissionDenied, v1::REASON_PERMISSION,
                 "no role of the caller allows this here");
}

bool IsAboutSelf(const Permission& permission, const Caller& caller, const Message& request) {
  if (permission.where == Where::kSelf) return true;
  if (permission.where != Where::kUserOrSelf) return false;
  const auto* field = request.GetDescriptor()->FindFieldByName("user_name");
  const std::string name = request.GetReflection()->GetString(request, field);
  return name.empty() || name == caller.user.name();
}

// What was refused because it came too often isn't noted, or the log would be flooded.
bool CameTooOften(const absl::Status& outcome) {
  return ReasonOf(outcome) == v1::REASON_LOGIN_WAIT || ReasonOf(outcome) == v1::REASON_RATE_LIMIT;
}

std::string OutcomeName(const absl::Status& outcome) {
  if (outcome.ok()) return "OK";
  const v1::Reason reason = ReasonOf(outcome);
  return reason == v1::REASON_UNSPECIFIED ? absl::StatusCodeToString(outcome.code())
                                          : v1::Reason_Name(reason);
}

}  // namespace

absl::string_view Gate::TokenIn(const grpc::ServerContext& context) {
  const auto found = context.client_metadata().find("authorization");
  if (found == context.client_metadata().end()) return "";
  absl::string_view token(found->second.data(), found->second.size());
  return absl::ConsumePrefix(&token, "Bearer ") ? token : absl::string_view();
}

absl::Status Gate::Run(absl::string_view service, absl::string_view token, const Message& request,
                       const std::function<absl::Status(const Admitted&)>& call) {
  const Permission* permission = FindPermission(service, *request.GetDescriptor());
  if (permission == nullptr || permission->where == Where::kTablet) return Denied();
  Caller caller;
  std::string agency_code;
  absl::Status outcome;
  if (permission->where != Where::kNowhere) {
    ASSIGN_OR_RETURN(caller, users_.Identify(token));
    outcome = Permit(*permission, caller, request, agency_code);
  }
  if (outcome.ok()) outcome = call(Admitted(caller, *permission));
  const absl::Status noted = Note(*permission, caller, request, agency_code, outcome);
  return outcome.ok() ? noted : outcome;
}

absl::Status Gate::Permit(const Permission& permission, const Caller& caller,
                          const Message& request, std::string& agency_code) {
  if (IsAboutSelf(permission, caller, request)) return absl::OkStatus();
  if (!AllowsAnywhere(permission, caller.user)) return Denied();
  if (permission.where == Where::kAnyOwn) return absl::OkStatus();
  const auto agencies = places_.AgenciesOf(permission, request);
  if (agencies.ok() && agencies->size() == 1) agency_code = places_.KnownAgency(agencies->front());
  // What isn't there is the call's business for those who may do it anywhere.
  if (Allows(permission, caller.user, "")) return absl::OkStatus();
  if (!agencies.ok()) return agencies.status();
  for (const std::string& agency : *agencies) {
    const bool listing = permission.where == Where::kAgencyOrAnyOwn && agency.empty();
    if (!listing && !Allows(permission, caller.user, agency)) return Denied();
  }
  return absl::OkStatus();
}

absl::Status Gate::Note(const Permission& permission, const Caller& caller, const Message& request,
                        const std::string& agency_code, const absl::Status& outcome) {
  const bool denied = ReasonOf(outcome) == v1::REASON_PERMISSION;
  if (permission.logged != Logged::kAlways && !denied) return absl::OkStatus();
  if (CameTooOften(outcome)) return absl::OkStatus();
  RequestSubject subject = places_.SubjectOf(request);
  if (IsAboutSelf(permission, caller, request)) subject = {"user", caller.user.name()};
  AuditEntry entry;
  entry.user_name = caller.user.name();
  entry.roles = RolesText(caller.user);
  entry.verb = std::string(permission.method);
  entry.subject_kind = subject.kind;
  entry.subject = subject.id;
  entry.agency_code = agency_code;
  entry.outcome = OutcomeName(outcome);
  return audit_.Append(entry);
}

}  // namespace sucharit
