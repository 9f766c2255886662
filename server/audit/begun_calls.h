// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "server/audit/audit_log.h"

namespace sucharit {

// Calls between their begin and their line in the audit log, a file each: a server that ends in
// between adds the line when it starts again. Thread-safe: holds no state but the path.
class BegunCalls {
 public:
  // In a server's data folder.
  explicit BegunCalls(const std::string& data_folder) : folder_(data_folder + "/begun-calls") {}

  // On disk once it returns OK. `entry` needs no outcome. Returns a name for End. The errors of
  // WriteFileAtomically.
  absl::StatusOr<std::string> Begin(const AuditEntry& entry) const;

  // The call's line is on disk.
  void End(const std::string& name) const;

  // Adds a line with the outcome "UNKNOWN" for each call that never ended, before any other begins.
  // Cut off in between, it may add a line twice, and none is left out.
  absl::Status NoteLeft(AuditLog& log) const;

 private:
  const std::string folder_;
};

}  // namespace sucharit
