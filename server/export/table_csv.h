// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "absl/status/status.h"
#include "server/export/csv_writer.h"
#include "server/export/result_tables.h"

namespace sucharit {

// A table as RFC 4180 CSV, its head the columns' ids.
absl::Status WriteTableCsv(const ResultTable& table, const ByteSink& sink, bool byte_order_mark);

}  // namespace sucharit
