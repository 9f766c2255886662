// SPDX-License-Identifier: Apache-2.0
//
// What several stores do to a round within a transaction of theirs. Only for this folder.
#pragma once

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "server/sql/database.h"
#include "sucharit/v1/collect.pb.h"

namespace sucharit {

// FAILED_PRECONDITION `REASON_ROUND_STATE` if the round is in another state than `from`.
absl::Status MoveState(sql::Database& database, absl::string_view round_id, v1::RoundState from,
                       v1::RoundState to);

// At publication and when a round is cancelled: of its boxes only totals are left.
absl::Status ForgetBoxes(sql::Database& database, absl::string_view round_id);

}  // namespace sucharit
