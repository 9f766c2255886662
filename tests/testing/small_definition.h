// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "common/assessment/assessment.h"
#include "sucharit/v1/assessment.pb.h"

namespace sucharit::testing {

// The smallest definition that has one of everything; valid, for a test to change what it is about.
//
//   ALL ─┬─ S (survey, 1/2) ──── indicator 1 ─────────── S1 (six levels "1".."6": 0 to 100), S2
//   (yes: 0, no: 100)
//        └─ C (checklist, 1/2) ─ indicator 2 ─ 2.1 ───── C1, C2 (scale "evidence": none 0, some 50,
//        all 100)
//
// S has the parts S-1 (collected) and S-2 (imported), one half each. Levels: good (80, each
// instrument 80), fair (80), poor (0). One topic: S1, C1. Minimum group 3, rows are dropped.
v1::Definition SmallDefinition();

// The same, checked.
Assessment SmallAssessment();

}  // namespace sucharit::testing
