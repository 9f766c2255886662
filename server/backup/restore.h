// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/crypto/secret.h"
#include "sucharit/v1/backup.pb.h"
#include "sucharit/v1/result.pb.h"

namespace sucharit {

struct Restoration {
  std::string backup;  // The file.
  std::string folder;  // The new data folder; not there yet, or empty.

  // Bundles of rounds that were published after the backup was made. Their rounds are published
  // again with exactly these.
  std::vector<v1::Bundle> bundles = {};

  // The folder of bundles that a server keeps beside its backups; may be missing. What the backup
  // doesn't know as published is taken from there.
  std::string publications = {};
};

struct Restored {
  v1::BackupManifest manifest;

  // Rounds (hexadecimal) that were published from Restoration.publications, and those whose bundle
  // there couldn't be used.
  std::vector<std::string> published = {};
  std::vector<std::string> left_out = {};
};

// Reads all of a backup and checks it, and only then writes the folder: under another name first,
// so that it is there whole or not at all. Errors: those of ReadBackup; ALREADY_EXISTS
// `REASON_FOLDER_NOT_EMPTY`; FAILED_PRECONDITION `REASON_STORAGE_NEWER`; those of AdoptPublication;
// those of the disk.
absl::StatusOr<Restored> RestoreBackup(const Restoration& restoration,
                                       const crypto::Secret& private_key);

}  // namespace sucharit
