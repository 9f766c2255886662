// SPDX-License-Identifier: Apache-2.0
//
// The emergency export: what waits on a tablet, as a file for `sucharit import-outbox`.
#pragma once

#include <cstdint>
#include <string>

#include "absl/status/statusor.h"
#include "client/core/tablet_database.h"

namespace sucharit {

// What an export came to.
struct OutboxExport {
  int64_t boxes = 0;

  // False if damage kept some of the outbox from being read.
  bool whole = true;
};

// Writes every box that waits to `path` (common/response/outbox_file.h), in the order of their
// hashes, which tells nothing. They stay in the outbox: only a receipt takes them out. Refused:
// those of WriteFileAtomically, and what is refused leaves no file.
absl::StatusOr<OutboxExport> ExportOutbox(TabletDatabase& database, const std::string& path);

// The same of a folder that TabletDatabase::Open refuses: damaged, without its key, of a newer
// program, or one that can't be written. Works on a private copy that is removed again, and changes
// nothing in the folder. DATA_LOSS `REASON_STORAGE_DAMAGED` if no box can be read.
absl::StatusOr<OutboxExport> ExportOutboxOfFolder(const std::string& folder,
                                                  const std::string& path);

}  // namespace sucharit
