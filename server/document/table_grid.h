// SPDX-License-Identifier: Apache-2.0
//
// Where the cells of a table lie. Only for this folder.
#pragma once

#include <vector>

#include "absl/status/statusor.h"
#include "server/document/document.h"

namespace sucharit::document {

// A cell, or the place below it that it reaches into.
struct GridCell {
  const Cell* cell = nullptr;
  int column = 0;          // Its first, from 0.
  bool continued = false;  // Begins in a row above.
};

struct GridRow {
  std::vector<GridCell> cells{};  // From left to right; together they fill all columns.
  bool heading = false;
};

struct TableGrid {
  std::vector<GridRow> header;
  std::vector<GridRow> body;
};

// INTERNAL if a row has more or fewer cells than there are widths, if a cell reaches beyond the
// last row or column, or if widths aren't above 0. Points into `table`.
absl::StatusOr<TableGrid> LayOut(const Table& table);

// The shares of the width, made to add up to 1.
std::vector<double> SharesOf(const Table& table);

}  // namespace sucharit::document
