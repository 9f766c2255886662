// SPDX-License-Identifier: Apache-2.0
#include "server/store/audit_store.h"

#include "common/sqlite/statement.h"
#include "common/status/status_macros.h"

namespace sucharit {
namespace {

v1::AuditLine Read(const sqlite::Statement& query) {
  v1::AuditLine line;
  int column = 0;
  line.set_sequence(query.Int(column++));
  line.set_unix_second(query.Int(column++));
  line.set_user_name(query.Text(column++));
  line.set_roles(query.Text(column++));
  line.set_verb(query.Text(column++));
  line.set_subject_kind(query.Text(column++));
  line.set_subject(query.Text(column++));
  line.set_agency_code(query.Text(column++));
  line.set_outcome(query.Text(column++));
  line.set_previous_hash(query.Blob(column++));
  line.set_hash(query.Blob(column));
  return line;
}

absl::Status InsertLine(sqlite::Database& database, const v1::AuditLine& line) {
  return sqlite::Statement(database,
                           "INSERT INTO audit_line(sequence, unix_second, user_name, roles, verb, "
                           "subject_kind, subject, agency_code, outcome, previous_hash, hash) "
                           "VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
      .Bind(line.sequence())
      .Bind(line.unix_second())
      .BindText(line.user_name())
      .BindText(line.roles())
      .BindText(line.verb())
      .BindText(line.subject_kind())
      .BindText(line.subject())
      .BindText(line.agency_code())
      .BindText(line.outcome())
      .BindBlob(line.previous_hash())
      .BindBlob(line.hash())
      .Run();
}

}  // namespace

absl::StatusOr<v1::AuditLine> AuditStore::Last() {
  auto database = database_.Lock();
  sqlite::Statement query(*database,
                          "SELECT sequence, unix_second, user_name, roles, verb, subject_kind, "
                          "subject, agency_code, outcome, previous_hash, hash FROM audit_line "
                          "ORDER BY sequence DESC LIMIT 1");
  v1::AuditLine line;
  if (query.Step()) line = Read(query);
  RETURN_IF_ERROR(query.status());
  return line;
}

absl::Status AuditStore::Insert(const v1::AuditLine& line,
                                const std::optional<v1::AuditHead>& head) {
  auto database = database_.Lock();
  sqlite::Transaction transaction(*database);
  RETURN_IF_ERROR(transaction.status());
  RETURN_IF_ERROR(InsertLine(*database, line));
  if (head.has_value()) {
    RETURN_IF_ERROR(sqlite::Statement(*database,
                                      "INSERT INTO audit_head(sequence, hash, unix_second, "
                                      "signature) VALUES(?, ?, ?, ?)")
                        .Bind(head->sequence())
                        .BindBlob(head->hash())
                        .Bind(head->unix_second())
                        .BindBlob(head->signature())
                        .Run());
  }
  return transaction.Commit();
}

absl::StatusOr<std::vector<v1::AuditLine>> AuditStore::Lines(int64_t sequence, int64_t since,
                                                             int64_t limit) {
  auto database = database_.Lock();
  sqlite::Statement query(*database,
                          "SELECT sequence, unix_second, user_name, roles, verb, subject_kind, "
                          "subject, agency_code, outcome, previous_hash, hash FROM audit_line "
                          "WHERE sequence > ? AND unix_second >= ? ORDER BY sequence LIMIT ?");
  query.Bind(sequence).Bind(since).Bind(limit);
  std::vector<v1::AuditLine> lines;
  while (query.Step()) lines.push_back(Read(query));
  RETURN_IF_ERROR(query.status());
  return lines;
}

}  // namespace sucharit
