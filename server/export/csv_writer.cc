// SPDX-License-Identifier: Apache-2.0
#include "server/export/csv_writer.h"

#include <algorithm>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"

namespace sucharit {
namespace {

constexpr size_t kFlushAbove = size_t{256} << 10;
constexpr char kByteOrderMark[] = "\xEF\xBB\xBF";

bool IsDigit(char c) { return absl::ascii_isdigit(static_cast<unsigned char>(c)); }

// Digits with at most one point among them, and perhaps a sign before.
bool IsPlainNumber(absl::string_view text) {
  if (absl::StartsWith(text, "-") || absl::StartsWith(text, "+")) text.remove_prefix(1);
  if (text.empty() || !IsDigit(text.front()) || !IsDigit(text.back())) return false;
  return std::all_of(text.begin(), text.end(), [](char c) { return IsDigit(c) || c == '.'; }) &&
         std::count(text.begin(), text.end(), '.') <= 1;
}

bool BeginsLikeAFormula(absl::string_view text) {
  if (text.empty()) return false;
  if (absl::string_view("=+-@\t\r\n").find(text.front()) != absl::string_view::npos) return true;
  for (const char* full_width : {"＝", "＋", "－", "＠"}) {
    if (absl::StartsWith(text, full_width)) return true;
  }
  return false;
}

bool NeedsApostrophe(absl::string_view text) {
  const size_t first = text.find_first_not_of('\'');
  if (first == absl::string_view::npos || !BeginsLikeAFormula(text.substr(first))) return false;
  return first > 0 || !IsPlainNumber(text);
}

// Without what strict readers refuse within a cell.
std::string Readable(absl::string_view text) {
  constexpr absl::string_view kNul("\0", 1);
  return absl::StrReplaceAll(text, {{"\r\n", "\n"}, {"\r", "\n"}, {kNul, "\uFFFD"}});
}

void AppendQuoted(absl::string_view text, std::string& buffer) {
  buffer += '"';
  for (const char c : text) {
    if (c == '"') buffer += '"';
    buffer += c;
  }
  buffer += '"';
}

}  // namespace

std::string NeutralizeFormula(absl::string_view text) {
  return NeedsApostrophe(text) ? absl::StrCat("'", text) : std::string(text);
}

CsvWriter::CsvWriter(ByteSink sink, bool byte_order_mark) : sink_(std::move(sink)) {
  if (byte_order_mark) buffer_ = kByteOrderMark;
  row_begin_ = buffer_.size();
}

CsvWriter& CsvWriter::Cell(absl::string_view text) {
  const std::string cell = NeutralizeFormula(Readable(text));
  if (cell.find_first_of(",\"\n") == std::string::npos) return Plain(cell);
  Separate();
  AppendQuoted(cell, buffer_);
  return *this;
}

CsvWriter& CsvWriter::Plain(absl::string_view text) {
  Separate();
  buffer_.append(text.data(), text.size());
  return *this;
}

CsvWriter& CsvWriter::Plain(int64_t number) { return Plain(absl::StrCat(number)); }

void CsvWriter::EndRow() {
  // A row of one empty cell would be a blank line, which is no row.
  if (cells_ == 1 && buffer_.size() == row_begin_) buffer_ += "\"\"";
  buffer_ += "\r\n";
  cells_ = 0;
  ++rows_;
  if (buffer_.size() >= kFlushAbove) Flush();
  row_begin_ = buffer_.size();
}

absl::Status CsvWriter::Finish() {
  Flush();
  return status_;
}

void CsvWriter::Separate() {
  if (cells_++ > 0) buffer_ += ',';
}

void CsvWriter::Flush() {
  if (status_.ok() && !buffer_.empty()) status_ = sink_(buffer_);
  buffer_.clear();
}

}  // namespace sucharit
