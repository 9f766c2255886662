// SPDX-License-Identifier: Apache-2.0
#include "server/export/definition_text.h"

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "common/assessment/fraction.h"
#include "server/export/display_width.h"
#include "server/export/localized.h"

namespace sucharit {
namespace {

constexpr size_t kScoreWidth = 8;

// A number as short as it can be: "100", "100/3".
std::string Short(const mpq_class& value) { return value.get_str(); }

void AppendUnverified(const Assessment& assessment, Language language, std::string& text) {
  constexpr Say kUnverified{"⚠ ยังไม่มีผู้ยืนยันข้อมูลต่อไปนี้:", "⚠ Nobody has confirmed the following:"};
  if (assessment.definition().unverified().empty()) return;
  absl::StrAppend(&text, "\n", kUnverified.In(language), "\n");
  for (const v1::Text& fact : assessment.definition().unverified()) {
    absl::StrAppend(&text, "  • ", In(language, fact), "\n");
  }
}

void AppendItem(const Item& item, Language language, std::string& text) {
  constexpr Say kReversed{" (ข้อกลับทิศ)", " (reversed)"};
  absl::StrAppend(&text, "\n    ", FitToWidth(item.id, 5), In(language, item.text),
                  item.reversed ? kReversed.In(language) : "", "\n");
  for (const Choice& choice : item.choices) {
    absl::StrAppend(&text, "      ",
                    AlignRight(choice.score ? Short(*choice.score) : "–", kScoreWidth), "  ",
                    FitToWidth(choice.id, 6), " ", In(language, choice.label), "\n");
  }
}

void AppendIndicator(const Assessment& assessment, const Indicator& indicator, Language language,
                     std::string& text) {
  constexpr Say kIndicator{"ตัวชี้วัด ", "Indicator "};
  absl::StrAppend(&text, "\n  ", kIndicator.In(language), indicator.id, "  ",
                  In(language, indicator.name), "\n");
  for (size_t position : indicator.sub_indicators) {
    const SubIndicator& sub_indicator = assessment.sub_indicators()[position];
    absl::StrAppend(&text, "\n   ", sub_indicator.id, "  ", In(language, sub_indicator.name), "\n");
    for (size_t item : sub_indicator.items) AppendItem(assessment.items()[item], language, text);
  }
  for (size_t item : indicator.items) AppendItem(assessment.items()[item], language, text);
}

void AppendInstrument(const Assessment& assessment, const Instrument& instrument, Language language,
                      std::string& text) {
  constexpr Say kWeight{"น้ำหนัก ", "weight "};
  constexpr Say kImported{", คะแนนนำเข้า", ", imported"};
  absl::StrAppend(&text, "\n", instrument.id, "  ", In(language, instrument.name), " (",
                  kWeight.In(language), Short(instrument.weight), ")\n");
  for (const Part& part : instrument.parts) {
    absl::StrAppend(&text, "  ", part.id, "  ", In(language, part.name), " (", kWeight.In(language),
                    Short(part.weight), part.imported ? kImported.In(language) : "", ")\n");
  }
  for (size_t indicator : instrument.indicators) {
    AppendIndicator(assessment, assessment.indicators()[indicator], language, text);
  }
}

}  // namespace

std::string DefinitionToText(const Assessment& assessment, Language language) {
  std::string text = DefinitionSummary(assessment, language);
  for (const Instrument& instrument : assessment.instruments()) {
    AppendInstrument(assessment, instrument, language, text);
  }
  return text;
}

std::string DefinitionSummary(const Assessment& assessment, Language language) {
  constexpr Say kInstruments{" แบบวัด, ", " instruments, "};
  constexpr Say kIndicators{" ตัวชี้วัด, ", " indicators, "};
  constexpr Say kItems{" ข้อ", " items"};
  std::string text = absl::StrCat(In(language, assessment.definition().title()), "\n",
                                  assessment.instruments().size(), kInstruments.In(language),
                                  assessment.indicators().size(), kIndicators.In(language),
                                  assessment.items().size(), kItems.In(language), "\n", "SHA-256 ",
                                  absl::BytesToHexString(assessment.definition_digest()), "\n");
  AppendUnverified(assessment, language, text);
  return text;
}

}  // namespace sucharit
