// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "absl/status/status.h"
#include "common/assessment/assessment.h"
#include "common/text/language.h"
#include "server/export/row_table.h"
#include "server/export/workbook_writer.h"

namespace sucharit {

// Kept rows as a workbook, in constant memory: the columns of WriteRowsCsv, numbers as numbers. A
// sheet that is full goes on in another one. The errors of ForEachRow and of WorkbookWriter;
// FAILED_PRECONDITION `REASON_ROWS_NOT_KEPT` if there are more columns than a sheet has.
absl::Status WriteRowsWorkbook(const Assessment& assessment, const Instrument& instrument,
                               const RowSource& source, Language language,
                               const WorkbookOptions& options, const std::string& path);

}  // namespace sucharit
