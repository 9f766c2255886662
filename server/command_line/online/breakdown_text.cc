// SPDX-License-Identifier: Apache-2.0
#include "server/command_line/online/breakdown_text.h"

#include <algorithm>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "common/assessment/group_names.h"
#include "server/export/localized.h"

namespace sucharit {
namespace {

const v1::Segment* FindSegment(const Assessment& assessment, const std::string& id) {
  const auto& segments = assessment.definition().segments();
  const auto found = std::find_if(segments.begin(), segments.end(),
                                  [&](const v1::Segment& segment) { return segment.id() == id; });
  return found == segments.end() ? nullptr : &*found;
}

std::string NameOf(const Assessment& assessment, const v1::Segment& segment,
                   const std::string& group, bool joined, Language language) {
  const v1::Text* name = GroupName(assessment, segment.id(), group, joined);
  return name == nullptr ? group : In(language, *name);
}

std::string Names(const Assessment& assessment, const v1::Segment& segment,
                  const google::protobuf::RepeatedPtrField<std::string>& groups,
                  Language language) {
  return absl::StrJoin(groups, ", ", [&](std::string* out, const std::string& group) {
    out->append(NameOf(assessment, segment, group, false, language));
  });
}

std::string BreakdownToText(const Assessment& assessment, const v1::Segment& segment,
                            const v1::Breakdown& breakdown, Language language) {
  constexpr Say kWithheld{
      "  ไม่เผยแพร่ เพราะไม่มีวิธีแสดงที่ปลอดภัยต่อผู้ตอบ\n",
      "  withheld: nothing could be shown without telling about single people\n"};
  constexpr Say kAnswered{" คน", " people"};
  constexpr Say kHidden{"  กลุ่มที่ไม่แสดงเพื่อปกป้องผู้ตอบ: ",
                        "  groups hidden to protect those who answered: "};
  constexpr Say kItems{"  ข้อที่ไม่แยกตามกลุ่มเพื่อปกป้องผู้ตอบ: ",
                       "  items not broken down, to protect those who answered: "};
  std::string text = absl::StrCat(In(language, segment.name()), "\n");
  if (breakdown.withheld()) return absl::StrCat(text, kWithheld.In(language));
  for (const v1::BreakdownGroup& group : breakdown.groups()) {
    absl::StrAppend(&text, "  ",
                    NameOf(assessment, segment, group.group(), group.joined(), language), "  ",
                    group.respondents(), kAnswered.In(language), "\n");
  }
  if (!breakdown.hidden_groups().empty()) {
    absl::StrAppend(&text, kHidden.In(language),
                    Names(assessment, segment, breakdown.hidden_groups(), language), "\n");
  }
  if (!breakdown.withheld_items().empty()) {
    absl::StrAppend(&text, kItems.In(language), absl::StrJoin(breakdown.withheld_items(), ", "),
                    "\n");
  }
  return text;
}

}  // namespace

std::string BreakdownsToText(const Assessment& assessment,
                             const google::protobuf::RepeatedPtrField<v1::Breakdown>& breakdowns,
                             Language language) {
  constexpr Say kNone{"นิยามนี้ไม่มีการจำแนกกลุ่ม\n", "the definition has no segments\n"};
  if (breakdowns.empty()) return kNone.In(language);
  std::string text;
  for (const v1::Breakdown& breakdown : breakdowns) {
    const v1::Segment* segment = FindSegment(assessment, breakdown.segment());
    if (segment == nullptr) continue;
    text += BreakdownToText(assessment, *segment, breakdown, language);
  }
  return text;
}

}  // namespace sucharit
