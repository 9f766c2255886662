// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "absl/status/status.h"
#include "server/store/server_database.h"
#include "sucharit/v1/result.pb.h"

namespace sucharit {

// Publishes a round with the bundle that it was published with before the database was lost. The
// round, in whatever state the backup has it, is published then and never opens again; its boxes
// are emptied. Nothing happens if it is published with these scores already. `bundle` is untrusted.
// Errors: NOT_FOUND `REASON_ROUND_UNKNOWN`; INVALID_ARGUMENT `REASON_BUNDLE_MALFORMED` if it is
// another round's, or its figures don't hold; FAILED_PRECONDITION `REASON_ROUND_STATE` for a
// cancelled round, a draft, or one that was published with other scores.
absl::Status AdoptPublication(ServerDatabase& database, const v1::Bundle& bundle);

}  // namespace sucharit
