// SPDX-License-Identifier: Apache-2.0
#include "server/store/audit_store.h"

#include "common/status/status_macros.h"
#include "server/sql/statement.h"

namespace sucharit {
namespace {

v1::AuditLine Read(const sql::Statement& query) {
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

absl::Status InsertLine(sql::Database& database, const v1::AuditLine& line) {
  return sql::Statement(database,
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

absl::Status InsertHead(sql::Database& database, const v1::AuditHead& head) {
  return sql::Statement(database,
                        "INSERT INTO audit_head(sequence, hash, unix_second, signature) "
                        "VALUES(?, ?, ?, ?)")
      .Bind(head.sequence())
      .BindBlob(head.hash())
      .Bind(head.unix_second())
      .BindBlob(head.signature())
      .Run();
}

absl::StatusOr<v1::AuditLine> ReadLast(sql::Database& database) {
  sql::Statement query(database,
                       "SELECT sequence, unix_second, user_name, roles, verb, subject_kind, "
                       "subject, agency_code, outcome, previous_hash, hash FROM audit_line "
                       "ORDER BY sequence DESC LIMIT 1");
  v1::AuditLine line;
  if (query.Step()) line = Read(query);
  RETURN_IF_ERROR(query.status());
  return line;
}

}  // namespace

absl::StatusOr<v1::AuditLine> AuditStore::Last() {
  auto database = database_.Lock();
  return ReadLast(*database);
}

absl::Status AuditStore::Append(
    const std::function<absl::StatusOr<NewLine>(const v1::AuditLine& last)>& make) {
  auto database = database_.Lock();
  sql::Transaction transaction(*database);
  RETURN_IF_ERROR(transaction.status());
  ASSIGN_OR_RETURN(const v1::AuditLine last, ReadLast(*database));
  ASSIGN_OR_RETURN(const NewLine added, make(last));
  RETURN_IF_ERROR(InsertLine(*database, added.line));
  if (added.head.has_value()) RETURN_IF_ERROR(InsertHead(*database, *added.head));
  return transaction.Commit();
}

absl::StatusOr<std::vector<v1::AuditLine>> AuditStore::Lines(int64_t sequence, int64_t since,
                                                             int64_t limit) {
  auto database = database_.Lock();
  sql::Statement query(*database,
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
