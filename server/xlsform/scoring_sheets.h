// SPDX-License-Identifier: Apache-2.0
//
// The two sheets that only Sucharit has, `indicators` and `levels`; a form needs neither. Only for
// this folder.
#pragma once

#include "common/text/language.h"
#include "server/spreadsheet/workbook.h"
#include "server/xlsform/assumptions.h"
#include "server/xlsform/findings.h"
#include "server/xlsform/places.h"
#include "sucharit/v1/assessment.pb.h"

namespace sucharit {

// Adds the indicators that have a sheet of their own to a definition with one instrument.
void ReadIndicatorsSheet(const Workbook& workbook, Language language, v1::Definition& definition,
                         Places& places, Assumptions& assumptions, FormFindings& findings);

// Adds the levels of results, or five usual ones.
void ReadLevelsSheet(const Workbook& workbook, Language language, v1::Definition& definition,
                     Places& places, Assumptions& assumptions, FormFindings& findings);

}  // namespace sucharit
