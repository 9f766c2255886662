// SPDX-License-Identifier: Apache-2.0
#include "server/store/backup_store.h"

#include "common/status/reason.h"
#include "common/status/status_macros.h"
#include "server/sql/statement.h"

namespace sucharit {
namespace {

absl::Status Damaged() {
  return Refused(absl::StatusCode::kDataLoss, v1::REASON_STORAGE_DAMAGED,
                 "the installation's own row is missing");
}

absl::StatusOr<BackupNumbers> ReadNumbers(sql::Database& database) {
  sql::Statement query(database, "SELECT begun_backup, good_backup FROM installation");
  const bool found = query.Step();
  RETURN_IF_ERROR(query.status());
  if (!found) return Damaged();
  return BackupNumbers{query.Int(0), query.Int(1)};
}

absl::Status SetBegun(sql::Database& database, int64_t number) {
  return sql::Statement(database, "UPDATE installation SET begun_backup = ?").Bind(number).Run();
}

}  // namespace

absl::StatusOr<BackupNumbers> BackupStore::Numbers() {
  auto database = database_.Lock();
  return ReadNumbers(*database);
}

absl::StatusOr<std::string> BackupStore::InstallationId() {
  auto database = database_.Lock();
  sql::Statement query(*database, "SELECT installation_id FROM installation");
  const bool found = query.Step();
  RETURN_IF_ERROR(query.status());
  if (!found) return Damaged();
  return query.Blob(0);
}

absl::StatusOr<int64_t> BackupStore::Begin() {
  auto database = database_.Lock();
  sql::Transaction transaction(*database);
  RETURN_IF_ERROR(transaction.status());
  ASSIGN_OR_RETURN(const BackupNumbers numbers, ReadNumbers(*database));
  RETURN_IF_ERROR(SetBegun(*database, numbers.begun + 1));
  RETURN_IF_ERROR(transaction.Commit());
  return numbers.begun + 1;
}

absl::StatusOr<bool> BackupStore::HasCountsOf(absl::string_view round_id) {
  auto database = database_.Lock();
  sql::Statement query(*database,
                       "SELECT 1 FROM round, installation WHERE round_id = ? "
                       "AND counts_since_backup > 0 AND counts_since_backup <= good_backup");
  query.BindBlob(round_id);
  const bool has = query.Step();
  RETURN_IF_ERROR(query.status());
  return has;
}

absl::Status BackupStore::SetGood(int64_t number) {
  auto database = database_.Lock();
  return sql::Statement(*database,
                        "UPDATE installation SET good_backup = ?1 WHERE good_backup < ?1")
      .Bind(number)
      .Run();
}

absl::Status SkipNumbersOfTheLost(sql::Database& database) {
  ASSIGN_OR_RETURN(const BackupNumbers numbers, ReadNumbers(database));
  RETURN_IF_ERROR(
      SetBegun(database, (numbers.begun / kNumbersOfARestore + 1) * kNumbersOfARestore));
  return sql::Statement(database, "UPDATE installation SET good_backup = ?")
      .Bind(numbers.begun)
      .Run();
}

}  // namespace sucharit
