// SPDX-License-Identifier: Apache-2.0
#include "server/anonymize/coarsening.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <set>
#include <utility>

#include "common/assessment/answer_packing.h"

namespace sucharit {
namespace {

constexpr char kNone = '\0';

// How many people there are of each group.
using Counts = std::map<char, int64_t>;

// The groups of one segment and what becomes of them.
struct Combination {
  std::string joined;  // After the definition's joins, a byte for each segment.
  std::string coarse;  // Decided from the first segment on; none where it isn't yet.
  int64_t rows = 0;
  bool ended = false;  // No further segment is left to it.
};

bool RowsAreKept(const Assessment& assessment) {
  return assessment.definition().privacy().rows() == v1::ROWS_KEEP;
}

char ByteOf(size_t choice) { return static_cast<char>(choice + 1); }

// Where some group of a join has fewer people than the minimum group, all of it are its first.
std::map<char, char> Joined(const std::vector<GroupJoin>& joins, const Counts& counts,
                            int64_t minimum_group) {
  std::map<char, char> joined;
  for (const GroupJoin& join : joins) {
    const bool applies = std::any_of(join.groups.begin(), join.groups.end(), [&](size_t group) {
      const auto found = counts.find(ByteOf(group));
      return found == counts.end() || found->second < minimum_group;
    });
    if (!applies) continue;
    for (const size_t group : join.groups) joined[ByteOf(group)] = ByteOf(join.groups.front());
  }
  return joined;
}

// The groups to take away: those that are too small, and as long as all that are taken away are too
// few people together, the smallest other one.
std::set<char> TooSmall(Counts counts, int64_t minimum_group) {
  std::set<char> small;
  int64_t people = 0;
  while (!counts.empty()) {
    const auto least = std::min_element(
        counts.begin(), counts.end(),
        [](const auto& left, const auto& right) { return left.second < right.second; });
    const bool hides_enough = people == 0 || people >= minimum_group;
    if (least->second >= minimum_group && hides_enough) break;
    small.insert(least->first);
    people += least->second;
    counts.erase(least);
  }
  return small;
}

// Those who are alike in what was decided before: everybody, unless rows tell combinations.
std::string ClassOf(const Combination& combination, size_t segment, bool kept) {
  return kept ? combination.coarse.substr(0, segment) : std::string();
}

// Decides the segment at one position for all combinations.
void Decide(size_t segment, bool kept, int64_t minimum_group,
            std::map<std::string, Combination>& combinations) {
  std::map<std::string, Counts> classes;
  for (const auto& [original, each] : combinations) {
    if (!each.ended) classes[ClassOf(each, segment, kept)][each.joined[segment]] += each.rows;
  }
  std::map<std::string, std::set<char>> small;
  for (auto& [name, counts] : classes) small[name] = TooSmall(counts, minimum_group);
  for (auto& [original, each] : combinations) {
    if (each.ended) continue;
    if (small[ClassOf(each, segment, kept)].count(each.joined[segment]) == 0) {
      each.coarse[segment] = each.joined[segment];
    } else {
      each.ended = kept;
    }
  }
}

// Joins groups that are the same throughout, one segment after the other.
void ApplyJoins(const std::vector<SegmentColumn>& columns, int64_t minimum_group,
                std::map<std::string, Combination>& combinations) {
  for (size_t segment = 0; segment < columns.size(); ++segment) {
    Counts counts;
    for (const auto& [original, each] : combinations) counts[original[segment]] += each.rows;
    const std::map<char, char> joined =
        Joined(columns[segment].segment->joins, counts, minimum_group);
    for (auto& [original, each] : combinations) {
      const auto found = joined.find(original[segment]);
      if (found != joined.end()) each.joined[segment] = found->second;
    }
  }
}

// Whether each different string is there often enough.
bool EachIsShared(std::vector<std::string> strings, int64_t minimum_group) {
  std::sort(strings.begin(), strings.end());
  for (auto begin = strings.begin(); begin != strings.end();) {
    const auto end = std::upper_bound(begin, strings.end(), *begin);
    if (end - begin < minimum_group) return false;
    begin = end;
  }
  return true;
}

}  // namespace

std::vector<SegmentColumn> SegmentColumns(const Assessment& assessment,
                                          const Instrument& instrument) {
  std::vector<SegmentColumn> columns;
  for (const Segment& segment : assessment.segments()) {
    if (segment.instrument != instrument.id) continue;
    SegmentColumn& column = columns.emplace_back();
    column.segment = &segment;
    while (instrument.items[column.place] != segment.item) {
      column.offset +=
          LargestPackedSize(assessment.items()[instrument.items[column.place]], Texts::kLeftOut);
      ++column.place;
    }
  }
  return columns;
}

Coarsening::Coarsening(const Assessment& assessment, const Instrument& instrument,
                       const std::vector<std::string>& rows)
    : assessment_(assessment),
      instrument_(instrument),
      columns_(SegmentColumns(assessment, instrument)) {
  std::map<std::string, Combination> combinations;
  for (const std::string& row : rows) ++combinations[CombinationOf(row)].rows;
  for (auto& [original, each] : combinations) {
    each.joined = original;
    each.coarse.assign(columns_.size(), kNone);
  }
  ApplyJoins(columns_, assessment.minimum_group(), combinations);
  for (size_t segment = 0; segment < columns_.size(); ++segment) {
    Decide(segment, RowsAreKept(assessment), assessment.minimum_group(), combinations);
  }
  for (auto& [original, each] : combinations) coarse_.emplace(original, std::move(each.coarse));
}

std::string Coarsening::CombinationOf(const std::string& row) const {
  std::string combination;
  for (const SegmentColumn& column : columns_) combination.push_back(row[column.offset]);
  return combination;
}

CheckedAnswers Coarsening::Apply(const CheckedAnswers& answers) const {
  const std::string& coarse = coarse_.at(CombinationOf(answers.PackRow()));
  std::vector<GroupAnswer> groups;
  for (size_t segment = 0; segment < columns_.size(); ++segment) {
    GroupAnswer& group = groups.emplace_back();
    group.place = columns_[segment].place;
    if (coarse[segment] == kNone) continue;
    group.choice = static_cast<uint8_t>(static_cast<unsigned char>(coarse[segment]) - 1);
  }
  return WithGroups(assessment_, instrument_, answers, groups);
}

void Coarsening::Apply(std::string& row) const {
  const std::string& coarse = coarse_.at(CombinationOf(row));
  for (size_t segment = 0; segment < columns_.size(); ++segment) {
    row[columns_[segment].offset] = coarse[segment];
  }
}

absl::Status CheckCoarsened(const Assessment& assessment, const Instrument& instrument,
                            const std::vector<std::string>& rows) {
  const int64_t enough =
      std::min<int64_t>(assessment.minimum_group(), static_cast<int64_t>(rows.size()));
  std::vector<std::string> combinations(rows.size());
  bool shared = true;
  for (const SegmentColumn& column : SegmentColumns(assessment, instrument)) {
    std::vector<std::string> groups;
    for (size_t row = 0; row < rows.size(); ++row) {
      groups.emplace_back(1, rows[row][column.offset]);
      combinations[row] += groups.back();
    }
    shared = shared && EachIsShared(std::move(groups), enough);
  }
  if (RowsAreKept(assessment)) shared = shared && EachIsShared(std::move(combinations), enough);
  if (shared) return absl::OkStatus();
  return absl::InternalError("too few people would share a group; nothing was closed");
}

}  // namespace sucharit
