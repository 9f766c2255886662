// SPDX-License-Identifier: Apache-2.0
#include "server/export/table_csv.h"

namespace sucharit {

absl::Status WriteTableCsv(const ResultTable& table, const ByteSink& sink, bool byte_order_mark) {
  CsvWriter csv(sink, byte_order_mark);
  for (const ResultColumn& column : table.columns) csv.Cell(column.id);
  csv.EndRow();
  for (const std::vector<std::string>& row : table.rows) {
    for (const std::string& cell : row) csv.Cell(cell);
    csv.EndRow();
  }
  return csv.Finish();
}

}  // namespace sucharit
