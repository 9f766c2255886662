// SPDX-License-Identifier: Apache-2.0
//
// A questionnaire written as an XLSForm (sheets `survey`, `choices`, `settings`; see README.md)
// becomes a definition.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/assessment/assessment.h"
#include "server/spreadsheet/workbook.h"
#include "server/xlsform/findings.h"
#include "sucharit/v1/assessment.pb.h"

namespace sucharit {

// What became of a form: the definition, or what must be corrected first.
struct FormImport {
  // There if and only if there are no findings. What nobody supplied stands in its `unverified`.
  std::optional<Assessment> assessment;

  // In the order of the sheets, the first kMaximumFindings of `finding_count`.
  std::vector<FormFinding> findings;
  size_t finding_count = 0;

  // The settings' `version`, which a definition has no place for; may be empty.
  std::string form_version;
};

// Reads a form from bytes that nobody vouches for, in bounded time and memory. Every construct
// without a counterpart in a definition is a finding; nothing is left out silently. Refuses what
// ParseWorkbook refuses.
absl::StatusOr<FormImport> ImportXlsForm(absl::string_view workbook);

// The same of a workbook that has been read.
FormImport ImportXlsForm(const Workbook& workbook);

// A definition as a file that a person can read and change: protobuf text after a comment that says
// where it comes from. Assessment::FromText reads it again.
std::string DefinitionFile(const FormImport& form, absl::string_view source_name);

}  // namespace sucharit
