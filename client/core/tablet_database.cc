// SPDX-License-Identifier: Apache-2.0
#include "client/core/tablet_database.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/crypto/aead.h"
#include "common/sqlite/migrate.h"
#include "common/sqlite/statement.h"
#include "common/status/reason.h"
#include "common/status/status_macros.h"

namespace sucharit {
namespace {

// `outbox` is clustered by the box's hash and `total` counts: nothing here tells when or in which
// order people answered.
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
CREATE TABLE total(
  round_id BLOB NOT NULL,
  questionnaire TEXT NOT NULL,
  finished INTEGER NOT NULL,
  stored INTEGER NOT NULL,
  late INTEGER NOT NULL,
  refused INTEGER NOT NULL,
  PRIMARY KEY(round_id, questionnaire)
) STRICT, WITHOUT ROWID;
)sql"}};

absl::Status NotWritable(const std::string& path) {
  const bool full = errno == ENOSPC || errno == EDQUOT;
  return Refused(full ? absl::StatusCode::kResourceExhausted : absl::StatusCode::kPermissionDenied,
                 full ? v1::REASON_STORAGE_FULL : v1::REASON_STORAGE_NOT_WRITABLE,
                 absl::StrCat(path, ": errno ", errno), path);
}

// The descriptor holds an advisory lock that goes with the process, even when it is killed.
absl::StatusOr<int> LockFolder(const std::string& folder) {
  const std::string path = absl::StrCat(folder, "/lock");
  const int file = open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (file < 0) return NotWritable(folder);
  if (flock(file, LOCK_EX | LOCK_NB) != 0) {
    close(file);
    return Refused(absl::StatusCode::kUnavailable, v1::REASON_STORAGE_IN_USE,
                   "another process has the folder open", folder);
  }
  return file;
}

// A new name is durable only once its folder is: a database that outlived its key would be damage.
absl::Status SyncFolder(const std::string& folder) {
  const int file = open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  const bool synced = file >= 0 && fsync(file) == 0;
  if (file >= 0) close(file);
  return synced ? absl::OkStatus() : NotWritable(folder);
}

// Writes the key so that either the whole file is there or none.
absl::Status WriteKey(const std::string& path, const crypto::Secret& key) {
  const std::string temporary = absl::StrCat(path, ".new");
  const int file = open(temporary.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  if (file < 0) return NotWritable(path);
  const bool written =
      write(file, key.data(), key.size()) == static_cast<ssize_t>(key.size()) && fsync(file) == 0;
  close(file);
  if (!written || rename(temporary.c_str(), path.c_str()) != 0) return NotWritable(path);
  return absl::OkStatus();
}

absl::StatusOr<crypto::Secret> ReadKey(const std::string& path) {
  crypto::Secret key(crypto::kAeadKeySize);
  const int file = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  const ssize_t size = file < 0 ? -1 : read(file, key.data(), key.size());
  if (file >= 0) close(file);
  if (size == static_cast<ssize_t>(key.size())) return key;
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
  RETURN_IF_ERROR(WriteKey(path, key));
  RETURN_IF_ERROR(SyncFolder(folder));
  return key;
}

absl::Status MakeFolder(const std::string& folder) {
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error) {
    return Refused(absl::StatusCode::kPermissionDenied, v1::REASON_STORAGE_NOT_WRITABLE,
                   "can't create the folder", folder);
  }
  chmod(folder.c_str(), 0700);
  return absl::OkStatus();
}

absl::StatusOr<sqlite::Database> OpenDatabase(const std::string& folder) {
  ASSIGN_OR_RETURN(sqlite::Database database,
                   sqlite::Database::Open(absl::StrCat(folder, "/tablet.db")));
  RETURN_IF_ERROR(Within(folder, sqlite::Migrate(database, kMigrations)));
  return database;
}

}  // namespace

TabletDatabase::TabletDatabase(int lock_file, sqlite::Database database, crypto::Secret draft_key)
    : lock_file_(lock_file), database_(std::move(database)), draft_key_(std::move(draft_key)) {}

TabletDatabase::~TabletDatabase() { close(lock_file_); }

absl::StatusOr<std::unique_ptr<TabletDatabase>> TabletDatabase::Open(const std::string& folder) {
  RETURN_IF_ERROR(MakeFolder(folder));
  ASSIGN_OR_RETURN(const int lock_file, LockFolder(folder));
  auto key = LoadOrMakeKey(folder);
  auto database = key.ok() ? OpenDatabase(folder) : absl::StatusOr<sqlite::Database>(key.status());
  if (!database.ok()) {
    close(lock_file);
    return database.status();
  }
  return std::unique_ptr<TabletDatabase>(
      new TabletDatabase(lock_file, *std::move(database), *std::move(key)));
}

}  // namespace sucharit
