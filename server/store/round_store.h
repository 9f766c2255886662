// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "server/store/server_database.h"
#include "sucharit/v1/admin.pb.h"
#include "sucharit/v1/collect.pb.h"

namespace sucharit {

// A round as it is stored.
struct RoundRecord {
  std::string round_id;
  std::string agency_code;
  std::string definition_digest;
  v1::RoundState state = v1::ROUND_STATE_DRAFT;

  // Closing only: no tablet can hold a response any more, and counting has begun. What still comes
  // is late.
  bool counting = false;

  int32_t first_day = 0;  // Days since 1970-01-01 in Thailand.
  int32_t last_day = 0;
  std::string sealing_key;  // Public halves; empty before the keys are made.
  std::string receipt_key;
  std::vector<v1::Population> populations;
  v1::KeyCustody custody = v1::KEY_CUSTODY_SERVER;
  bool rehearsal = false;
  std::vector<std::string> card_questionnaires;  // Sorted.
};

// Rounds and the definitions they use. Thread-safe.
class RoundStore {
 public:
  // `database` must outlive the store.
  explicit RoundStore(ServerDatabase& database) : database_(database) {}

  // Adds the round and keeps its definition. Does nothing if that round is there with the same
  // agency, definition, days, populations and custody; ALREADY_EXISTS `REASON_ROUND_STATE` if it is
  // another.
  absl::Status Create(const RoundRecord& round, absl::string_view definition);

  // NOT_FOUND `REASON_ROUND_UNKNOWN`.
  absl::StatusOr<RoundRecord> Find(absl::string_view round_id);

  // Of one agency, or of all if `agency_code` is empty; newest first day first.
  absl::StatusOr<std::vector<RoundRecord>> List(absl::string_view agency_code);

  // The serialized definition.
  absl::StatusOr<std::string> Definition(absl::string_view definition_digest);

  absl::Status SetKeys(absl::string_view round_id, absl::string_view sealing_key,
                       absl::string_view receipt_key);

  // Moves the round from one state to the next. FAILED_PRECONDITION `REASON_ROUND_STATE` if it is
  // in another state than `from`.
  absl::Status Move(absl::string_view round_id, v1::RoundState from, v1::RoundState to);

  // Moves a draft to open and keeps where the copies of its key are, in one transaction.
  absl::Status Open(absl::string_view round_id, const std::vector<std::string>& key_places);

  // Where copies of the round's private key are kept, in the order given.
  absl::StatusOr<std::vector<std::string>> KeyCopies(absl::string_view round_id);

  // What is told on `day` of how many responses came: `figure`, or what was told when first asked
  // for on that day. So nobody learns by asking again and again when responses come.
  absl::StatusOr<int64_t> FigureOfDay(absl::string_view round_id, absl::string_view questionnaire,
                                      int32_t day, int64_t figure);

  // From now on what arrives is late. The round is closing.
  absl::Status BeginCounting(absl::string_view round_id);

  absl::Status SetLastDay(absl::string_view round_id, int32_t last_day);

 private:
  ServerDatabase& database_;
};

}  // namespace sucharit
