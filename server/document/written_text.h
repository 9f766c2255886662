// SPDX-License-Identifier: Apache-2.0
//
// Text as it stands in a file. Only for this folder.
#pragma once

#include <string>

#include "absl/strings/string_view.h"
#include "server/document/document.h"

namespace sucharit::document {

// What XML and HTML may hold: control characters but '\n' are left out (a tab becomes a blank), and
// U+FFFD stands for what isn't UTF-8 or isn't a character.
std::string Writable(absl::string_view text);

// A run's text, writable and in the document's digits.
std::string WrittenText(const Run& run, Digits digits);

// For those who can't see a figure: what it shows, and its numbers.
std::string DescriptionOf(const Figure& figure, const Document& document);

}  // namespace sucharit::document
