// SPDX-License-Identifier: Apache-2.0
//
// Which groups and items of a breakdown may be shown. README.md gives the rules and the proof.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "common/assessment/fraction.h"
#include "server/publish/answer_tables_parts.h"

namespace sucharit {

// A scored item.
struct SegmentItem {
  std::vector<std::optional<mpq_class>> scores;  // By choice.
  std::vector<ChoiceRun> runs;                   // Of its published table of answers; may be empty.
};

// The respondents of one questionnaire by the groups of one segment.
struct SegmentTable {
  std::vector<SegmentItem> items;
  std::vector<int64_t> respondents;                      // By group.
  std::vector<std::vector<std::vector<int64_t>>> cells;  // Answers by group, item and choice.

  // The last group is all those who stand in none any more: at least two groups that anonymizing
  // took away, hidden from the beginning.
  bool last_is_taken_away = false;

  // Something outside of the breakdown tells in which group people are, for example that an item is
  // asked in one of them only. Then no group can be hidden.
  bool groups_show_elsewhere = false;
};

// What is shown of a table. If it is withheld, nothing is.
struct Suppression {
  bool withheld = false;
  std::vector<bool> hidden_groups;   // By group.
  std::vector<bool> withheld_items;  // By item.
};

// Decides for all segments of a questionnaire together; all tables have the same items. An item
// that is withheld from one breakdown is withheld from all. `minimum_group` is at least 1.
std::vector<Suppression> Suppress(const std::vector<SegmentTable>& tables, int64_t minimum_group);

}  // namespace sucharit
