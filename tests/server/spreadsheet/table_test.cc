// SPDX-License-Identifier: Apache-2.0
#include "server/spreadsheet/table.h"

#include <gmock/gmock.h>

#include "tests/server/spreadsheet/workbook_for_tests.h"
#include "tests/testing/status_matchers.h"
#include "tests/testing/temporary_folder.h"

namespace sucharit {
namespace {

using ::sucharit::testing::IsOk;
using ::sucharit::testing::IsOkAndHolds;
using ::sucharit::testing::IsRefusedFor;
using ::sucharit::testing::MakeWorkbook;
using ::sucharit::testing::TemporaryFolder;
using ::testing::ElementsAre;
using ::testing::SizeIs;

constexpr char kCsv[] = "item,score\r\nO1,100\r\nO2,\r\n";

std::string Workbook() {
  return MakeWorkbook({{"scores", {{"item", "score"}, {"O1", "100"}, {}, {"O2"}}}});
}

TEST(TableTest, ReadsTheSameTableFromCsvAndFromAWorkbook) {
  for (const std::string& bytes : {std::string(kCsv), Workbook()}) {
    const auto table = ParseTable(bytes);

    ASSERT_THAT(table, IsOk());
    EXPECT_THAT(table->head.cells, ElementsAre("item", "score"));
    ASSERT_THAT(table->rows, SizeIs(2));
    EXPECT_THAT(table->rows[0].cells, ElementsAre("O1", "100"));
    EXPECT_THAT(table->rows[1].cells, ElementsAre("O2", ""));
  }
}

TEST(TableTest, PlacesAreLinesOfCsvAndCellsOfAWorkbook) {
  const auto csv = ParseTable(kCsv);
  const auto workbook = ParseTable(Workbook());

  ASSERT_THAT(csv, IsOk());
  ASSERT_THAT(workbook, IsOk());
  EXPECT_EQ(TablePlace(*csv, csv->rows[1], 1), "line 3, column score");
  EXPECT_EQ(TablePlace(*workbook, workbook->rows[1], 1), "cell B4");
}

TEST(TableTest, TheBytesDecideNotTheNameOfTheFile) {
  const TemporaryFolder folder;

  const auto workbook = ReadTable(folder.Write("scores.csv", Workbook()));
  const auto csv = ReadTable(folder.Write("scores.xlsx", kCsv));

  ASSERT_THAT(workbook, IsOk());
  EXPECT_TRUE(workbook->is_workbook);
  ASSERT_THAT(csv, IsOk());
  EXPECT_FALSE(csv->is_workbook);
}

TEST(TableTest, RefusesByPathAndPlace) {
  const TemporaryFolder folder;
  const std::string path = folder.Write("scores.csv", "a,b\n1\n");

  EXPECT_THAT(ReadTable(path), IsRefusedFor(v1::REASON_CSV_ROW_LENGTH, path + ": line 2"));
  EXPECT_THAT(ReadTable("/nowhere/x.csv"),
              IsRefusedFor(v1::REASON_FILE_UNREADABLE, "/nowhere/x.csv"));
}

TEST(TableTest, RefusesACellOutsideOfTheHeadsColumnsAndAGapInTheHead) {
  EXPECT_THAT(ParseTable(MakeWorkbook({{"s", {{"a", "b"}, {"1", "2", "3"}}}})),
              IsRefusedFor(v1::REASON_CSV_ROW_LENGTH, "cell C2"));
  EXPECT_THAT(ParseTable(MakeWorkbook({{"s", {{"a", "", "c"}}}})),
              IsRefusedFor(v1::REASON_CSV_ROW_LENGTH, "cell B1"));
}

TEST(TableTest, RefusesAWorkbookThatSaysNothing) {
  EXPECT_THAT(ParseTable(MakeWorkbook({{"s", {}}})), IsRefusedFor(v1::REASON_FILE_EMPTY, ""));
}

TEST(TableTest, RefusesFewCellsThatStandForTooMany) {
  std::vector<std::vector<std::string>> rows(5'000, {"x"});
  rows[0] = std::vector<std::string>(250, "head");

  EXPECT_THAT(ParseTable(MakeWorkbook({{"s", rows}})),
              IsRefusedFor(v1::REASON_SPREADSHEET_TOO_LARGE, ""));
}

TEST(TableTest, FindsColumnsInAnyOrder) {
  const auto table = ParseTable(Workbook());

  ASSERT_THAT(table, IsOk());
  EXPECT_THAT(FindTableColumns(*table, {"score", "item"}, {"note"}),
              IsOkAndHolds(ElementsAre(1, 0)));
}

TEST(TableTest, RefusesColumnsThatAreMissingUnknownOrThereTwice) {
  const auto table = ParseTable(Workbook());
  const auto twice = ParseTable(MakeWorkbook({{"s", {{"a", "a"}}}}));

  ASSERT_THAT(table, IsOk());
  EXPECT_THAT(FindTableColumns(*table, {"item", "score", "part"}),
              IsRefusedFor(v1::REASON_CSV_COLUMN_MISSING, "column part"));
  EXPECT_THAT(FindTableColumns(*table, {"item"}),
              IsRefusedFor(v1::REASON_CSV_COLUMN_UNKNOWN, "cell B1"));
  EXPECT_THAT(FindTableColumns(*twice, {"a"}),
              IsRefusedFor(v1::REASON_CSV_COLUMN_REPEATED, "cell B1"));
}

}  // namespace
}  // namespace sucharit
