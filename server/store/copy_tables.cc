// SPDX-License-Identifier: Apache-2.0
#include "server/store/copy_tables.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "common/crypto/digest.h"
#include "common/sqlite/database.h"
#include "common/status/reason.h"
#include "common/status/status_macros.h"
#include "server/sql/sqlite_database.h"
#include "server/sql/statement.h"
#include "server/store/schema.h"

namespace sucharit {
namespace {

// Rows that are held in memory at once: as many as don't weigh more, by the heaviest so far.
constexpr size_t kPieceBytes = size_t{4} << 20;
constexpr int kFirstPiece = 8;
constexpr int kLargestPiece = 512;

enum class Kind { kNumber, kText, kBlob };

struct Column {
  std::string name;  // Quoted.
  Kind kind = Kind::kBlob;
};

struct Table {
  std::string name;
  std::vector<Column> columns;
  std::vector<std::string> key;  // Quoted, in order.
};

using UseRow = std::function<absl::Status(const sql::Statement&)>;

std::string Quoted(absl::string_view name) { return absl::StrCat("\"", name, "\""); }

Kind KindOf(absl::string_view type) {
  if (type == "INTEGER") return Kind::kNumber;
  return type == "TEXT" ? Kind::kText : Kind::kBlob;
}

absl::Status ReadColumns(sql::Database& schema, Table& table) {
  sql::Statement query(schema, "SELECT name, type FROM pragma_table_info(?) ORDER BY cid");
  query.BindText(table.name);
  while (query.Step()) table.columns.push_back({Quoted(query.Text(0)), KindOf(query.Text(1))});
  RETURN_IF_ERROR(query.status());
  sql::Statement key(schema, "SELECT name FROM pragma_table_info(?) WHERE pk > 0 ORDER BY pk");
  key.BindText(table.name);
  while (key.Step()) table.key.push_back(Quoted(key.Text(0)));
  return key.status();
}

// In the order in which they are made: what a table refers to comes before it.
absl::StatusOr<std::vector<Table>> Tables() {
  ASSIGN_OR_RETURN(sqlite::Database empty, sqlite::Database::Open(":memory:"));
  RETURN_IF_ERROR(MigrateSqlite(empty));
  sql::SqliteDatabase schema(std::move(empty));
  sql::Statement query(schema,
                       "SELECT name FROM sqlite_schema WHERE type = 'table' "
                       "AND name NOT LIKE 'sqlite%' ORDER BY rowid");
  std::vector<Table> tables;
  while (query.Step()) tables.emplace_back().name = query.Text(0);
  RETURN_IF_ERROR(query.status());
  for (Table& table : tables) RETURN_IF_ERROR(ReadColumns(schema, table));
  return tables;
}

std::string NamesOf(const Table& table) {
  return absl::StrJoin(table.columns, ", ",
                       [](std::string* out, const Column& column) { out->append(column.name); });
}

std::string SelectAll(const Table& table) {
  return absl::StrCat("SELECT ", NamesOf(table), " FROM ", Quoted(table.name), " ORDER BY ",
                      absl::StrJoin(table.key, ", "));
}

// What is read within it is of one moment.
class Moment {
 public:
  explicit Moment(sql::Database& database)
      : database_(database),
        status_(database.Execute(database.engine() == sql::Engine::kPostgres
                                     ? "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
                                     : "BEGIN")) {}
  ~Moment() {
    if (status_.ok()) database_.RollBack();
  }
  Moment(const Moment&) = delete;
  Moment& operator=(const Moment&) = delete;

  const absl::Status& status() const { return status_; }

