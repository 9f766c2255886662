// SPDX-License-Identifier: Apache-2.0
#include "client/core/tablet_database.h"

#include <filesystem>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/crypto/aead.h"
#include "common/files/files.h"
#include "common/sqlite/migrate.h"
#include "common/sqlite/statement.h"
#include "common/status/reason.h"
#include "common/status/status_macros.h"

namespace sucharit {
namespace {

// `outbox` is clustered by the box's hash, `used_card` by the card's, and `total` counts: nothing
// here tells in which order people answered. `received` keeps boxes until a backup has them: those
// that are `covered` are in every backup after the one in `awaited_backup`. Two tables know days,
// neither with a response: `conduct` counts them, and `waiting_since` has the one day of a round on
// which its outbox was last empty. `event` knows times, but of the tablet itself, never of a
// response (event_log.h).
constexpr sqlite::Migration kMigrations[] = {{1, R"sql(
CREATE TABLE identity(
  only INTEGER PRIMARY KEY CHECK(only = 1),
  address TEXT NOT NULL,
  authority_pem TEXT NOT NULL,
  device_id BLOB NOT NULL,
  device_name TEXT NOT NULL,
  private_key_pem TEXT NOT NULL,
  certificate_pem TEXT NOT NULL,
  agency_name_th TEXT NOT NULL,
  agency_name_en TEXT NOT NULL
) STRICT;
CREATE TABLE staff(
  staff_id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL UNIQUE,
  pin_hash TEXT NOT NULL,
  wrong_pins INTEGER NOT NULL,
  wait_until_unix INTEGER NOT NULL
) STRICT;
CREATE TABLE pending_key(
  only INTEGER PRIMARY KEY CHECK(only = 1),
  private_key_pem TEXT NOT NULL
) STRICT;
CREATE TABLE definition(
  definition_digest BLOB PRIMARY KEY,
  definition BLOB NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE round(
  round_id BLOB PRIMARY KEY,
  definition_digest BLOB NOT NULL REFERENCES definition,
  offer BLOB NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE draft(
  only INTEGER PRIMARY KEY CHECK(only = 1),
  ciphertext BLOB NOT NULL
) STRICT;
CREATE TABLE outbox(
  box_id BLOB PRIMARY KEY,
  round_id BLOB NOT NULL,
  questionnaire TEXT NOT NULL,
  key_id BLOB NOT NULL,
  counting_id BLOB NOT NULL,
  refused INTEGER NOT NULL,
  box BLOB NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE used_card(
  round_id BLOB NOT NULL,
  questionnaire TEXT NOT NULL,
  hash BLOB NOT NULL,
  PRIMARY KEY(round_id, questionnaire, hash)
) STRICT, WITHOUT ROWID;
CREATE TABLE received(
  round_id BLOB NOT NULL,
  box_id BLOB NOT NULL,
  questionnaire TEXT NOT NULL,
  key_id BLOB NOT NULL,
  counting_id BLOB NOT NULL,
  late INTEGER NOT NULL,
  covered INTEGER NOT NULL,
  box BLOB NOT NULL,
  PRIMARY KEY(round_id, box_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE awaited_backup(
  round_id BLOB PRIMARY KEY,
  begun INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE missing_alarm(
  round_id BLOB PRIMARY KEY,
  missing INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE total(
  round_id BLOB NOT NULL,
  questionnaire TEXT NOT NULL,
  finished INTEGER NOT NULL,
  stored INTEGER NOT NULL,
  late INTEGER NOT NULL,
  refused INTEGER NOT NULL,
  PRIMARY KEY(round_id, questionnaire)
) STRICT, WITHOUT ROWID;
CREATE TABLE waiting_since(
  round_id BLOB PRIMARY KEY,
  day INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE event(
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  at_unix INTEGER NOT NULL,
  kind INTEGER NOT NULL,
  count INTEGER NOT NULL,
  milliseconds INTEGER NOT NULL,
  code INTEGER NOT NULL,
  reason INTEGER NOT NULL,
  detail INTEGER NOT NULL
) STRICT;
CREATE TABLE conduct(
  round_id BLOB NOT NULL,
  questionnaire TEXT NOT NULL,
  day INTEGER NOT NULL,
  finished INTEGER NOT NULL,
  abandoned INTEGER NOT NULL,
  quick INTEGER NOT NULL,
  PRIMARY KEY(round_id, questionnaire, day)
) STRICT, WITHOUT ROWID;
)sql"}};

absl::StatusOr<crypto::Secret> ReadKey(const std::string& path) {
  auto bytes = ReadWholeFile(path, crypto::kAeadKeySize);
  if (bytes.ok() && bytes->size() == crypto::kAeadKeySize) return crypto::Secret::Take(*bytes);
  return Refused(absl::StatusCode::kDataLoss, v1::REASON_STORAGE_DAMAGED,
                 "the tablet's key is lost or cut", path);
}

// A key is made only together with a new database: a lost one is damage, not a reason to begin
// anew.
absl::StatusOr<crypto::Secret> LoadOrMakeKey(const std::string& folder) {
  const std::string path = absl::StrCat(folder, "/tablet.key");
  std::error_code ignored;
  if (std::filesystem::exists(path, ignored) ||
      std::filesystem::exists(absl::StrCat(folder, "/tablet.db"), ignored)) {
    return ReadKey(path);
  }
  crypto::Secret key = crypto::GenerateAeadKey();
  RETURN_IF_ERROR(WriteFileAtomically(path, key.view(), 0600));
  return key;
}

absl::StatusOr<sqlite::Database> OpenDatabase(const std::string& folder) {
  ASSIGN_OR_RETURN(sqlite::Database database,
                   sqlite::Database::Open(absl::StrCat(folder, "/tablet.db")));
  // A tablet's database is small. One that a disk has changed would lose what it still holds if it
  // were written to.
  RETURN_IF_ERROR(Within(folder, database.CheckIntegrity()));
  RETURN_IF_ERROR(Within(folder, sqlite::Migrate(database, kMigrations)));
  return database;
}

}  // namespace

TabletDatabase::TabletDatabase(FolderLock lock, sqlite::Database database, crypto::Secret draft_key)
    : lock_(std::move(lock)), database_(std::move(database)), draft_key_(std::move(draft_key)) {}

absl::StatusOr<std::unique_ptr<TabletDatabase>> TabletDatabase::Open(const std::string& folder) {
  RETURN_IF_ERROR(MakePrivateFolder(folder));
  ASSIGN_OR_RETURN(FolderLock lock, FolderLock::Take(folder));
  ASSIGN_OR_RETURN(crypto::Secret key, LoadOrMakeKey(folder));
  ASSIGN_OR_RETURN(sqlite::Database database, OpenDatabase(folder));
  return std::unique_ptr<TabletDatabase>(
      new TabletDatabase(std::move(lock), std::move(database), std::move(key)));
}

}  // namespace sucharit
