// SPDX-License-Identifier: Apache-2.0
#include "server/spreadsheet/workbook_parts.h"

#include <algorithm>
#include <map>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "common/status/status_macros.h"
#include "server/spreadsheet/spreadsheet_faults.h"
#include "server/spreadsheet/workbook.h"
#include "server/spreadsheet/xml_parser.h"

namespace sucharit {
namespace {

constexpr size_t kMaximumRelationships = 10'000;
constexpr size_t kMaximumStyles = 70'000;
constexpr size_t kMaximumSheetNameBytes = 400;

absl::Status ParsePart(ZipArchive& archive, const std::string& part, XmlHandler& handler) {
  XmlParser parser(part, handler);
  RETURN_IF_ERROR(archive.Read(part, [&](absl::string_view piece) { return parser.Feed(piece); }));
  return parser.Finish();
}

std::string LastWord(absl::string_view address) {
  const size_t slash = address.rfind('/');
  return std::string(slash == absl::string_view::npos ? address : address.substr(slash + 1));
}

// The folder of a part with its slash: "xl/" of "xl/workbook.xml".
std::string FolderOf(const std::string& part) { return part.substr(0, part.rfind('/') + 1); }

// "xl/worksheets/sheet1.xml" for "../worksheets/sheet1.xml" in "xl/x/".
std::string Resolve(const std::string& folder, absl::string_view target) {
  const std::string path =
      absl::StartsWith(target, "/") ? std::string(target) : absl::StrCat(folder, target);
  std::vector<std::string> steps;
  for (const auto step : absl::StrSplit(path, '/', absl::SkipEmpty())) {
    if (step == "..") {
      if (!steps.empty()) steps.pop_back();
    } else if (step != ".") {
      steps.emplace_back(step);
    }
  }
  return absl::StrJoin(steps, "/");
}

class RelationshipsHandler : public XmlHandler {
 public:
  RelationshipsHandler(std::string folder, std::string part)
      : folder_(std::move(folder)), part_(std::move(part)) {}

  absl::Status OnStart(absl::string_view name, const XmlAttributes& attributes) override {
    if (name != "Relationship" || attributes.Get("TargetMode") == "External") {
      return absl::OkStatus();
    }
    if (found.size() == kMaximumRelationships) return TooLargeWorkbook("too many links", part_);
    found.push_back({std::string(attributes.Get("Id")), LastWord(attributes.Get("Type")),
                     Resolve(folder_, attributes.Get("Target"))});
    return absl::OkStatus();
  }

  std::vector<Relationship> found;

 private:
  std::string folder_;
  std::string part_;
};

class WorkbookHandler : public XmlHandler {
 public:
  explicit WorkbookHandler(std::string part) : part_(std::move(part)) {}

  absl::Status OnStart(absl::string_view name, const XmlAttributes& attributes) override {
    if (is_first_ && name != "workbook") return MalformedWorkbook("not a workbook", part_);
    is_first_ = false;
    if (name == "workbookPr") {
      const absl::string_view value = attributes.Get("date1904");
      head.counts_from_1904 = value == "1" || value == "true";
    }
    return name == "sheet" ? AddSheet(attributes) : absl::OkStatus();
  }

  WorkbookHead head;

 private:
  absl::Status AddSheet(const XmlAttributes& attributes) {
    if (head.sheets.size() == kMaximumSheets) return TooLargeWorkbook("too many sheets", part_);
    const absl::string_view name = attributes.Get("name");
    if (name.size() > kMaximumSheetNameBytes) {
      return TooLargeWorkbook("a sheet's name is too long", part_);
    }
    const absl::string_view state = attributes.Get("state");
    head.sheets.push_back({std::string(name), std::string(attributes.Get("id")),
                           state == "hidden" || state == "veryHidden"});
    return absl::OkStatus();
  }

  std::string part_;
  bool is_first_ = true;
};

// <si> holds <t>, or runs <r> with a <t> each, and <rPh>, which says how to pronounce it.
class SharedStringsHandler : public XmlHandler {
 public:
  explicit SharedStringsHandler(std::string part) : part_(std::move(part)) {}

  absl::Status OnStart(absl::string_view name, const XmlAttributes&) override {
    if (name == "si") {
      if (texts.size() == kMaximumSharedStrings) return TooLargeWorkbook("too many texts", part_);
      texts.emplace_back();
      in_text_item_ = true;
    }
    if (name == "rPh") in_pronunciation_ = true;
    if (name == "t") in_text_ = in_text_item_ && !in_pronunciation_;
    return absl::OkStatus();
  }

