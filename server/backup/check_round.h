// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/time/clock.h"
#include "server/backup/check_folder.h"
#include "server/publish/verify_round.h"
#include "server/rounds/key_folder.h"
#include "server/rounds/rounds.h"
#include "server/store/publication_store.h"
#include "server/store/result_store.h"
#include "server/store/round_store.h"
#include "server/store/row_store.h"
#include "server/store/server_database.h"

namespace sucharit {

// What must hold of each round in a data folder. Each call returns what is wrong, or an error if
// the check couldn't be done. Thread-safe.
class RoundChecker {
 public:
  using Findings = absl::StatusOr<std::vector<std::string>>;

  // Both must outlive the object.
  RoundChecker(const FolderToCheck& options, ServerDatabase& database)
      : options_(options),
        keys_(options.key_folder),
        publications_(database),
        results_(database),
        rows_(database),
        rounds_(database, keys_, clock_),
        verifier_(database, keys_, rounds_) {}

  // Received = counted + what stands in another total.
  Findings CheckCounts(const RoundRecord& round);

  // Tallies hold, and give the same scores again.
  Findings CheckTalliesOf(const RoundRecord& round);

  // Kept rows are sorted.
  Findings CheckRows(const RoundRecord& round);

  // The publication computes, is signed, and is that of the file.
  Findings CheckPublication(const RoundRecord& round);

  // The round has the keys that it should have.
  Findings CheckKeys(const RoundRecord& round);

 private:
  const FolderToCheck& options_;
  const SystemClock clock_;
  const KeyFolder keys_;
  PublicationStore publications_;
  ResultStore results_;
  RowStore rows_;
  Rounds rounds_;
  RoundVerifier verifier_;
};

}  // namespace sucharit
