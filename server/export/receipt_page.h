// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "sucharit/v1/result.pb.h"

namespace sucharit {

// A page of HTML that checks a receipt's code against the bundle's lists, in Thai and English. It
// holds everything it needs and uses no network. The same bundle gives the same bytes. It doesn't
// verify signatures: `sucharit receipt check` does.
std::string ReceiptPage(const v1::Bundle& bundle);

}  // namespace sucharit
