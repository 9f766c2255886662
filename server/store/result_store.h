// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "server/store/card_store.h"
#include "server/store/row_store.h"
#include "server/store/server_database.h"
#include "sucharit/v1/error.pb.h"
#include "sucharit/v1/result.pb.h"

namespace sucharit {

// A box that held no valid response, and why. Neither a tablet nor a time goes with it.
struct FailedBox {
  std::string box_id;
  v1::Reason reason = v1::REASON_UNSPECIFIED;
};

// The outcome of counting one questionnaire.
struct CountedQuestionnaire {
  v1::Tally tally;
  std::vector<FailedBox> failed;
  CardOutcome cards;              // Zeros where the questionnaire takes none.
  int64_t identical = 0;          // Responses of which each answer is another one's too.
  std::vector<std::string> rows;  // What is kept of them: sorted, or none.
  std::vector<ItemTexts> texts;   // What is kept of them.

  // Of the counted responses' receipt numbers, sorted; none of fewer than the minimum group.
  std::vector<std::string> receipt_hashes = {};
  std::optional<v1::ReceiptList> receipts = {};  // What is kept of them.
};

// Tallies and imported scores. Thread-safe.
class ResultStore {
 public:
  // `database` must outlive the store.
  explicit ResultStore(ServerDatabase& database) : database_(database) {}

  // Writes all tallies, rows, texts and receipt lists, marks the failed boxes, forgets the serials
  // of cards and moves the round from closing to closed, in one transaction.
  absl::Status Close(absl::string_view round_id, const std::vector<CountedQuestionnaire>& counted);

  // In the order of questionnaire ids; empty before the round is closed.
  absl::StatusOr<std::vector<v1::Tally>> Tallies(absl::string_view round_id);

  // What respondents check their receipts against; empty before the round is closed, and where none
  // was shown. In the order of questionnaire ids.
  absl::StatusOr<std::vector<v1::ReceiptList>> ReceiptLists(absl::string_view round_id);

  // What else the count found of a questionnaire.
  struct Found {
    int64_t not_valid = 0;     // Boxes that held no valid response.
    int64_t card_refused = 0;  // Responses that were refused because of their card.
    int64_t identical = 0;     // See CountedQuestionnaire.
  };

  // Zeros before the round is closed.
  absl::StatusOr<Found> FoundOf(absl::string_view round_id, absl::string_view questionnaire);

  // Keeps imported scores, in one transaction. Those that stand there for the same node are
  // replaced; without `merge`, all others of the parts that `scores` name are removed.
  absl::Status Import(absl::string_view round_id, const std::vector<v1::ImportedScore>& scores,
                      bool merge);

  // By part and node.
  absl::StatusOr<std::vector<v1::ImportedScore>> Imported(absl::string_view round_id);

  // Ends a round without a result: of its boxes only totals are left.
  absl::Status Cancel(absl::string_view round_id);

 private:
  ServerDatabase& database_;
};

}  // namespace sucharit
