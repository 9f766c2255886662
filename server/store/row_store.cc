// SPDX-License-Identifier: Apache-2.0
#include "server/store/row_store.h"

#include <algorithm>
#include <cstdint>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/status/reason.h"
#include "common/status/status_macros.h"
#include "server/sql/statement.h"

namespace sucharit {

absl::Status InsertRows(sql::Database& database, absl::string_view round_id,
                        absl::string_view questionnaire, const std::vector<std::string>& rows) {
  if (rows.empty() || rows.front().empty()) return absl::OkStatus();
  const size_t in_block = std::max<size_t>(1, kRowBlockSize / rows.front().size());
  sql::Statement insert(
      database, "INSERT INTO row_block(round_id, questionnaire, place, rows) VALUES(?, ?, ?, ?)");
  int64_t place = 0;
  for (size_t begin = 0; begin < rows.size(); begin += in_block) {
    const size_t end = std::min(begin + in_block, rows.size());
    std::string block;
    for (size_t row = begin; row < end; ++row) block += rows[row];
    RETURN_IF_ERROR(
        insert.BindBlob(round_id).BindText(questionnaire).Bind(place++).BindBlob(block).Run());
  }
  return absl::OkStatus();
}

absl::Status InsertTexts(sql::Database& database, absl::string_view round_id,
                         absl::string_view questionnaire, const std::vector<ItemTexts>& texts) {
  sql::Statement insert(database,
                        "INSERT INTO free_text(round_id, questionnaire, item, place, text, "
                        "released) VALUES(?, ?, ?, ?, ?, 0)");
  for (const ItemTexts& item : texts) {
    int64_t place = 0;
    for (const std::string& text : item.texts) {
      RETURN_IF_ERROR(insert.BindBlob(round_id)
                          .BindText(questionnaire)
                          .BindText(item.item)
                          .Bind(place++)
                          .BindText(text)
                          .Run());
    }
  }
  return absl::OkStatus();
}

absl::StatusOr<bool> RowStore::HasRows(absl::string_view round_id,
                                       absl::string_view questionnaire) {
  auto database = database_.LockForReading();
  sql::Statement query(*database,
                       "SELECT 1 FROM row_block WHERE round_id = ? AND questionnaire = ? LIMIT 1");
  query.BindBlob(round_id).BindText(questionnaire);
  const bool found = query.Step();
  RETURN_IF_ERROR(query.status());
  return found;
}

absl::StatusOr<int64_t> RowStore::ReadRun(absl::string_view round_id,
                                          absl::string_view questionnaire, const Run& run,
                                          const UseBlock& use) {
  auto database = database_.LockForReading();
  sql::Statement query(*database,
                       "SELECT rows FROM row_block WHERE round_id = ? AND questionnaire = ? "
                       "AND place >= ? AND place < ? ORDER BY place");
  query.BindBlob(round_id).BindText(questionnaire).Bind(run.first).Bind(run.first + run.blocks);
  int64_t found = 0;
  for (; query.Step(); ++found) RETURN_IF_ERROR(use(query.Bytes(0)));
  RETURN_IF_ERROR(query.status());
  return found;
}

absl::Status RowStore::ForEachBlock(absl::string_view round_id, absl::string_view questionnaire,
                                    const UseBlock& use) {
  std::string copy;
  for (int64_t place = 0;; ++place) {
    ASSIGN_OR_RETURN(const int64_t found,
                     ReadRun(round_id, questionnaire, {place, 1}, [&copy](absl::string_view block) {
                       copy.assign(block.data(), block.size());
                       return absl::OkStatus();
                     }));
    if (found == 0) return absl::OkStatus();
    RETURN_IF_ERROR(use(copy));
  }
}

absl::Status RowStore::ForEachBlockInPlace(absl::string_view round_id,
                                           absl::string_view questionnaire, const UseBlock& use) {
  for (int64_t place = 0;; place += kBlocksOfARun) {
    ASSIGN_OR_RETURN(const int64_t found,
                     ReadRun(round_id, questionnaire, {place, kBlocksOfARun}, use));
    if (found < kBlocksOfARun) return absl::OkStatus();
  }
}

absl::StatusOr<std::vector<std::string>> RowStore::Texts(absl::string_view round_id,
                                                         absl::string_view questionnaire,
                                                         absl::string_view item) {
  auto database = database_.Lock();
  sql::Statement query(*database,
                       "SELECT text FROM free_text "
                       "WHERE round_id = ? AND questionnaire = ? AND item = ? ORDER BY place");
  query.BindBlob(round_id).BindText(questionnaire).BindText(item);
  std::vector<std::string> texts;
  while (query.Step()) texts.push_back(query.Text(0));
  RETURN_IF_ERROR(query.status());
  return texts;
}

absl::StatusOr<std::vector<StoredText>> RowStore::AllTexts(absl::string_view round_id) {
  auto database = database_.Lock();
  sql::Statement query(*database,
                       "SELECT questionnaire, item, place, text, released FROM free_text "
                       "WHERE round_id = ? ORDER BY questionnaire, item, place");
  query.BindBlob(round_id);
  std::vector<StoredText> texts;
  while (query.Step()) {
    texts.push_back({query.Text(0), query.Text(1), query.Int(2), query.Text(3), query.Int(4) != 0});
  }
  RETURN_IF_ERROR(query.status());
  return texts;
}

absl::Status RowStore::SetReleased(absl::string_view round_id, absl::string_view questionnaire,
                                   absl::string_view item, const std::vector<int64_t>& places,
                                   bool released) {
  auto database = database_.Lock();
  sql::Transaction transaction(*database);
  RETURN_IF_ERROR(transaction.status());
  sql::Statement update(*database,
                        "UPDATE free_text SET released = ? WHERE round_id = ? "
                        "AND questionnaire = ? AND item = ? AND place = ?");
  for (const int64_t place : places) {
    RETURN_IF_ERROR(update.Bind(released ? 1 : 0)
                        .BindBlob(round_id)
                        .BindText(questionnaire)
                        .BindText(item)
                        .Bind(place)
                        .Run());
    if (database->Changes() == 1) continue;
    return Refused(absl::StatusCode::kNotFound, v1::REASON_TEXT_UNKNOWN, "no such text",
                   absl::StrCat(questionnaire, " ", item, " ", place + 1));
  }
  return transaction.Commit();
}

}  // namespace sucharit
