// SPDX-License-Identifier: Apache-2.0
//
// What other programs read in a written file.
#pragma once

#include <map>
#include <string>

#include "absl/strings/string_view.h"

namespace sucharit::document {

// The text layer of a PDF without blanks and line ends, as pdftotext reads it.
std::string TextOfPdf(absl::string_view pdf);

// The text of a DOCX without blanks and line ends, as LibreOffice opens it.
std::string TextOfDocx(absl::string_view docx);

// Pages that LibreOffice lays a DOCX out on.
int PagesOfDocx(absl::string_view docx);

// The parts of a ZIP archive by name.
std::map<std::string, std::string> PartsOfArchive(absl::string_view archive);

std::string WithoutBlanks(absl::string_view text);

}  // namespace sucharit::document
