// SPDX-License-Identifier: Apache-2.0
//
// Published rounds as they come from a server, made without one.
#pragma once

#include <string>
#include <vector>

#include "common/assessment/assessment.h"
#include "server/export/row_table.h"
#include "sucharit/v1/result.pb.h"

namespace sucharit::testing {

// The packed rows of seven respondents to SurveyDefinition(), sorted:
//
//   POINT AGE    SAT  SPEED CHANNEL      VISITS WAIT  WHY   COMMENT
//   north young  low  slow  counter,web  3      30.5  given -
//   north young  none slow  nothing      -      -     -     given
//   north middle high fast  counter      1      -     -     -
//   south old    fair fast  phone        -      -     -     -
//   ... and the last one three times more.
std::vector<std::string> SurveyRows();

// Gives `rows` two at a time.
RowSource SourceOf(std::vector<std::string> rows);

// What is published of them, with a withheld and a shown breakdown. Evidence, notes and the
// agency's name hold what spreadsheets might run.
v1::Bundle SurveyBundle();

// What is published of the agency in tests/data: ITA of 2567, 31 employees, 70 citizens.
v1::Bundle AgencyBundle();

}  // namespace sucharit::testing
