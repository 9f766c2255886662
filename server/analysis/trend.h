// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "server/analysis/scored_year.h"
#include "sucharit/v1/assessment.pb.h"

namespace sucharit {

// The scores of the whole, each instrument and each indicator of `now` over the years.
struct Trend {
  struct Point {
    mpq_class score;

    // Whether it can be compared with the year directly before: there is a score of that year, and
    // it was made of the same (structure.h).
    bool comparable = false;
  };

  struct Line {
    std::string level;  // "overall", "instrument" or "indicator".
    std::string node;   // Its id in `now`.
    v1::Text name;
    std::vector<std::optional<Point>> points;  // One a year; none where nothing is known.
  };

  // In order, and without gaps if all definitions have a fiscal year. Such a year is its number,
  // another one the definition's id.
  std::vector<std::string> years;
  std::vector<Line> lines;
};

// `past` in the order of the years. A node is found in an earlier year by its structure, else by
// its Thai name; it is never joined to one that was made otherwise.
Trend TrendOf(const ScoredYear& now, const std::vector<ScoredYear>& past);

}  // namespace sucharit
