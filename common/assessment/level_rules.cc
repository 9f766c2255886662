// SPDX-License-Identifier: Apache-2.0
#include "common/assessment/level_rules.h"

#include <set>
#include <string>

#include "absl/strings/str_cat.h"
#include "common/assessment/definition_rules.h"
#include "common/status/status_macros.h"

namespace sucharit {
namespace {

absl::StatusOr<Level> ReadLevel(const v1::Level& level, absl::string_view place) {
  RETURN_IF_ERROR(CheckId(level.id(), place));
  RETURN_IF_ERROR(CheckText(level.name(), place, "name"));
  Level read{level.id(), level.name(), 0, std::nullopt};
  ASSIGN_OR_RETURN(read.overall_minimum,
                   NumberUpTo(100, level.overall_minimum(), place, "overall minimum"));
  if (!level.instrument_minimum().empty()) {
    ASSIGN_OR_RETURN(read.instrument_minimum,
                     NumberUpTo(100, level.instrument_minimum(), place, "instrument minimum"));
  }
  return read;
}

mpq_class InstrumentMinimum(const Level& level) { return level.instrument_minimum.value_or(0); }

// Whether a result that misses `better` may still reach `worse`, and never the other way round.
bool IsOrdered(const Level& better, const Level& worse) {
  if (better.overall_minimum < worse.overall_minimum) return false;
  if (InstrumentMinimum(better) < InstrumentMinimum(worse)) return false;
  return better.overall_minimum > worse.overall_minimum ||
         InstrumentMinimum(better) > InstrumentMinimum(worse);
}

absl::Status CheckOrder(const std::vector<Level>& levels) {
  for (size_t i = 1; i < levels.size(); ++i) {
    if (IsOrdered(levels[i - 1], levels[i])) continue;
    return Fault(v1::REASON_DEFINITION_BAD_LEVELS,
                 "a level must ask for less than the one before it",
                 absl::StrCat("level ", levels[i].id));
  }
  const Level& last = levels.back();
  if (last.overall_minimum == 0 && InstrumentMinimum(last) == 0) return absl::OkStatus();
  return Fault(v1::REASON_DEFINITION_BAD_LEVELS, "the last level must begin at 0",
               absl::StrCat("level ", last.id));
}

absl::Status CheckTopicItems(const v1::Topic& topic, const std::set<std::string>& known,
                             absl::string_view place) {
  if (topic.items().empty()) {
    return Fault(v1::REASON_DEFINITION_BAD_STRUCTURE, "a topic without items", place);
  }
  std::set<std::string> named;
  for (int i = 0; i < topic.items_size(); ++i) {
    const std::string item_place = absl::StrCat(place, ", ", Place("item", topic.items(i), i));
    if (known.count(topic.items(i)) == 0) {
      return Fault(v1::REASON_DEFINITION_UNKNOWN_REFERENCE, "no such item", item_place);
    }
    RETURN_IF_ERROR(CheckUnique(topic.items(i), named, item_place));
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<std::vector<Level>> ReadLevels(const v1::Definition& definition) {
  if (definition.levels().empty()) {
    return Fault(v1::REASON_DEFINITION_BAD_LEVELS, "there are no levels", "levels");
  }
  std::vector<Level> levels;
  std::set<std::string> ids;
  for (int i = 0; i < definition.levels_size(); ++i) {
    const std::string place = Place("level", definition.levels(i).id(), i);
    ASSIGN_OR_RETURN(Level level, ReadLevel(definition.levels(i), place));
    RETURN_IF_ERROR(CheckUnique(level.id, ids, place));
    levels.push_back(std::move(level));
  }
  RETURN_IF_ERROR(CheckOrder(levels));
  return levels;
}

absl::Status CheckTopics(const v1::Definition& definition) {
  std::set<std::string> items;
  for (const v1::Item& item : definition.items()) items.insert(item.id());
  std::set<std::string> numbers;
  for (int i = 0; i < definition.topics_size(); ++i) {
    const v1::Topic& topic = definition.topics(i);
    const std::string place = absl::StrCat("topic ", topic.number());
    RETURN_IF_ERROR(CheckUnique(absl::StrCat(topic.number()), numbers, place));
    if (topic.number() != i + 1) {
      return Fault(v1::REASON_DEFINITION_BAD_STRUCTURE, "topics are numbered from 1 without gaps",
                   place);
    }
    RETURN_IF_ERROR(CheckText(topic.name(), place, "name"));
    RETURN_IF_ERROR(CheckTopicItems(topic, items, place));
  }
  return absl::OkStatus();
}

}  // namespace sucharit
