// SPDX-License-Identifier: Apache-2.0
#include "common/assessment/share_rules.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "common/assessment/definition_rules.h"
#include "common/status/status_macros.h"

namespace sucharit {
namespace {

// Gives each of `group`'s `positions` its share: `all` is what has the weights, `raw` what the
// definition says of them, in the same order.
template <typename Node, typename Raw>
absl::Status Share(absl::string_view group, absl::string_view kind,
                   const std::vector<size_t>& positions, const Raw& raw, std::vector<Node>& all) {
  std::vector<Member> members;
  for (const size_t position : positions) {
    const auto& each = raw.Get(static_cast<int>(position));
    members.push_back({absl::StrCat(kind, " ", each.id()), each.weight()});
  }
  ASSIGN_OR_RETURN(const std::vector<mpq_class> shares, SharesOf(group, members));
  for (size_t i = 0; i < shares.size(); ++i) all[positions[i]].weight = shares[i];
  return absl::OkStatus();
}

absl::Status ShareOutInstruments(const v1::Definition& definition,
                                 std::vector<Instrument>& instruments) {
  std::vector<Member> members;
  for (const v1::Instrument& instrument : definition.instruments()) {
    members.push_back({absl::StrCat("instrument ", instrument.id()), instrument.weight()});
  }
  ASSIGN_OR_RETURN(const std::vector<mpq_class> shares, GivenSharesOf("instruments", members));
  for (size_t i = 0; i < shares.size(); ++i) instruments[i].weight = shares[i];
  return absl::OkStatus();
}

absl::Status ShareOutIndicator(const v1::Definition& definition, const Indicator& indicator,
                               ScoreTreeParts& parts) {
  const std::string group = absl::StrCat("indicator ", indicator.id);
  if (indicator.sub_indicators.empty()) {
    return Share(group, "item", indicator.items, definition.items(), parts.items);
  }
  RETURN_IF_ERROR(Share(group, "sub-indicator", indicator.sub_indicators,
                        definition.sub_indicators(), parts.sub_indicators));
  for (const size_t position : indicator.sub_indicators) {
    const SubIndicator& sub_indicator = parts.sub_indicators[position];
    RETURN_IF_ERROR(Share(absl::StrCat("sub-indicator ", sub_indicator.id), "item",
                          sub_indicator.items, definition.items(), parts.items));
  }
  return absl::OkStatus();
}

}  // namespace

absl::Status ShareOut(const v1::Definition& definition, ScoreTreeParts parts) {
  RETURN_IF_ERROR(ShareOutInstruments(definition, parts.instruments));
  for (const Instrument& instrument : parts.instruments) {
    RETURN_IF_ERROR(Share(absl::StrCat("instrument ", instrument.id), "indicator",
                          instrument.indicators, definition.indicators(), parts.indicators));
  }
  for (const Indicator& indicator : parts.indicators) {
    RETURN_IF_ERROR(ShareOutIndicator(definition, indicator, parts));
  }
  return absl::OkStatus();
}

}  // namespace sucharit
