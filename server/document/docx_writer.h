// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "server/document/document.h"

namespace sucharit::document {

// An Office Open XML document that Word and LibreOffice open and edit: styles, headings with
// outline levels, lists that number themselves, tables whose heads repeat. Holds no date and no
// author. The same document gives the same bytes. Thread-safe. The errors of ChartToPng; INTERNAL
// if a table's cells don't fit its columns or the archive can't be made.
absl::StatusOr<std::string> WriteDocx(const Document& document);

}  // namespace sucharit::document
