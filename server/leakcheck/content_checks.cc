// SPDX-License-Identifier: Apache-2.0
#include "server/leakcheck/content_checks.h"

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "common/assessment/answers.h"
#include "common/assessment/assessment.h"
#include "common/crypto/digest.h"
#include "common/sqlite/statement.h"
#include "common/status/reason.h"
#include "common/status/status_macros.h"
#include "sucharit/v1/collect.pb.h"

namespace sucharit {
namespace {

std::string Named(absl::string_view table, absl::string_view round_id, absl::string_view rest) {
  return absl::StrCat(table, " ", crypto::ToHex(round_id), rest.empty() ? "" : " ", rest);
}

// A closed round keeps its boxes until publication; the others that are over have none.
bool IsOver(int64_t state) {
  return state == v1::ROUND_STATE_PUBLISHED || state == v1::ROUND_STATE_CANCELLED;
}

absl::Status NoteRoundsWith(sqlite::Database& database, const char* table, const char* sql,
                            LeakCheck& check) {
  sqlite::Statement query(database, sql);
  query.Bind(v1::ROUND_STATE_CLOSED)
      .Bind(v1::ROUND_STATE_PUBLISHED)
      .Bind(v1::ROUND_STATE_CANCELLED);
  while (query.Step()) check.Found(Named(table, query.Blob(0), ""));
  return query.status();
}

// A questionnaire whose rows are kept.
struct KeptRows {
  std::string round_id;
  std::string questionnaire;
  std::string definition;
};

absl::StatusOr<std::vector<KeptRows>> AllKeptRows(sqlite::Database& database) {
  sqlite::Statement query(database,
                          "SELECT DISTINCT row_block.round_id, row_block.questionnaire, "
                          "definition.definition FROM row_block JOIN round USING(round_id) "
                          "JOIN definition USING(definition_digest)");
  std::vector<KeptRows> kept;
  while (query.Step()) kept.push_back({query.Blob(0), query.Text(1), query.Blob(2)});
  RETURN_IF_ERROR(query.status());
  return kept;
}

bool AreSorted(absl::string_view block, size_t row_size, std::string& last) {
  if (row_size == 0 || block.size() % row_size != 0) return false;
  for (size_t at = 0; at < block.size(); at += row_size) {
    const absl::string_view row = block.substr(at, row_size);
    if (row < last) return false;
    last = std::string(row);
  }
  return true;
}

absl::Status CheckRowsOf(sqlite::Database& database, const KeptRows& kept, LeakCheck& check) {
  ASSIGN_OR_RETURN(const Assessment assessment, Assessment::FromBytes(kept.definition));
  const Instrument* instrument = assessment.FindInstrument(kept.questionnaire);
  const size_t row_size = instrument == nullptr ? 0 : RowSize(assessment, *instrument);
  sqlite::Statement query(database,
                          "SELECT rows FROM row_block WHERE round_id = ? AND questionnaire = ? "
                          "ORDER BY place");
  query.BindBlob(kept.round_id).BindText(kept.questionnaire);
  std::string last;
  while (query.Step()) {
    if (AreSorted(query.Blob(0), row_size, last)) continue;
    check.Found(Named("row_block", kept.round_id, kept.questionnaire));
    break;
  }
  return query.status();
}

absl::Status CheckTexts(sqlite::Database& database, LeakCheck& check) {
  sqlite::Statement query(database,
                          "SELECT round_id, questionnaire, item, text FROM free_text "
                          "ORDER BY round_id, questionnaire, item, place");
  std::string last_group;
  std::string last_text;
  while (query.Step()) {
    std::string group =
        Named("free_text", query.Blob(0), absl::StrCat(query.Text(1), " ", query.Text(2)));
    std::string text = query.Text(3);
    if (group == last_group && text < last_text) check.Found(group);
    last_group = std::move(group);
    last_text = std::move(text);
  }
  return query.status();
}

}  // namespace

absl::StatusOr<LeakCheck> CheckBoxes(sqlite::Database& database) {
  LeakCheck check{"boxes",
                  {"กล่องที่รอนับอยู่ใต้ค่าแฮชของตัวเอง และไม่มีกล่องเหลือหลังเผยแพร่หรือยกเลิกรอบ",
                   "each waiting box stands under its own hash; none is left of a round that is "
                   "published or cancelled"}};
  sqlite::Statement query(
      database, "SELECT round_id, state, box_id, box FROM box JOIN round USING(round_id)");
  while (query.Step()) {
    const std::string box_id = query.Blob(2);
    if (IsOver(query.Int(1)) || crypto::Sha256(query.Blob(3)) != box_id) {
      check.Found(Named("box", query.Blob(0), crypto::ToHex(box_id)));
    }
  }
  RETURN_IF_ERROR(query.status());
  return check;
}

absl::StatusOr<LeakCheck> CheckOpened(sqlite::Database& database) {
  LeakCheck check{
      "opened",
      {"ไม่มีคำตอบที่เปิดแล้วก่อนปิดรอบ และไม่มีแถวคำตอบเมื่อแบบกำหนดว่าไม่เก็บ",
       "nothing opened before a round is closed; no answer rows where the definition drops "
       "them"}};
  RETURN_IF_ERROR(NoteRoundsWith(database, "tally",
                                 "SELECT DISTINCT round_id FROM tally JOIN round USING(round_id) "
                                 "WHERE state NOT IN (?, ?, ?)",
                                 check));
  RETURN_IF_ERROR(NoteRoundsWith(database, "row_block",
                                 "SELECT DISTINCT round_id FROM row_block JOIN round "
                                 "USING(round_id) WHERE state NOT IN (?, ?, ?)",
                                 check));
  RETURN_IF_ERROR(NoteRoundsWith(database, "free_text",
                                 "SELECT DISTINCT round_id FROM free_text JOIN round "
                                 "USING(round_id) WHERE state NOT IN (?, ?, ?)",
                                 check));
  ASSIGN_OR_RETURN(const std::vector<KeptRows> kept, AllKeptRows(database));
  for (const KeptRows& each : kept) {
    ASSIGN_OR_RETURN(const Assessment assessment, Assessment::FromBytes(each.definition));
    if (assessment.definition().privacy().rows() == v1::ROWS_KEEP) continue;
    check.Found(Named("row_block", each.round_id, each.questionnaire));
  }
  return check;
}

absl::StatusOr<LeakCheck> CheckSorted(sqlite::Database& database) {
  LeakCheck check{"sorted",
                  {"แถวคำตอบและข้อความที่เก็บไว้เรียงตามไบต์ของตัวเอง",
                   "kept rows and texts stand in the order of their bytes"}};
  ASSIGN_OR_RETURN(const std::vector<KeptRows> kept, AllKeptRows(database));
  for (const KeptRows& each : kept) RETURN_IF_ERROR(CheckRowsOf(database, each, check));
  RETURN_IF_ERROR(CheckTexts(database, check));
  return check;
}

}  // namespace sucharit
