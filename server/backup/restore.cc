// SPDX-License-Identifier: Apache-2.0
#include "server/backup/restore.h"

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/crypto/digest.h"
#include "common/files/files.h"
#include "common/status/reason.h"
#include "common/status/status_macros.h"
#include "server/backup/adopt_publication.h"
#include "server/backup/backup_file.h"
#include "server/backup/publication_files.h"
#include "server/publish/bundle_reader.h"
#include "server/store/backup_store.h"
#include "server/store/round_store.h"
#include "server/store/server_database.h"
#include "server/store/user_store.h"

namespace sucharit {
namespace {

namespace fs = std::filesystem;

constexpr mode_t kOwnerOnly = 0600;
constexpr size_t kRoundIdBytes = 16;

absl::Status RefuseUsed(const std::string& folder) {
  std::error_code error;
  if (!fs::exists(folder, error) ||
      (fs::is_directory(folder, error) && fs::is_empty(folder, error))) {
    return absl::OkStatus();
  }
  return Refused(absl::StatusCode::kAlreadyExists, v1::REASON_FOLDER_NOT_EMPTY,
                 "something is there already", folder);
}

absl::StatusOr<v1::BackupManifest> Check(const Restoration& restoration,
                                         const crypto::Secret& private_key) {
  ASSIGN_OR_RETURN(v1::BackupManifest manifest,
                   ReadBackup(restoration.backup, private_key,
                              [](int, absl::string_view) { return absl::OkStatus(); }));
  if (manifest.schema_version() > ServerDatabase::SchemaVersion()) {
    return Refused(absl::StatusCode::kFailedPrecondition, v1::REASON_STORAGE_NEWER,
                   "the backup is a newer program's", restoration.backup);
  }
  return manifest;
}

// Writes the files one after the other.
class FilesWriter {
 public:
  FilesWriter(std::string folder, const v1::BackupManifest& manifest)
      : folder_(std::move(folder)), manifest_(manifest) {}

  absl::Status Write(int file, absl::string_view bytes) {
    if (file != open_) RETURN_IF_ERROR(Open(file));
    return writer_->Write(bytes);
  }

  absl::Status Finish() {
    if (!writer_.has_value()) return absl::OkStatus();
    RETURN_IF_ERROR(writer_->Commit());
    writer_.reset();
    return absl::OkStatus();
  }

 private:
  absl::Status Open(int file) {
    RETURN_IF_ERROR(Finish());
    const std::string path = absl::StrCat(folder_, "/", manifest_.files(file).name());
    RETURN_IF_ERROR(MakePrivateFolder(fs::path(path).parent_path().string()));
    ASSIGN_OR_RETURN(writer_, FileWriter::Create(path, kOwnerOnly));
    open_ = file;
    return absl::OkStatus();
  }

