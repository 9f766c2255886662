// SPDX-License-Identifier: Apache-2.0
#include "common/assessment/group_names.h"

#include <algorithm>

namespace sucharit {
namespace {

const GroupJoin* FindJoin(const Segment& segment, size_t choice) {
  const auto found =
      std::find_if(segment.joins.begin(), segment.joins.end(), [choice](const GroupJoin& join) {
        return std::find(join.groups.begin(), join.groups.end(), choice) != join.groups.end();
      });
  return found == segment.joins.end() ? nullptr : &*found;
}

}  // namespace

const v1::Text* GroupName(const Assessment& assessment, absl::string_view segment,
                          absl::string_view group, bool joined) {
  for (const Segment& each : assessment.segments()) {
    if (each.id != segment) continue;
    const std::vector<Choice>& choices = assessment.items()[each.item].choices;
    for (size_t choice = 0; choice < choices.size(); ++choice) {
      if (choices[choice].id != group) continue;
      const GroupJoin* join = joined ? FindJoin(each, choice) : nullptr;
      return join == nullptr ? &choices[choice].label : &join->name;
    }
  }
  return nullptr;
}

}  // namespace sucharit
