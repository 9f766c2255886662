// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "server/store/server_database.h"
#include "sucharit/v1/admin.pb.h"

namespace sucharit {

// What counting needs to know of the cards of a questionnaire that takes them.
struct CountedCards {
  std::vector<std::string> hashes;  // Of the cards that aren't void, sorted.
  std::string draw_salt;            // Decides which use of a card counts; secret.
};

// What became of a questionnaire's cards, from the count.
struct CardOutcome {
  int64_t used = 0;
  int64_t refused = 0;
};

// The cards of rounds, as hashes. While a round is open a serial stands beside each hash, so that a
// card can be made void; closing forgets the serials, publishing the hashes. Thread-safe.
class CardStore {
 public:
  // `database` must outlive the store.
  explicit CardStore(ServerDatabase& database) : database_(database) {}

  // Adds cards, whose serials follow those that are there. Returns the first serial.
  // FAILED_PRECONDITION `REASON_CARDS_NOT_USED` if the questionnaire takes none.
  absl::StatusOr<int32_t> Add(absl::string_view round_id, absl::string_view questionnaire,
                              const std::vector<std::string>& hashes);

  // In one transaction. NOT_FOUND `REASON_CARD_UNKNOWN` names the first serial that there isn't.
  absl::Status Void(absl::string_view round_id, absl::string_view questionnaire,
                    const std::vector<int32_t>& serials);

  // Keeps what was left over, in place of what was entered before.
  absl::Status Reconcile(absl::string_view round_id, absl::string_view questionnaire,
                         int64_t left_over, const std::vector<std::string>& witnesses);

  // One for each questionnaire of the round that takes cards, by its id.
  absl::StatusOr<std::vector<v1::QuestionnaireCards>> Accounts(absl::string_view round_id);

  // Nothing if the questionnaire takes none. No hashes once the round is published.
  absl::StatusOr<std::optional<CountedCards>> ToCount(absl::string_view round_id,
                                                      absl::string_view questionnaire);

 private:
  ServerDatabase& database_;
};

}  // namespace sucharit
