// SPDX-License-Identifier: Apache-2.0
#include "server/store/round_state.h"

#include "common/crypto/digest.h"
#include "common/status/reason.h"
#include "common/status/status_macros.h"
#include "server/sql/statement.h"

namespace sucharit {

absl::Status MoveState(sql::Database& database, absl::string_view round_id, v1::RoundState from,
                       v1::RoundState to) {
  RETURN_IF_ERROR(
      sql::Statement(database, "UPDATE round SET state = ? WHERE round_id = ? AND state = ?")
          .Bind(to)
          .BindBlob(round_id)
          .Bind(from)
          .Run());
  if (database.Changes() == 1) return absl::OkStatus();
  return Refused(absl::StatusCode::kFailedPrecondition, v1::REASON_ROUND_STATE,
                 "the round is in another state", crypto::ToHex(round_id));
}

absl::Status ForgetBoxes(sql::Database& database, absl::string_view round_id) {
  RETURN_IF_ERROR(
      sql::Statement(database,
                     "INSERT INTO box_total(round_id, questionnaire, in_time, late) "
                     "SELECT round_id, questionnaire, COUNT(*) FILTER (WHERE late = 0), "
                     "COUNT(*) FILTER (WHERE late <> 0) FROM box "
                     "WHERE round_id = ? GROUP BY round_id, questionnaire")
          .BindBlob(round_id)
          .Run());
  return sql::Statement(database, "DELETE FROM box WHERE round_id = ?").BindBlob(round_id).Run();
}

}  // namespace sucharit
