// SPDX-License-Identifier: Apache-2.0
#include "server/spreadsheet/zip_archive.h"

#include <zip.h>

#include <utility>
#include <vector>

#include "common/status/status_macros.h"
#include "server/spreadsheet/spreadsheet_faults.h"
#include "server/spreadsheet/workbook.h"

namespace sucharit {
namespace {

constexpr size_t kPieceBytes = size_t{64} * 1024;
constexpr char kDirectoryEntry[] = "PK\x01\x02";

// How many entries the directory can have at most, found before anything is set aside for them.
size_t CountDirectoryEntries(absl::string_view bytes) {
  size_t count = 0;
  for (size_t at = bytes.find(kDirectoryEntry); at != absl::string_view::npos;
       at = bytes.find(kDirectoryEntry, at + 1)) {
    ++count;
  }
  return count;
}

struct FileCloser {
  void operator()(zip_file_t* file) const { zip_fclose(file); }
};

// Only what spreadsheet programs use: other methods may claim any amount of memory to unpack.
bool IsKnownMethod(const zip_stat_t& about) {
  return (about.valid & ZIP_STAT_COMP_METHOD) != 0 &&
         (about.comp_method == ZIP_CM_STORE || about.comp_method == ZIP_CM_DEFLATE);
}

bool IsEncrypted(const zip_stat_t& about) {
  return (about.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 && about.encryption_method != ZIP_EM_NONE;
}

}  // namespace

void ZipArchive::Closer::operator()(zip* archive) const { zip_discard(archive); }

absl::StatusOr<ZipArchive> ZipArchive::Open(absl::string_view bytes) {
  if (CountDirectoryEntries(bytes) > kMaximumParts) return TooLargeWorkbook("too many parts");
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
  zip_t* archive = source == nullptr ? nullptr : zip_open_from_source(source, ZIP_RDONLY, &error);
  zip_error_fini(&error);
  if (archive == nullptr) {
    if (source != nullptr) zip_source_free(source);
    return MalformedWorkbook("not a whole zip file");
  }
  ZipArchive result;
  result.archive_.reset(archive);
  const zip_int64_t count = zip_get_num_entries(archive, 0);
  for (zip_int64_t index = 0; index < count; ++index) {
    RETURN_IF_ERROR(result.AddPart(static_cast<uint64_t>(index)));
  }
  return result;
}

absl::Status ZipArchive::AddPart(uint64_t index) {
  zip_stat_t about;
  if (zip_stat_index(archive_.get(), index, 0, &about) != 0 || (about.valid & ZIP_STAT_NAME) == 0) {
    return MalformedWorkbook("a part without a name");
  }
  if (IsEncrypted(about)) {
    return Refused(absl::StatusCode::kInvalidArgument, v1::REASON_SPREADSHEET_ENCRYPTED,
                   "an encrypted part", about.name);
  }
  if ((about.valid & ZIP_STAT_SIZE) != 0 && about.size > kMaximumPartBytes) {
    return TooLargeWorkbook("a part that says it is too large", about.name);
  }
  if (parts_.emplace(about.name, index).second) return absl::OkStatus();
  return MalformedWorkbook("two parts of one name", about.name);
}

absl::Status ZipArchive::Read(const std::string& part,
                              const std::function<absl::Status(absl::string_view)>& on_piece) {
  const auto found = parts_.find(part);
  if (found == parts_.end()) return MalformedWorkbook("a part is missing", part);
  zip_stat_t about;
  if (zip_stat_index(archive_.get(), found->second, 0, &about) != 0 || !IsKnownMethod(about)) {
    return MalformedWorkbook("a part packed in an unusual way", part);
  }
  const std::unique_ptr<zip_file_t, FileCloser> file(
      zip_fopen_index(archive_.get(), found->second, 0));
  if (file == nullptr) return MalformedWorkbook("a part can't be opened", part);
  std::vector<char> piece(kPieceBytes);
  size_t part_bytes = 0;
  while (true) {
    const zip_int64_t got = zip_fread(file.get(), piece.data(), piece.size());
    if (got < 0) return MalformedWorkbook("a part is damaged", part);
    if (got == 0) return absl::OkStatus();
    const auto size = static_cast<size_t>(got);
    part_bytes += size;
    unpacked_ += size;
    if (part_bytes > kMaximumPartBytes || unpacked_ > kMaximumUnpackedBytes) {
      return TooLargeWorkbook("too large once unpacked", part);
    }
    RETURN_IF_ERROR(on_piece(absl::string_view(piece.data(), size)));
  }
}

}  // namespace sucharit
