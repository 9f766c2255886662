// SPDX-License-Identifier: Apache-2.0
#include "server/operations/initialize.h"

#include <algorithm>
#include <filesystem>

#include "common/crypto/certificate.h"
#include "common/crypto/signature.h"
#include "common/files/files.h"
#include "common/status/reason.h"
#include "common/status/status_macros.h"
#include "server/operations/config.h"
#include "server/operations/profile.h"
#include "server/operations/renew_certificate.h"
#include "server/operations/served_certificate.h"
#include "server/rounds/key_folder.h"
#include "server/store/server_database.h"
#include "server/users/password_rules.h"
#include "server/users/users.h"

namespace sucharit {
namespace {

constexpr absl::Duration kAuthorityLifetime = absl::Hours(24 * 365 * 20);

// Stands in the data folder until everything is made.
std::string MarkOf(const Installation& installation) {
  return installation.config.data_folder() + "/init.unfinished";
}

// What is being made: another installation isn't gone on with.
std::string MarkText(const Installation& installation) {
  return installation.config_path + "\n" + installation.profile_path + "\n" +
         FormatConfig(installation.config);
}

// An installation that has held a round keeps keys of it for ever, whatever mark stands there.
bool HasHeldARound(const Installation& installation) {
  std::error_code ignored;
  const std::string rounds = installation.config.key_folder() + "/rounds";
  return std::filesystem::exists(rounds, ignored) && !std::filesystem::is_empty(rounds, ignored);
}

// Removes what a run that was cut off has made. The configuration comes last: with it nothing is
// unfinished, and a server may run.
absl::Status RemoveUnfinished(const Installation& installation) {
  std::error_code ignored;
  const auto mark = ReadWholeFile(MarkOf(installation));
  if (std::filesystem::exists(installation.config_path, ignored)) {
    return DestroyFile(MarkOf(installation));
  }
  if (!mark.ok() || *mark != MarkText(installation)) return absl::OkStatus();
  if (HasHeldARound(installation)) return absl::OkStatus();
  const std::string keys = installation.config.key_folder() + "/";
  const std::string database = installation.config.data_folder() + "/sucharit.db";
  for (const std::string& path :
       {keys + "authority.key", keys + "authority.crt", keys + "audit.key", keys + "server.crt",
        keys + "server.key", database + "-wal", database + "-shm", database,
        installation.profile_path}) {
    RETURN_IF_ERROR(DestroyFile(path));
  }
  return absl::OkStatus();
}

absl::Status RefuseExisting(const Installation& installation) {
  for (const std::string& path : {installation.config_path, installation.profile_path,
                                  installation.config.data_folder() + "/sucharit.db",
                                  installation.config.key_folder() + "/authority.key"}) {
    std::error_code ignored;
    if (!std::filesystem::exists(path, ignored)) continue;
    return Refused(absl::StatusCode::kAlreadyExists, v1::REASON_ALREADY_INITIALIZED,
                   "there is an installation already", path);
  }
  return absl::OkStatus();
}

std::vector<std::string> Hosts(const Installation& installation) {
  std::vector<std::string> hosts = installation.hosts;
  for (const std::string& address :
       {installation.config.listen_address(), installation.config.public_address()}) {
    if (!address.empty()) hosts.push_back(HostOf(address));
  }
  hosts.insert(hosts.end(), {"localhost", "127.0.0.1", "::1"});
  std::sort(hosts.begin(), hosts.end());
  hosts.erase(std::unique(hosts.begin(), hosts.end()), hosts.end());
  hosts.erase(std::remove(hosts.begin(), hosts.end(), "0.0.0.0"), hosts.end());
  hosts.erase(std::remove(hosts.begin(), hosts.end(), "::"), hosts.end());
  return hosts;
}

// How this machine reaches the server: an address that stands for all of them can't be dialled.
std::string AddressToDial(const v1::ServerConfig& config) {
  if (!config.public_address().empty()) return config.public_address();
  const std::string& listen = config.listen_address();
  if (HostOf(listen) != "0.0.0.0" && HostOf(listen) != "::") return listen;
  return "127.0.0.1" + listen.substr(listen.rfind(':'));
}

absl::Status AddOperator(const Installation& installation, const Clock& clock) {
  ASSIGN_OR_RETURN(const auto database, ServerDatabase::Open(installation.config));
  UserRules rules;
  rules.cost = installation.password_cost;
  v1::CreateUserRequest request;
  request.mutable_user()->set_name(installation.operator_name);
  request.mutable_user()->add_roles()->set_role(v1::ROLE_OPERATOR);
  request.set_password(installation.operator_password);
  return Users(*database, clock, rules).Create(request);
}

}  // namespace

absl::Status Initialize(const Installation& installation, const Clock& clock) {
  const v1::ServerConfig& config = installation.config;
  const std::string config_text = FormatConfig(config);
  RETURN_IF_ERROR(ParseConfig(config_text).status());
  RETURN_IF_ERROR(CheckUserName(installation.operator_name));
  RETURN_IF_ERROR(CheckPassword(installation.operator_password, installation.operator_name));
  RETURN_IF_ERROR(RemoveUnfinished(installation));
  RETURN_IF_ERROR(RefuseExisting(installation));
  ASSIGN_OR_RETURN(const crypto::Identity authority,
                   crypto::MakeAuthority("Sucharit", clock.Now(), kAuthorityLifetime));
  ASSIGN_OR_RETURN(const crypto::Identity server,
                   crypto::IssueServerIdentity(authority, Hosts(installation), clock.Now(),
                                               kServerCertificateLifetime));
  RETURN_IF_ERROR(MakePrivateFolder(config.data_folder()));
  RETURN_IF_ERROR(WriteFileAtomically(MarkOf(installation), MarkText(installation)));
  RETURN_IF_ERROR(ServerDatabase::Create(config));
  RETURN_IF_ERROR(AddOperator(installation, clock));
  const crypto::SigningKeyPair audit = crypto::GenerateSigningKeyPair();
  RETURN_IF_ERROR(KeyFolder(config.key_folder()).Create(authority, server, audit.private_key));
  RETURN_IF_ERROR(WriteProfile(config, installation.profile_path));
  RETURN_IF_ERROR(WriteFileAtomically(installation.config_path, config_text));
  return DestroyFile(MarkOf(installation));
}

absl::Status WriteProfile(const v1::ServerConfig& config, const std::string& profile_path) {
  v1::AdminProfile profile;
  profile.set_address(AddressToDial(config));
  ASSIGN_OR_RETURN(*profile.mutable_authority(), TrustedAuthorities(config));
  return SaveProfile(profile_path, profile);
}

std::string HostOf(const std::string& address) {
  const size_t colon = address.rfind(':');
  std::string host = address.substr(0, colon);
  if (host.size() > 2 && host.front() == '[' && host.back() == ']') {
    host = host.substr(1, host.size() - 2);
  }
  return host;
}

}  // namespace sucharit
