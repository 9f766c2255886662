// SPDX-License-Identifier: Apache-2.0
//
// Tables as RFC 4180 has them, written row by row in constant memory: UTF-8, rows ending in CR LF.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace sucharit {

// Where bytes go, piece by piece. After an error it isn't called again.
using ByteSink = std::function<absl::Status(absl::string_view bytes)>;

// `text` so that a spreadsheet shows it and never runs it: an apostrophe is put before what begins
// with = + - @ (also the full-width ones), a tab or a line break, unless it is a plain number such
// as "-2.5". Texts that begin with apostrophes and then such a character get one more, so that
// taking one away always gives the text back.
std::string NeutralizeFormula(absl::string_view text);

// Writes one table. Once the sink fails it does nothing more, so that callers ask once, at the end.
class CsvWriter {
 public:
  // With a byte order mark Excel reads the file as UTF-8.
  explicit CsvWriter(ByteSink sink, bool byte_order_mark = false);

  // The row's next cell: any UTF-8 text, neutralized, and quoted if it has to be. Line breaks
  // within it become LF, and a NUL byte, which no reader takes, U+FFFD.
  CsvWriter& Cell(absl::string_view text);

  // A cell that is already as it shall stand in the file: an id or a number, without quotes,
  // commas, line breaks or a formula's beginning.
  CsvWriter& Plain(absl::string_view text);
  CsvWriter& Plain(int64_t number);

  // Ends a row of at least one cell.
  void EndRow();

  // Hands over what is still held. The sink's first error, if there was one.
  absl::Status Finish();

  const absl::Status& status() const { return status_; }

  // Rows ended, the head with them.
  int64_t rows() const { return rows_; }

 private:
  void Separate();
  void Flush();

  ByteSink sink_;
  std::string buffer_;
  absl::Status status_;
  size_t row_begin_ = 0;  // Where the row begins in buffer_.
  int64_t cells_ = 0;     // Of this row so far.
  int64_t rows_ = 0;
};

}  // namespace sucharit
