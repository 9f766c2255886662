// SPDX-License-Identifier: Apache-2.0
//
// What the scores say: items by topic, sorted by the definition's thresholds and put into its
// sentences. Exact throughout; figures are rounded once, where they are written.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "server/analysis/scored_year.h"
#include "sucharit/v1/assessment.pb.h"

namespace sucharit {

// One item under a topic.
struct Finding {
  std::string item;        // Its id.
  std::string instrument;  // Id of its instrument.
  v1::Text text;
  std::optional<mpq_class> score;   // None if too few answered it.
  std::optional<mpq_class> before;  // The year before's, only if the item was the same then.

  // Unspecified without a score and where the definition sorts nothing.
  v1::AnalysisGroup group = v1::ANALYSIS_GROUP_UNSPECIFIED;
  v1::Text sentence;  // From the definition's template; empty if there is no group.
};

struct TopicFindings {
  int number = 0;
  v1::Text name;
  std::vector<Finding> items;  // In the topic's order.
};

struct Findings {
  bool sorted = false;  // Whether the definition says how.

  // The definition's topics; its indicators if it names none.
  std::vector<TopicFindings> topics;

  // Everything below only if sorted.
  std::vector<Finding> lowest;  // Lowest first, as many as the definition wants.
  std::vector<Finding> fallen;  // Against the year before; the largest loss first.
  std::vector<Finding> risen;   // The largest gain first.
};

// Sorts the items of `now`. `before` is the latest earlier year, null if there is none. An item
// below the definition's `keep_up_minimum`, or below its own comparable score of `before`, is never
// to be kept up.
Findings Analyze(const ScoredYear& now, const ScoredYear* before);

}  // namespace sucharit
