// SPDX-License-Identifier: Apache-2.0
#include "client/fleet/fleet_folder.h"

#include <filesystem>
#include <set>
#include <system_error>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "common/status/reason.h"

namespace sucharit {
namespace {

std::string TabletFolder(const std::string& folder, int number) {
  return absl::StrCat(folder, "/", TabletName(number));
}

}  // namespace

std::string TabletName(int number) { return absl::StrCat("tablet-", number); }

absl::StatusOr<int> CountTablets(const std::string& folder) {
  int count = 0;
  std::error_code ignored;
  while (std::filesystem::is_directory(TabletFolder(folder, count + 1), ignored)) ++count;
  if (count > 0) return count;
  return Refused(absl::StatusCode::kNotFound, v1::REASON_ARGUMENT, "no tablets in the folder",
                 folder);
}

absl::StatusOr<std::vector<int>> ParseTablets(absl::string_view text, int count) {
  std::set<int> numbers;
  if (text == "all") {
    for (int number = 1; number <= count; ++number) numbers.insert(number);
    return std::vector<int>(numbers.begin(), numbers.end());
  }
  for (const absl::string_view part : absl::StrSplit(text, ',')) {
    int number = 0;
    if (!absl::SimpleAtoi(part, &number) || number < 1 || number > count) {
      return Refused(absl::StatusCode::kInvalidArgument, v1::REASON_ARGUMENT, "no such tablet",
                     absl::StrCat("--tablet ", part));
    }
    numbers.insert(number);
  }
  return std::vector<int>(numbers.begin(), numbers.end());
}

absl::StatusOr<std::unique_ptr<TabletDatabase>> OpenTablet(const std::string& folder, int number) {
  return TabletDatabase::Open(TabletFolder(folder, number));
}

}  // namespace sucharit
