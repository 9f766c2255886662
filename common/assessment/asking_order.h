// SPDX-License-Identifier: Apache-2.0
//
// The rules of the order in which a questionnaire is asked: staff items first, sections in one
// piece, and rules that look back only. Only for this folder.
#pragma once

#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/assessment/assessment.h"
#include "common/assessment/rule.h"

namespace sucharit {

// Takes the items of one survey instrument in the order asked. Used once for each.
class AskingOrder {
 public:
  // `instrument` is the id; `definition` and `sections` must outlive this. The sections' rules are
  // filled in as items of them come.
  AskingOrder(std::string instrument, const v1::Definition& definition,
              std::vector<Section>& sections);

  // Fills in what the order says of `item`, which must stay where it is while this is used.
  // REASON_DEFINITION_BAD_STRUCTURE, REASON_DEFINITION_UNKNOWN_REFERENCE,
  // REASON_DEFINITION_BAD_RULE.
  absl::Status Take(const v1::Item& raw, Item& item, absl::string_view place);

 private:
  absl::Status CheckStaff(const v1::Item& raw, absl::string_view place);
  absl::Status EnterSection(const Item& item, absl::string_view place);
  absl::StatusOr<std::shared_ptr<const Rule>> ReadRule(const std::string& expression,
                                                       const Item* self,
                                                       absl::string_view place) const;

  const std::string instrument_;
  const v1::Definition& definition_;
  std::vector<Section>& sections_;
  std::map<std::string, RuleItem> before_;
  std::set<std::string> entered_;  // Sections.
  std::string section_;            // Of the last item.
  bool section_is_always_asked_ = true;
  bool respondent_has_begun_ = false;
};

// The sections, without their rules. The reasons of definition_rules.h;
// REASON_DEFINITION_UNKNOWN_REFERENCE if one belongs to no survey of `instruments`.
absl::StatusOr<std::vector<Section>> ReadSections(const v1::Definition& definition,
                                                  const std::vector<Instrument>& instruments);

// REASON_DEFINITION_BAD_STRUCTURE if a section has no items.
absl::Status CheckSectionsHaveItems(const std::vector<Section>& sections,
                                    const std::vector<Item>& items);

}  // namespace sucharit
