// SPDX-License-Identifier: Apache-2.0
#include "server/document/xml_part.h"

#include <zip.h>

#include <memory>
#include <sstream>

#include "absl/strings/str_cat.h"
#include "common/status/status_macros.h"

namespace sucharit::document {
namespace {

absl::Status ArchiveError(const char* what) {
  return absl::InternalError(absl::StrCat("can't make the archive: ", what));
}

struct FreeSource {
  void operator()(zip_source_t* source) const { zip_source_free(source); }
};
using Source = std::unique_ptr<zip_source_t, FreeSource>;

absl::Status AddPart(zip_t* archive, const ArchivePart& part) {
  zip_source_t* source = zip_source_buffer(archive, part.bytes.data(), part.bytes.size(), 0);
  if (source == nullptr) return ArchiveError(zip_strerror(archive));
  const zip_int64_t index =
      zip_file_add(archive, part.name.c_str(), source, ZIP_FL_ENC_UTF_8 | ZIP_FL_OVERWRITE);
  if (index < 0) {
    zip_source_free(source);
    return ArchiveError(zip_strerror(archive));
  }
  constexpr zip_uint16_t kFirstOfJanuary1980 = (1 << 5) | 1;
  const auto position = static_cast<zip_uint64_t>(index);
  if (zip_file_set_dostime(archive, position, 0, kFirstOfJanuary1980, 0) != 0 ||
      zip_set_file_compression(archive, position, ZIP_CM_DEFLATE, 9) != 0) {
    return ArchiveError(zip_strerror(archive));
  }
  return absl::OkStatus();
}

// What was written into `source`.
absl::StatusOr<std::string> BytesOf(zip_source_t* source) {
  if (zip_source_open(source) != 0) return ArchiveError("open");
  std::string bytes;
  char buffer[65536];
  zip_int64_t count = 0;
  while ((count = zip_source_read(source, buffer, sizeof buffer)) > 0) {
    bytes.append(buffer, static_cast<size_t>(count));
  }
  zip_source_close(source);
  if (count < 0) return ArchiveError("read");
  return bytes;
}

}  // namespace

pugi::xml_node AddElement(pugi::xml_node parent, const char* name, Attributes attributes) {
  pugi::xml_node node = parent.append_child(name);
  for (const auto& [key, value] : attributes) {
    node.append_attribute(key).set_value(value.c_str());
  }
  return node;
}

std::string XmlText(const pugi::xml_document& xml) {
  std::ostringstream text;
  text << "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
  xml.save(text, "", pugi::format_raw | pugi::format_no_declaration, pugi::encoding_utf8);
  return text.str();
}

absl::StatusOr<std::string> ZipArchive(const std::vector<ArchivePart>& parts) {
  const Source source(zip_source_buffer_create(nullptr, 0, 0, nullptr));
  if (source == nullptr) return ArchiveError("memory");
  zip_t* archive = zip_open_from_source(source.get(), ZIP_CREATE | ZIP_TRUNCATE, nullptr);
  if (archive == nullptr) return ArchiveError("begin");
  zip_source_keep(source.get());
  for (const ArchivePart& part : parts) {
    if (absl::Status status = AddPart(archive, part); !status.ok()) {
      zip_discard(archive);
      return status;
    }
  }
  if (zip_close(archive) != 0) {
    absl::Status status = ArchiveError(zip_strerror(archive));
    zip_discard(archive);
    return status;
  }
  return BytesOf(source.get());
}

}  // namespace sucharit::document
