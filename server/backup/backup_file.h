// SPDX-License-Identifier: Apache-2.0
//
// The file of a backup, of any size in little memory:
//
//   "sucharit-backup-1\n"
//   id of the key that it is for (common/crypto/sealed_box.h), 8 bytes
//   the head of a sealed stream (common/crypto/stream_seal.h)
//   its pieces, each of 64 KiB but the last
//
// and within the pieces: the length of the manifest, 4 bytes, most significant first; the manifest;
// the files that it names, one behind the other.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/crypto/secret.h"
#include "sucharit/v1/backup.pb.h"

namespace sucharit {

inline constexpr char kBackupFormat[] = "sucharit-backup-1";

// A file on its way into a backup.
struct BackupPart {
  std::string name;  // As v1.BackupFile has it.
  std::string path;
};

// Takes the next bytes.
using ByteSink = std::function<absl::Status(absl::string_view)>;

// Encrypts a backup and gives it to `sink`. Fills the manifest's files from `parts`, which nobody
// may change meanwhile. Errors: those of reading the parts, those of `sink`.
absl::Status WriteBackup(v1::BackupManifest manifest, const std::vector<BackupPart>& parts,
                         absl::string_view public_key, const ByteSink& sink);

// Takes the next bytes of the manifest's file number `file`; none for an empty one.
using FileSink = std::function<absl::Status(int file, absl::string_view bytes)>;

// Reads a backup from beginning to end, and checks all of it. `sink` is given bytes before their
// digest is checked: what it does with them is of no use unless OK is returned. Errors:
// FAILED_PRECONDITION `REASON_BACKUP_KEY` if it is for another key; INVALID_ARGUMENT
// `REASON_BACKUP_MALFORMED` if it isn't a backup, damaged, or cut; REASON_FILE_UNREADABLE; those of
// `sink`.
absl::StatusOr<v1::BackupManifest> ReadBackup(const std::string& path,
                                              const crypto::Secret& private_key,
                                              const FileSink& sink);

}  // namespace sucharit
