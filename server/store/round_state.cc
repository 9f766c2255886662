// SPDX-License-Identifier: Apache-2.0
#include "server/store/round_state.h"

#include "common/crypto/digest.h"
#include "common/sqlite/statement.h"
#include "common/status/reason.h"
#include "common/status/status_macros.h"

namespace sucharit {

absl::Status MoveState(sqlite::Database& database, absl::string_view round_id, v1::RoundState from,
                       v1::RoundState to) {
  RETURN_IF_ERROR(
      sqlite::Statement(database, "UPDATE round SET state = ? WHERE round_id = ? AND state = ?")
          .Bind(to)
          .BindBlob(round_id)
          .Bind(from)
          .Run());
  if (database.Changes() == 1) return absl::OkStatus();
  return Refused(absl::StatusCode::kFailedPrecondition, v1::REASON_ROUND_STATE,
                 "the round is in another state", crypto::ToHex(round_id));
}

absl::Status EmptyBoxes(sqlite::Database& database, absl::string_view round_id) {
  return sqlite::Statement(database, "UPDATE box SET box = x'' WHERE round_id = ?")
      .BindBlob(round_id)
      .Run();
}

}  // namespace sucharit
