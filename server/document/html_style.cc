// SPDX-License-Identifier: Apache-2.0
//
// Longer than a program of its size because it is a style sheet.
#include "server/document/html_style.h"

#include "absl/strings/str_cat.h"
#include "server/document/written_text.h"

namespace sucharit::document {
namespace {

constexpr char kThaiNumbers[] = R"css(
@counter-style numbers { system: numeric; symbols: '๐' '๑' '๒' '๓' '๔' '๕' '๖' '๗' '๘' '๙'; suffix: '. '; }
@counter-style numbers-in-brackets { system: numeric; symbols: '๐' '๑' '๒' '๓' '๔' '๕' '๖' '๗' '๘' '๙';
  prefix: '('; suffix: ') '; }
)css";

constexpr char kArabicNumbers[] = R"css(
@counter-style numbers { system: numeric; symbols: '0' '1' '2' '3' '4' '5' '6' '7' '8' '9'; suffix: '. '; }
@counter-style numbers-in-brackets { system: numeric; symbols: '0' '1' '2' '3' '4' '5' '6' '7' '8' '9';
  prefix: '('; suffix: ') '; }
)css";

constexpr char kStyle[] = R"css(
@page { size: A4; margin: 2.5cm 2cm 2cm 3cm; }
@page wide { size: A4 landscape; margin: 2.5cm 2cm 2cm 2cm; }
* { box-sizing: border-box; }
html { font-family: Laksaman, Sarabun, Loma, 'Leelawadee UI', Thonburi, 'Noto Sans Thai', sans-serif;
  font-size: 12.5pt; line-height: 1.35; color: #1a1a1a; background: #fff; }
body { margin: 0; overflow-wrap: break-word; }
h1, h2, h3, h4, caption { line-height: 1.3; break-after: avoid; }
h1 { font-size: 14pt; text-align: center; margin: 0 0 1em; }
h2 { font-size: 13.5pt; margin: 1em 0 0.3em; }
h3 { font-size: 12.5pt; margin: 0.8em 0 0.2em; }
h4 { font-size: 12.5pt; margin: 0.6em 0 0.2em; }
p { margin: 0 0 0.35em; orphans: 2; widows: 2; }
.indent { text-indent: 2.5cm; }
.keep { break-after: avoid; }
.center { text-align: center; }
.end { text-align: right; }
.justify { text-align: justify; }
ul, ol { margin: 0 0 0.5em; padding-left: 1.6em; }
ol { list-style: numbers; }
ol.brackets { list-style: numbers-in-brackets; padding-left: 2.2em; }
table { border-collapse: collapse; width: 100%; table-layout: fixed; margin: 0.4em 0 0.9em; font-size: 11.5pt; }
caption { font-weight: bold; text-align: left; padding-bottom: 0.2em; }
th, td { border: 0.75pt solid #404040; padding: 0.1em 0.35em 0.2em; vertical-align: top; text-align: left; }
thead th { background: #dce6f1; text-align: center; vertical-align: middle; }
.within th { background: #eef3f8; }
th[scope='row'] { font-weight: normal; }
thead { display: table-header-group; }
tr { break-inside: avoid; }
td p:last-child, th p:last-child, td ul:last-child, td ol:last-child { margin-bottom: 0; }
td ul, td ol { padding-left: 1.3em; }
figure { margin: 0.8em 0 1em; break-inside: avoid; text-align: center; }
figure svg { max-width: 100%; height: auto; }
figcaption { font-weight: bold; font-size: 11.5pt; line-height: 1.3; margin-top: 0.3em; }
details { margin-top: 0.4em; text-align: left; font-size: 11.5pt; }
summary { cursor: pointer; color: #1f4e79; }
.break { break-after: page; }
section + section { break-before: page; }
section.wide { page: wide; }
@media screen {
  html { background: #e8e8e8; }
  section { background: #fff; max-width: 21cm; margin: 1cm auto; padding: 2.5cm 2cm 2cm 3cm;
    box-shadow: 0 1px 4px rgba(0, 0, 0, 0.35); }
  section.wide { max-width: 29.7cm; padding-left: 2cm; }
  .break { border-top: 1px dashed #bbb; margin: 1em 0; }
}
@media screen and (max-width: 21cm) {
  section, section.wide { margin: 0; padding: 1em; box-shadow: none; }
  .scroll { overflow-x: auto; }
  .scroll table { min-width: 32em; }
}
@media print {
  details { display: none; }
  figure svg { max-height: 21cm; }
  .wide figure svg { max-height: 13cm; }
}
)css";

// Within quotation marks, within a <style> element.
std::string CssString(const std::string& text) {
  std::string result = "'";
  for (const char letter : Writable(text)) {
    switch (letter) {
      case '\'':
      case '"':
      case '\\':
      case '<':
      case '>':
      case '&':
      case '\n':
        absl::StrAppend(&result, "\\", absl::Hex(letter, absl::kZeroPad6));
        break;
      default:
        result.push_back(letter);
    }
  }
  return result + "'";
}

// Browsers before 2024 leave these out and print their own page numbers.
std::string PageFoot(const Document& document) {
  constexpr char kLook[] =
      "font-family: Laksaman, Sarabun, Loma, 'Leelawadee UI', Thonburi, 'Noto Sans Thai', "
      "sans-serif; font-size: 10pt; color: #404040; ";
  const char* page = document.language == Language::kThai ? "หน้า " : "Page ";
  std::string foot = absl::StrCat("@page { @bottom-right { ", kLook, "content: '", page,
                                  "' counter(page, numbers) ' / ' counter(pages, numbers); } }\n");
  if (!document.footer.empty()) {
    absl::StrAppend(&foot, "@page { @bottom-left { ", kLook,
                    "width: 80%; content: ", CssString(InDigits(document.footer, document.digits)),
                    "; } }\n");
  }
  return foot;
}

}  // namespace

std::string StyleSheet(const Document& document) {
  return absl::StrCat(document.digits == Digits::kThai ? kThaiNumbers : kArabicNumbers, kStyle,
                      PageFoot(document));
}

}  // namespace sucharit::document