  absl::Status OnEnd(absl::string_view name) override {
    if (name == "si") {
      texts.back() = UnescapeCellText(texts.back());
      in_text_item_ = false;
    }
    if (name == "rPh") in_pronunciation_ = false;
    if (name == "t") in_text_ = false;
    return absl::OkStatus();
  }

  absl::Status OnText(absl::string_view text) override {
    return in_text_ ? limit_.Append(text, texts.back(), part_) : absl::OkStatus();
  }

  std::vector<std::string> texts;

 private:
  std::string part_;
  TextLimit limit_;
  bool in_text_item_ = false;
  bool in_pronunciation_ = false;
  bool in_text_ = false;
};

class StylesHandler : public XmlHandler {
 public:
  explicit StylesHandler(std::string part) : part_(std::move(part)) {}

  absl::Status OnStart(absl::string_view name, const XmlAttributes& attributes) override {
    if (name == "cellXfs") in_cell_styles_ = true;
    if (name != "numFmt" && (name != "xf" || !in_cell_styles_)) return absl::OkStatus();
    if (styles.size() + formats_.size() == kMaximumStyles) {
      return TooLargeWorkbook("too many styles", part_);
    }
    int number = 0;
    if (!absl::SimpleAtoi(attributes.Get("numFmtId"), &number)) number = 0;
    if (name == "numFmt") {
      formats_[number] = KindOfFormat(attributes.Get("formatCode"));
    } else {
      const auto own = formats_.find(number);
      styles.push_back(own == formats_.end() ? KindOfBuiltInFormat(number) : own->second);
    }
    return absl::OkStatus();
  }

  absl::Status OnEnd(absl::string_view name) override {
    if (name == "cellXfs") in_cell_styles_ = false;
    return absl::OkStatus();
  }

  std::vector<NumberKind> styles;

 private:
  std::string part_;
  std::map<int, NumberKind> formats_;  // They stand before the styles that use them.
  bool in_cell_styles_ = false;
};

// The character of "_x000A_" at the beginning of `text`; 0 if there is none that is ASCII.
char EscapedCharacter(absl::string_view text) {
  constexpr size_t kEscapeSize = 7;
  if (text.size() < kEscapeSize || text[0] != '_' || text[1] != 'x' || text[6] != '_') return 0;
  uint32_t code = 0;
  if (!absl::SimpleHexAtoi(text.substr(2, 4), &code)) return 0;
  return code < 0x80 ? static_cast<char>(code) : '\0';
}

}  // namespace

absl::StatusOr<std::vector<Relationship>> ReadRelationships(ZipArchive& archive,
                                                            const std::string& part) {
  const std::string folder = FolderOf(part);
  const std::string links = absl::StrCat(folder, "_rels/", part.substr(folder.size()), ".rels");
  if (!archive.Has(links)) return std::vector<Relationship>();
  RelationshipsHandler handler(folder, links);
  RETURN_IF_ERROR(ParsePart(archive, links, handler));
  return std::move(handler.found);
}

absl::StatusOr<WorkbookHead> ReadWorkbookHead(ZipArchive& archive, const std::string& part) {
  WorkbookHandler handler(part);
  RETURN_IF_ERROR(ParsePart(archive, part, handler));
  return std::move(handler.head);
}

absl::StatusOr<std::vector<std::string>> ReadSharedStrings(ZipArchive& archive,
                                                           const std::string& part) {
  SharedStringsHandler handler(part);
  RETURN_IF_ERROR(ParsePart(archive, part, handler));
  return std::move(handler.texts);
}

absl::StatusOr<std::vector<NumberKind>> ReadCellStyles(ZipArchive& archive,
                                                       const std::string& part) {
  StylesHandler handler(part);
  RETURN_IF_ERROR(ParsePart(archive, part, handler));
  return std::move(handler.styles);
}

std::string UnescapeCellText(absl::string_view text) {
  if (!absl::StrContains(text, "_x")) return std::string(text);
  std::string plain;
  for (size_t at = 0; at < text.size(); ++at) {
    const char escaped = EscapedCharacter(text.substr(at));
    plain += escaped == 0 ? text[at] : escaped;
    if (escaped != 0) at += 6;
  }
  return plain;
}

absl::Status TextLimit::Append(absl::string_view piece, std::string& text,
                               absl::string_view place) {
  total_ += piece.size();
  if (text.size() + piece.size() > kMaximumCellBytes || total_ > kMaximumCellText) {
    return TooLargeWorkbook("too much text", place);
  }
  absl::StrAppend(&text, piece);
  return absl::OkStatus();
}

}  // namespace sucharit
