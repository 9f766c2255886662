// SPDX-License-Identifier: Apache-2.0
#include "server/backup/old_backups.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <optional>
#include <system_error>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/string_view.h"
#include "absl/strings/strip.h"
#include "common/status/reason.h"
#include "common/status/status_macros.h"
#include "server/backup/backup_file.h"

namespace sucharit {
namespace {

namespace fs = std::filesystem;

// Only of a name that BackupFileName makes.
std::optional<int64_t> NumberOf(const std::string& name) {
  absl::string_view digits = name;
  int64_t number = 0;
  if (!absl::ConsumePrefix(&digits, "sucharit-") || !absl::ConsumeSuffix(&digits, ".backup") ||
      !absl::SimpleAtoi(digits, &number) || name != BackupFileName(number)) {
    return std::nullopt;
  }
  return number;
}

// A cut or foreign file must not push a whole backup out.
bool BeginsAsABackup(const std::string& path) {
  std::array<char, sizeof(kBackupFormat) - 1> begin{};
  std::ifstream file(path, std::ios::binary);
  file.read(begin.data(), begin.size());
  return file.good() && absl::string_view(begin.data(), begin.size()) == kBackupFormat;
}

// Newest first.
absl::StatusOr<std::vector<int64_t>> GoodBackupsIn(const std::string& folder, int64_t good) {
  std::vector<int64_t> numbers;
  std::error_code error;
  for (fs::directory_iterator entry(folder, error), end; !error && entry != end;
       entry.increment(error)) {
    const auto number = NumberOf(entry->path().filename().string());
    if (number.has_value() && *number <= good && BeginsAsABackup(entry->path().string())) {
      numbers.push_back(*number);
    }
  }
  if (error) {
    return Refused(absl::StatusCode::kPermissionDenied, v1::REASON_FILE_UNREADABLE, error.message(),
                   folder);
  }
  std::sort(numbers.rbegin(), numbers.rend());
  return numbers;
}

}  // namespace

std::string BackupFileName(int64_t number) {
  return absl::StrFormat("sucharit-%06d.backup", number);
}

absl::StatusOr<int> RemoveOldBackups(const std::string& folder, int64_t good, int keep) {
  ASSIGN_OR_RETURN(std::vector<int64_t> numbers, GoodBackupsIn(folder, good));
  int removed = 0;
  for (; numbers.size() > static_cast<size_t>(std::max(keep, 1)); numbers.pop_back()) {
    const std::string path = absl::StrCat(folder, "/", BackupFileName(numbers.back()));
    std::error_code error;
    if (!fs::remove(path, error) && error) {
      return Refused(absl::StatusCode::kPermissionDenied, v1::REASON_FILE_NOT_WRITABLE,
                     error.message(), path);
    }
    ++removed;
  }
  return removed;
}

}  // namespace sucharit
