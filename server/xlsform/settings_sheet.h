// SPDX-License-Identifier: Apache-2.0
//
// What a form says of itself as a whole. Only for this folder.
#pragma once

#include <string>

#include "common/text/language.h"
#include "server/spreadsheet/workbook.h"
#include "server/xlsform/assumptions.h"
#include "server/xlsform/findings.h"
#include "sucharit/v1/assessment.pb.h"

namespace sucharit {

struct FormSettings {
  // The language of columns that name none.
  Language language = Language::kThai;
  std::string version;

  // With its head, privacy, and one instrument without what depends on the questions.
  v1::Definition definition;

  // Where its refusals are shown.
  std::string place = "sheet settings, cell A1";
};

// Reads the sheet `settings`; without one, only the form's id and title are findings.
FormSettings ReadSettings(const Workbook& workbook, Assumptions& assumptions,
                          FormFindings& findings);

// Adds what the introduction says of its purpose and length unless the settings do: the first may
// stand in a note before all questions (else empty), the second depends on the questions.
void CompleteIntroduction(const v1::Text& opening_note, v1::Definition& definition,
                          Assumptions& assumptions);

}  // namespace sucharit
