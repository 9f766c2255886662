// SPDX-License-Identifier: Apache-2.0
#include "server/backup/backups.h"

#include <algorithm>
#include <filesystem>
#include <memory>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/crypto/digest.h"
#include "common/files/files.h"
#include "common/files/folder_lock.h"
#include "common/status/reason.h"
#include "common/status/status_macros.h"
#include "server/backup/backup_key.h"
#include "server/backup/old_backups.h"
#include "server/backup/publication_files.h"
#include "server/operations/config.h"
#include "server/store/copy_tables.h"

namespace sucharit {
namespace {

namespace fs = std::filesystem;

constexpr mode_t kOwnerOnly = 0600;

absl::Status NotConfigured(absl::string_view setting) {
  return Refused(absl::StatusCode::kFailedPrecondition, v1::REASON_CONFIG_MALFORMED,
                 "backups aren't set up", setting);
}

// A folder for the time of one backup. What a killed one has left goes first.
class SnapshotFolder {
 public:
  // UNAVAILABLE `REASON_STORAGE_IN_USE` while another program makes one.
  static absl::StatusOr<std::unique_ptr<SnapshotFolder>> Make(const std::string& data_folder) {
    const std::string path = absl::StrCat(data_folder, "/backup.partial");
    RETURN_IF_ERROR(MakePrivateFolder(path));
    ASSIGN_OR_RETURN(FolderLock lock, FolderLock::Take(path));
    std::error_code ignored;
    for (const char* left : {"/sucharit.db", "/sucharitd.textproto"})
      fs::remove(path + left, ignored);
    return std::unique_ptr<SnapshotFolder>(new SnapshotFolder(path, std::move(lock)));
  }

  ~SnapshotFolder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  SnapshotFolder(const SnapshotFolder&) = delete;
  SnapshotFolder& operator=(const SnapshotFolder&) = delete;

  const std::string& path() const { return path_; }

 private:
  SnapshotFolder(std::string path, FolderLock lock)
      : path_(std::move(path)), lock_(std::move(lock)) {}