 private:
  sql::Database& database_;
  const absl::Status status_;
};

// SQLite gives its rows one after the other.
absl::Status ForEachInSqlite(sql::Database& database, const Table& table, const UseRow& use) {
  sql::Statement query(database, SelectAll(table).c_str());
  while (query.Step()) RETURN_IF_ERROR(use(query));
  return query.status();
}

size_t WeightOf(const sql::Statement& row, const Table& table) {
  size_t bytes = 0;
  for (size_t i = 0; i < table.columns.size(); ++i) {
    if (table.columns[i].kind != Kind::kNumber) bytes += row.Blob(static_cast<int>(i)).size();
  }
  return bytes;
}

// Doubled and halved, because each number makes a statement of its own.
int NextPiece(int piece, size_t heaviest) {
  while (piece > 1 && static_cast<size_t>(piece) * heaviest > kPieceBytes) piece /= 2;
  const bool may_grow = 2 * static_cast<size_t>(piece) * heaviest <= kPieceBytes;
  return may_grow && piece < kLargestPiece ? 2 * piece : piece;
}

// PostgreSQL would give all at once: a cursor gives them in pieces.
absl::Status ForEachInPostgres(sql::Database& database, const Table& table, const UseRow& use) {
  const std::string cursor = Quoted(absl::StrCat("all of ", table.name));
  RETURN_IF_ERROR(database.Execute(
      absl::StrCat("DECLARE ", cursor, " NO SCROLL CURSOR FOR ", SelectAll(table)).c_str()));
  int piece = kFirstPiece;
  size_t heaviest = 0;
  for (bool more = true; more; piece = NextPiece(piece, heaviest)) {
    int rows = 0;
    sql::Statement query(database, absl::StrCat("FETCH FORWARD ", piece, " FROM ", cursor).c_str());
    for (; query.Step(); ++rows) {
      heaviest = std::max(heaviest, WeightOf(query, table));
      RETURN_IF_ERROR(use(query));
    }
    RETURN_IF_ERROR(query.status());
    more = rows == piece;
  }
  return database.Execute(absl::StrCat("CLOSE ", cursor).c_str());
}

absl::Status ForEachRow(sql::Database& database, const Table& table, const UseRow& use) {
  return database.engine() == sql::Engine::kPostgres ? ForEachInPostgres(database, table, use)
                                                     : ForEachInSqlite(database, table, use);
}

absl::Status CopyTable(sql::Database& from, sql::Database& to, const Table& table) {
  // The schema puts a row of its own into one of them.
  RETURN_IF_ERROR(to.Execute(absl::StrCat("DELETE FROM ", Quoted(table.name)).c_str()));
  const std::vector<std::string> places(table.columns.size(), "?");
  sql::Statement insert(to, absl::StrCat("INSERT INTO ", Quoted(table.name), "(", NamesOf(table),
                                         ") VALUES(", absl::StrJoin(places, ", "), ")")
                                .c_str());
  return ForEachRow(from, table, [&](const sql::Statement& row) {
    int place = 0;
    for (const Column& column : table.columns) {
      if (column.kind == Kind::kNumber) insert.Bind(row.Int(place));
      if (column.kind == Kind::kText) insert.BindText(row.Text(place));
      if (column.kind == Kind::kBlob) insert.BindBlob(row.Blob(place));
      ++place;
    }
    return insert.Run();
  });
}

absl::StatusOr<TableDigest> DigestOf(sql::Database& database, const Table& table) {
  TableDigest found;
  found.table = table.name;
  crypto::Sha256Stream digest;
  RETURN_IF_ERROR(ForEachRow(database, table, [&](const sql::Statement& row) {
    ++found.rows;
    for (size_t i = 0; i < table.columns.size(); ++i) {
      const int place = static_cast<int>(i);
      const std::string value =
          table.columns[i].kind == Kind::kNumber ? absl::StrCat(row.Int(place)) : row.Blob(place);
      digest.Add(absl::StrCat(value.size(), ":"));
      digest.Add(value);
    }
    return absl::OkStatus();
  }));
  found.digest = digest.Finish();
  return found;
}

}  // namespace

absl::StatusOr<std::vector<TableDigest>> DigestTables(sql::Database& database) {
  ASSIGN_OR_RETURN(const std::vector<Table> tables, Tables());
  const Moment moment(database);
  RETURN_IF_ERROR(moment.status());
  std::vector<TableDigest> digests;
  for (const Table& table : tables) {
    ASSIGN_OR_RETURN(digests.emplace_back(), DigestOf(database, table));
  }
  return digests;
}

absl::Status CopyTables(sql::Database& from, sql::Database& to,
                        const std::function<void(absl::string_view)>& begin) {
  ASSIGN_OR_RETURN(const std::vector<Table> tables, Tables());
  const Moment moment(from);
  RETURN_IF_ERROR(moment.status());
  for (const Table& table : tables) {
    begin(table.name);
    RETURN_IF_ERROR(CopyTable(from, to, table));
  }
  return absl::OkStatus();
}

absl::Status CopyToSqlite(sql::Database& from, const std::string& path) {
  ASSIGN_OR_RETURN(sqlite::Database file, sqlite::Database::Open(path));
  RETURN_IF_ERROR(MigrateSqlite(file));
  sql::SqliteDatabase copy(std::move(file));
  {
    sql::Transaction transaction(copy);
    RETURN_IF_ERROR(transaction.status());
    RETURN_IF_ERROR(CopyTables(from, copy, [](absl::string_view) {}));
    RETURN_IF_ERROR(transaction.Commit());
  }
  return copy.Execute("PRAGMA journal_mode=DELETE");
}

absl::Status RequireSameTables(const std::vector<TableDigest>& from,
                               const std::vector<TableDigest>& to) {
  for (size_t i = 0; i < from.size() && i < to.size(); ++i) {
    if (from[i] == to[i]) continue;
    return Refused(absl::StatusCode::kDataLoss, v1::REASON_STORAGE_DAMAGED,
                   "the copy of a table reads differently", from[i].table);
  }
  if (from.size() == to.size()) return absl::OkStatus();
  return Refused(absl::StatusCode::kDataLoss, v1::REASON_STORAGE_DAMAGED, "tables are missing");
}

}  // namespace sucharit
