// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "client/core/tablet_database.h"
#include "common/assessment/assessment.h"
#include "sucharit/v1/collect.pb.h"

namespace sucharit {

// A round as this tablet knows it, with its checked definition. Immutable.
struct CollectedRound {
  v1::RoundOffer offer;
  Assessment assessment;

  // Whether a response may begin on `day` (days since 1970-01-01 in Thailand).
  bool MayBegin(int32_t day) const;

  // Whether a response to the questionnaire takes a card.
  bool TakesCard(absl::string_view questionnaire) const;

  // The questionnaire's cards; null if none are printed yet.
  const v1::CardList* CardsOf(absl::string_view questionnaire) const;
};

// The rounds and definitions that the tablet keeps for use without a network. Thread-safe.
class Library {
 public:
  // `database` must outlive the library.
  explicit Library(TabletDatabase& database) : database_(database) {}

  // Takes what the server offers now. A round that the server no longer lists stays until nothing
  // of it waits and no response is in progress. An offer that doesn't pass the checks is refused
  // and changes nothing.
  absl::Status Keep(const v1::ListRoundsResponse& offers);

  // By agency and title.
  absl::StatusOr<std::vector<std::shared_ptr<const CollectedRound>>> Rounds();

  // NOT_FOUND `REASON_ROUND_UNKNOWN`.
  absl::StatusOr<std::shared_ptr<const CollectedRound>> Find(absl::string_view round_id);

  // The definition with that digest, which a draft may need after the round's wording has changed.
  absl::StatusOr<Assessment> FindDefinition(absl::string_view definition_digest);

 private:
  TabletDatabase& database_;
};

}  // namespace sucharit
