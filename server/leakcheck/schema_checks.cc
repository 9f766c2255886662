// SPDX-License-Identifier: Apache-2.0
#include "server/leakcheck/schema_checks.h"

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "common/sqlite/statement.h"
#include "common/status/status_macros.h"
#include "server/leakcheck/column_classes.h"

namespace sucharit {
namespace {

constexpr char kClusteredBy[] = "round_id, questionnaire, box_id";

// SQLite's own tables hold the schema, not data.
constexpr char kColumnsSql[] =
    "SELECT tables.name, info.name FROM pragma_table_list AS tables "
    "JOIN pragma_table_info(tables.name) AS info WHERE tables.schema = 'main' "
    "AND tables.name NOT LIKE 'sqlite_schema%' AND tables.type = 'table'";

absl::Status NoteNames(sqlite::Database& database, const char* sql, const char* suffix,
                       LeakCheck& check) {
  sqlite::Statement query(database, sql);
  while (query.Step()) check.Found(absl::StrCat(query.Text(0), suffix));
  return query.status();
}

absl::StatusOr<std::string> PrimaryKeyOfBoxes(sqlite::Database& database) {
  sqlite::Statement query(database,
                          "SELECT name FROM pragma_table_info('box') WHERE pk > 0 ORDER BY pk");
  std::vector<std::string> names;
  while (query.Step()) names.push_back(query.Text(0));
  RETURN_IF_ERROR(query.status());
  return absl::StrJoin(names, ", ");
}

}  // namespace

absl::StatusOr<LeakCheck> CheckColumns(sqlite::Database& database) {
  LeakCheck check{
      "columns",
      {"รู้ว่าทุกคอลัมน์ของฐานข้อมูลเก็บอะไร และข้างคำตอบไม่มีเครื่อง บุคคล หรือเวลา",
       "every column is known, and beside responses there is no tablet, person or time"}};
  sqlite::Statement query(database, kColumnsSql);
  while (query.Step()) {
    const std::string table = query.Text(0);
    const std::string column = query.Text(1);
    const std::optional<ColumnClass> about = ClassOf(table, column);
    const bool misplaced = about == ColumnClass::kInstallation && HoldsResponses(table);
    if (!about.has_value() || misplaced) check.Found(absl::StrCat(table, ".", column));
  }
  RETURN_IF_ERROR(query.status());
  return check;
}

// The triggers of the audit log write nothing.
absl::StatusOr<LeakCheck> CheckOrder(sqlite::Database& database) {
  LeakCheck check{
      "order",
      {"ไม่มีลำดับการมาถึงซ่อนอยู่: กล่องเรียงตามค่าแฮช ไม่มีเลขแถว ตัวนับ หรือทริกเกอร์",
       "no order of arrival is hidden: boxes stand by hash; no row numbers, counters or "
       "triggers"}};
  RETURN_IF_ERROR(NoteNames(database,
                            "SELECT name FROM pragma_table_list WHERE schema = 'main' AND wr = 0 "
                            "AND name NOT LIKE 'sqlite_schema%'",
                            " (rowid)", check));
  RETURN_IF_ERROR(
      NoteNames(database,
                "SELECT name FROM sqlite_schema WHERE type IN ('trigger', 'view') "
                "AND NOT (name IN ('audit_line_stays', 'audit_line_remains', "
                "'audit_head_stays', 'audit_head_remains') "
                "AND tbl_name IN ('audit_line', 'audit_head') "
                "AND sql LIKE '%BEGIN SELECT RAISE(ABORT, ''the audit log only grows''); "
                "END')",
                " (trigger or view)", check));
  ASSIGN_OR_RETURN(const std::string key, PrimaryKeyOfBoxes(database));
  if (key != kClusteredBy) check.Found(absl::StrCat("box: ", key));
  return check;
}

}  // namespace sucharit
