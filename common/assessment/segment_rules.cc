// SPDX-License-Identifier: Apache-2.0
#include "common/assessment/segment_rules.h"

#include <algorithm>
#include <set>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/assessment/definition_rules.h"
#include "common/status/status_macros.h"

namespace sucharit {
namespace {

bool Divides(const Assessment& assessment, const Item& item) {
  return assessment.FindInstrument(item.instrument)->is_survey &&
         item.kind == AnswerKind::kOneChoice && item.always_asked && !item.optional &&
         !item.is_scored();
}

absl::StatusOr<size_t> GroupPosition(const Item& item, absl::string_view id,
                                     absl::string_view place) {
  for (size_t i = 0; i < item.choices.size(); ++i) {
    if (item.choices[i].id == id) return i;
  }
  return Fault(v1::REASON_DEFINITION_UNKNOWN_REFERENCE, "no such choice of the segment's item",
               place);
}

// `joined` are the positions that stand in a join already.
absl::StatusOr<GroupJoin> ReadJoin(const v1::GroupJoin& join, const Item& item,
                                   absl::string_view place, std::set<size_t>& joined) {
  RETURN_IF_ERROR(CheckText(join.name(), place, "name"));
  GroupJoin checked;
  checked.name = join.name();
  for (int i = 0; i < join.groups_size(); ++i) {
    const std::string group = absl::StrCat(place, ", ", Place("group", join.groups(i), i));
    ASSIGN_OR_RETURN(const size_t position, GroupPosition(item, join.groups(i), group));
    if (!joined.insert(position).second) {
      return Fault(v1::REASON_DEFINITION_BAD_STRUCTURE, "is in a join already", group);
    }
    checked.groups.push_back(position);
  }
  if (checked.groups.size() < 2) {
    return Fault(v1::REASON_DEFINITION_BAD_STRUCTURE, "joins fewer than two groups", place);
  }
  std::sort(checked.groups.begin(), checked.groups.end());
  return checked;
}

absl::StatusOr<std::vector<GroupJoin>> ReadJoins(const v1::Segment& segment, const Item& item,
                                                 absl::string_view place) {
  std::vector<GroupJoin> joins;
  std::set<size_t> joined;
  for (int i = 0; i < segment.joins_size(); ++i) {
    ASSIGN_OR_RETURN(joins.emplace_back(), ReadJoin(segment.joins(i), item,
                                                    absl::StrCat(place, ", join ", i + 1), joined));
  }
  return joins;
}

}  // namespace

absl::StatusOr<std::vector<Segment>> ReadSegments(const Assessment& assessment) {
  const v1::Definition& definition = assessment.definition();
  std::vector<Segment> segments;
  std::set<std::string> ids;
  std::set<const Item*> items;
  for (int i = 0; i < definition.segments_size(); ++i) {
    const v1::Segment& segment = definition.segments(i);
    const std::string place = Place("segment", segment.id(), i);
    RETURN_IF_ERROR(CheckId(segment.id(), place));
    RETURN_IF_ERROR(CheckUnique(segment.id(), ids, place));
    RETURN_IF_ERROR(CheckText(segment.name(), place, "name"));
    const Item* item = assessment.FindItem(segment.item());
    if (item == nullptr) {
      return Fault(v1::REASON_DEFINITION_UNKNOWN_REFERENCE, "no such item", place);
    }
    if (!Divides(assessment, *item) || !items.insert(item).second) {
      return Fault(v1::REASON_DEFINITION_BAD_STRUCTURE,
                   "needs an item of its own that takes one choice of everybody and earns no score",
                   place);
    }
    ASSIGN_OR_RETURN(std::vector<GroupJoin> joins, ReadJoins(segment, *item, place));
    segments.push_back({segment.id(), segment.name(), item->instrument,
                        static_cast<size_t>(item - assessment.items().data()), std::move(joins)});
  }
  return segments;
}

}  // namespace sucharit
