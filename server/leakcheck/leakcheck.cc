// SPDX-License-Identifier: Apache-2.0
#include "server/leakcheck/leakcheck.h"

#include <filesystem>
#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/files/folder_lock.h"
#include "common/sqlite/database.h"
#include "common/status/reason.h"
#include "common/status/status_macros.h"
#include "server/leakcheck/compare_copies.h"
#include "server/leakcheck/content_checks.h"
#include "server/leakcheck/file_checks.h"
#include "server/leakcheck/page_checks.h"
#include "server/leakcheck/schema_checks.h"

namespace sucharit {
namespace {

std::string DatabasePath(const std::string& folder) { return absl::StrCat(folder, "/sucharit.db"); }

// Holds a server off for as long as the look takes. A copy may lack the lock file or be on a
// medium that can't be written; then nobody can run a server there either.
absl::StatusOr<std::optional<FolderLock>> HoldOff(const std::string& folder) {
  std::error_code ignored;
  if (!std::filesystem::exists(absl::StrCat(folder, "/lock"), ignored)) return std::nullopt;
  auto lock = FolderLock::Take(folder);
  if (lock.ok()) return std::optional<FolderLock>(*std::move(lock));
  if (ReasonOf(lock.status()) == v1::REASON_STORAGE_IN_USE) return lock.status();
  return std::nullopt;
}

absl::StatusOr<sqlite::Database> OpenCopy(const std::string& folder) {
  std::error_code ignored;
  if (!std::filesystem::exists(DatabasePath(folder), ignored)) {
    return Refused(absl::StatusCode::kFailedPrecondition, v1::REASON_NOT_INITIALIZED,
                   "there is no database in the folder", folder);
  }
  return sqlite::Database::OpenForReading(DatabasePath(folder));
}

absl::Status Add(absl::StatusOr<LeakCheck> check, LeakReport& report) {
  RETURN_IF_ERROR(check.status());
  report.checks.push_back(*std::move(check));
  return absl::OkStatus();
}

absl::Status LookAtDatabase(const std::string& path, sqlite::Database& database,
                            LeakReport& report) {
  RETURN_IF_ERROR(database.CheckIntegrity());
  RETURN_IF_ERROR(Add(CheckColumns(database), report));
  RETURN_IF_ERROR(Add(CheckOrder(database), report));
  RETURN_IF_ERROR(Add(CheckBoxes(database), report));
  RETURN_IF_ERROR(Add(CheckOpened(database), report));
  RETURN_IF_ERROR(Add(CheckSorted(database), report));
  RETURN_IF_ERROR(Add(CheckFreePages(path), report));
  return Add(CheckUnusedSpace(path, database), report);
}

absl::Status LookAtFiles(const LeakCheckOptions& options, LeakReport& report) {
  RETURN_IF_ERROR(Add(CheckLog(options.folder), report));
  RETURN_IF_ERROR(Add(CheckFiles(options.folder), report));
  RETURN_IF_ERROR(Add(CheckKeys(options.folder, options.key_folder), report));
  return Add(CheckPlanted(options.folder, options.planted), report);
}

}  // namespace

absl::StatusOr<LeakReport> CheckForLeaks(const LeakCheckOptions& options) {
  ASSIGN_OR_RETURN(sqlite::Database database, OpenCopy(options.folder));
  ASSIGN_OR_RETURN(const std::optional<FolderLock> lock, HoldOff(options.folder));
  LeakReport report;
  absl::Status status = LookAtDatabase(DatabasePath(options.folder), database, report);
  if (!status.ok()) return Within(options.folder, status);
  RETURN_IF_ERROR(LookAtFiles(options, report));
  if (options.other_copy.empty()) return report;
  ASSIGN_OR_RETURN(sqlite::Database other, OpenCopy(options.other_copy));
  RETURN_IF_ERROR(Add(CheckCopies(database, other), report));
  ASSIGN_OR_RETURN(report.differences, CompareCopies(database, other));
  return report;
}

}  // namespace sucharit
