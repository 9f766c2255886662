// SPDX-License-Identifier: Apache-2.0
#include "server/store/schema.h"

#include <iterator>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "common/sqlite/migrate.h"
#include "common/status/reason.h"
#include "common/status/status_macros.h"
#include "server/sql/statement.h"

namespace sucharit {
namespace {

// `box` is clustered by the box's hash and names no tablet and no time; `box_total` takes its place
// once a round is over. `device_round` says what a tablet still holds, so that closing knows when
// to end; it has no figure of what a tablet has sent. `card` has a serial beside a card's hash only
// until the round is closed; `card_account` has the hashes then, in their own order, until it is
// published, and totals (left_over -1: not entered). `day_conduct` has counts a day and nothing of
// a response. `session` keeps a token's hash. `audit_line` only ever grows: triggers refuse
// everything else, and the chain of hashes (server/audit) shows it to whoever goes around them.
// `installation` numbers backups: the last that was begun and the last that was written whole;
// a round's `counts_since_backup` is the number of the first that has what was counted.
// `row_block` and `free_text` are in orders of their own (of bytes), each text apart from the row
// that it came with and from the texts of other items.
constexpr sqlite::Migration kMigrations[] = {{1, R"sql(
CREATE TABLE agency(
  agency_code TEXT PRIMARY KEY,
  name_th TEXT NOT NULL,
  name_en TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE installation(
  single INTEGER PRIMARY KEY CHECK(single = 1),
  installation_id BLOB NOT NULL,
  begun_backup INTEGER NOT NULL,
  good_backup INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO installation(single, installation_id, begun_backup, good_backup)
  VALUES(1, randomblob(16), 0, 0);
CREATE TABLE device(
  device_id BLOB PRIMARY KEY,
  agency_code TEXT NOT NULL REFERENCES agency,
  name TEXT NOT NULL,
  enrolled_day INTEGER NOT NULL,
  revoked INTEGER NOT NULL,
  certificate BLOB NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE enrolment_code(
  code_hash BLOB PRIMARY KEY,
  agency_code TEXT NOT NULL REFERENCES agency,
  expires_unix INTEGER NOT NULL,
  key_hash BLOB NOT NULL,
  device_id BLOB NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE definition(
  definition_digest BLOB PRIMARY KEY,
  definition BLOB NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE round(
  round_id BLOB PRIMARY KEY,
  agency_code TEXT NOT NULL REFERENCES agency,
  definition_digest BLOB NOT NULL REFERENCES definition,
  state INTEGER NOT NULL,
  counting INTEGER NOT NULL,
  first_day INTEGER NOT NULL,
  last_day INTEGER NOT NULL,
  sealing_key BLOB NOT NULL,
  receipt_key BLOB NOT NULL,
  custody INTEGER NOT NULL,
  rehearsal INTEGER NOT NULL,
  counts_since_backup INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
CREATE TABLE population(
  round_id BLOB NOT NULL REFERENCES round,
  questionnaire TEXT NOT NULL,
  size INTEGER NOT NULL,
  shown_day INTEGER NOT NULL DEFAULT 0,
  shown INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY(round_id, questionnaire)
) STRICT, WITHOUT ROWID;
CREATE TABLE key_copy(
  round_id BLOB NOT NULL REFERENCES round,
  number INTEGER NOT NULL,
  place TEXT NOT NULL,
  PRIMARY KEY(round_id, number)
) STRICT, WITHOUT ROWID;
CREATE TABLE device_round(
  round_id BLOB NOT NULL REFERENCES round,
  device_id BLOB NOT NULL REFERENCES device,
  done INTEGER NOT NULL,
  PRIMARY KEY(round_id, device_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE box(
  round_id BLOB NOT NULL REFERENCES round,
  questionnaire TEXT NOT NULL,
  box_id BLOB NOT NULL,
  late INTEGER NOT NULL,
  reason INTEGER NOT NULL,
  box BLOB NOT NULL,
  PRIMARY KEY(round_id, questionnaire, box_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE box_total(
  round_id BLOB NOT NULL REFERENCES round,
  questionnaire TEXT NOT NULL,
  in_time INTEGER NOT NULL,
  late INTEGER NOT NULL,
  PRIMARY KEY(round_id, questionnaire)
) STRICT, WITHOUT ROWID;
CREATE TABLE card_account(
  round_id BLOB NOT NULL REFERENCES round,
  questionnaire TEXT NOT NULL,
  draw_salt BLOB NOT NULL,
  counted INTEGER NOT NULL,
  printed INTEGER NOT NULL,
  voided INTEGER NOT NULL,
  used INTEGER NOT NULL,
  refused INTEGER NOT NULL,
  left_over INTEGER NOT NULL,
  witnesses TEXT NOT NULL,
  hashes BLOB NOT NULL,
  PRIMARY KEY(round_id, questionnaire)
) STRICT, WITHOUT ROWID;
CREATE TABLE card(
  round_id BLOB NOT NULL REFERENCES round,
  questionnaire TEXT NOT NULL,
  serial INTEGER NOT NULL,
  hash BLOB NOT NULL,
  voided INTEGER NOT NULL,
  PRIMARY KEY(round_id, questionnaire, serial)
) STRICT, WITHOUT ROWID;
CREATE TABLE day_conduct(
  round_id BLOB NOT NULL REFERENCES round,
  questionnaire TEXT NOT NULL,
  device_id BLOB NOT NULL REFERENCES device,
  day INTEGER NOT NULL,
  finished INTEGER NOT NULL,
  abandoned INTEGER NOT NULL,
  quick INTEGER NOT NULL,
  PRIMARY KEY(round_id, questionnaire, device_id, day)
) STRICT, WITHOUT ROWID;
CREATE TABLE tally(
  round_id BLOB NOT NULL REFERENCES round,
  questionnaire TEXT NOT NULL,
  tally BLOB NOT NULL,
  not_valid INTEGER NOT NULL,
  card_refused INTEGER NOT NULL,
  identical INTEGER NOT NULL,
  PRIMARY KEY(round_id, questionnaire)
) STRICT, WITHOUT ROWID;
CREATE TABLE receipt_list(
  round_id BLOB NOT NULL REFERENCES round,
  questionnaire TEXT NOT NULL,
  list BLOB NOT NULL,
  PRIMARY KEY(round_id, questionnaire)
) STRICT, WITHOUT ROWID;
CREATE TABLE row_block(
  round_id BLOB NOT NULL REFERENCES round,
  questionnaire TEXT NOT NULL,
  place INTEGER NOT NULL,
  rows BLOB NOT NULL,
  PRIMARY KEY(round_id, questionnaire, place)
) STRICT, WITHOUT ROWID;
CREATE TABLE free_text(
  round_id BLOB NOT NULL REFERENCES round,
  questionnaire TEXT NOT NULL,
  item TEXT NOT NULL,
  place INTEGER NOT NULL,
  text TEXT NOT NULL,
  released INTEGER NOT NULL,
  PRIMARY KEY(round_id, questionnaire, item, place)
) STRICT, WITHOUT ROWID;
CREATE TABLE imported_score(
  round_id BLOB NOT NULL REFERENCES round,
  part TEXT NOT NULL,
  node TEXT NOT NULL,
  score TEXT NOT NULL,
  evidence TEXT NOT NULL,
  note TEXT NOT NULL,
  PRIMARY KEY(round_id, part, node)
) STRICT, WITHOUT ROWID;
CREATE TABLE publication(
  round_id BLOB PRIMARY KEY REFERENCES round,
  bundle BLOB NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE breakdown(
  round_id BLOB NOT NULL REFERENCES publication,
  segment TEXT NOT NULL,
  breakdown BLOB NOT NULL,
  PRIMARY KEY(round_id, segment)
) STRICT, WITHOUT ROWID;
CREATE TABLE audit_salt(
  round_id BLOB PRIMARY KEY REFERENCES round,
  salt BLOB NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE measure(
  round_id BLOB NOT NULL REFERENCES round,
  number INTEGER NOT NULL,
  measure BLOB NOT NULL,
  PRIMARY KEY(round_id, number)
) STRICT, WITHOUT ROWID;
CREATE TABLE past_result(
  agency_code TEXT NOT NULL REFERENCES agency,
  fiscal_year INTEGER NOT NULL,
  result BLOB NOT NULL,
  PRIMARY KEY(agency_code, fiscal_year)
) STRICT, WITHOUT ROWID;
CREATE TABLE "user"(
  user_name TEXT PRIMARY KEY,
  password_hash TEXT NOT NULL,
  disabled INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE user_role(
  user_name TEXT NOT NULL REFERENCES "user",
  role INTEGER NOT NULL,
  agency_code TEXT NOT NULL,
  PRIMARY KEY(user_name, role, agency_code)
) STRICT, WITHOUT ROWID;
CREATE TABLE session(
  token_hash BLOB PRIMARY KEY,
  user_name TEXT NOT NULL REFERENCES "user",
  began_unix INTEGER NOT NULL,
  used_unix INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE audit_line(
  sequence INTEGER PRIMARY KEY,
  unix_second INTEGER NOT NULL,
  user_name TEXT NOT NULL,
  roles TEXT NOT NULL,
  verb TEXT NOT NULL,
  subject_kind TEXT NOT NULL,
  subject TEXT NOT NULL,
  agency_code TEXT NOT NULL,
  outcome TEXT NOT NULL,
  previous_hash BLOB NOT NULL,
  hash BLOB NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TRIGGER audit_line_stays BEFORE UPDATE ON audit_line
BEGIN SELECT RAISE(ABORT, 'the audit log only grows'); END;
CREATE TRIGGER audit_line_remains BEFORE DELETE ON audit_line
BEGIN SELECT RAISE(ABORT, 'the audit log only grows'); END;
CREATE TABLE audit_head(
  sequence INTEGER PRIMARY KEY,
  hash BLOB NOT NULL,
  unix_second INTEGER NOT NULL,
  signature BLOB NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TRIGGER audit_head_stays BEFORE UPDATE ON audit_head
BEGIN SELECT RAISE(ABORT, 'the audit log only grows'); END;
CREATE TRIGGER audit_head_remains BEFORE DELETE ON audit_head
BEGIN SELECT RAISE(ABORT, 'the audit log only grows'); END;
)sql"}};

// What PostgreSQL has beside: the version, and the function that its triggers call.
constexpr char kPostgresOnly[] = R"sql(
CREATE TABLE schema_version(version BIGINT PRIMARY KEY);
CREATE FUNCTION audit_log_only_grows() RETURNS trigger LANGUAGE plpgsql AS
  $$BEGIN RAISE EXCEPTION 'the audit log only grows'; END$$;
)sql";

// Emptying a table as a whole passes by the triggers of rows. A box's reference to its round would
// be looked up for each row, a quarter of what taking boxes costs; the transaction that adds boxes
// has read and locked the round's row itself (box_inserter_postgres.cc), and no round is ever
// deleted.
constexpr char kPostgresAfter[] = R"sql(
ALTER TABLE box DROP CONSTRAINT box_round_id_fkey;
CREATE TRIGGER audit_line_is_not_emptied BEFORE TRUNCATE ON audit_line
  EXECUTE FUNCTION audit_log_only_grows();
CREATE TRIGGER audit_head_is_not_emptied BEFORE TRUNCATE ON audit_head
  EXECUTE FUNCTION audit_log_only_grows();
)sql";

absl::Status Newer(int64_t version) {
  return Refused(absl::StatusCode::kFailedPrecondition, v1::REASON_STORAGE_NEWER,
                 absl::StrCat("database is at version ", version, "; this program knows up to ",
                              NewestSchema()));
}

absl::StatusOr<bool> HasTable(sql::Database& database, absl::string_view name) {
  sql::Statement query(database,
                       "SELECT 1 FROM pg_catalog.pg_tables "
                       "WHERE schemaname = current_schema() AND tablename = ?");
  query.BindText(name);
  const bool found = query.Step();
  RETURN_IF_ERROR(query.status());
  return found;
}

absl::Status ApplyAfter(sql::Database& database, int64_t version) {
  for (const sqlite::Migration& migration : kMigrations) {
    if (migration.version <= version) continue;
    RETURN_IF_ERROR(database.Execute(ForPostgres(migration.sql).c_str()));
    RETURN_IF_ERROR(sql::Statement(database, "UPDATE schema_version SET version = ?")
                        .Bind(migration.version)
                        .Run());
  }
  return absl::OkStatus();
}

}  // namespace

int64_t NewestSchema() { return std::end(kMigrations)[-1].version; }

absl::Status MigrateSqlite(sqlite::Database& database) {
  return sqlite::Migrate(database, kMigrations);
}

std::string ForPostgres(absl::string_view sql) {
  return absl::StrReplaceAll(sql,
                             {{" TEXT", " TEXT COLLATE \"C\""},  // Sorted by bytes, as SQLite does.
                              {" INTEGER", " BIGINT"},
                              {" BLOB", " BYTEA"},
                              {" STRICT, WITHOUT ROWID;", ";"},
                              {"randomblob(16)", "uuid_send(gen_random_uuid())"},
                              {"\nBEGIN SELECT RAISE(ABORT, 'the audit log only grows'); END;",
                               " FOR EACH ROW EXECUTE FUNCTION audit_log_only_grows();"}});
}

absl::StatusOr<std::optional<int64_t>> SchemaInPostgres(sql::Database& database) {
  std::optional<int64_t> version;
  ASSIGN_OR_RETURN(const bool made, HasTable(database, "schema_version"));
  if (!made) return version;
  sql::Statement query(database, "SELECT version FROM schema_version");
  if (query.Step()) version = query.Int(0);
  RETURN_IF_ERROR(query.status());
  return version;
}

absl::Status CreateInPostgres(sql::Database& database) {
  sql::Statement query(
      database, "SELECT tablename FROM pg_catalog.pg_tables WHERE schemaname = current_schema()");
  const bool found = query.Step();
  RETURN_IF_ERROR(query.status());
  if (found) {
    return Refused(absl::StatusCode::kAlreadyExists, v1::REASON_ALREADY_INITIALIZED,
                   "there is a table in the database already", query.Text(0));
  }
  RETURN_IF_ERROR(database.Execute(kPostgresOnly));
  RETURN_IF_ERROR(database.Execute("INSERT INTO schema_version(version) VALUES(0)"));
  RETURN_IF_ERROR(ApplyAfter(database, 0));
  return database.Execute(kPostgresAfter);
}

absl::Status MigratePostgres(sql::Database& database) {
  sql::Transaction transaction(database);
  RETURN_IF_ERROR(transaction.status());
  ASSIGN_OR_RETURN(const std::optional<int64_t> version, SchemaInPostgres(database));
  if (!version.has_value()) {
    return Refused(absl::StatusCode::kFailedPrecondition, v1::REASON_NOT_INITIALIZED,
                   "the database has no schema");
  }
  if (*version > NewestSchema()) return Newer(*version);
  RETURN_IF_ERROR(ApplyAfter(database, *version));
  return transaction.Commit();
}

}  // namespace sucharit
