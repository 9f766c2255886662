// SPDX-License-Identifier: Apache-2.0
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "server/report/blocks.h"
#include "server/report/parts.h"

namespace sucharit::report {
namespace {

// As they were written: their digits are the respondents'.
document::List Quotes(const v1::ReleasedTexts& texts) {
  std::vector<document::Text> quotes;
  for (const std::string& text : texts.texts()) {
    quotes.emplace_back();
    quotes.back().AddVerbatim(text);
  }
  return Bullets(std::move(quotes));
}

}  // namespace

Blocks TextsAnnex(const Facts& facts) {
  constexpr Say kHow{
      "ข้อความที่ผู้ตอบเขียนเอง ปิดบังหมายเลขและที่อยู่ติดต่อแล้ว เฉพาะข้อความที่มีผู้อ่านและอนุญาตให้เผยแพร่ทีละข้อความ"
      " การเรียงลำดับไม่เกี่ยวกับลำดับการตอบ",
      "What respondents wrote themselves, with numbers and addresses masked: only texts that "
      "somebody read and released one by one. Their order says nothing about who came when."};
  Blocks blocks;
  for (const v1::ReleasedTexts& texts : facts.source.texts()) {
    if (texts.texts().empty()) continue;
    if (blocks.empty()) blocks.emplace_back(Running(facts.In(kHow)));
    const Item& item = *facts.assessment().FindItem(texts.item());
    blocks.emplace_back(HeadingOf(2, absl::StrCat(item.id, " ", facts.In(item.text))));
    blocks.emplace_back(Quotes(texts));
  }
  return blocks;
}

}  // namespace sucharit::report
