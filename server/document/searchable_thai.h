// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "absl/strings/string_view.h"

namespace sucharit::document {

// searchable_thai.py, which the program carries within itself. Only for pdf_writer.cc.
absl::string_view SearchableThaiScript();

}  // namespace sucharit::document
