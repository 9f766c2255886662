// SPDX-License-Identifier: Apache-2.0
//
// The questions of a form, in their order. Only for this folder.
#pragma once

#include "common/text/language.h"
#include "server/spreadsheet/workbook.h"
#include "server/xlsform/assumptions.h"
#include "server/xlsform/choices_sheet.h"
#include "server/xlsform/findings.h"
#include "server/xlsform/places.h"
#include "sucharit/v1/assessment.pb.h"

namespace sucharit {

// What the sheet is read with.
struct SurveyContext {
  Language language;
  const ChoiceLists& lists;
  v1::Definition& definition;  // Has its instrument, and the indicators with a sheet of their own.
  Places& places;
  Assumptions& assumptions;
  FormFindings& findings;
};

// Adds sections, items, scales, segments and the other indicators. Returns the note that stands
// before all questions; empty if there is none.
v1::Text ReadSurvey(const Workbook& workbook, SurveyContext& context);

}  // namespace sucharit
