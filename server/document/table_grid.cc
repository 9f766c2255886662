// SPDX-License-Identifier: Apache-2.0
#include "server/document/table_grid.h"

#include <algorithm>
#include <numeric>

#include "absl/strings/str_cat.h"
#include "common/status/status_macros.h"

namespace sucharit::document {
namespace {

// What reaches from the rows above into one column.
struct Reach {
  const Cell* cell = nullptr;
  int rows = 0;  // Still to come.
};

class RowPlacer {
 public:
  explicit RowPlacer(size_t columns) : reaches_(columns) {}

  absl::StatusOr<GridRow> Place(const Row& row) {
    GridRow result{.heading = row.heading};
    size_t column = 0;
    auto next = row.cells.begin();
    while (column < reaches_.size()) {
      if (reaches_[column].rows > 0) {
        column = Continue(column, result);
      } else if (next != row.cells.end()) {
        ASSIGN_OR_RETURN(column, Begin(*next++, column, result));
      } else {
        return absl::InternalError(absl::StrCat("a table's row lacks a cell for column ", column));
      }
    }
    if (next != row.cells.end()) return absl::InternalError("a table's row has too many cells");
    return result;
  }

  absl::Status Finish() const {
    const bool open = std::any_of(reaches_.begin(), reaches_.end(),
                                  [](const Reach& reach) { return reach.rows > 0; });
    return open ? absl::InternalError("a table's cell reaches below the last row")
                : absl::OkStatus();
  }

 private:
  size_t Continue(size_t column, GridRow& row) {
    const Cell* cell = reaches_[column].cell;
    row.cells.push_back({.cell = cell, .column = static_cast<int>(column), .continued = true});
    const size_t end = column + static_cast<size_t>(cell->columns);
    for (; column < end; ++column) --reaches_[column].rows;
    return end;
  }

  absl::StatusOr<size_t> Begin(const Cell& cell, size_t column, GridRow& row) {
    if (cell.columns < 1 || cell.rows < 1) return absl::InternalError("a cell without extent");
    const size_t end = column + static_cast<size_t>(cell.columns);
    if (end > reaches_.size()) return absl::InternalError("a table's cell is too wide");
    row.cells.push_back({.cell = &cell, .column = static_cast<int>(column)});
    for (; column < end; ++column) {
      if (reaches_[column].rows > 0) return absl::InternalError("two cells at one place");
      reaches_[column] = {.cell = &cell, .rows = cell.rows - 1};
    }
    return end;
  }

  std::vector<Reach> reaches_;
};

absl::StatusOr<std::vector<GridRow>> PlaceRows(const std::vector<Row>& rows, size_t columns) {
  RowPlacer placer(columns);
  std::vector<GridRow> result;
  for (const Row& row : rows) {
    ASSIGN_OR_RETURN(GridRow placed, placer.Place(row));
    result.push_back(std::move(placed));
  }
  RETURN_IF_ERROR(placer.Finish());
  return result;
}

}  // namespace

absl::StatusOr<TableGrid> LayOut(const Table& table) {
  const bool all_wide =
      std::all_of(table.widths.begin(), table.widths.end(), [](double width) { return width > 0; });
  if (table.widths.empty() || !all_wide) return absl::InternalError("a table without widths");
  TableGrid grid;
  ASSIGN_OR_RETURN(grid.header, PlaceRows(table.header, table.widths.size()));
  ASSIGN_OR_RETURN(grid.body, PlaceRows(table.rows, table.widths.size()));
  return grid;
}

std::vector<double> SharesOf(const Table& table) {
  const double sum = std::accumulate(table.widths.begin(), table.widths.end(), 0.0);
  std::vector<double> shares = table.widths;
  for (double& share : shares) share /= sum;
  return shares;
}

}  // namespace sucharit::document
