// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sucharit/v1/result.pb.h"

namespace sucharit::testing {

// What the report of the real agency's round of 2567 is written from: its definition, the answers
// and imported scores in tests/data, scored by the real program, with answer tables of joined
// choices, and the plan that followed. Without earlier years.
v1::ReportSource SeedSource();

}  // namespace sucharit::testing
