// SPDX-License-Identifier: Apache-2.0
#include "server/analysis/trend.h"

#include <cstddef>

#include "absl/strings/str_cat.h"
#include "server/analysis/structure.h"

namespace sucharit {
namespace {

// What can be followed through the years.
struct Node {
  std::string level;
  std::string id;
  v1::Text name;
  std::string structure;
};

std::vector<Node> NodesOf(const Assessment& assessment) {
  const v1::Definition& definition = assessment.definition();
  const Structures structures = StructuresOf(assessment);
  std::vector<Node> nodes;
  nodes.push_back(
      {"overall", definition.overall_id(), definition.overall_name(), structures.overall});
  for (size_t place = 0; place < assessment.instruments().size(); ++place) {
    const Instrument& instrument = assessment.instruments()[place];
    nodes.push_back({"instrument", instrument.id, instrument.name, structures.instruments[place]});
  }
  for (size_t place = 0; place < assessment.indicators().size(); ++place) {
    const Indicator& indicator = assessment.indicators()[place];
    nodes.push_back({"indicator", indicator.id, indicator.name, structures.indicators[place]});
  }
  return nodes;
}

// Years that are known of, and where they stand on the axis.
class Axis {
 public:
  Axis(const ScoredYear& now, const std::vector<ScoredYear>& past) {
    for (const ScoredYear& year : past) Add(year);
    Add(now);
  }

  const std::vector<std::string>& labels() const { return labels_; }
  size_t PlaceOf(size_t year) const { return places_[year]; }

 private:
  // A hole of more years than this is no season that was missed.
  static constexpr int kLongestGap = 20;

  void Add(const ScoredYear& year) {
    const v1::Definition& definition = year.assessment().definition();
    const int number = definition.fiscal_year_be();
    if (last_ > 0 && number > last_ && number - last_ <= kLongestGap) {
      for (int between = last_ + 1; between < number; ++between) {
        labels_.push_back(absl::StrCat(between));
      }
    }
    places_.push_back(labels_.size());
    labels_.push_back(number > 0 ? absl::StrCat(number) : definition.id());
    last_ = number;
  }

  std::vector<std::string> labels_;
  std::vector<size_t> places_;  // By year, the present one last.
  int last_ = 0;
};

// The node of an earlier year that `later` comes from: of the same structure (and id, if several
// are), else of the same name. Null if there is none.
const Node* FindEarlier(const std::vector<Node>& nodes, const Node& later) {
  const Node* alike = nullptr;
  const Node* namesake = nullptr;
  for (const Node& node : nodes) {
    if (node.level != later.level) continue;
    if (node.structure == later.structure && (alike == nullptr || node.id == later.id)) {
      alike = &node;
    }
    const bool same_name =
        node.name.th() == later.name.th() || (node.level != "indicator" && node.id == later.id);
    if (namesake == nullptr && same_name) namesake = &node;
  }
  return alike != nullptr ? alike : namesake;
}

struct KnownYear {
  const ScoredYear* scores;
  std::vector<Node> nodes;
  size_t place;  // On the axis.
};

// Follows a node from the present backwards.
Trend::Line Follow(const Node& node, const std::vector<KnownYear>& years, size_t axis_length) {
  Trend::Line line{node.level, node.id, node.name, {}};
  line.points.resize(axis_length);
  const Node* later = &node;
  std::optional<Trend::Point>* later_point = nullptr;
  size_t later_place = axis_length;
  for (size_t index = years.size(); index-- > 0;) {
    const KnownYear& year = years[index];
    const Node* found = FindEarlier(year.nodes, *later);
    const mpq_class* score =
        found == nullptr ? nullptr : year.scores->Score(found->level, found->id);
    if (score == nullptr) continue;
    if (later_point != nullptr && year.place + 1 == later_place) {
      (*later_point)->comparable = found->structure == later->structure;
    }
    line.points[year.place] = Trend::Point{*score};
    later = found;
    later_point = &line.points[year.place];
    later_place = year.place;
  }
  return line;
}

}  // namespace

Trend TrendOf(const ScoredYear& now, const std::vector<ScoredYear>& past) {
  const Axis axis(now, past);
  std::vector<KnownYear> years;
  for (size_t index = 0; index < past.size(); ++index) {
    years.push_back({&past[index], NodesOf(past[index].assessment()), axis.PlaceOf(index)});
  }
  years.push_back({&now, NodesOf(now.assessment()), axis.PlaceOf(past.size())});
  Trend trend;
  trend.years = axis.labels();
  for (const Node& node : years.back().nodes) {
    trend.lines.push_back(Follow(node, years, axis.labels().size()));
  }
  return trend;
}

}  // namespace sucharit
