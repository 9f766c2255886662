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
  KnownCall known{*permission, request, {}, ""};
  absl::Status permitted;
  if (permission->where != Where::kNowhere) {
    ASSIGN_OR_RETURN(known.caller, users_.Identify(token));
    permitted = Permit(*permission, known.caller, request, known.agency_code);
  }
  if (permitted.ok()) return Make(known, [&] { return call(Admitted(known.caller, *permission)); });
  Note(known, permitted).IgnoreError();
  return permitted;
}

// Whoever isn't known yet begins nothing, or strangers could fill the disk.
absl::Status Gate::Make(const KnownCall& known, const std::function<absl::Status()>& call) {
  const bool begins =
      known.permission.logged == Logged::kAlways && known.permission.where != Where::kNowhere;
  std::string begun;
  if (begins) {
    ASSIGN_OR_RETURN(begun, begun_.Begin(EntryOf(known)));
  }
  const absl::Status outcome = call();
  const absl::Status noted = Note(known, outcome);
  if (begins && noted.ok()) begun_.End(begun);
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

AuditEntry Gate::EntryOf(const KnownCall& known) {
  RequestSubject subject = places_.SubjectOf(known.request);
  if (IsAboutSelf(known.permission, known.caller, known.request)) {
    subject = {"user", known.caller.user.name()};
  }
  AuditEntry entry;
  entry.user_name = known.caller.user.name();
  entry.roles = RolesText(known.caller.user);
  entry.verb = VerbOf(known.permission, known.request);
  entry.subject_kind = subject.kind;
  entry.subject = subject.id;
  entry.agency_code = known.agency_code;
  return entry;
}

absl::Status Gate::Note(const KnownCall& known, const absl::Status& outcome) {
  const bool denied = ReasonOf(outcome) == v1::REASON_PERMISSION;
  if (known.permission.logged != Logged::kAlways && !denied) return absl::OkStatus();
  if (CameTooOften(outcome)) return absl::OkStatus();
  AuditEntry entry = EntryOf(known);
  entry.outcome = OutcomeName(outcome);
  return audit_.Append(entry);
}

}  // namespace sucharit
