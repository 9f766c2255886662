// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>

#include "absl/status/statusor.h"
#include "common/assessment/assessment.h"
#include "common/text/language.h"
#include "sucharit/v1/result.pb.h"

namespace sucharit {

// A published round as one workbook in the reader's language: summary, indicators with a chart,
// items, answers, their distribution with a chart, breakdowns, totals, imported scores, provenance.
// Figures are numbers rounded to two decimals, with the exact fraction as text beside them. The
// same bundle gives the same bytes. Returns the number of rows below the heads of all sheets.
// `assessment` is of the bundle's definition. PERMISSION_DENIED `REASON_FILE_NOT_WRITABLE`.
absl::StatusOr<int64_t> WriteResultsWorkbook(const Assessment& assessment, const v1::Bundle& bundle,
                                             Language language, const std::string& path);

// When a round ended, in seconds since 1970: what exports say instead of the time of writing, so
// that two exports are equal. 1980-01-01 if the bundle has no readable last day.
int64_t ExportTime(const v1::Bundle& bundle);

}  // namespace sucharit
