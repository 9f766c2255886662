// SPDX-License-Identifier: Apache-2.0
#include "server/cards/card_sheet.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "common/qr/qr_picture.h"
#include "common/qr/write_qr.h"
#include "common/status/status_macros.h"

namespace sucharit {
namespace {

constexpr size_t kColumns = 2;
constexpr size_t kRows = 5;

constexpr char kHead[] = R"html(<!doctype html>
<html lang="th"><head><meta charset="utf-8"><title>บัตรตอบแบบสำรวจ</title><style>
@page { size: A4; margin: 8mm 10mm; @bottom-center { content: counter(page) ' / ' counter(pages); font-size: 7pt; } }
html { font-family: Laksaman, Loma, 'Noto Sans Thai', sans-serif; font-size: 9pt; line-height: 1.3; color: #000; }
body { margin: 0; }
h1 { font-size: 9pt; font-weight: normal; margin: 0 0 1mm; text-align: center; }
table { border-collapse: collapse; table-layout: fixed; width: 190mm; break-after: page; }
table:last-of-type { break-after: auto; }
td { padding: 0; vertical-align: middle; height: 51mm; }
td.serial { width: 11mm; font-size: 8pt; text-align: center; }
td.card { width: 84mm; border: 0.4pt dashed #555; padding: 0 3mm; }
.agency { font-weight: bold; }
.code { font-family: 'DejaVu Sans Mono', 'Noto Sans Mono', monospace; font-size: 12pt; font-weight: bold; letter-spacing: 0.3pt;
  white-space: nowrap; text-align: center; margin-top: 1mm; }
.text { float: left; width: 49mm; }
.picture { float: right; width: 27mm; height: 27mm; }
.code { clear: both; }
.small { font-size: 7.5pt; line-height: 1.25; }
p { margin: 0 0 0.6mm; }
</style></head><body>
)html";

std::string EscapeText(const std::string& text) {
  return absl::StrReplaceAll(text, {{"&", "&amp;"}, {"<", "&lt;"}, {">", "&gt;"}});
}

std::string Words(const CardWords& words) {
  return absl::StrCat(
      "<div class=\"text\"><p class=\"agency\">", EscapeText(words.agency.th()), "</p><p>",
      EscapeText(words.questionnaire.th()),
      "</p><p class=\"small\">หนึ่งบัตรตอบได้หนึ่งครั้ง ไม่มีใครรู้ว่าใครถือบัตรใบนี้ "
      "ตอบเสร็จแล้วทำลายบัตรได้</p>"
      "<p class=\"small\" lang=\"en\">One card, one response. Nobody knows who holds this card. "
      "Destroy it once you have answered.</p></div>");
}

absl::StatusOr<std::string> Card(const CardWords& words, const v1::MadeCard& card) {
  ASSIGN_OR_RETURN(const QrCode code, WriteQr(card.code(), QrRepair::k25Percent));
  const int side = code.size() + 2 * kQrBorder;
  return absl::StrCat("<td class=\"card\">", Words(words), "<svg class=\"picture\" viewBox=\"-",
                      kQrBorder, " -", kQrBorder, " ", side, " ", side, "\"><path d=\"",
                      QrSvgPath(code), "\"/></svg><p class=\"code\">", card.code(), "</p></td>");
}

std::string Serial(const v1::MadeCard& card) {
  return absl::StrCat("<td class=\"serial\">№<br>", card.serial(), "</td>");
}

// Serials left of the first column and right of the last one.
absl::Status AddRow(const CardWords& words, const std::vector<v1::MadeCard>& cards, size_t first,
                    std::string& html) {
  absl::StrAppend(&html, "<tr>", Serial(cards[first]));
  const size_t end = std::min(first + kColumns, cards.size());
  for (size_t i = first; i < end; ++i) {
    ASSIGN_OR_RETURN(const std::string card, Card(words, cards[i]));
    html += card;
  }
  if (end == first + kColumns) {
    html += Serial(cards[end - 1]);
  } else {
    html += "<td></td><td></td>";
  }
  html += "</tr>\n";
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<std::string> CardSheet(const CardWords& words,
                                      const std::vector<v1::MadeCard>& cards) {
  std::string html = kHead;
  for (size_t page = 0; page < cards.size(); page += kColumns * kRows) {
    html +=
        "<h1>ตัดตามเส้นประ ตัดเลขลำดับที่ขอบทิ้ง · Cut along the dashed lines; "
        "cut the serials on the margin off</h1><table>\n";
    const size_t end = std::min(page + kColumns * kRows, cards.size());
    for (size_t first = page; first < end; first += kColumns) {
      RETURN_IF_ERROR(AddRow(words, cards, first, html));
    }
    html += "</table>\n";
  }
  return absl::StrCat(html, "</body></html>\n");
}

}  // namespace sucharit
