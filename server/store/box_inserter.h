// SPDX-License-Identifier: Apache-2.0
//
// How boxes come into the table, for each engine what is fast there. Only for this folder.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "server/sql/database.h"
#include "server/store/box_store.h"

namespace sucharit {

// What is known of a batch's tablet and round while its transaction runs.
struct SenderFacts {
  bool revoked = false;
  std::string agency_code;
};
struct RoundFacts {
  int64_t state = 0;
  bool counting = false;
  std::string agency_code;
};

// How a box that comes now is kept: late ones are never opened, and of a round that is over nothing
// is kept.
struct Keeping {
  bool late = false;
  bool over = false;

  v1::Outcome outcome() const { return late ? v1::OUTCOME_TOO_LATE : v1::OUTCOME_STORED; }
};

// The rule, the same for both engines; `sender` and `round` are null if there is none. Refused as
// BoxStore::Insert.
absl::StatusOr<Keeping> KeepingOf(const BoxBatch& batch, const SenderFacts* sender,
                                  const RoundFacts* round);

// What can't be a box is refused and never kept.
bool IsOfPossibleSize(const StoredBox& box);

// Of a round that is over.
std::vector<v1::Outcome> TooLateForAny(const BoxBatch& batch);

// Puts the boxes of many batches into the table. Those that are there stay what they are.
class BoxInserter {
 public:
  virtual ~BoxInserter() = default;

  // Adds what became of each batch, in their order. Fails if nothing of all this may be kept: the
  // fault isn't a batch's.
  virtual absl::Status Insert(const std::vector<BoxBatch>& batches,
                              std::vector<BatchOutcome>& outcomes) = 0;
};

// `database` must outlive the inserter, which is used within one transaction.
std::unique_ptr<BoxInserter> InserterFor(sql::Database& database);

// The two that it chooses from.
std::unique_ptr<BoxInserter> SqliteInserter(sql::Database& database);
std::unique_ptr<BoxInserter> PostgresInserter(sql::Database& database);

}  // namespace sucharit
