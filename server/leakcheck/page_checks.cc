// SPDX-License-Identifier: Apache-2.0
#include "server/leakcheck/page_checks.h"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <fstream>
#include <functional>
#include <unordered_set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "common/sqlite/statement.h"
#include "common/status/reason.h"
#include "common/status/status_macros.h"

namespace sucharit {
namespace {

// The layout of the file: https://www.sqlite.org/fileformat2.html
constexpr size_t kFileHeader = 100;
constexpr size_t kPageSizeAt = 16;
constexpr size_t kFirstTrunkAt = 32;
constexpr size_t kLeafHeader = 8;
constexpr size_t kInteriorHeader = 12;
constexpr size_t kWindow = sizeof(uint64_t);
constexpr int kResidueWindows = 4;

uint32_t Number(absl::string_view bytes, size_t at, size_t size) {
  uint32_t number = 0;
  for (size_t place = at; place < at + size && place < bytes.size(); ++place) {
    number = number << 8 | static_cast<unsigned char>(bytes[place]);
  }
  return number;
}

bool IsZero(absl::string_view bytes) {
  return bytes.find_first_not_of('\0') == absl::string_view::npos;
}

// The pages of a file, numbered from 1.
class PageFile {
 public:
  static absl::StatusOr<PageFile> Open(const std::string& path) {
    PageFile file(path);
    std::string header(kFileHeader, '\0');
    if (!file.stream_.read(header.data(), kFileHeader)) return file.Damaged();
    file.page_size_ = Number(header, kPageSizeAt, 2);
    if (file.page_size_ == 1) file.page_size_ = 65536;
    if (file.page_size_ < 512) return file.Damaged();
    file.first_trunk_ = Number(header, kFirstTrunkAt, 4);
    return file;
  }

  absl::StatusOr<std::string> Page(uint32_t number) {
    std::string page(page_size_, '\0');
    stream_.clear();
    stream_.seekg(static_cast<std::streamoff>(number - 1) * page_size_);
    if (number == 0 || !stream_.read(page.data(), page_size_)) return Damaged();
    return page;
  }

  uint32_t page_size() const { return page_size_; }
  uint32_t first_trunk() const { return first_trunk_; }

  absl::Status Damaged() const {
    return Refused(absl::StatusCode::kDataLoss, v1::REASON_STORAGE_DAMAGED,
                   "the file isn't a whole database", path_);
  }

 private:
  explicit PageFile(const std::string& path) : path_(path), stream_(path, std::ios::binary) {}

