// SPDX-License-Identifier: Apache-2.0
//
// The style sheet of the HTML. Only for html_writer.cc.
#pragma once

#include <string>

#include "server/document/document.h"

namespace sucharit::document {

// CSS for the screen and for paper.
std::string StyleSheet(const Document& document);

}  // namespace sucharit::document
