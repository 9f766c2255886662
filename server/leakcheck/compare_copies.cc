// SPDX-License-Identifier: Apache-2.0
#include "server/leakcheck/compare_copies.h"

#include <map>
#include <set>
#include <string>

#include "absl/strings/str_cat.h"
#include "common/crypto/digest.h"
#include "common/sqlite/statement.h"
#include "common/status/status_macros.h"

namespace sucharit {
namespace {

// By place ("ROUND QUESTIONNAIRE"), the ids of what stands there.
using Ids = std::map<std::string, std::set<std::string>>;

// `sql` gives a round's id, the rest of the place, and an id or a content.
absl::StatusOr<Ids> ReadIds(sqlite::Database& database, const char* sql) {
  sqlite::Statement query(database, sql);
  Ids ids;
  while (query.Step()) {
    const std::string place = absl::StrCat(crypto::ToHex(query.Blob(0)), " ", query.Text(1));
    ids[place].insert(query.Blob(2));
  }
  RETURN_IF_ERROR(query.status());
  return ids;
}

int64_t CountMissing(const std::set<std::string>& in, const std::set<std::string>& from) {
  int64_t count = 0;
  for (const std::string& id : in) count += from.count(id) == 0 ? 1 : 0;
  return count;
}

// How many ids of each place only one of the copies has.
absl::Status AddDifferences(sqlite::Database& here, sqlite::Database& other, const Say& what,
                            const char* sql, std::vector<CopyDifference>& differences) {
  ASSIGN_OR_RETURN(Ids ids_here, ReadIds(here, sql));
  ASSIGN_OR_RETURN(Ids ids_other, ReadIds(other, sql));
  for (const auto& [place, ids] : ids_other) ids_here.try_emplace(place);
  for (const auto& [place, ids] : ids_here) {
    const CopyDifference difference{what, place, CountMissing(ids, ids_other[place]),
                                    CountMissing(ids_other[place], ids)};
    if (difference.here != 0 || difference.other != 0) differences.push_back(difference);
  }
  return absl::OkStatus();
}

absl::Status NoteChanged(sqlite::Database& here, sqlite::Database& other, const char* table,
                         const char* sql, LeakCheck& check) {
  ASSIGN_OR_RETURN(const Ids ids_here, ReadIds(here, sql));
  ASSIGN_OR_RETURN(const Ids ids_other, ReadIds(other, sql));
  for (const auto& [place, ids] : ids_here) {
    const auto found = ids_other.find(place);
    if (found == ids_other.end() || found->second == ids) continue;
    check.Found(absl::StrCat(table, " ", place));
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<std::vector<CopyDifference>> CompareCopies(sqlite::Database& here,
                                                          sqlite::Database& other) {
  constexpr Say kBoxes{"กล่องที่มีในสำเนาเดียว (มาถึงระหว่างสองสำเนา)",
                       "boxes that only one copy has (they came in between)"};
  constexpr Say kFull{"กล่องที่ยังไม่ถูกล้างในสำเนาเดียว (เปิดได้ถ้ายังมีกุญแจ: ต้องทำลายสำเนากุญแจทุกชุด)",
                      "boxes that are still full in only one copy (who has a key can open them: "
                      "destroy every copy of the key)"};
  constexpr Say kDone{"แท็บเล็ตที่แจ้งว่าส่งครบแล้วระหว่างสองสำเนา",
                      "tablets that reported in between that nothing is left"};
  constexpr Say kStates{"รอบที่เปลี่ยนสถานะระหว่างสองสำเนา", "rounds that moved on in between"};
  constexpr Say kDevices{"แท็บเล็ตที่ลงทะเบียนระหว่างสองสำเนา", "tablets that enrolled in between"};
  std::vector<CopyDifference> differences;
  RETURN_IF_ERROR(AddDifferences(here, other, kBoxes,
                                 "SELECT round_id, questionnaire, box_id FROM box", differences));
  RETURN_IF_ERROR(AddDifferences(here, other, kFull,
                                 "SELECT round_id, questionnaire, box_id FROM box WHERE box <> x''",
                                 differences));
  RETURN_IF_ERROR(AddDifferences(here, other, kDone,
                                 "SELECT round_id, '', device_id FROM device_round WHERE done <> 0",
                                 differences));
  RETURN_IF_ERROR(AddDifferences(
      here, other, kStates, "SELECT round_id, '', CAST(state AS TEXT) FROM round", differences));
  RETURN_IF_ERROR(
      AddDifferences(here, other, kDevices, "SELECT x'', '', device_id FROM device", differences));
  return differences;
}

absl::StatusOr<LeakCheck> CheckCopies(sqlite::Database& here, sqlite::Database& other) {
  LeakCheck check{"copies",
                  {"จำนวนนับ แถว และข้อความของรอบเดียวกันเหมือนกันในทั้งสองสำเนา",
                   "counts, rows and texts of a round are the same in both copies"}};
  RETURN_IF_ERROR(
      NoteChanged(here, other, "tally", "SELECT round_id, questionnaire, tally FROM tally", check));
  RETURN_IF_ERROR(NoteChanged(here, other, "row_block",
                              "SELECT round_id, questionnaire, rows FROM row_block", check));
  RETURN_IF_ERROR(NoteChanged(
      here, other, "free_text",
      "SELECT round_id, questionnaire || ' ' || item, place || ' ' || text FROM free_text", check));
  return check;
}

}  // namespace sucharit
