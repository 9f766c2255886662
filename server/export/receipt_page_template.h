// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "absl/strings/string_view.h"

namespace sucharit {

// The page with "@DATA@" where its data belong. Only for ReceiptPage().
absl::string_view ReceiptPageTemplate();

}  // namespace sucharit
