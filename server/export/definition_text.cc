// SPDX-License-Identifier: Apache-2.0
#include "server/export/definition_text.h"

#include <utility>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "common/assessment/decimal.h"
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

void AppendLine(absl::string_view line, std::string& text) {
  absl::StrAppend(&text, "      ", line, "\n");
}

// What can be answered where it isn't one of the choices.
void AppendKind(const Item& item, Language language, std::string& text) {
  constexpr Say kSeveral{"เลือกได้หลายข้อ", "several choices"};
  constexpr Say kAtMost{"ไม่เกิน ", "at most "};
  constexpr Say kNumber{"ตัวเลข ", "a number, "};
  constexpr Say kText{"ข้อความไม่เกิน ", "a text, letters at most: "};
  if (item.kind == AnswerKind::kSeveralChoices) {
    AppendLine(item.maximum_chosen == 0 ? std::string(kSeveral.In(language))
                                        : absl::StrCat(kSeveral.In(language), ", ",
                                                       kAtMost.In(language), item.maximum_chosen),
               text);
  } else if (item.number) {
    const NumberRange& range = *item.number;
    AppendLine(
        absl::StrCat(kNumber.In(language), FormatDecimal(range.least, range.decimals), "–",
                     FormatDecimal(range.most, range.decimals), " ", In(language, range.unit)),
        text);
  } else if (item.kind == AnswerKind::kText) {
    AppendLine(absl::StrCat(kText.In(language), item.maximum_length), text);
  }
}

// Whether and when the item is asked, in the words of the definition's rules.
void AppendRules(const v1::Item& item, Language language, std::string& text) {
  constexpr Say kSection{"หมวด ", "section "};
  constexpr Say kShowIf{"ถามเมื่อ ", "asked if "};
  constexpr Say kConstraint{"ต้องเป็นไปตาม ", "must fulfil "};
  constexpr Say kOptional{"ไม่ตอบก็ได้", "may be left out"};
  constexpr Say kStaff{"เจ้าหน้าที่เป็นผู้ตอบ", "answered by staff"};
  if (!item.section().empty())
    AppendLine(absl::StrCat(kSection.In(language), item.section()), text);
  if (!item.show_if().empty()) AppendLine(absl::StrCat(kShowIf.In(language), item.show_if()), text);
  if (!item.constraint().empty()) {
    AppendLine(absl::StrCat(kConstraint.In(language), item.constraint()), text);
  }
  if (item.optional()) AppendLine(kOptional.In(language), text);
  if (item.answered_by_staff()) AppendLine(kStaff.In(language), text);
}

void AppendItem(const Assessment& assessment, size_t position, Language language,
                std::string& text) {
  constexpr Say kReversed{" (ข้อกลับทิศ)", " (reversed)"};
  const Item& item = assessment.items()[position];
  absl::StrAppend(&text, "\n    ", FitToWidth(item.id, 5), In(language, item.text),
                  item.reversed ? kReversed.In(language) : "", "\n");
  if (!In(language, item.hint).empty()) AppendLine(In(language, item.hint), text);
  AppendKind(item, language, text);
  AppendRules(assessment.definition().items(static_cast<int>(position)), language, text);
  for (const Choice& choice : item.choices) {
    absl::StrAppend(&text, "      ",
                    AlignRight(choice.score ? Short(*choice.score) : "–", kScoreWidth), "  ",
                    FitToWidth(choice.id, 6), " ", In(language, choice.label), "\n");
  }
}

// Items outside of all indicators, in the order asked.
void AppendUnscored(const Assessment& assessment, const Instrument& instrument, Language language,
                    std::string& text) {
  constexpr Say kUnscored{"ข้อที่ไม่คิดคะแนน", "Items that earn no score"};
  bool first = true;
  for (const size_t position : instrument.items) {
    if (assessment.items()[position].is_scored()) continue;
    if (std::exchange(first, false)) {
      absl::StrAppend(&text, "\n  ", kUnscored.In(language), "\n");
    }
    AppendItem(assessment, position, language, text);
  }
}

void AppendSegments(const Assessment& assessment, Language language, std::string& text) {
  constexpr Say kSegments{"จำแนกผลตาม", "Results are broken down by"};
  if (assessment.segments().empty()) return;
  absl::StrAppend(&text, "\n", kSegments.In(language), "\n");
  for (const Segment& segment : assessment.segments()) {
    absl::StrAppend(&text, "  • ", In(language, segment.name), " (",
                    assessment.items()[segment.item].id, ")\n");
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
    for (size_t item : sub_indicator.items) AppendItem(assessment, item, language, text);
  }
  for (size_t item : indicator.items) AppendItem(assessment, item, language, text);
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
  AppendUnscored(assessment, instrument, language, text);
}

}  // namespace

std::string DefinitionToText(const Assessment& assessment, Language language) {
  std::string text = DefinitionSummary(assessment, language);
  for (const Instrument& instrument : assessment.instruments()) {
    AppendInstrument(assessment, instrument, language, text);
  }
  AppendSegments(assessment, language, text);
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