  const std::string path_;
  FolderLock lock_;
};

absl::Status CopyDatabase(const ServerDatabase& database, const v1::ServerConfig& config,
                          const std::string& to) {
  // Connections of its own, so that intake goes on.
  ASSIGN_OR_RETURN(const auto postgres, database.ConnectApart());
  if (postgres != nullptr) {
    RETURN_IF_ERROR(CopyToSqlite(*postgres, to));
  } else {
    ASSIGN_OR_RETURN(sqlite::Database own,
                     sqlite::Database::Open(ServerDatabase::PathIn(config.data_folder())));
    RETURN_IF_ERROR(own.CopyTo(to));
  }
  ASSIGN_OR_RETURN(sqlite::Database copy, sqlite::Database::OpenForReading(to));
  return copy.CheckIntegrity();
}

absl::StatusOr<std::string> DigestOf(const std::string& path) {
  constexpr size_t kPiece = size_t{64} * 1024;
  crypto::Sha256Stream digest;
  RETURN_IF_ERROR(ForEachPiece(path, kPiece, [&](absl::string_view bytes) {
    digest.Add(bytes);
    return absl::OkStatus();
  }));
  return digest.Finish();
}

}  // namespace

absl::StatusOr<std::string> Backups::RequireKey() const {
  if (config_.backup_key().empty()) return NotConfigured("backup_key");
  return ParseBackupKey(config_.backup_key());
}

absl::Status Backups::TakeSnapshot(const std::string& folder, std::vector<BackupPart>& parts) {
  const std::string copy = absl::StrCat(folder, "/sucharit.db");
  RETURN_IF_ERROR(CopyDatabase(database_, config_, copy));
  parts.push_back({"sucharit.db", copy});
  const std::string settings = absl::StrCat(folder, "/sucharitd.textproto");
  RETURN_IF_ERROR(WriteFileAtomically(settings, FormatConfig(config_), kOwnerOnly));
  parts.push_back({"configuration/sucharitd.textproto", settings});
  return absl::OkStatus();
}

absl::StatusOr<v1::MadeBackup> Backups::MakeNumbered(int64_t number, const ByteSink& sink) {
  ASSIGN_OR_RETURN(const std::string key, RequireKey());
  ASSIGN_OR_RETURN(const std::unique_ptr<SnapshotFolder> snapshot,
                   SnapshotFolder::Make(config_.data_folder()));
  std::vector<BackupPart> parts;
  RETURN_IF_ERROR(TakeSnapshot(snapshot->path(), parts));
  v1::BackupManifest manifest;
  manifest.set_number(number);
  manifest.set_schema_version(ServerDatabase::SchemaVersion());
  ASSIGN_OR_RETURN(*manifest.mutable_installation_id(), store_.InstallationId());
  manifest.set_made_unix(absl::ToUnixSeconds(clock_.Now()));
  v1::MadeBackup made;
  made.set_number(number);
  crypto::Sha256Stream digest;
  RETURN_IF_ERROR(WriteBackup(std::move(manifest), parts, key, [&](absl::string_view bytes) {
    digest.Add(bytes);
    made.set_size(made.size() + static_cast<int64_t>(bytes.size()));
    return sink(bytes);
  }));
  made.set_digest(digest.Finish());
  return made;
}

absl::StatusOr<v1::MadeBackup> Backups::MakeInFolder() {
  const std::lock_guard<std::mutex> lock(mutex_);
  RETURN_IF_ERROR(RequireKey().status());
  if (config_.backup_folder().empty()) return NotConfigured("backup_folder");
  ASSIGN_OR_RETURN(const int64_t number, store_.Begin());
  const std::string path = absl::StrCat(config_.backup_folder(), "/", BackupFileName(number));
  ASSIGN_OR_RETURN(FileWriter file, FileWriter::Create(path, kOwnerOnly));
  ASSIGN_OR_RETURN(v1::MadeBackup made, MakeNumbered(number, [&](absl::string_view bytes) {
                     return file.Write(bytes);
                   }));
  RETURN_IF_ERROR(file.Commit());
  ASSIGN_OR_RETURN(const std::string digest, DigestOf(path));
  if (digest != made.digest()) {
    // Nobody may take it for a backup later.
    std::error_code ignored;
    fs::remove(path, ignored);
    return Refused(absl::StatusCode::kDataLoss, v1::REASON_BACKUP_MALFORMED,
                   "what was written reads differently", path);
  }
  RETURN_IF_ERROR(store_.SetGood(number));
  made.set_path(path);
  return made;
}

absl::StatusOr<int> Backups::KeepNewest(int keep) {
  const std::lock_guard<std::mutex> lock(mutex_);
  if (config_.backup_folder().empty()) return NotConfigured("backup_folder");
  ASSIGN_OR_RETURN(const BackupNumbers numbers, store_.Numbers());
  return RemoveOldBackups(config_.backup_folder(), numbers.good, keep);
}

absl::StatusOr<v1::MadeBackup> Backups::MakeFor(const ByteSink& sink) {
  const std::lock_guard<std::mutex> lock(mutex_);
  RETURN_IF_ERROR(RequireKey().status());
  ASSIGN_OR_RETURN(const int64_t number, store_.Begin());
  ASSIGN_OR_RETURN(v1::MadeBackup made, MakeNumbered(number, sink));
  const std::lock_guard<std::mutex> pending_lock(pending_mutex_);
  pending_ = made;
  return made;
}

absl::Status Backups::Confirm(const v1::ConfirmBackupRequest& request) {
  const std::lock_guard<std::mutex> lock(pending_mutex_);
  if (!pending_.has_value() || pending_->number() != request.number() ||
      pending_->digest() != request.digest()) {
    return Refused(absl::StatusCode::kNotFound, v1::REASON_BACKUP_MALFORMED,
                   "not the backup that was streamed last", absl::StrCat(request.number()));
  }
  RETURN_IF_ERROR(store_.SetGood(request.number()));
  pending_.reset();
  return absl::OkStatus();
}

absl::StatusOr<v1::GetBackupsResponse> Backups::Numbers() {
  ASSIGN_OR_RETURN(const BackupNumbers numbers, store_.Numbers());
  v1::GetBackupsResponse response;
  response.set_begun(numbers.begun);
  response.set_good(numbers.good);
  response.set_has_key(!config_.backup_key().empty());
  response.set_has_folder(!config_.backup_folder().empty());
  return response;
}

bool Backups::HasFolder() const {
  return !config_.backup_key().empty() && !config_.backup_folder().empty();
}

absl::Status Backups::BeforePublication(absl::string_view round_id) {
  if (!HasFolder()) return absl::OkStatus();
  ASSIGN_OR_RETURN(const bool has_counts, store_.HasCountsOf(round_id));
  return has_counts ? RequireFolder(config_.backup_folder()) : MakeInFolder().status();
}

absl::Status Backups::AfterPublication(absl::string_view round_id) {
  RETURN_IF_ERROR(WritePublicationFile(database_, round_id, config_.data_folder()));
  if (!HasFolder()) return absl::OkStatus();
  return WritePublicationFile(database_, round_id, config_.backup_folder());
}

absl::Status Backups::WritePublications() {
  RETURN_IF_ERROR(WritePublicationFiles(database_, config_.data_folder()));
  // The disk for backups may be away; the next start will do.
  if (HasFolder()) WritePublicationFiles(database_, config_.backup_folder()).IgnoreError();
  return absl::OkStatus();
}

}  // namespace sucharit
