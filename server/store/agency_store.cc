// SPDX-License-Identifier: Apache-2.0
#include "server/store/agency_store.h"

#include <string>

#include "absl/strings/ascii.h"
#include "common/status/reason.h"
#include "common/status/status_macros.h"
#include "server/sql/statement.h"

namespace sucharit {
namespace {

constexpr size_t kLongestCode = 32;
constexpr size_t kLongestName = 400;

absl::Status BadArgument(absl::string_view what) {
  return Refused(absl::StatusCode::kInvalidArgument, v1::REASON_ARGUMENT, "missing or not allowed",
                 what);
}

absl::Status CheckAgency(const v1::Agency& agency) {
  if (agency.code().empty() || agency.code().size() > kLongestCode) return BadArgument("code");
  for (const char c : agency.code()) {
    if (!absl::ascii_isalnum(static_cast<unsigned char>(c)) && c != '-') return BadArgument("code");
  }
  const v1::Text& name = agency.name();
  if (name.th().empty() || name.th().size() > kLongestName) return BadArgument("name (Thai)");
  if (name.en().empty() || name.en().size() > kLongestName) return BadArgument("name (English)");
  return absl::OkStatus();
}

v1::Agency Read(const sql::Statement& query) {
  v1::Agency agency;
  agency.set_code(query.Text(0));
  agency.mutable_name()->set_th(query.Text(1));
  agency.mutable_name()->set_en(query.Text(2));
  return agency;
}

}  // namespace

absl::Status AgencyStore::Create(const v1::Agency& agency) {
  RETURN_IF_ERROR(CheckAgency(agency));
  {
    auto database = database_.Lock();
    RETURN_IF_ERROR(sql::Statement(*database,
                                   "INSERT INTO agency(agency_code, name_th, name_en) "
                                   "VALUES(?, ?, ?) ON CONFLICT DO NOTHING")
                        .BindText(agency.code())
                        .BindText(agency.name().th())
                        .BindText(agency.name().en())
                        .Run());
  }
  ASSIGN_OR_RETURN(const v1::Agency kept, Find(agency.code()));
  if (kept.name().th() == agency.name().th() && kept.name().en() == agency.name().en()) {
    return absl::OkStatus();
  }
  return Refused(absl::StatusCode::kAlreadyExists, v1::REASON_AGENCY_EXISTS,
                 "the code belongs to an agency of another name", agency.code());
}

absl::StatusOr<v1::Agency> AgencyStore::Find(absl::string_view agency_code) {
  auto database = database_.Lock();
  sql::Statement query(*database,
                       "SELECT agency_code, name_th, name_en FROM agency WHERE agency_code = ?");
  query.BindText(agency_code);
  const bool found = query.Step();
  RETURN_IF_ERROR(query.status());
  if (found) return Read(query);
  return Refused(absl::StatusCode::kNotFound, v1::REASON_AGENCY_UNKNOWN, "no such agency",
                 agency_code);
}

absl::StatusOr<std::vector<v1::Agency>> AgencyStore::List() {
  auto database = database_.Lock();
  sql::Statement query(*database,
                       "SELECT agency_code, name_th, name_en FROM agency ORDER BY agency_code");
  std::vector<v1::Agency> agencies;
  while (query.Step()) agencies.push_back(Read(query));
  RETURN_IF_ERROR(query.status());
  return agencies;
}

}  // namespace sucharit
