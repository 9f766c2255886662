// SPDX-License-Identifier: Apache-2.0
#include "server/store/row_store.h"

#include <gmock/gmock.h>

#include "absl/strings/str_cat.h"
#include "tests/server/testing/core_for_tests.h"
#include "tests/server/testing/engines.h"
#include "tests/testing/status_matchers.h"

namespace sucharit {
namespace {

using ::sucharit::testing::ColumnsOf;
using ::sucharit::testing::CoreForTests;
using ::sucharit::testing::IsOk;
using ::sucharit::testing::IsOkAndHolds;
using ::sucharit::testing::StatusIs;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Values;

class RowStoreTest : public ::testing::TestWithParam<sql::Engine> {
 protected:
  void Insert(const std::vector<std::string>& rows) {
    auto database = core_.database.Lock();
    ASSERT_THAT(InsertRows(*database, round_.round_id, "S", rows), IsOk());
  }

  std::vector<std::string> Blocks() {
    std::vector<std::string> blocks;
    EXPECT_THAT(store_.ForEachBlock(round_.round_id, "S",
                                    [&](absl::string_view block) {
                                      blocks.emplace_back(block);
                                      return absl::OkStatus();
                                    }),
                IsOk());
    return blocks;
  }

  CoreForTests core_{GetParam()};
  const RoundRecord round_ = core_.OpenRound();
  RowStore store_{core_.database};
};

TEST_P(RowStoreTest, ReadsRowsInTheirOrder) {
  Insert({"aa", "ab", "ba"});

  EXPECT_THAT(Blocks(), ElementsAre("aaabba"));
  EXPECT_THAT(store_.HasRows(round_.round_id, "S"), IsOkAndHolds(true));
  EXPECT_THAT(store_.HasRows(round_.round_id, "T"), IsOkAndHolds(false));
}

TEST_P(RowStoreTest, HandsOutBlocksOfWholeRows) {
  std::vector<std::string> rows;
  for (int row = 0; row < 30000; ++row) rows.push_back(absl::StrCat(100000 + row, "-"));
  std::string together;
  for (const std::string& row : rows) together += row;
  Insert(rows);

  const std::vector<std::string> blocks = Blocks();

  ASSERT_EQ(blocks.size(), 4U);
  std::string read;
  for (const std::string& block : blocks) {
    EXPECT_LE(block.size(), kRowBlockSize);
    EXPECT_EQ(block.size() % 7, 0U);
    read += block;
  }
  EXPECT_EQ(read, together);
}

TEST_P(RowStoreTest, TakesRowsThatAreLargerThanABlock) {
  const std::string large(kRowBlockSize + 1, 'x');
  Insert({large, large});

  EXPECT_THAT(Blocks(), ElementsAre(large, large));
}

TEST_P(RowStoreTest, KeepsNothingOfNoRows) {
  Insert({});

  EXPECT_THAT(Blocks(), IsEmpty());
}

TEST_P(RowStoreTest, EndsEarlyWithTheReadersError) {
  Insert({std::string(kRowBlockSize, 'a'), std::string(kRowBlockSize, 'b')});
  int calls = 0;

  const absl::Status status = store_.ForEachBlock(round_.round_id, "S", [&](absl::string_view) {
    ++calls;
    return absl::CancelledError("enough");
  });

  EXPECT_THAT(status, StatusIs(absl::StatusCode::kCancelled));
  EXPECT_EQ(calls, 1);
}

TEST_P(RowStoreTest, LetsOthersUseTheDatabaseBetweenBlocks) {
  Insert({"a", "b"});

  EXPECT_THAT(store_.ForEachBlock(
                  round_.round_id, "S",
                  [&](absl::string_view) { return store_.HasRows(round_.round_id, "S").status(); }),
              IsOk());
}

TEST_P(RowStoreTest, HandsOutBlocksInPlaceRunAfterRun) {
  std::vector<std::string> blocks;
  for (int64_t i = 0; i < 2 * kBlocksOfARun + 1; ++i) {
    blocks.emplace_back(kRowBlockSize, static_cast<char>('a' + i));
  }
  Insert(blocks);
  std::vector<std::string> read;

  EXPECT_THAT(store_.ForEachBlockInPlace(round_.round_id, "S",
                                         [&](absl::string_view block) {
                                           read.emplace_back(block);
                                           return absl::OkStatus();
                                         }),
              IsOk());

  EXPECT_TRUE(read == blocks);  // Not printed: they are long.
}

TEST_P(RowStoreTest, EndsARunEarlyWithTheReadersErrorAndReadsAgain) {
  Insert({std::string(kRowBlockSize, 'a'), std::string(kRowBlockSize, 'b')});
  int calls = 0;

  for (int again = 0; again < 5; ++again) {
    EXPECT_THAT(store_.ForEachBlockInPlace(round_.round_id, "S",
                                           [&](absl::string_view) {
                                             ++calls;
                                             return absl::CancelledError("enough");
                                           }),
                StatusIs(absl::StatusCode::kCancelled));
  }

  EXPECT_EQ(calls, 5);
  EXPECT_EQ(Blocks().size(), 2U);
}

TEST_P(RowStoreTest, ReadsRowsWhileSomebodyWrites) {
  Insert({"a", "b"});
  auto writer = core_.database.Lock();
  sql::Transaction transaction(*writer);
  ASSERT_THAT(transaction.status(), IsOk());
  ASSERT_THAT(writer->Execute("DELETE FROM row_block"), IsOk());

  EXPECT_THAT(Blocks(), ElementsAre("ab"));
}

TEST_P(RowStoreTest, KeepsTextsApartByItem) {
  {
    auto database = core_.database.Lock();
    ASSERT_THAT(
        InsertTexts(*database, round_.round_id, "S", {{"A", {"x", "x", "y"}}, {"B", {"z"}}}),
        IsOk());
  }

  EXPECT_THAT(store_.Texts(round_.round_id, "S", "A"), IsOkAndHolds(ElementsAre("x", "x", "y")));
  EXPECT_THAT(store_.Texts(round_.round_id, "S", "B"), IsOkAndHolds(ElementsAre("z")));
  EXPECT_THAT(store_.Texts(round_.round_id, "S", "C"), IsOkAndHolds(IsEmpty()));
}

TEST_P(RowStoreTest, KeepsNothingBesideATextThatLeadsToARow) {
  auto database = core_.database.Lock();

  EXPECT_THAT(ColumnsOf(*database, "free_text"),
              ElementsAre("round_id", "questionnaire", "item", "place", "text", "released"));
}

INSTANTIATE_TEST_SUITE_P(Sqlite, RowStoreTest, Values(sql::Engine::kSqlite));
INSTANTIATE_TEST_SUITE_P(Postgres, RowStoreTest, Values(sql::Engine::kPostgres));

}  // namespace
}  // namespace sucharit
