// SPDX-License-Identifier: Apache-2.0
#include "server/spreadsheet/sheet_parser.h"

#include <optional>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "common/status/status_macros.h"
#include "server/spreadsheet/spreadsheet_faults.h"

namespace sucharit {
namespace {

constexpr size_t kLongestAddress = 10;  // "XFD1048576" is the last one.

struct Address {
  int row;
  int column;
};

// "C7". Nullopt if it isn't one.
std::optional<Address> ParseAddress(absl::string_view text) {
  if (text.size() > kLongestAddress) return std::nullopt;
  int column = 0;
  size_t letters = 0;
  for (; letters < text.size() && letters < 3 && text[letters] >= 'A' && text[letters] <= 'Z';
       ++letters) {
    column = column * 26 + (text[letters] - 'A' + 1);
  }
  int row = 0;
  if (letters == 0 || !absl::SimpleAtoi(text.substr(letters), &row) || row < 1) return std::nullopt;
  return Address{row, column - 1};
}

// Follows <sheetData>: <row r> with <c r s t>, in which <v>, <f> and <is> with its texts <t>.
class SheetHandler : public XmlHandler {
 public:
  SheetHandler(SheetContext& context, Sheet& sheet) : context_(context), sheet_(sheet) {}

  absl::Status OnStart(absl::string_view name, const XmlAttributes& attributes) override {
    if (name == "sheetData") in_data_ = true;
    if (!in_data_) return absl::OkStatus();
    if (name == "row") return StartRow(attributes);
    if (name == "c") return StartCell(attributes);
    if (name == "f") has_formula_ = true;
    if (name == "rPh") in_pronunciation_ = true;
    in_text_ = name == "v" || (name == "t" && !in_pronunciation_);
    return absl::OkStatus();
  }

  absl::Status OnEnd(absl::string_view name) override {
    if (name == "sheetData") in_data_ = false;
    if (!in_data_) return absl::OkStatus();
    in_text_ = false;
    if (name == "rPh") in_pronunciation_ = false;
    return name == "c" ? EndCell() : absl::OkStatus();
  }

  absl::Status OnText(absl::string_view text) override {
    return in_text_ ? context_.text_limit.Append(text, value_, Place()) : absl::OkStatus();
  }

 private:
  std::string Place() const { return CellPlace(sheet_, row_, column_); }

  absl::Status StartRow(const XmlAttributes& attributes) {
    int number = row_ + 1;
    if (attributes.Has("r") &&
        (!absl::SimpleAtoi(attributes.Get("r"), &number) || number <= row_)) {
      return MalformedWorkbook("a row out of order",
                               absl::StrCat("sheet ", sheet_.name, ", row ", row_ + 1));
    }
    row_ = number;
    column_ = -1;
    return absl::OkStatus();
  }

  absl::Status StartCell(const XmlAttributes& attributes) {
    value_.clear();
    has_formula_ = false;
    type_ = std::string(attributes.Get("t"));
    style_ = 0;
    int64_t style = 0;
    if (absl::SimpleAtoi(attributes.Get("s"), &style) && style > 0) {
      style_ = static_cast<size_t>(style);
    }
    if (!attributes.Has("r")) {
      ++column_;
      return absl::OkStatus();
    }
    const std::optional<Address> address = ParseAddress(attributes.Get("r"));
    if (!address || address->row != row_ || address->column <= column_) {
      return MalformedWorkbook("a cell out of order", CellPlace(sheet_, row_, column_ + 1));
    }
    column_ = address->column;
    return absl::OkStatus();
  }

  absl::Status EndCell() {
    if (value_.empty()) {
      return has_formula_ && type_ != "str" ? RefuseValue("a formula without a result")
                                            : absl::OkStatus();
    }
    ASSIGN_OR_RETURN(std::string text, Text());
    return text.empty() ? absl::OkStatus() : Keep(std::move(text));
  }

  absl::Status Keep(std::string text) {
    if (row_ > kMaximumSheetRows) return TooLargeWorkbook("too many rows", Place());
    if (column_ >= kMaximumSheetColumns) return TooLargeWorkbook("too many columns", Place());
    if (++context_.cells > kMaximumCells) return TooLargeWorkbook("too many cells", Place());
    if (sheet_.rows.empty() || sheet_.rows.back().number != row_) {
      sheet_.rows.push_back({row_, {}});
    }
    sheet_.rows.back().cells.push_back({column_, std::move(text)});
    return absl::OkStatus();
  }

  absl::StatusOr<std::string> Text() {
    if (type_ == "s") return SharedText();
    if (type_ == "str" || type_ == "inlineStr") return UnescapeCellText(value_);
    if (type_ == "d") return value_;
    if (type_ == "b") return std::string(value_ == "1" || value_ == "true" ? "TRUE" : "FALSE");
    if (type_ == "e") return RefuseValue("an error instead of a value");
    double number = 0;
    if ((!type_.empty() && type_ != "n") || !absl::SimpleAtod(value_, &number)) {
      return MalformedWorkbook("a value that can't be read", Place());
    }
    return FormatCellNumber(value_, context_.formats.KindOf(style_),
                            context_.formats.counts_from_1904);
  }

  absl::StatusOr<std::string> SharedText() {
    uint32_t index = 0;
    if (!absl::SimpleAtoi(value_, &index) || index >= context_.shared_strings.size()) {
      return MalformedWorkbook("a text that isn't there", Place());
    }
    std::string text;
    RETURN_IF_ERROR(context_.text_limit.Append(context_.shared_strings[index], text, Place()));
    return text;
  }

  absl::Status RefuseValue(absl::string_view message) const {
    return Refused(absl::StatusCode::kInvalidArgument, v1::REASON_SPREADSHEET_NO_VALUE, message,
                   Place());
  }

  SheetContext& context_;
  Sheet& sheet_;
  bool in_data_ = false;
  bool in_pronunciation_ = false;
  bool in_text_ = false;
  int row_ = 0;
  int column_ = -1;
  std::string type_;
  size_t style_ = 0;
  bool has_formula_ = false;
  std::string value_;
};

}  // namespace

absl::Status ReadSheet(ZipArchive& archive, const std::string& part, SheetContext& context,
                       Sheet& sheet) {
  SheetHandler handler(context, sheet);
  XmlParser parser(part, handler);
  RETURN_IF_ERROR(archive.Read(part, [&](absl::string_view piece) { return parser.Feed(piece); }));
  return parser.Finish();
}

}  // namespace sucharit
