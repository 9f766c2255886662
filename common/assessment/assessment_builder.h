// SPDX-License-Identifier: Apache-2.0
//
// Makes an Assessment from a definition message, or refuses it. Only for this folder.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/assessment/asking_order.h"
#include "common/assessment/assessment.h"
#include "common/assessment/item_rules.h"

namespace sucharit {

// Checks in the order of the definition: what stands alone first, then what refers to it, then
// weights. Used once.
class AssessmentBuilder {
 public:
  // `bytes` is what `definition` was read from.
  AssessmentBuilder(v1::Definition definition, absl::string_view bytes);

  absl::StatusOr<Assessment> Build() &&;

 private:
  absl::Status CheckHead();
  absl::Status CheckPrivacy();

  absl::Status AddInstruments();
  absl::Status AddInstrument(const v1::Instrument& instrument, absl::string_view place);

  absl::Status AddIndicators();
  absl::Status AddIndicator(const v1::Indicator& indicator, absl::string_view place);
  absl::Status AddSubIndicators();
  absl::Status AddSubIndicator(const v1::SubIndicator& sub_indicator, absl::string_view place);

  absl::Status AddItems();
  absl::Status AddItem(const v1::Item& item, absl::string_view place);
  absl::Status PutIntoGroup(const Item& item, absl::string_view place);

  absl::Status CheckNoGroupIsEmpty();
  absl::Status MeasureQuestionnaires();

  Assessment assessment_;
  std::map<std::string, size_t> instruments_;
  std::map<std::string, size_t> indicators_;
  std::map<std::string, size_t> sub_indicators_;
  Scales scales_;
  std::vector<AskingOrder> orders_;  // One an instrument.
  // Ids of indicators, sub-indicators and items: an imported score names any of them by its id
  // alone.
  std::set<std::string> nodes_;
  size_t choice_count_ = 0;
};

}  // namespace sucharit
