// SPDX-License-Identifier: Apache-2.0
#include "server/sql/postgres_database.h"

#include <libpq-fe.h>

#include <array>
#include <cstdlib>
#include <utility>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "common/status/reason.h"
#include "common/status/status_macros.h"
#include "server/sql/postgres_place.h"
#include "server/sql/postgres_statement.h"
#include "server/sql/postgres_types.h"
#include "server/sql/statement.h"

namespace sucharit::sql {
namespace {

// One transaction of Writers::kOne at a time: an advisory lock of this number, "sucharit" in ASCII.
// Whoever waits longer than the session allows is told that others are in the way; a server that
// is cut off loses its transaction, and with it the lock.
constexpr char kBeginOne[] =
    "BEGIN ISOLATION LEVEL READ COMMITTED; SELECT pg_advisory_xact_lock(8319665186599496052)";

// Each statement sees what others have committed before it, also after it has waited for a lock.
constexpr char kBegin[] = "BEGIN ISOLATION LEVEL READ COMMITTED";

constexpr char kSession[] =
    "SET lock_timeout = '20s'; SET idle_in_transaction_session_timeout = '60s'; "
    "SET statement_timeout = 0; SET tcp_keepalives_idle = '10s'; SET tcp_keepalives_interval = "
    "'5s'; "
    "SET tcp_keepalives_count = 3";

using Result = std::unique_ptr<PGresult, decltype(&PQclear)>;

Result Owned(PGresult* result) { return Result(result, &PQclear); }

absl::Status NotReached(absl::StatusCode code, absl::string_view message) {
  return Refused(code, v1::REASON_STORAGE_NOT_WRITABLE, message);
}

absl::Status Malformed(absl::StatusCode code, absl::string_view message,
                       absl::string_view subject) {
  return Refused(code, v1::REASON_CONFIG_MALFORMED, message, subject);
}

// https://www.postgresql.org/docs/15/errcodes-appendix.html. The server's own message may hold
// values, so that only the code is told.
absl::Status StatusFromState(absl::string_view state) {
  const std::string message = absl::StrCat("PostgreSQL: ", state.empty() ? "no answer" : state);
  const absl::string_view kind = state.substr(0, 2);
  if (state == "53100") {
    return Refused(absl::StatusCode::kResourceExhausted, v1::REASON_STORAGE_FULL, message);
  }
  if (state == "22021" || state == "22P05") {
    return Refused(absl::StatusCode::kInvalidArgument, v1::REASON_ARGUMENT, message);
  }
  // A key that is taken, a reference to nothing; P0001: a trigger's refusal.
  if (kind == "23" || state == "P0001") return absl::AlreadyExistsError(message);
  // Deadlock, serialization, a lock not granted, too many connections.
  if (kind == "40" || state == "55P03" || state == "53300") {
    return Refused(absl::StatusCode::kUnavailable, v1::REASON_STORAGE_IN_USE, message);
  }
  if (kind == "XX")
    return Refused(absl::StatusCode::kDataLoss, v1::REASON_STORAGE_DAMAGED, message);
  if (kind == "28" || state == "42501" || state == "3D000") {
    return NotReached(absl::StatusCode::kPermissionDenied, message);
  }
  // No answer; shut down; 25006: a standby, or a primary that has become one.
  if (state.empty() || kind == "08" || kind == "57" || state == "25006" || state == "25P03") {
    return NotReached(absl::StatusCode::kUnavailable, message);
  }
  return absl::InternalError(message);
}

// A parameter list for libpq, in which later ones win.
struct Settings {
  std::vector<const char*> names;
  std::vector<const char*> values;
  void Add(const char* name, const char* value) {
    names.push_back(name);
    values.push_back(value);
  }
};

PGconn* ConnectTo(const std::string& place) {
  Settings settings;
  // A machine that is gone must be noticed within seconds.
  settings.Add("connect_timeout", "5");
  settings.Add("keepalives_idle", "5");
  settings.Add("keepalives_interval", "2");
  settings.Add("keepalives_count", "3");
  settings.Add("tcp_user_timeout", "15000");
  settings.Add("application_name", "sucharit");
  // Where Kerberos is at hand it would take the place of TLS, whatever sslmode says.
  settings.Add("gssencmode", "disable");
  settings.Add("dbname", place.c_str());
  settings.Add("client_encoding", "UTF8");
  settings.Add("target_session_attrs", "read-write");
  settings.Add(nullptr, nullptr);
  return PQconnectdbParams(settings.names.data(), settings.values.data(), 1);
}

Oid TypeOf(char letter) {
  switch (letter) {
    case kNumberLetter:
      return kInt8;
    case kTextLetter:
      return kText;
    case kBlobsLetter:
      return kByteaArray;
    default:
      return kBytea;
  }
}

}  // namespace

absl::StatusOr<std::unique_ptr<PostgresDatabase>> PostgresDatabase::Connect(
    const std::string& place) {
  RETURN_IF_ERROR(CheckPlace(place));
  auto database = ConnectLater(place);
  RETURN_IF_ERROR(database->Connect());
  return database;
}

std::unique_ptr<PostgresDatabase> PostgresDatabase::ConnectLater(const std::string& place) {
  return std::unique_ptr<PostgresDatabase>(new PostgresDatabase(place));
}

PostgresDatabase::~PostgresDatabase() { PQfinish(connection_); }

absl::Status PostgresDatabase::Connect() {
  PQfinish(connection_);
  names_.clear();
  connection_ = ConnectTo(place_);
  connected_ = absl::OkStatus();
  if (PQstatus(connection_) != CONNECTION_OK) {
    connected_ = NotConnected(PQerrorMessage(connection_));
    return connected_;
  }
  PQsetNoticeReceiver(
      connection_,
      [](void* database, const PGresult*) {
        static_cast<PostgresDatabase*>(database)->warned_ = true;
      },
      this);
  connected_ = CheckSettings();
  if (connected_.ok()) connected_ = Execute(kSession);
  return connected_;
}

absl::Status PostgresDatabase::CheckSettings() {
  const auto result =
      Owned(PQexec(connection_,
                   "SELECT current_setting('synchronous_commit') IN ('on', 'remote_apply'), "
                   "current_setting('fsync') = 'on', current_setting('server_encoding') = 'UTF8'"));
  RETURN_IF_ERROR(Note(result.get()));
  constexpr std::array<const char*, 3> kNames = {"synchronous_commit", "fsync", "server_encoding"};
  for (size_t i = 0; i < kNames.size(); ++i) {
    if (absl::string_view(PQgetvalue(result.get(), 0, static_cast<int>(i))) == "t") continue;
    return Malformed(absl::StatusCode::kFailedPrecondition,
                     "PostgreSQL's setting doesn't keep what it confirms", kNames[i]);
  }
  return absl::OkStatus();
}

bool PostgresDatabase::IsUsable() {
  if (connection_ == nullptr || !connected_.ok()) return false;
  PQconsumeInput(connection_);  // Notices that the server has hung up.
  return PQstatus(connection_) == CONNECTION_OK && PQtransactionStatus(connection_) == PQTRANS_IDLE;
}

void PostgresDatabase::Refresh() {
  if (!IsUsable()) Connect().IgnoreError();
}

absl::Status PostgresDatabase::Execute(const char* sql) {
  RETURN_IF_ERROR(connected_);
  return Note(Owned(PQexec(connection_, sql)).get());
}

std::unique_ptr<PreparedStatement> PostgresDatabase::Prepare(const char* sql) {
  return std::make_unique<PostgresStatement>(*this, sql);
}

absl::StatusOr<std::string> PostgresDatabase::NameOf(const std::string& sql,
                                                     const std::string& types) {
  RETURN_IF_ERROR(connected_);
  const std::string key = absl::StrCat(types, " ", sql);
  const auto known = names_.find(key);
  if (known != names_.end()) return known->second;
  std::vector<Oid> numbers;
  for (const char letter : types) numbers.push_back(TypeOf(letter));
  const std::string name = absl::StrCat("s", names_.size());
  const auto result = Owned(PQprepare(connection_, name.c_str(), WithDollars(sql).c_str(),
                                      static_cast<int>(numbers.size()), numbers.data()));
  RETURN_IF_ERROR(Note(result.get()));
  names_.emplace(key, name);
  return name;
}

absl::Status PostgresDatabase::Begin(Writers writers) {
  absl::Status begun = Execute(writers == Writers::kOne ? kBeginOne : kBegin);
  if (!begun.ok()) RollBack();  // It had begun if only the lock wasn't granted.
  return begun;
}

absl::Status PostgresDatabase::Commit() {
  RETURN_IF_ERROR(connected_);
  warned_ = false;
  const auto result = Owned(PQexec(connection_, "COMMIT"));
  RETURN_IF_ERROR(Note(result.get()));
  // An operator ended the wait for the standby: committed here, perhaps not there.
  if (warned_) return NotReached(absl::StatusCode::kUnavailable, "PostgreSQL: not replicated");
  // What failed before makes a ROLLBACK of it, without an error.
  if (absl::string_view(PQcmdStatus(result.get())) == "COMMIT") return absl::OkStatus();
  return absl::InternalError("PostgreSQL: a transaction that had failed was to be committed");
}

void PostgresDatabase::RollBack() {
  // Fails if the connection is lost, which rolls back, too.
  Execute("ROLLBACK").IgnoreError();
}

absl::Status PostgresDatabase::Note(const pg_result* result) {
  const ExecStatusType status = PQresultStatus(result);
  if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK) {
    int64_t changed = 0;
    // libpq doesn't change it.
    const char* count = PQcmdTuples(const_cast<PGresult*>(result));
    if (absl::SimpleAtoi(count, &changed)) changes_ = changed;
    return absl::OkStatus();
  }
  const char* state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
  if (state == nullptr || PQstatus(connection_) != CONNECTION_OK) return StatusFromState("");
  return StatusFromState(state);
}

}  // namespace sucharit::sql
