// SPDX-License-Identifier: Apache-2.0
#include "server/doctor/examine_database.h"

#include <string>

#include "absl/status/statusor.h"
#include "common/status/reason.h"
#include "common/status/status_macros.h"
#include "server/sql/postgres_database.h"
#include "server/sql/postgres_place.h"
#include "server/sql/statement.h"

namespace sucharit {
namespace {

absl::StatusOr<bool> WaitsForAStandby(const v1::ServerConfig& config) {
  ASSIGN_OR_RETURN(const auto database, sql::PostgresDatabase::Connect(config.database()));
  sql::Statement query(*database,
                       "SELECT length(current_setting('synchronous_standby_names'))::bigint");
  const bool found = query.Step();
  RETURN_IF_ERROR(query.status());
  return found && query.Int(0) > 0;
}

}  // namespace

std::optional<Diagnosis> ExamineDatabase(const v1::ServerConfig& config) {
  constexpr Say kFine{"ฐานข้อมูลตอบ และรอเครื่องสำรองก่อนยืนยัน",
                      "the database answers, and waits for its standby"};
  constexpr Say kAlone{"ฐานข้อมูลยืนยันโดยไม่รอเครื่องสำรอง ข้อมูลอยู่บนดิสก์เดียว",
                       "the database waits for no standby: one disk holds everything"};
  constexpr Say kAttach{"ต่อเครื่องสำรองตาม deploy/cluster/README.md",
                        "attach a standby as deploy/cluster/README.md says"};
  constexpr Say kAway{"ใช้ฐานข้อมูลไม่ได้", "the database can't be used"};
  constexpr Say kMend{
      "ดูว่า PostgreSQL ทำงานอยู่ รับเครื่องและผู้ใช้นี้ (pg_hba.conf, passfile) และใช้ "
      "deploy/cluster/sucharit.conf",
      "see that PostgreSQL runs, lets this machine and user in (pg_hba.conf, passfile) and has the "
      "settings of deploy/cluster/sucharit.conf"};
  if (config.database().empty()) return std::nullopt;
  const auto waits = WaitsForAStandby(config);
  if (!waits.ok()) {
    const std::string subject = SubjectOf(waits.status());
    return Diagnosis{"database", Condition::kWrong, kAway, subject,
                     sql::DatabaseAdvice(subject).value_or(kMend)};
  }
  if (!*waits) return Diagnosis{"database", Condition::kAttention, kAlone, "", kAttach};
  return Diagnosis{"database", Condition::kWell, kFine, "", kNothingToDo};
}

}  // namespace sucharit
