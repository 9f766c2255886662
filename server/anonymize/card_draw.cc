// SPDX-License-Identifier: Apache-2.0
#include "server/anonymize/card_draw.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "common/crypto/card_code.h"
#include "common/crypto/digest.h"
#include "common/crypto/secret.h"

namespace sucharit {

void CardDraw::Take(absl::string_view box_id, CheckedResponse response) {
  if (response.card.empty()) {
    ++refused_;
    return;
  }
  std::string hash = crypto::CardHash(response.card, context_.round_id, context_.instrument->id);
  crypto::Wipe(response.card);
  if (!std::binary_search(cards_.hashes.begin(), cards_.hashes.end(), hash)) {
    ++refused_;
    return;
  }
  std::string rank = crypto::KeyedHash(cards_.draw_salt, box_id);
  uses_.push_back({hash, rank, response.answers.PackRow()});
  const auto found = best_.find(hash);
  if (found == best_.end()) {
    best_.emplace(std::move(hash), Best{std::move(rank), std::move(response)});
    return;
  }
  ++refused_;
  if (rank < found->second.rank) found->second = {std::move(rank), std::move(response)};
}

std::vector<CheckedResponse> CardDraw::Drawn() {
  std::vector<CheckedResponse> drawn;
  drawn.reserve(best_.size());
  for (auto& [hash, best] : best_) drawn.push_back(std::move(best.response));
  best_.clear();
  return drawn;
}

std::vector<std::string> CardDraw::RowsAgain() const {
  std::vector<const Use*> uses;
  for (const Use& use : uses_) uses.push_back(&use);
  std::sort(uses.begin(), uses.end(), [](const Use* a, const Use* b) {
    return std::tie(a->hash, a->rank) < std::tie(b->hash, b->rank);
  });
  std::vector<std::string> rows;
  for (size_t i = 0; i < uses.size(); ++i) {
    if (i == 0 || uses[i]->hash != uses[i - 1]->hash) rows.push_back(uses[i]->row);
  }
  return rows;
}

}  // namespace sucharit
