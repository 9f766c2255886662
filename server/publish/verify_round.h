// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "server/anonymize/recount.h"
#include "server/rounds/key_folder.h"
#include "server/rounds/rounds.h"
#include "server/store/box_store.h"
#include "server/store/card_store.h"
#include "server/store/publication_store.h"
#include "server/store/result_store.h"
#include "server/store/round_store.h"
#include "server/store/row_store.h"
#include "sucharit/v1/admin.pb.h"

namespace sucharit {

// Counts a round again and computes its scores again, to compare. Writes nothing. Thread-safe.
class RoundVerifier {
 public:
  // All must outlive the object.
  RoundVerifier(ServerDatabase& database, const KeyFolder& keys, Rounds& rounds)
      : boxes_(database),
        cards_(database),
        publications_(database),
        results_(database),
        round_store_(database),
        rows_(database),
        keys_(keys),
        rounds_(rounds) {}

  // See v1.AdminService.VerifyRound. FAILED_PRECONDITION `REASON_ROUND_STATE` unless the round is
  // closed or published, and the errors of GetScores.
  absl::StatusOr<v1::VerifyRoundResponse> Verify(absl::string_view round_id);

 private:
  struct Recounted {
    v1::CountedFrom from = v1::COUNTED_FROM_UNSPECIFIED;
    v1::Tally tally;
  };

  absl::StatusOr<Recounted> Recount(const RoundRecord& round, const Assessment& assessment,
                                    const v1::Tally& kept);
  absl::StatusOr<v1::Scores> KeptScores(const RoundRecord& round, const Assessment& assessment,
                                        const std::vector<v1::Tally>& kept);
  absl::StatusOr<v1::Scores> ScoresOf(const RoundRecord& round, const Assessment& assessment,
                                      const std::vector<v1::Tally>& tallies);

  BoxStore boxes_;
  CardStore cards_;
  PublicationStore publications_;
  ResultStore results_;
  RoundStore round_store_;
  RowStore rows_;
  const KeyFolder& keys_;
  Rounds& rounds_;
};

}  // namespace sucharit
