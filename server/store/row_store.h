// SPDX-License-Identifier: Apache-2.0
//
// What outlives a round beside its counts: anonymous rows, where the definition keeps them, and
// texts in the respondents' own words. Rows hold no text, texts stand beside no row.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "server/store/server_database.h"

namespace sucharit {

// All texts that were given to one item, masked and in an order of their own.
struct ItemTexts {
  std::string item;
  std::vector<std::string> texts;
};

// Rows of one questionnaire behind each other, all of one size.
inline constexpr size_t kRowBlockSize = size_t{64} * 1024;

// Write within the transaction that closes a round. `rows` are sorted and of one size.
absl::Status InsertRows(sql::Database& database, absl::string_view round_id,
                        absl::string_view questionnaire, const std::vector<std::string>& rows);
absl::Status InsertTexts(sql::Database& database, absl::string_view round_id,
                         absl::string_view questionnaire, const std::vector<ItemTexts>& texts);

// One text, and whether a person has read and released it.
struct StoredText {
  std::string questionnaire;
  std::string item;
  int64_t place = 0;  // From 0 within the item.
  std::string text;
  bool released = false;
};

// Blocks that are read at once: the fewer transactions and searches, the faster.
inline constexpr int64_t kBlocksOfARun = 16;

// What is done with a block, which is there no longer than the call.
using UseBlock = std::function<absl::Status(absl::string_view)>;

// Reads them again. Thread-safe.
class RowStore {
 public:
  // `database` must outlive the store.
  explicit RowStore(ServerDatabase& database) : database_(database) {}

  // Whether any row of the questionnaire is kept.
  absl::StatusOr<bool> HasRows(absl::string_view round_id, absl::string_view questionnaire);

  // Gives `use` the rows in their order, a block at a time: whole rows behind each other, at most
  // kRowBlockSize bytes (or one row). Nobody else waits for the database meanwhile. Ends early with
  // the error of `use`. OK without a call if none are kept.
  absl::Status ForEachBlock(absl::string_view round_id, absl::string_view questionnaire,
                            const UseBlock& use);

  // The same without a copy: a block is handed out while it is read, kBlocksOfARun of them in one
  // transaction. `use` must be quick, and may not read through the same database.
  absl::Status ForEachBlockInPlace(absl::string_view round_id, absl::string_view questionnaire,
                                   const UseBlock& use);

  // The texts of one item, in order. Masking finds numbers and addresses, not names: somebody must
  // have read a text before anybody else may.
  absl::StatusOr<std::vector<std::string>> Texts(absl::string_view round_id,
                                                 absl::string_view questionnaire,
                                                 absl::string_view item);

  // All texts of a round, by questionnaire, item and place.
  absl::StatusOr<std::vector<StoredText>> AllTexts(absl::string_view round_id);

  // Marks texts of one item as released, or not: all or none. NOT_FOUND `REASON_TEXT_UNKNOWN`
  // with the item and the place, counted from 1.
  absl::Status SetReleased(absl::string_view round_id, absl::string_view questionnaire,
                           absl::string_view item, const std::vector<int64_t>& places,
                           bool released);

 private:
  // Blocks behind each other.
  struct Run {
    int64_t first = 0;
    int64_t blocks = 0;
  };

  // Gives `use` those blocks of the run that are there, while they are read; how many.
  absl::StatusOr<int64_t> ReadRun(absl::string_view round_id, absl::string_view questionnaire,
                                  const Run& run, const UseBlock& use);

  ServerDatabase& database_;
};

}  // namespace sucharit
