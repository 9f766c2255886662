// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "server/document/document.h"

namespace sucharit::document {

// One HTML file that needs nothing else: style and charts within it, no script, nothing fetched. It
// prints on A4 with page numbers. The same document gives the same bytes. Thread-safe. The errors
// of ChartToSvg; INTERNAL if a table's cells don't fit its columns.
absl::StatusOr<std::string> WriteHtml(const Document& document);

}  // namespace sucharit::document