  const std::string folder_;
  const v1::BackupManifest& manifest_;
  int open_ = -1;
  std::optional<FileWriter> writer_;
};

absl::Status WriteFiles(const Restoration& restoration, const crypto::Secret& private_key,
                        const v1::BackupManifest& manifest, const std::string& folder) {
  FilesWriter writer(folder, manifest);
  RETURN_IF_ERROR(
      ReadBackup(restoration.backup, private_key, [&](int file, absl::string_view bytes) {
        return writer.Write(file, bytes);
      }).status());
  return writer.Finish();
}

// Hexadecimal; the names of files that can't be a round's are passed over.
std::vector<std::string> RoundsIn(const std::string& publications) {
  std::vector<std::string> rounds;
  std::error_code error;
  for (fs::directory_iterator entry(publications, error), end; !error && entry != end;
       entry.increment(error)) {
    const std::string round = entry->path().stem().string();
    if (entry->path().extension() == ".json" && !crypto::FromHex(round, kRoundIdBytes).empty()) {
      rounds.push_back(round);
    }
  }
  std::sort(rounds.begin(), rounds.end());
  return rounds;
}

bool IsPublished(ServerDatabase& database, const std::string& round) {
  const auto record = RoundStore(database).Find(crypto::FromHex(round, kRoundIdBytes));
  return record.ok() && record->state == v1::ROUND_STATE_PUBLISHED;
}

// The round's bundle doesn't fit, or can't be read; what was restored is whole without it.
bool ConcernsTheBundle(const absl::Status& status) {
  return status.code() == absl::StatusCode::kInvalidArgument ||
         status.code() == absl::StatusCode::kNotFound ||
         status.code() == absl::StatusCode::kFailedPrecondition;
}

absl::Status PublishFromFile(const std::string& path, const std::string& round,
                             ServerDatabase& database) {
  ASSIGN_OR_RETURN(const v1::Bundle bundle, ReadBundle(path));
  if (bundle.round() == round) return AdoptPublication(database, bundle);
  return Refused(absl::StatusCode::kInvalidArgument, v1::REASON_BUNDLE_MALFORMED,
                 "another round's than its name says", path);
}

absl::Status PublishWhatLiesBeside(const std::string& publications, ServerDatabase& database,
                                   Restored& restored) {
  for (const std::string& round : RoundsIn(publications)) {
    if (IsPublished(database, round)) continue;
    absl::Status status =
        PublishFromFile(absl::StrCat(publications, "/", round, ".json"), round, database);
    if (!status.ok() && !ConcernsTheBundle(status)) return status;
    (status.ok() ? restored.published : restored.left_out).push_back(round);
  }
  return absl::OkStatus();
}

// The database begins a life of its own: other numbers, what was published since, and nobody logged
// in: a token may have been ended since.
absl::Status Continue(const Restoration& restoration, const std::string& folder,
                      Restored& restored) {
  ASSIGN_OR_RETURN(const std::unique_ptr<ServerDatabase> database, ServerDatabase::Open(folder));
  RETURN_IF_ERROR(database->Lock()->CheckIntegrity());
  RETURN_IF_ERROR(SkipNumbersOfTheLost(*database->Lock()));
  RETURN_IF_ERROR(UserStore(*database).EndAllSessions());
  for (const v1::Bundle& bundle : restoration.bundles) {
    RETURN_IF_ERROR(AdoptPublication(*database, bundle));
  }
  RETURN_IF_ERROR(PublishWhatLiesBeside(restoration.publications, *database, restored));
  RETURN_IF_ERROR(WritePublicationFiles(*database, folder));
  return database->Lock()->Checkpoint();
}

absl::Status MoveIntoPlace(const std::string& from, const std::string& to) {
  RETURN_IF_ERROR(WaitForFolder(from));
  if (rename(from.c_str(), to.c_str()) != 0) {
    return Refused(absl::StatusCode::kPermissionDenied, v1::REASON_FILE_NOT_WRITABLE,
                   "can't be renamed", to);
  }
  const std::string parent = fs::path(to).parent_path().string();
  return WaitForFolder(parent.empty() ? "." : parent);
}

absl::Status WriteFolder(const Restoration& restoration, const crypto::Secret& private_key,
                         const std::string& partial, Restored& restored) {
  RETURN_IF_ERROR(MakePrivateFolder(partial));
  RETURN_IF_ERROR(WriteFiles(restoration, private_key, restored.manifest, partial));
  return Continue(restoration, partial, restored);
}

std::string WithoutLastSlash(std::string folder) {
  while (folder.size() > 1 && folder.back() == '/') folder.pop_back();
  return folder;
}

}  // namespace

absl::StatusOr<Restored> RestoreBackup(const Restoration& restoration,
                                       const crypto::Secret& private_key) {
  const std::string folder = WithoutLastSlash(restoration.folder);
  RETURN_IF_ERROR(RefuseUsed(folder));
  Restored restored;
  ASSIGN_OR_RETURN(restored.manifest, Check(restoration, private_key));
  const std::string partial = absl::StrCat(folder, ".partial");
  std::error_code ignored;
  fs::remove_all(partial, ignored);
  absl::Status status = WriteFolder(restoration, private_key, partial, restored);
  if (status.ok()) status = MoveIntoPlace(partial, folder);
  if (!status.ok()) {
    fs::remove_all(partial, ignored);
    return status;
  }
  return restored;
}

}  // namespace sucharit
