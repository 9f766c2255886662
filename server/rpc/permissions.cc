// SPDX-License-Identifier: Apache-2.0
#include "server/rpc/permissions.h"

#include <set>
#include <string>

#include "absl/strings/str_cat.h"
#include "common/status/status_macros.h"
#include "sucharit/v1/admin.pb.h"
#include "sucharit/v1/audit.pb.h"
#include "sucharit/v1/backup.pb.h"
#include "sucharit/v1/collect.pb.h"

namespace sucharit {
namespace {

using ::google::protobuf::Descriptor;
using ::google::protobuf::MethodDescriptor;
using ::google::protobuf::ServiceDescriptor;

constexpr Roles kNobody = 0;
constexpr Roles kOperators = SetOf(v1::ROLE_OPERATOR);
constexpr Roles kManagers = kOperators | SetOf(v1::ROLE_ADMINISTRATOR);
constexpr Roles kReaders = kManagers | SetOf(v1::ROLE_AUDITOR);
constexpr Roles kEverybody = kReaders | SetOf(v1::ROLE_ENUMERATOR);

// Auditors read no texts, rows or counts: those that an administrator releases are in what is
// published, and counts are handed to an auditor with GetAuditBundle.
constexpr Permission kTable[] = {
    {"AdminService", "CreateAgency", kOperators, Where::kInstallation, Logged::kAlways},
    {"AdminService", "ListAgencies", kEverybody, Where::kAnyOwn, Logged::kRefusals},
    {"AdminService", "CreateEnrolmentTickets", kManagers, Where::kAgency, Logged::kAlways},
    {"AdminService", "ListDevices", kReaders, Where::kAgency, Logged::kRefusals},
    {"AdminService", "RevokeDevice", kManagers, Where::kDevice, Logged::kAlways},
    {"AdminService", "CreateRound", kManagers, Where::kNewRound, Logged::kAlways},
    {"AdminService", "ListRounds", kEverybody, Where::kAgencyOrAnyOwn, Logged::kRefusals},
    {"AdminService", "GetRound", kEverybody, Where::kRound, Logged::kRefusals},
    {"AdminService", "WrapRoundKey", kManagers, Where::kRound, Logged::kAlways},
    {"AdminService", "OpenRound", kManagers, Where::kRound, Logged::kAlways},
    {"AdminService", "ExtendRound", kManagers, Where::kRound, Logged::kAlways},
    {"AdminService", "CloseRound", kManagers, Where::kRound, Logged::kAlways},
    {"AdminService", "CancelRound", kManagers, Where::kRound, Logged::kAlways},
    {"AdminService", "ImportScores", kManagers, Where::kRound, Logged::kAlways},
    {"AdminService", "ListImportedScores", kReaders, Where::kRound, Logged::kRefusals},
    {"AdminService", "GetScores", kReaders, Where::kRound, Logged::kRefusals},
    {"AdminService", "PublishRound", kManagers, Where::kRound, Logged::kAlways},
    {"AdminService", "PublishBreakdown", kManagers, Where::kRound, Logged::kAlways},
    {"AdminService", "GetBundle", kReaders, Where::kRound, Logged::kAlways},
    {"AdminService", "GetAuditBundle", kManagers, Where::kRound, Logged::kAlways},
    {"AdminService", "VerifyRound", kReaders, Where::kRound, Logged::kRefusals},
    {"AdminService", "ExportRows", kManagers, Where::kRound, Logged::kAlways},
    {"AdminService", "GetReportSource", kReaders, Where::kRound, Logged::kRefusals},
    {"AdminService", "PutMeasures", kManagers, Where::kRound, Logged::kAlways},
    {"AdminService", "RemoveMeasure", kManagers, Where::kRound, Logged::kAlways},
    {"AdminService", "ListMeasures", kReaders, Where::kRound, Logged::kRefusals},
    {"AdminService", "PutPastResult", kManagers, Where::kAgency, Logged::kAlways},
    {"AdminService", "ListPastResults", kReaders, Where::kAgency, Logged::kRefusals},
    {"AdminService", "RemovePastResult", kManagers, Where::kAgency, Logged::kAlways},
    {"AdminService", "MakeCards", kManagers, Where::kRound, Logged::kAlways},
    {"AdminService", "VoidCards", kManagers, Where::kRound, Logged::kAlways},
    {"AdminService", "ReconcileCards", kManagers, Where::kRound, Logged::kAlways},
    {"AdminService", "GetCards", kReaders, Where::kRound, Logged::kRefusals},
    {"AdminService", "ListTexts", kManagers, Where::kRound, Logged::kAlways},
    {"AdminService", "ReleaseTexts", kManagers, Where::kRound, Logged::kAlways},
    {"AdminService", "ImportOutbox", kManagers, Where::kRound, Logged::kAlways},
    {"AuditService", "ListAuditLines", kReaders, Where::kAnyOwn, Logged::kRefusals},
    {"AuditService", "GetAuditHead", kReaders, Where::kAnyOwn, Logged::kRefusals},
    {"BackupService", "MakeBackup", kOperators, Where::kInstallation, Logged::kAlways},
    {"BackupService", "ConfirmBackup", kOperators, Where::kInstallation, Logged::kAlways},
    {"BackupService", "GetBackups", kOperators, Where::kInstallation, Logged::kRefusals},
    {"CollectService", "Enrol", kNobody, Where::kTablet, Logged::kRefusals},
    {"CollectService", "ListRounds", kNobody, Where::kTablet, Logged::kRefusals},
    {"CollectService", "PushResponses", kNobody, Where::kTablet, Logged::kRefusals},
    {"CollectService", "ReportWaiting", kNobody, Where::kTablet, Logged::kRefusals},
    {"CollectService", "CheckReceived", kNobody, Where::kTablet, Logged::kRefusals},
    {"CollectService", "ReportConduct", kNobody, Where::kTablet, Logged::kRefusals},
    {"UserService", "LogIn", kNobody, Where::kNowhere, Logged::kAlways},
    {"UserService", "LogOut", kEverybody, Where::kSelf, Logged::kAlways},
    {"UserService", "CreateUser", kManagers, Where::kNewUser, Logged::kAlways},
    {"UserService", "ListUsers", kManagers, Where::kAnyOwn, Logged::kRefusals},
    {"UserService", "SetPassword", kManagers, Where::kUserOrSelf, Logged::kAlways},
    {"UserService", "SetRoles", kManagers, Where::kUserAndRoles, Logged::kAlways},
    {"UserService", "DisableUser", kManagers, Where::kUser, Logged::kAlways},
};

// What a row's `where` reads of a request.
std::vector<std::string> FieldsFor(Where where) {
  switch (where) {
    case Where::kAgency:
    case Where::kAgencyOrAnyOwn:
      return {"agency_code"};
    case Where::kRound:
      return {"round_id"};
    case Where::kNewRound:
      return {"agency_code", "round_id"};
    case Where::kDevice:
      return {"device_id"};
    case Where::kNewUser:
      return {"user"};
    case Where::kUser:
    case Where::kUserOrSelf:
      return {"user_name"};
    case Where::kUserAndRoles:
      return {"user_name", "roles"};
    default:
      return {};
  }
}

// Calls that one field of the request, if it is false, makes the opposite of what they are called.
struct TurnedRound {
  absl::string_view method;
  const char* field;
  absl::string_view verb;
};

constexpr TurnedRound kTurnedRound[] = {
    {"ReleaseTexts", "release", "WithdrawTexts"},
    {"DisableUser", "disabled", "EnableUser"},
};

const Permission* RowOf(absl::string_view service, absl::string_view method) {
  for (const Permission& row : kTable) {
    if (row.service == service && row.method == method) return &row;
  }
  return nullptr;
}

absl::Status CheckMethod(const MethodDescriptor& method) {
  const Permission* row = RowOf(method.service()->name(), method.name());
  if (row == nullptr) {
    return absl::InternalError(absl::StrCat("no permission for ", method.full_name()));
  }
  for (const std::string& field : FieldsFor(row->where)) {
    if (method.input_type()->FindFieldByName(field) == nullptr) {
      return absl::InternalError(absl::StrCat(method.full_name(), " has no ", field));
    }
  }
  return absl::OkStatus();
}

absl::Status CheckService(const ServiceDescriptor& service) {
  std::set<const Descriptor*> requests;
  for (int i = 0; i < service.method_count(); ++i) {
    const MethodDescriptor& method = *service.method(i);
    RETURN_IF_ERROR(CheckMethod(method));
    if (!requests.insert(method.input_type()).second) {
      return absl::InternalError(absl::StrCat(method.full_name(), " shares its request"));
    }
  }
  return absl::OkStatus();
}

}  // namespace

std::span<const Permission> PermissionTable() { return kTable; }

std::string VerbOf(const Permission& permission, const google::protobuf::Message& request) {
  for (const TurnedRound& turned : kTurnedRound) {
    if (permission.method != turned.method) continue;
    const auto* field = request.GetDescriptor()->FindFieldByName(turned.field);
    if (!request.GetReflection()->GetBool(request, field)) return std::string(turned.verb);
  }
  return std::string(permission.method);
}

std::vector<const ServiceDescriptor*> ServedServices() {
  std::vector<const ServiceDescriptor*> services;
  for (const Descriptor* any :
       {v1::CreateAgencyRequest::descriptor(), v1::ListAuditLinesRequest::descriptor(),
        v1::MakeBackupRequest::descriptor(), v1::EnrolRequest::descriptor(),
        v1::LogInRequest::descriptor()}) {
    for (int i = 0; i < any->file()->service_count(); ++i) {
      services.push_back(any->file()->service(i));
    }
  }
  return services;
}

const Permission* FindPermission(absl::string_view service, const Descriptor& request) {
  const ServiceDescriptor* described =
      request.file()->pool()->FindServiceByName(std::string(service));
  if (described == nullptr) return nullptr;
  for (int i = 0; i < described->method_count(); ++i) {
    if (described->method(i)->input_type() != &request) continue;
    return RowOf(described->name(), described->method(i)->name());
  }
  return nullptr;
}

absl::Status CheckPermissionTable(std::span<const ServiceDescriptor* const> services) {
  for (const ServiceDescriptor* service : services) {
    if (service == nullptr) return absl::InternalError("a service isn't described");
    RETURN_IF_ERROR(CheckService(*service));
  }
  return absl::OkStatus();
}

bool Allows(const Permission& permission, const v1::User& user, absl::string_view agency_code) {
  for (const v1::RoleGrant& grant : user.roles()) {
    if ((permission.roles & SetOf(grant.role())) == 0) continue;
    if (grant.agency_code().empty() || grant.agency_code() == agency_code) return true;
  }
  return false;
}

bool AllowsAnywhere(const Permission& permission, const v1::User& user) {
  for (const v1::RoleGrant& grant : user.roles()) {
    if ((permission.roles & SetOf(grant.role())) != 0) return true;
  }
  return false;
}

}  // namespace sucharit