  std::string path_;
  std::ifstream stream_;
  uint32_t page_size_ = 0;
  uint32_t first_trunk_ = 0;
};

std::string PageName(uint32_t number) { return absl::StrCat("page ", number); }

// A trunk lists free pages. Behind its list may stand numbers of pages that it listed before.
bool HoldsOnlyPageNumbers(absl::string_view page) {
  constexpr uint32_t kMostPages = 1U << 24;
  for (size_t at = 8; at + 4 <= page.size(); at += 4) {
    if (Number(page, at, 4) >= kMostPages) return false;
  }
  return true;
}

absl::Status CheckTrunk(PageFile& file, absl::string_view trunk, LeakCheck& check) {
  const uint32_t listed = Number(trunk, 4, 4);
  if (listed > file.page_size() / 4 - 2) return file.Damaged();
  for (uint32_t index = 0; index < listed; ++index) {
    const uint32_t number = Number(trunk, 8 + size_t{4} * index, 4);
    ASSIGN_OR_RETURN(const std::string leaf, file.Page(number));
    if (!IsZero(leaf)) check.Found(PageName(number));
  }
  return absl::OkStatus();
}

// Where a page of a table holds rows, and where nothing.
struct PageParts {
  std::vector<std::pair<size_t, size_t>> used;    // Begin and end.
  std::vector<std::pair<size_t, size_t>> unused;  // Likewise.
};

// Free blocks form a chain; the first four bytes of each lead to the next.
void AddFreeBlocks(absl::string_view page, size_t first, PageParts& parts) {
  size_t at = first;
  while (at != 0 && at + 4 <= page.size()) {
    const size_t next = Number(page, at, 2);
    const size_t end = std::min(page.size(), at + Number(page, at + 2, 2));
    if (end > at + 4) parts.unused.emplace_back(at + 4, end);
    if (next <= at) return;
    at = next;
  }
}

PageParts PartsOf(absl::string_view page, uint32_t number) {
  const size_t header = number == 1 ? kFileHeader : 0;
  const auto type = static_cast<unsigned char>(page[header]);
  const size_t pointers = header + (type == 2 || type == 5 ? kInteriorHeader : kLeafHeader);
  const size_t gap = std::min(page.size(), pointers + size_t{2} * Number(page, header + 3, 2));
  size_t content = Number(page, header + 5, 2);
  if (content == 0) content = 65536;
  content = std::min(page.size(), std::max(gap, content));
  PageParts parts;
  parts.unused.emplace_back(gap, content);
  AddFreeBlocks(page, Number(page, header + 1, 2), parts);
  std::sort(parts.unused.begin(), parts.unused.end());
  size_t at = 0;
  for (const auto& [begin, end] : parts.unused) {
    if (begin > at) parts.used.emplace_back(at, begin);
    at = std::max(at, end);
  }
  if (at < page.size()) parts.used.emplace_back(at, page.size());
  return parts;
}

uint64_t WindowAt(absl::string_view bytes, size_t at) {
  uint64_t window = 0;
  std::memcpy(&window, bytes.data() + at, kWindow);
  return window;
}

// Zeros, or four places of rows within a page: SQLite leaves old lists of them behind.
bool SaysNothing(absl::string_view bytes, size_t at) {
  for (size_t place = at; place < at + kWindow; place += 2) {
    if (Number(bytes, place, 2) > 4096) return false;
  }
  return true;
}

struct UsedPage {
  std::string table;
  uint32_t number = 0;
  bool overflow = false;
};

absl::StatusOr<std::vector<UsedPage>> UsedPages(sqlite::Database& database) {
  sqlite::Statement query(database, "SELECT name, pageno, pagetype FROM dbstat ORDER BY pageno");
  std::vector<UsedPage> pages;
  while (query.Step()) {
    pages.push_back(
        {query.Text(0), static_cast<uint32_t>(query.Int(1)), query.Text(2) == "overflow"});
  }
  RETURN_IF_ERROR(query.status());
  return pages;
}

using UsePart = std::function<void(const UsedPage&, absl::string_view, bool used)>;

absl::Status ForEachPart(PageFile& file, const std::vector<UsedPage>& pages, const UsePart& use) {
  for (const UsedPage& each : pages) {
    ASSIGN_OR_RETURN(const std::string page, file.Page(each.number));
    const absl::string_view bytes = page;
    if (each.overflow) {
      use(each, bytes, true);
      continue;
    }
    const PageParts parts = PartsOf(bytes, each.number);
    for (const auto& [begin, end] : parts.used) use(each, bytes.substr(begin, end - begin), true);
    for (const auto& [begin, end] : parts.unused) {
      use(each, bytes.substr(begin, end - begin), false);
    }
  }
  return absl::OkStatus();
}

void CollectWindows(absl::string_view unused, std::unordered_set<uint64_t>& windows) {
  for (size_t at = 0; at + kWindow <= unused.size(); at += kWindow) {
    if (!SaysNothing(unused, at)) windows.insert(WindowAt(unused, at));
  }
}

void RemoveWindows(absl::string_view used, std::unordered_set<uint64_t>& windows) {
  for (size_t at = 0; at + kWindow <= used.size(); ++at) windows.erase(WindowAt(used, at));
}

bool HasResidue(absl::string_view unused, const std::unordered_set<uint64_t>& nowhere_else) {
  int run = 0;
  for (size_t at = 0; at + kWindow <= unused.size(); at += kWindow) {
    const bool residue = !SaysNothing(unused, at) && nowhere_else.count(WindowAt(unused, at)) != 0;
    run = residue ? run + 1 : 0;
    if (run == kResidueWindows) return true;
  }
  return false;
}

}  // namespace

absl::StatusOr<LeakCheck> CheckFreePages(const std::string& path) {
  LeakCheck check{"free-pages",
                  {"หน้าที่ว่างของฐานข้อมูลเป็นศูนย์ทั้งหมด", "free pages of the database are zero"}};
  ASSIGN_OR_RETURN(PageFile file, PageFile::Open(path));
  std::unordered_set<uint32_t> seen;
  uint32_t number = file.first_trunk();
  while (number != 0) {
    if (!seen.insert(number).second) return file.Damaged();
    ASSIGN_OR_RETURN(const std::string trunk, file.Page(number));
    if (!HoldsOnlyPageNumbers(trunk)) check.Found(PageName(number));
    RETURN_IF_ERROR(CheckTrunk(file, trunk, check));
    number = Number(trunk, 0, 4);
  }
  return check;
}

absl::StatusOr<LeakCheck> CheckUnusedSpace(const std::string& path, sqlite::Database& database) {
  LeakCheck check{"unused-space",
                  {"ช่องว่างระหว่างแถวของฐานข้อมูลไม่มีเศษของแถวที่ลบไปแล้ว",
                   "between the rows of the database nothing is left of rows that were deleted"}};
  ASSIGN_OR_RETURN(PageFile file, PageFile::Open(path));
  ASSIGN_OR_RETURN(const std::vector<UsedPage> pages, UsedPages(database));
  std::unordered_set<uint64_t> windows;
  RETURN_IF_ERROR(
      ForEachPart(file, pages, [&](const UsedPage&, absl::string_view bytes, bool used) {
        if (!used) CollectWindows(bytes, windows);
      }));
  RETURN_IF_ERROR(
      ForEachPart(file, pages, [&](const UsedPage&, absl::string_view bytes, bool used) {
        if (used) RemoveWindows(bytes, windows);
      }));
  RETURN_IF_ERROR(
      ForEachPart(file, pages, [&](const UsedPage& page, absl::string_view bytes, bool used) {
        if (used || !HasResidue(bytes, windows)) return;
        check.Found(absl::StrCat(page.table, ": ", PageName(page.number)));
      }));
  return check;
}

}  // namespace sucharit
