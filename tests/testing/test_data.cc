// SPDX-License-Identifier: Apache-2.0
#include "tests/testing/test_data.h"

#include "absl/strings/str_cat.h"

namespace sucharit::testing {

std::string TestData(absl::string_view name) { return absl::StrCat(SUCHARIT_TEST_DATA, "/", name); }

}  // namespace sucharit::testing
