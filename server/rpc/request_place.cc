// SPDX-License-Identifier: Apache-2.0
#include "server/rpc/request_place.h"

#include "common/crypto/digest.h"
#include "common/status/status_macros.h"
#include "server/users/password_rules.h"

namespace sucharit {
namespace {

using ::google::protobuf::FieldDescriptor;
using ::google::protobuf::Message;

constexpr size_t kIdSize = 16;

// Stands for the whole installation.
constexpr char kEverywhere[] = "";

bool Has(const Message& request, const char* field) {
  return request.GetDescriptor()->FindFieldByName(field) != nullptr;
}

// The text or bytes in a field; empty if there is no such field.
std::string TextIn(const Message& request, const char* name) {
  const FieldDescriptor* field = request.GetDescriptor()->FindFieldByName(name);
  if (field == nullptr || field->is_repeated() ||
      field->cpp_type() != FieldDescriptor::CPPTYPE_STRING) {
    return "";
  }
  return request.GetReflection()->GetString(request, field);
}

// The message in a field; null if there is no such field.
const Message* MessageIn(const Message& request, const char* name) {
  const FieldDescriptor* field = request.GetDescriptor()->FindFieldByName(name);
  if (field == nullptr || field->is_repeated() ||
      field->cpp_type() != FieldDescriptor::CPPTYPE_MESSAGE) {
    return nullptr;
  }
  return &request.GetReflection()->GetMessage(request, field);
}

std::string IdIn(const Message& request, const char* name) {
  const std::string id = TextIn(request, name);
  return id.size() == kIdSize ? crypto::ToHex(id) : "";
}

// Adds the agencies in the field `roles` of a user or a request.
void AddAgencies(const Message& message, std::vector<std::string>& agencies) {
  const FieldDescriptor* field = message.GetDescriptor()->FindFieldByName("roles");
  for (int i = 0; i < message.GetReflection()->FieldSize(message, field); ++i) {
    agencies.push_back(
        TextIn(message.GetReflection()->GetRepeatedMessage(message, field, i), "agency_code"));
  }
}

// Whoever has no role belongs to no agency.
std::vector<std::string> OrEverywhere(std::vector<std::string> agencies) {
  if (agencies.empty()) agencies.emplace_back(kEverywhere);
  return agencies;
}

}  // namespace

absl::StatusOr<std::vector<std::string>> RequestPlaces::AgenciesOf(const Permission& permission,
                                                                   const Message& request) {
  switch (permission.where) {
    case Where::kAgency:
    case Where::kAgencyOrAnyOwn:
      return std::vector<std::string>{TextIn(request, "agency_code")};
    case Where::kRound: {
      ASSIGN_OR_RETURN(const RoundRecord round, rounds_.Find(TextIn(request, "round_id")));
      return std::vector<std::string>{round.agency_code};
    }
    case Where::kNewRound:
      return AgenciesOfNewRound(request);
    case Where::kDevice: {
      ASSIGN_OR_RETURN(const DeviceRecord device, devices_.Find(TextIn(request, "device_id")));
      return std::vector<std::string>{device.agency_code};
    }
    case Where::kNewUser:
    case Where::kUser:
    case Where::kUserOrSelf:
    case Where::kUserAndRoles:
      return AgenciesOfUser(permission.where, request);
    default:
      return std::vector<std::string>{kEverywhere};
  }
}

absl::StatusOr<std::vector<std::string>> RequestPlaces::AgenciesOfNewRound(const Message& request) {
  std::vector<std::string> agencies = {TextIn(request, "agency_code")};
  const auto round = rounds_.Find(TextIn(request, "round_id"));
  if (!round.ok() && !absl::IsNotFound(round.status())) return round.status();
  if (round.ok() && round->agency_code != agencies[0]) agencies.push_back(round->agency_code);
  return agencies;
}

absl::StatusOr<std::vector<std::string>> RequestPlaces::AgenciesOfUser(Where where,
                                                                       const Message& request) {
  std::vector<std::string> agencies;
  if (where == Where::kNewUser) {
    AddAgencies(*MessageIn(request, "user"), agencies);
    return OrEverywhere(std::move(agencies));
  }
  ASSIGN_OR_RETURN(const v1::User user, users_.Find(TextIn(request, "user_name")));
  AddAgencies(user, agencies);
  agencies = OrEverywhere(std::move(agencies));
  if (where == Where::kUserAndRoles) AddAgencies(request, agencies);
  return agencies;
}

RequestSubject RequestPlaces::SubjectOf(const Message& request) {
  if (Has(request, "round_id")) return {"round", IdIn(request, "round_id")};
  if (Has(request, "device_id")) return {"device", IdIn(request, "device_id")};
  if (Has(request, "user_name")) return {"user", KnownUser(TextIn(request, "user_name"))};
  if (request.GetDescriptor() == v1::LogInRequest::descriptor()) {
    return {"user", KnownUser(TextIn(request, "name"))};
  }
  if (const Message* user = MessageIn(request, "user")) {
    return {"user", KnownUser(TextIn(*user, "name"))};
  }
  if (const Message* agency = MessageIn(request, "agency")) {
    return {"agency", KnownAgency(TextIn(*agency, "code"))};
  }
  if (Has(request, "agency_code")) {
    return {"agency", KnownAgency(TextIn(request, "agency_code"))};
  }
  return {"installation", ""};
}

std::string RequestPlaces::KnownAgency(const std::string& code) {
  return agencies_.Find(code).ok() ? code : "";
}

std::string RequestPlaces::KnownUser(const std::string& name) {
  return CheckUserName(name).ok() && users_.Find(name).ok() ? name : "";
}

}  // namespace sucharit
