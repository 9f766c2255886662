// SPDX-License-Identifier: Apache-2.0
#include "server/analysis/structure.h"

#include <algorithm>
#include <map>
#include <optional>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"

namespace sucharit {
namespace {

// With its length before it, so that texts standing together can't be taken for others.
std::string Framed(const std::string& text) { return absl::StrCat(text.size(), ":", text); }

// Blanks at the ends or doubled are slips of the keyboard, not another question.
std::string Wording(const v1::Text& text) {
  std::string wording = text.th();
  absl::RemoveExtraAsciiWhitespace(&wording);
  return Framed(wording);
}

std::string ScoreText(const std::optional<mpq_class>& score) {
  return score ? FormatFraction(*score) : "none";
}

// Parts of a mean, whatever their order.
std::string Together(std::vector<std::string> parts) {
  std::sort(parts.begin(), parts.end());
  std::string together;
  for (const std::string& part : parts) together += Framed(part);
  return together;
}

std::string Weighted(const mpq_class& weight, const std::string& structure) {
  return absl::StrCat(FormatFraction(weight), " ", structure);
}

// By id of the section, when it is shown.
std::map<std::string, std::string> SectionRules(const v1::Definition& definition) {
  std::map<std::string, std::string> rules;
  for (const v1::Section& section : definition.sections()) {
    rules[section.id()] = section.show_if();
  }
  return rules;
}

std::string ItemStructure(const Item& item, const v1::Item& defined,
                          const std::string& section_rule) {
  const bool one_choice =
      defined.kind() == v1::ANSWER_KIND_UNSPECIFIED || defined.kind() == v1::ANSWER_KIND_ONE_CHOICE;
  std::string structure =
      absl::StrCat(Wording(item.text), one_choice ? "" : v1::AnswerKind_Name(defined.kind()),
                   defined.optional() ? " optional " : " required ", Framed(defined.show_if()),
                   Framed(section_rule));
  for (const Choice& choice : item.choices) {
    absl::StrAppend(&structure, Wording(choice.label), ScoreText(choice.score), ";");
  }
  return structure;
}

std::string PartsStructure(const Instrument& instrument) {
  std::vector<std::string> parts;
  parts.reserve(instrument.parts.size());
  for (const Part& part : instrument.parts) {
    parts.push_back(Weighted(part.weight, part.imported ? "imported" : "collected"));
  }
  return absl::StrCat(instrument.is_survey ? "survey " : "checklist ",
                      Framed(Together(std::move(parts))));
}

std::string ItemsStructure(const Assessment& assessment, const std::vector<size_t>& positions,
                           const Structures& structures) {
  std::vector<std::string> parts;
  parts.reserve(positions.size());
  for (size_t position : positions) {
    parts.push_back(Weighted(assessment.items()[position].weight, structures.items[position]));
  }
  return Together(std::move(parts));
}

std::string IndicatorStructure(const Assessment& assessment, const Indicator& indicator,
                               const Structures& structures) {
  std::vector<std::string> parts;
  for (size_t position : indicator.sub_indicators) {
    const SubIndicator& sub_indicator = assessment.sub_indicators()[position];
    parts.push_back(Weighted(sub_indicator.weight,
                             ItemsStructure(assessment, sub_indicator.items, structures)));
  }
  return absl::StrCat(PartsStructure(*assessment.FindInstrument(indicator.instrument)),
                      Framed(Together(std::move(parts))),
                      Framed(ItemsStructure(assessment, indicator.items, structures)));
}

}  // namespace

Structures StructuresOf(const Assessment& assessment) {
  Structures structures;
  std::map<std::string, std::string> sections = SectionRules(assessment.definition());
  for (size_t position = 0; position < assessment.items().size(); ++position) {
    const v1::Item& defined = assessment.definition().items(static_cast<int>(position));
    structures.items.push_back(
        ItemStructure(assessment.items()[position], defined, sections[defined.section()]));
  }
  for (const Indicator& indicator : assessment.indicators()) {
    structures.indicators.push_back(IndicatorStructure(assessment, indicator, structures));
  }
  std::vector<std::string> whole;
  for (const Instrument& instrument : assessment.instruments()) {
    std::vector<std::string> parts;
    for (size_t position : instrument.indicators) {
      parts.push_back(
          Weighted(assessment.indicators()[position].weight, structures.indicators[position]));
    }
    structures.instruments.push_back(Together(std::move(parts)));
    whole.push_back(Weighted(instrument.weight, structures.instruments.back()));
  }
  structures.overall = Together(std::move(whole));
  return structures;
}

}  // namespace sucharit
