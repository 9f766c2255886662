// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "common/assessment/assessment.h"
#include "sucharit/v1/assessment.pb.h"

namespace sucharit::testing {

// An agency's own survey: one questionnaire "Q" with every kind of item, rules, sections and
// segments; valid, for a test to change what it is about. Minimum group 3, rows are kept.
//
//   0 POINT    staff; north, south                                     segment "point"
//   1 AGE      young, middle, old                                      segment "age"
//   - section "service" -
//   2 SAT      low 0, fair 50, high 100, none (no opinion, no score)   indicator 1
//   3 SPEED    slow 0, fast 100                                        indicator 1
//   4 CHANNEL  several of counter, phone, web (at most 2), nothing (exclusive)
//   - section "visit", show_if selected(${CHANNEL}, 'counter') -
//   5 VISITS   1 to 50, no decimals
//   6 WAIT     0 to 600.5, 1 decimal, optional; constraint . <= 120 or ${VISITS} > 1
//   - no section -
//   7 WHY      text of at most 100; show_if ${SAT} = 'low' or ${WAIT} > 30.5
//   8 COMMENT  text of at most 500, optional
v1::Definition SurveyDefinition();

// The same, checked.
Assessment SurveyAssessment();

}  // namespace sucharit::testing
