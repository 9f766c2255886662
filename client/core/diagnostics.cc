// SPDX-License-Identifier: Apache-2.0
#include "client/core/diagnostics.h"

#include <map>

#include "absl/strings/str_cat.h"
#include "client/core/identity.h"
#include "client/core/library.h"
#include "common/crypto/certificate_chain.h"
#include "common/crypto/digest.h"
#include "common/sqlite/statement.h"
#include "common/status/status_macros.h"

namespace sucharit {
namespace {

constexpr size_t kShortDigits = 16;

std::string Short(absl::string_view bytes) { return crypto::ToHex(bytes).substr(0, kShortDigits); }

// Empty for what isn't a certificate.
std::string Fingerprint(const std::string& authority_pem) {
  const auto der = crypto::CertificatesToDer(authority_pem);
  if (!der.ok()) return {};
  const std::string digits = Short(crypto::Sha256(*der));
  return absl::StrCat(digits.substr(0, 4), " ", digits.substr(4, 4), " ", digits.substr(8, 4), " ",
                      digits.substr(12, 4));
}

absl::Status ReadIdentity(TabletDatabase& database, Diagnostics& diagnostics) {
  ASSIGN_OR_RETURN(const std::optional<Identity> identity, IdentityStore(database).Load());
  diagnostics.enrolled = identity.has_value();
  if (!identity.has_value()) return absl::OkStatus();
  diagnostics.address = identity->address;
  diagnostics.agency_name = identity->agency_name;
  diagnostics.device_name = identity->device_name;
  diagnostics.device_id = crypto::ToHex(identity->device_id);
  diagnostics.fingerprint = Fingerprint(identity->authority_pem);
  return absl::OkStatus();
}

absl::StatusOr<std::vector<std::string>> DefinitionDigests(TabletDatabase& database) {
  auto connection = database.Lock();
  sqlite::Statement query(*connection,
                          "SELECT definition_digest FROM definition ORDER BY definition_digest");
  std::vector<std::string> digests;
  while (query.Step()) digests.push_back(query.Blob(0));
  RETURN_IF_ERROR(query.status());
  return digests;
}

absl::Status ReadDefinitions(TabletDatabase& database, Diagnostics& diagnostics) {
  Library library(database);
  ASSIGN_OR_RETURN(const std::vector<std::string> digests, DefinitionDigests(database));
  for (const std::string& digest : digests) {
    ASSIGN_OR_RETURN(const Assessment assessment, library.FindDefinition(digest));
    diagnostics.definitions.push_back(
        {assessment.id(), assessment.definition().title(), Short(digest)});
  }
  return absl::OkStatus();
}

absl::StatusOr<std::map<std::string, v1::Text>> Titles(TabletDatabase& database) {
  ASSIGN_OR_RETURN(const auto rounds, Library(database).Rounds());
  std::map<std::string, v1::Text> titles;
  for (const auto& round : rounds) {
    titles[round->offer.round_id()] = round->assessment.definition().title();
  }
  return titles;
}

absl::Status ReadRounds(TabletDatabase& database, Diagnostics& diagnostics) {
  ASSIGN_OR_RETURN(const auto titles, Titles(database));
  auto connection = database.Lock();
  sqlite::Statement query(*connection,
                          "SELECT round_id, SUM(refused = 0), SUM(refused != 0), "
                          "(SELECT COUNT(*) FROM waiting_since s WHERE s.round_id = o.round_id), "
                          "(SELECT day FROM waiting_since s WHERE s.round_id = o.round_id) "
                          "FROM outbox o GROUP BY round_id ORDER BY round_id");
  while (query.Step()) {
    WaitingRound& round = diagnostics.rounds.emplace_back();
    const auto title = titles.find(query.Blob(0));
    if (title != titles.end()) round.title = title->second;
    round.round_id = Short(query.Blob(0));
    round.waiting = query.Int(1);
    round.refused = query.Int(2);
    if (query.Int(3) > 0) round.since_day = static_cast<int32_t>(query.Int(4));
  }
  return query.status();
}

absl::StatusOr<int64_t> SchemaVersion(TabletDatabase& database) {
  auto connection = database.Lock();
  sqlite::Statement query(*connection, "PRAGMA user_version");
  const int64_t version = query.Step() ? query.Int(0) : 0;
  RETURN_IF_ERROR(query.status());
  return version;
}

}  // namespace

absl::StatusOr<Diagnostics> ReadDiagnostics(TabletDatabase& database, const StorageSpace& space) {
  Diagnostics diagnostics;
  RETURN_IF_ERROR(ReadIdentity(database, diagnostics));
  ASSIGN_OR_RETURN(diagnostics.schema_version, SchemaVersion(database));
  RETURN_IF_ERROR(ReadDefinitions(database, diagnostics));
  RETURN_IF_ERROR(ReadRounds(database, diagnostics));
  diagnostics.free_bytes = space.FreeBytes();
  return diagnostics;
}

}  // namespace sucharit
