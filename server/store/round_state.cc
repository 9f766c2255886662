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

absl::Status ForgetBoxes(sqlite::Database& database, absl::string_view round_id) {
  RETURN_IF_ERROR(
      sqlite::Statement(database,
                        "INSERT INTO box_total(round_id, questionnaire, in_time, late) "
                        "SELECT round_id, questionnaire, SUM(late = 0), SUM(late <> 0) FROM box "
                        "WHERE round_id = ? GROUP BY questionnaire")
          .BindBlob(round_id)
          .Run());
  return sqlite::Statement(database, "DELETE FROM box WHERE round_id = ?").BindBlob(round_id).Run();
}

}  // namespace sucharit
