// SPDX-License-Identifier: Apache-2.0
#include "common/assessment/segment_rules.h"

#include <set>
#include <string>
#include <utility>

#include "common/assessment/definition_rules.h"
#include "common/status/status_macros.h"

namespace sucharit {
namespace {

bool Divides(const Assessment& assessment, const Item& item) {
  return assessment.FindInstrument(item.instrument)->is_survey &&
         item.kind == AnswerKind::kOneChoice && item.always_asked && !item.optional &&
         !item.is_scored();
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
    segments.push_back({segment.id(), segment.name(), item->instrument,
                        static_cast<size_t>(item - assessment.items().data())});
  }
  return segments;
}

}  // namespace sucharit
