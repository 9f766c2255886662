// SPDX-License-Identifier: Apache-2.0
#include "server/leakcheck/file_checks.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"
#include "common/crypto/digest.h"
#include "common/crypto/secret.h"
#include "common/files/files.h"
#include "common/status/reason.h"
#include "common/status/status_macros.h"

namespace sucharit {
namespace {

namespace fs = std::filesystem;

constexpr size_t kChunk = size_t{1} << 20;
constexpr size_t kLargestKeyFile = 16384;
constexpr size_t kRawKey = 32;
constexpr size_t kRoundIdSize = 16;
constexpr size_t kPemLine = 40;

// Something to look for, and how the report calls it.
struct Pattern {
  std::string name;
  std::string bytes;
};

absl::Status Unreadable(const std::string& path) {
  return Refused(absl::StatusCode::kNotFound, v1::REASON_FILE_UNREADABLE, "can't be read", path);
}

void NoteIn(absl::string_view bytes, const std::string& file, const std::vector<Pattern>& patterns,
            std::set<std::string>& places) {
  for (const Pattern& pattern : patterns) {
    if (bytes.find(pattern.bytes) == absl::string_view::npos) continue;
    places.insert(absl::StrCat(file, ": ", pattern.name));
  }
}

absl::Status SearchFile(const std::string& path, const std::string& shown,
                        const std::vector<Pattern>& patterns, LeakCheck& check) {
  size_t longest = 1;
  for (const Pattern& pattern : patterns) longest = std::max(longest, pattern.bytes.size());
  std::ifstream stream(path, std::ios::binary);
  if (!stream) return Unreadable(path);
  std::set<std::string> places;
  std::string window;
  std::string chunk(kChunk, '\0');
  while (stream.read(chunk.data(), kChunk) || stream.gcount() > 0) {
    window.append(chunk, 0, static_cast<size_t>(stream.gcount()));
    NoteIn(window, shown, patterns, places);
    // What begins at the end of one chunk may go on in the next.
    if (window.size() >= longest) window.erase(0, window.size() - longest + 1);
  }
  for (const std::string& place : places) check.Found(place);
  return absl::OkStatus();
}

absl::Status Search(const std::string& folder, const std::vector<Pattern>& patterns,
                    LeakCheck& check) {
  ASSIGN_OR_RETURN(const std::vector<std::string> files, FilesBelow(folder));
  for (const std::string& file : files) {
    RETURN_IF_ERROR(SearchFile(absl::StrCat(folder, "/", file), file, patterns, check));
  }
  return absl::OkStatus();
}

// The lines between BEGIN and END are the key itself.
void AddPemKey(const std::string& name, const std::string& pem, std::vector<Pattern>& patterns) {
  for (const absl::string_view line : absl::StrSplit(pem, '\n')) {
    if (line.size() >= kPemLine && !absl::StartsWith(line, "-----")) {
      patterns.push_back({name, std::string(line)});
    }
  }
}

void AddKey(const std::string& name, const std::string& bytes, std::vector<Pattern>& patterns) {
  if (absl::StrContains(bytes, "PRIVATE KEY")) return AddPemKey(name, bytes, patterns);
  const std::string content(absl::StripAsciiWhitespace(bytes));
  if (content.size() < kRawKey) return;
  // A signing key ends in its public half, so the first half has to be looked for alone.
  const std::string key = bytes.substr(0, kRawKey);
  patterns.push_back({name, key});
  patterns.push_back({absl::StrCat(name, " (hex)"), crypto::ToHex(key)});
  patterns.push_back({absl::StrCat(name, " (base64)"), absl::Base64Escape(key).substr(0, kRawKey)});
}

absl::Status AddKeysOf(const std::string& key_folder, std::vector<Pattern>& patterns) {
  ASSIGN_OR_RETURN(const std::vector<std::string> files, FilesBelow(key_folder));
  for (const std::string& file : files) {
    if (fs::path(file).extension() == ".crt") continue;  // Certificates are for everybody.
    ASSIGN_OR_RETURN(std::string bytes,
                     ReadWholeFile(absl::StrCat(key_folder, "/", file), kLargestKeyFile));
    AddKey(file, bytes, patterns);
    crypto::Wipe(bytes);
  }
  return absl::OkStatus();
}

absl::StatusOr<std::vector<Pattern>> PlantedPatterns(const std::string& path) {
  ASSIGN_OR_RETURN(const std::string lines, ReadWholeFile(path));
  std::vector<Pattern> patterns;
  int number = 0;
  for (absl::string_view line : absl::StrSplit(lines, '\n')) {
    ++number;
    line = absl::StripSuffix(line, "\r");
    if (line.empty()) continue;
    const bool hex = absl::StartsWith(line, "hex:");
    const std::string bytes = hex ? crypto::FromHex(line.substr(4), line.size() / 2 - 2) : "";
    patterns.push_back(
        {absl::StrCat(path, " line ", number), bytes.empty() ? std::string(line) : bytes});
  }
  return patterns;
}

// What everybody may have.
bool IsPublication(const std::string& file) {
  const fs::path path(file);
  return path.parent_path() == "publications" && path.extension() == ".json" &&
         !crypto::FromHex(path.stem().string(), kRoundIdSize).empty();
}

}  // namespace

absl::StatusOr<std::vector<std::string>> FilesBelow(const std::string& folder) {
  std::error_code error;
  std::vector<std::string> files;
  for (fs::recursive_directory_iterator entry(folder, error), end; !error && entry != end;
       entry.increment(error)) {
    if (entry->is_regular_file(error)) {
      files.push_back(entry->path().lexically_relative(folder).string());
    }
  }
  if (error) return Unreadable(folder);
  std::sort(files.begin(), files.end());
  return files;
}

absl::StatusOr<LeakCheck> CheckLog(const std::string& folder) {
  LeakCheck check{
      "log",
      {"บันทึกการเขียนของฐานข้อมูลว่างเปล่าหรือไม่มี", "the database's write-ahead log is empty or absent"}};
  for (const char* name : {"sucharit.db-wal", "sucharit.db-journal"}) {
    std::error_code error;
    const auto size = fs::file_size(absl::StrCat(folder, "/", name), error);
    if (!error && size != 0) check.Found(name);
  }
  return check;
}

absl::StatusOr<LeakCheck> CheckFiles(const std::string& folder) {
  LeakCheck check{"files",
                  {"ในโฟลเดอร์ข้อมูลมีแต่ไฟล์ที่เซิร์ฟเวอร์สร้าง",
                   "the data folder holds only files that the server makes"}};
  const std::set<std::string> known = {"configuration/sucharitd.textproto", "lock", "sucharit.db",
                                       "sucharit.db-shm", "sucharit.db-wal"};
  ASSIGN_OR_RETURN(const std::vector<std::string> files, FilesBelow(folder));
  for (const std::string& file : files) {
    if (known.count(file) == 0 && !IsPublication(file)) check.Found(file);
  }
  return check;
}

absl::StatusOr<LeakCheck> CheckKeys(const std::string& folder, const std::string& key_folder) {
  LeakCheck check{"keys", {"ไม่มีกุญแจลับในโฟลเดอร์ข้อมูล", "there is no private key in the data folder"}};
  std::vector<Pattern> patterns = {{"PRIVATE KEY", "PRIVATE KEY-----"},
                                   {"wrapped key", "sucharit-key-1 "}};
  if (!key_folder.empty()) RETURN_IF_ERROR(AddKeysOf(key_folder, patterns));
  RETURN_IF_ERROR(Search(folder, patterns, check));
  for (Pattern& pattern : patterns) crypto::Wipe(pattern.bytes);
  return check;
}

absl::StatusOr<LeakCheck> CheckPlanted(const std::string& folder, const std::string& planted) {
  LeakCheck check{"planted",
                  {"ไม่พบข้อความในรายการที่ให้มา ในไบต์ใดของไฟล์ใดเลย",
                   "no byte of any file holds a string of the list that was given"}};
  if (planted.empty()) {
    check.result = LeakResult::kNotChecked;
    return check;
  }
  ASSIGN_OR_RETURN(const std::vector<Pattern> patterns, PlantedPatterns(planted));
  RETURN_IF_ERROR(Search(folder, patterns, check));
  return check;
}

}  // namespace sucharit
