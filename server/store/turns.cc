// SPDX-License-Identifier: Apache-2.0
#include "server/store/turns.h"

#include <cstdint>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/crypto/digest.h"
#include "common/status/status_macros.h"
#include "server/sql/statement.h"

namespace sucharit {
namespace {

// The number of the advisory lock. That two turns share one by chance does no harm.
int64_t NumberOf(absl::string_view what, absl::string_view round_id) {
  const std::string digest = crypto::Sha256(absl::StrCat("turn ", what, " ", round_id));
  uint64_t number = 0;
  for (size_t i = 0; i < sizeof(number); ++i) {
    number = number << 8 | static_cast<unsigned char>(digest[i]);
  }
  return static_cast<int64_t>(number);
}

}  // namespace

absl::StatusOr<Turn> Turns::Take(absl::string_view what, absl::string_view round_id) {
  // A connection of its own: the pool's are for what ends soon.
  ASSIGN_OR_RETURN(std::unique_ptr<sql::Database> database, database_.ConnectApart());
  if (database == nullptr) return Turn(nullptr);
  sql::Statement lock(*database, "SELECT pg_advisory_lock(?)");
  RETURN_IF_ERROR(lock.Bind(NumberOf(what, round_id)).Run());
  return Turn(std::move(database));
}

}  // namespace sucharit
