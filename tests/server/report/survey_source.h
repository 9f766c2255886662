// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "absl/strings/escaping.h"
#include "common/assessment/assessment.h"
#include "sucharit/v1/result.pb.h"
#include "tests/testing/survey_definition.h"

namespace sucharit::testing {

inline v1::NodeScore& AddNode(v1::Scores& scores, const std::string& level, const std::string& node,
                              const std::string& exact, const std::string& score) {
  v1::NodeScore& added = *scores.add_nodes();
  added.set_level(level);
  added.set_node(node);
  added.set_exact(exact);
  added.set_score(score);
  added.set_origin(level == "item" ? v1::ORIGIN_COUNTED : v1::ORIGIN_COMPUTED);
  return added;
}

inline void AddSurveyAnswers(v1::Bundle& bundle) {
  const auto add = [&](const char* item, int64_t answered) -> v1::AnswerTable& {
    v1::AnswerTable& table = *bundle.add_answers();
    table.set_item(item);
    table.set_answered(answered);
    return table;
  };
  v1::AnswerTable& satisfied = add("SAT", 20);
  v1::AnswerPart& below = *satisfied.add_parts();
  below.add_choices("low");
  below.add_choices("fair");
  below.set_count(8);
  v1::AnswerPart& high = *satisfied.add_parts();
  high.add_choices("high");
  high.set_count(12);
  add("SPEED", 20);
  v1::AnswerPart& counter = *add("CHANNEL", 20).add_parts();
  counter.add_choices("counter");
  counter.set_count(15);
  add("VISITS", 15).set_mean("7/3");
  add("WAIT", 0);
}

// An agency's own survey without fiscal year, topics and thresholds: one segment shown with a
// hidden group, the other withheld; answers joined, as a mean alone, and not shown at all.
inline v1::ReportSource SurveySource() {
  v1::ReportSource source;
  v1::Bundle& bundle = *source.mutable_bundle();
  v1::Definition& definition = *bundle.mutable_definition();
  definition = SurveyDefinition();
  definition.clear_topics();
  definition.clear_analysis();
  bundle.mutable_agency_name()->set_th("ที่ว่าการอำเภอ");
  bundle.mutable_agency_name()->set_en("District office");
  bundle.set_first_day("2024-10-01");
  bundle.set_last_day("2024-10-31");
  v1::Scores& scores = *bundle.mutable_scores();
  scores.set_counting_digest(
      absl::BytesToHexString(Assessment::FromDefinition(definition)->counting_digest()));
  AddNode(scores, "item", "SAT", "70/1", "70.00").set_n(20);
  AddNode(scores, "indicator", "1", "70/1", "70.00");
  AddNode(scores, "instrument", "Q", "70/1", "70.00");
  AddNode(scores, "overall", "SERVICE", "70/1", "70.00");
  scores.add_left_out("SPEED");
  AddSurveyAnswers(bundle);
  v1::Breakdown& age = *bundle.add_breakdowns();
  age.set_segment("age");
  v1::BreakdownGroup& old = *age.add_groups();
  old.set_group("old");
  old.set_respondents(12);
  v1::NodeScore& node = *old.add_nodes();
  node.set_level("item");
  node.set_node("SAT");
  node.set_score("61.11");
  age.add_hidden_groups("young");
  age.add_hidden_groups("middle");
  age.add_withheld_items("SPEED");
  v1::Breakdown& point = *bundle.add_breakdowns();
  point.set_segment("point");
  point.set_withheld(true);
  return source;
}

}  // namespace sucharit::testing
