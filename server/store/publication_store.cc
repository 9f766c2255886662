// SPDX-License-Identifier: Apache-2.0
#include "server/store/publication_store.h"

#include "common/crypto/random.h"
#include "common/status/reason.h"
#include "common/status/status_macros.h"
#include "server/sql/statement.h"
#include "server/store/card_rows.h"
#include "server/store/conduct_store.h"
#include "server/store/round_state.h"

namespace sucharit {
namespace {

constexpr size_t kAuditSaltSize = 32;

absl::Status Damaged() {
  return Refused(absl::StatusCode::kDataLoss, v1::REASON_STORAGE_DAMAGED,
                 "a publication is damaged");
}

// Adds what a bundle repeats of other tables: the definition, which many rounds share, and the
// lists of receipts.
absl::Status AddRepeated(sql::Database& database, absl::string_view round_id, v1::Bundle& bundle) {
  sql::Statement definition(database,
                            "SELECT definition FROM definition JOIN round USING(definition_digest) "
                            "WHERE round_id = ?");
  definition.BindBlob(round_id);
  if (definition.Step() && !bundle.mutable_definition()->ParseFromString(definition.Blob(0))) {
    return Damaged();
  }
  RETURN_IF_ERROR(definition.status());
  sql::Statement lists(database,
                       "SELECT list FROM receipt_list WHERE round_id = ? ORDER BY questionnaire");
  lists.BindBlob(round_id);
  while (lists.Step()) {
    if (!bundle.add_receipts()->ParseFromString(lists.Blob(0))) return Damaged();
  }
  return lists.status();
}

// The bundle without what AddRepeated() gives back; as it is where that would be something else.
absl::StatusOr<v1::Bundle> WithoutRepeated(sql::Database& database, absl::string_view round_id,
                                           const v1::Bundle& bundle) {
  v1::Bundle kept = bundle;
  kept.clear_definition();
  kept.clear_receipts();
  v1::Bundle again = kept;
  RETURN_IF_ERROR(AddRepeated(database, round_id, again));
  return again.SerializeAsString() == bundle.SerializeAsString() ? kept : bundle;
}

template <typename Breakdowns>
absl::Status InsertBreakdowns(sql::Database& database, absl::string_view round_id,
                              const Breakdowns& breakdowns) {
  sql::Statement insert(database,
                        "INSERT INTO breakdown(round_id, segment, breakdown) VALUES(?, ?, ?)");
  for (const v1::Breakdown& breakdown : breakdowns) {
    RETURN_IF_ERROR(insert.BindBlob(round_id)
                        .BindText(breakdown.segment())
                        .BindBlob(breakdown.SerializeAsString())
                        .Run());
  }
  return absl::OkStatus();
}

}  // namespace

absl::Status PublicationStore::Publish(absl::string_view round_id, const v1::Bundle& bundle) {
  return PutInPlace(round_id, v1::ROUND_STATE_CLOSED, bundle);
}

absl::Status PublicationStore::Adopt(absl::string_view round_id, v1::RoundState from,
                                     const v1::Bundle& bundle) {
  return PutInPlace(round_id, from, bundle);
}

absl::Status PublicationStore::PutInPlace(absl::string_view round_id, v1::RoundState from,
                                          const v1::Bundle& bundle) {
  v1::Bundle without_breakdowns = bundle;
  without_breakdowns.clear_breakdowns();
  auto database = database_.Lock();
  sql::Transaction transaction(*database);
  RETURN_IF_ERROR(transaction.status());
  RETURN_IF_ERROR(MoveState(*database, round_id, from, v1::ROUND_STATE_PUBLISHED));
  ASSIGN_OR_RETURN(const v1::Bundle kept, WithoutRepeated(*database, round_id, without_breakdowns));
  RETURN_IF_ERROR(
      sql::Statement(*database, "INSERT INTO publication(round_id, bundle) VALUES(?, ?)")
          .BindBlob(round_id)
          .BindBlob(kept.SerializeAsString())
          .Run());
  RETURN_IF_ERROR(InsertBreakdowns(*database, round_id, bundle.breakdowns()));
  RETURN_IF_ERROR(ForgetBoxes(*database, round_id));
  RETURN_IF_ERROR(ForgetCards(*database, round_id));
  RETURN_IF_ERROR(ForgetConduct(*database, round_id));
  RETURN_IF_ERROR(transaction.Commit());
  return database->Checkpoint();
}

absl::StatusOr<std::optional<v1::Bundle>> PublicationStore::Publication(
    absl::string_view round_id) {
  auto database = database_.Lock();
  sql::Statement query(*database, "SELECT bundle FROM publication WHERE round_id = ?");
  query.BindBlob(round_id);
  std::optional<v1::Bundle> bundle;
  if (query.Step() && !bundle.emplace().ParseFromString(query.Blob(0))) return Damaged();
  RETURN_IF_ERROR(query.status());
  if (bundle.has_value() && !bundle->has_definition()) {
    RETURN_IF_ERROR(AddRepeated(*database, round_id, *bundle));
  }
  return bundle;
}

absl::Status PublicationStore::AddBreakdowns(absl::string_view round_id,
                                             const std::vector<v1::Breakdown>& breakdowns) {
  auto database = database_.Lock();
  sql::Transaction transaction(*database);
  RETURN_IF_ERROR(transaction.status());
  RETURN_IF_ERROR(InsertBreakdowns(*database, round_id, breakdowns));
  return transaction.Commit();
}

absl::StatusOr<std::vector<v1::Breakdown>> PublicationStore::Breakdowns(
    absl::string_view round_id) {
  auto database = database_.Lock();
  sql::Statement query(*database,
                       "SELECT breakdown FROM breakdown WHERE round_id = ? ORDER BY segment");
  query.BindBlob(round_id);
  std::vector<v1::Breakdown> breakdowns;
  while (query.Step()) {
    if (!breakdowns.emplace_back().ParseFromString(query.Blob(0))) return Damaged();
  }
  RETURN_IF_ERROR(query.status());
  return breakdowns;
}

absl::StatusOr<std::string> PublicationStore::AuditSalt(absl::string_view round_id) {
  auto database = database_.Lock();
  RETURN_IF_ERROR(sql::Statement(*database,
                                 "INSERT INTO audit_salt(round_id, salt) VALUES(?, ?) "
                                 "ON CONFLICT DO NOTHING")
                      .BindBlob(round_id)
                      .BindBlob(crypto::RandomBytes(kAuditSaltSize))
                      .Run());
  sql::Statement query(*database, "SELECT salt FROM audit_salt WHERE round_id = ?");
  query.BindBlob(round_id);
  const bool found = query.Step();
  RETURN_IF_ERROR(query.status());
  if (!found) return Damaged();
  return query.Blob(0);
}

}  // namespace sucharit
