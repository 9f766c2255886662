// SPDX-License-Identifier: Apache-2.0
//
// What is read in the same way from several sheets. Only for this folder.
#pragma once

#include <string>

#include "server/xlsform/assumptions.h"
#include "server/xlsform/findings.h"
#include "server/xlsform/form_sheet.h"

namespace sucharit {

// yes/no, true/false, true()/false(), in any case; empty is no. Anything else is a finding.
bool ReadYesOrNo(const FormRow& row, const std::string& column, FormFindings& findings);

// Whether the column holds a name: letters, digits, '_', '-' and '.', at most 32. If not, a
// finding.
bool CheckName(const FormRow& row, const std::string& column, FormFindings& findings);

// The column `label` in both languages; a finding if it is empty or quotes another answer
// ("${name}").
v1::Text ReadLabel(const FormRow& row, const std::string& what, Assumptions& assumptions,
                   FormFindings& findings);

// Another translated column, which may be empty.
v1::Text ReadTranslated(const FormRow& row, const std::string& column, const std::string& what,
                        Assumptions& assumptions, FormFindings& findings);

}  // namespace sucharit
