// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "absl/strings/escaping.h"
#include "common/assessment/assessment.h"
#include "server/analysis/scored_year.h"
#include "sucharit/v1/result.pb.h"
#include "tests/testing/small_definition.h"

namespace sucharit::testing {

// One figure by name.
struct Figure {
  std::string level;
  std::string node;
  std::string exact;
};

// Scores that name the definition and have these figures, and no others.
inline v1::Scores ScoresOf(const v1::Definition& definition, const std::vector<Figure>& figures) {
  v1::Scores scores;
  scores.set_definition_id(definition.id());
  scores.set_counting_digest(
      absl::BytesToHexString(Assessment::FromDefinition(definition)->counting_digest()));
  for (const Figure& figure : figures) {
    v1::NodeScore* node = scores.add_nodes();
    node->set_level(figure.level);
    node->set_node(figure.node);
    node->set_exact(figure.exact);
  }
  return scores;
}

inline ScoredYear YearOf(const v1::Definition& definition, const std::vector<Figure>& figures) {
  return *ScoredYear::Make(definition, ScoresOf(definition, figures));
}

// SmallDefinition() of a fiscal year, with thresholds 80 and 60 and a sentence for each group.
inline v1::Definition SmallDefinitionOf(int year) {
  v1::Definition definition = SmallDefinition();
  definition.set_fiscal_year_be(year);
  v1::Analysis& analysis = *definition.mutable_analysis();
  analysis.set_keep_up_minimum("80");
  analysis.set_develop_minimum("60");
  analysis.set_lowest_items(2);
  const auto add = [&](v1::AnalysisGroup group, const char* instrument, const char* text) {
    v1::SentenceTemplate& sentence = *analysis.add_sentences();
    sentence.set_group(group);
    sentence.set_instrument(instrument);
    sentence.mutable_text()->set_th(text);
    sentence.mutable_text()->set_en(text);
  };
  add(v1::ANALYSIS_GROUP_SHORTCOMING, "C", "check {item}: {text} ({score}) {advice}");
  add(v1::ANALYSIS_GROUP_SHORTCOMING, "", "mend {item}: {text} ({score}) {advice}");
  add(v1::ANALYSIS_GROUP_DEVELOP, "", "develop {item} ({score})");
  add(v1::ANALYSIS_GROUP_KEEP_UP, "", "keep up {item} ({score})");
  v1::Advice& advice = *analysis.add_advice();
  advice.set_item("S1");
  advice.mutable_text()->set_th("ปรับปรุง {score}");
  advice.mutable_text()->set_en("Improve {score}.");
  return definition;
}

}  // namespace sucharit::testing
