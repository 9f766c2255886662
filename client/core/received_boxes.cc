// SPDX-License-Identifier: Apache-2.0
#include "client/core/received_boxes.h"

#include "common/crypto/random.h"
#include "common/sqlite/statement.h"
#include "common/status/status_macros.h"

namespace sucharit {

absl::StatusOr<std::vector<std::string>> ReceivedBoxes::Ids(absl::string_view round_id) {
  std::vector<std::string> ids;
  {
    auto database = database_.Lock();
    sqlite::Statement query(*database, "SELECT box_id FROM received WHERE round_id = ?");
    query.BindBlob(round_id);
    while (query.Step()) ids.push_back(query.Blob(0));
    RETURN_IF_ERROR(query.status());
  }
  crypto::Shuffle(ids);
  return ids;
}

absl::Status ReceivedBoxes::Forget(absl::string_view round_id) {
  auto database = database_.Lock();
  return sqlite::Statement(*database, "DELETE FROM received WHERE round_id = ?")
      .BindBlob(round_id)
      .Run();
}

absl::Status ReceivedBoxes::RaiseAlarm(absl::string_view round_id, int64_t missing) {
  auto database = database_.Lock();
  return sqlite::Statement(*database,
                           "INSERT INTO missing_alarm(round_id, missing) VALUES(?, ?) "
                           "ON CONFLICT DO UPDATE SET missing = MAX(missing, excluded.missing)")
      .BindBlob(round_id)
      .Bind(missing)
      .Run();
}

absl::StatusOr<int64_t> ReceivedBoxes::Missing() {
  auto database = database_.Lock();
  sqlite::Statement query(*database, "SELECT COALESCE(SUM(missing), 0) FROM missing_alarm");
  const int64_t missing = query.Step() ? query.Int(0) : 0;
  RETURN_IF_ERROR(query.status());
  return missing;
}

}  // namespace sucharit
