// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "absl/status/status.h"
#include "common/assessment/assessment.h"
#include "server/export/csv_writer.h"
#include "server/export/row_table.h"

namespace sucharit {

// Kept rows as CSV, in constant memory: choice ids, 1 or 0 for each of several choices, decimals,
// 1 or 0 for whether a text was given; empty where nothing was answered. The errors of ForEachRow
// and of the sink.
absl::Status WriteRowsCsv(const Assessment& assessment, const Instrument& instrument,
                          const RowSource& source, const ByteSink& sink, bool byte_order_mark);

}  // namespace sucharit
