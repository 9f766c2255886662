// SPDX-License-Identifier: Apache-2.0
//
// The lists of choices. Only for this folder.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "common/text/language.h"
#include "server/spreadsheet/workbook.h"
#include "server/xlsform/assumptions.h"
#include "server/xlsform/findings.h"
#include "sucharit/v1/assessment.pb.h"

namespace sucharit {

struct ChoiceList {
  v1::Scale scale;
  std::string place;                       // Of its first row.
  std::vector<std::string> choice_places;  // Of the scores, one for each choice.

  bool IsScored() const;
  bool HasExclusive() const;

  // Whether three scores or more fall from the first to the last. Of two, the order says nothing.
  bool Falls() const;
};

using ChoiceLists = std::map<std::string, ChoiceList>;

// Reads the sheet `choices`; a form may have none.
ChoiceLists ReadChoiceLists(const Workbook& workbook, Language language, Assumptions& assumptions,
                            FormFindings& findings);

}  // namespace sucharit
