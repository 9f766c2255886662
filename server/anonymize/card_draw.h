// SPDX-License-Identifier: Apache-2.0
//
// One card, one response: which responses count where a questionnaire takes a card. Only for this
// folder.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "common/response/sealed_content.h"
#include "server/store/card_store.h"

namespace sucharit {

// Takes responses, and draws one of those that used the same card. The draw is by a hash of the
// box's id keyed with the round's secret salt: nobody who sends boxes can influence it, each use is
// equally likely, and counting the same boxes again draws the same.
class CardDraw {
 public:
  // `context` must outlive the draw.
  CardDraw(const ResponseContext& context, CountedCards cards)
      : context_(context), cards_(std::move(cards)) {}

  // Refuses a response without a card, or with one that is unknown or void.
  void Take(absl::string_view box_id, CheckedResponse response);

  // One response for each card that was used. Once, after the last Take().
  std::vector<CheckedResponse> Drawn();

  // The packed rows of the same, found in another way.
  std::vector<std::string> RowsAgain() const;

  // Responses that were refused, or lost a draw.
  int64_t refused() const { return refused_; }

 private:
  // One use of a card, without the response: its place in the draw, and the row to compare with.
  struct Use {
    std::string hash;
    std::string rank;
    std::string row;
  };
  struct Best {
    std::string rank;
    CheckedResponse response;
  };

  const ResponseContext& context_;
  const CountedCards cards_;
  std::map<std::string, Best> best_;  // By the card's hash.
  std::vector<Use> uses_;
  int64_t refused_ = 0;
};

}  // namespace sucharit
