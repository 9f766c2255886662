// SPDX-License-Identifier: Apache-2.0
#include "server/store/box_inserter.h"

#include "common/crypto/digest.h"
#include "common/crypto/sealed_box.h"
#include "common/response/sealed_content.h"
#include "common/status/reason.h"
#include "common/status/status_macros.h"

namespace sucharit {
namespace {

absl::Status RequireActive(const SenderFacts* sender) {
  if (sender != nullptr && !sender->revoked) return absl::OkStatus();
  return Refused(absl::StatusCode::kUnauthenticated,
                 sender != nullptr ? v1::REASON_DEVICE_REVOKED : v1::REASON_DEVICE_NOT_ENROLLED,
                 "the tablet may not send");
}

}  // namespace

absl::StatusOr<Keeping> KeepingOf(const BoxBatch& batch, const SenderFacts* sender,
                                  const RoundFacts* round) {
  if (!batch.from_file) RETURN_IF_ERROR(RequireActive(sender));
  // A tablet knows no other agency's rounds.
  if (round == nullptr || (!batch.from_file && round->agency_code != sender->agency_code)) {
    return Refused(absl::StatusCode::kNotFound, v1::REASON_ROUND_UNKNOWN, "no such round",
                   crypto::ToHex(batch.round_id));
  }
  if (round->state == v1::ROUND_STATE_DRAFT) {
    return Refused(absl::StatusCode::kFailedPrecondition, v1::REASON_ROUND_STATE,
                   "the round never opened", crypto::ToHex(batch.round_id));
  }
  return Keeping{
      round->state > v1::ROUND_STATE_CLOSING || round->counting,
      round->state == v1::ROUND_STATE_PUBLISHED || round->state == v1::ROUND_STATE_CANCELLED};
}

bool IsOfPossibleSize(const StoredBox& box) {
  return box.box.size() > crypto::kSealOverhead && box.box.size() <= kMaximumBoxSize;
}

std::vector<v1::Outcome> TooLateForAny(const BoxBatch& batch) {
  std::vector<v1::Outcome> outcomes;
  for (const StoredBox& box : batch.boxes) {
    outcomes.push_back(IsOfPossibleSize(box) ? v1::OUTCOME_TOO_LATE : v1::OUTCOME_REFUSED);
  }
  return outcomes;
}

std::unique_ptr<BoxInserter> InserterFor(sql::Database& database) {
  return database.engine() == sql::Engine::kPostgres ? PostgresInserter(database)
                                                     : SqliteInserter(database);
}

}  // namespace sucharit
