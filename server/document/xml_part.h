// SPDX-License-Identifier: Apache-2.0
//
// Parts of an Office Open XML archive. Only for this folder.
#pragma once

#include <initializer_list>
#include <pugixml.hpp>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"

namespace sucharit::document {

using Attributes = std::initializer_list<std::pair<const char*, std::string>>;

// Appends an element to `parent` and returns it.
pugi::xml_node AddElement(pugi::xml_node parent, const char* name, Attributes attributes = {});

// The XML as text, without line breaks that weren't there.
std::string XmlText(const pugi::xml_document& xml);

struct ArchivePart {
  std::string name;  // "word/document.xml"
  std::string bytes;
};

// A ZIP archive of the parts in their order, all dated 1980-01-01. INTERNAL if libzip fails.
absl::StatusOr<std::string> ZipArchive(const std::vector<ArchivePart>& parts);

}  // namespace sucharit::document
