// SPDX-License-Identifier: Apache-2.0
#include "server/publish/verify_conduct.h"

#include <algorithm>
#include <set>
#include <string>

#include "absl/strings/str_cat.h"

namespace sucharit {
namespace {

constexpr int kFewestWitnesses = 2;

bool AddsUp(const v1::CardAccount& cards) {
  const bool possible =
      std::min({cards.printed(), cards.used(), cards.left_over(), cards.voided(),
                cards.refused()}) >= 0 &&
      std::max({cards.used(), cards.left_over(), cards.voided()}) <= cards.printed();
  return possible && cards.not_returned() ==
                         cards.printed() - cards.used() - cards.left_over() - cards.voided();
}

bool CardsAreRight(const v1::CardAccount& cards, const v1::Totals& totals) {
  return AddsUp(cards) && cards.used() == totals.counted() &&
         cards.refused() == totals.card_refused() &&
         (cards.printed() == 0 || cards.witnesses_size() >= kFewestWitnesses);
}

bool CountsAreRight(const v1::Conduct& conduct) {
  const bool possible = std::min({conduct.finished(), conduct.abandoned(), conduct.quick(),
                                  conduct.tablets(), conduct.most_in_a_day()}) >= 0;
  return possible && std::max({conduct.quick(), conduct.tablets(), conduct.most_in_a_day()}) <=
                         conduct.finished();
}

bool IdenticalIsRight(const Assessment& assessment, int64_t identical, int64_t counted) {
  return identical == 0 || (identical >= assessment.minimum_group() && identical <= counted);
}

bool IsRight(const Assessment& assessment, const v1::Conduct& conduct, const v1::Totals& totals) {
  const bool cards =
      conduct.has_cards() ? CardsAreRight(conduct.cards(), totals) : totals.card_refused() == 0;
  return cards && CountsAreRight(conduct) &&
         IdenticalIsRight(assessment, conduct.identical(), totals.counted());
}

}  // namespace

void CheckConduct(const Assessment& assessment, const v1::Bundle& bundle, BundleCheck& check) {
  std::set<std::string> seen;
  for (const v1::Conduct& conduct : bundle.conduct()) {
    const auto totals = std::find_if(
        bundle.totals().begin(), bundle.totals().end(),
        [&](const v1::Totals& each) { return each.questionnaire() == conduct.questionnaire(); });
    const bool right = seen.insert(conduct.questionnaire()).second &&
                       totals != bundle.totals().end() && IsRight(assessment, conduct, *totals);
    if (!right) check.differences.push_back(absl::StrCat("conduct ", conduct.questionnaire()));
  }
}

}  // namespace sucharit
