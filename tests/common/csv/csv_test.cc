// SPDX-License-Identifier: Apache-2.0
#include "common/csv/csv.h"

#include <gmock/gmock.h>

#include "tests/testing/status_matchers.h"
#include "tests/testing/temporary_folder.h"

namespace sucharit {
namespace {

using ::sucharit::testing::IsOk;
using ::sucharit::testing::IsRefused;
using ::sucharit::testing::IsRefusedFor;
using ::sucharit::testing::TemporaryFolder;
using ::testing::ElementsAre;

TEST(CsvTest, ReadsHeadAndRows) {
  const absl::StatusOr<CsvTable> table = ParseCsv("a,b\n1,2\n3,\n");

  ASSERT_THAT(table, IsOk());
  EXPECT_THAT(table->head.cells, ElementsAre("a", "b"));
  ASSERT_EQ(table->rows.size(), 2u);
  EXPECT_THAT(table->rows[0].cells, ElementsAre("1", "2"));
  EXPECT_THAT(table->rows[1].cells, ElementsAre("3", ""));
}

TEST(CsvTest, AcceptsAByteOrderMarkWindowsLinesAndAnUnendedLastLine) {
  const absl::StatusOr<CsvTable> table = ParseCsv(
      "\xEF\xBB\xBF"
      "a,b\r\n1,2\r\n3,4");

  ASSERT_THAT(table, IsOk());
  EXPECT_THAT(table->head.cells, ElementsAre("a", "b"));
  EXPECT_THAT(table->rows[0].cells, ElementsAre("1", "2"));
  EXPECT_THAT(table->rows[1].cells, ElementsAre("3", "4"));
}

TEST(CsvTest, BlanksBelongToTheCell) {
  EXPECT_THAT(ParseCsv(" a ,\tb\n")->head.cells, ElementsAre(" a ", "\tb"));
}

TEST(CsvTest, QuotedCellsMayHoldCommasQuotesAndLineBreaks) {
  EXPECT_THAT(ParseCsv("\"a,\"\"b\"\"\",\"c\n\nd\"\n")->head.cells,
              ElementsAre("a,\"b\"", "c\n\nd"));
}

TEST(CsvTest, LineNumbersCountQuotedLineBreaks) {
  const absl::StatusOr<CsvTable> table = ParseCsv("a,b\n\"1\n\n1\",2\n3,\"4\n4\"\n5,6\n");

  ASSERT_THAT(table, IsOk());
  EXPECT_EQ(table->head.line, 1);
  EXPECT_EQ(table->rows[0].line, 2);
  EXPECT_EQ(table->rows[1].line, 5);
  EXPECT_EQ(table->rows[2].line, 7);
}

TEST(CsvTest, RefusesARowOfAnotherLengthByItsLine) {
  EXPECT_THAT(ParseCsv("a,b\n1,2\n1\n"), IsRefusedFor(v1::REASON_CSV_ROW_LENGTH, "line 3"));
  EXPECT_THAT(ParseCsv("a,b\n\"1\n1\",2,3\n"), IsRefusedFor(v1::REASON_CSV_ROW_LENGTH, "line 2"));
}

TEST(CsvTest, RefusesABlankLine) {
  EXPECT_THAT(ParseCsv("a,b\n\n1,2\n"), IsRefusedFor(v1::REASON_CSV_MALFORMED, "line 2"));
  EXPECT_THAT(ParseCsv("a\n1\n\r\n"), IsRefusedFor(v1::REASON_CSV_MALFORMED, "line 3"));
  EXPECT_THAT(ParseCsv("\n"), IsRefusedFor(v1::REASON_CSV_MALFORMED, "line 1"));
}

TEST(CsvTest, RefusesQuotesOutOfPlace) {
  EXPECT_THAT(ParseCsv("a,b\n1,2\"2\n"), IsRefusedFor(v1::REASON_CSV_MALFORMED, "line 2"));
  EXPECT_THAT(ParseCsv("a,b\n\"1\"x,2\n"), IsRefusedFor(v1::REASON_CSV_MALFORMED, "line 2"));
  EXPECT_THAT(ParseCsv("a,b\n1,\"2\n3,4\n"), IsRefusedFor(v1::REASON_CSV_MALFORMED, "line 2"));
}

TEST(CsvTest, RefusesACarriageReturnWithinALine) {
  EXPECT_THAT(ParseCsv("a,b\n1\r2,3\n"), IsRefusedFor(v1::REASON_CSV_MALFORMED, "line 2"));
  EXPECT_THAT(ParseCsv("a\r"), IsRefusedFor(v1::REASON_CSV_MALFORMED, "line 1"));
}

TEST(CsvTest, RefusesWhatIsNotText) {
  EXPECT_THAT(ParseCsv(absl::string_view("a,b\n1,\0\n", 8)),
              IsRefusedFor(v1::REASON_FILE_NOT_TEXT, "line 2"));
  EXPECT_THAT(ParseCsv("a\n1\n\xA1\xA2\n"), IsRefusedFor(v1::REASON_FILE_NOT_TEXT, "line 3"));
}

TEST(CsvTest, RefusesAnEmptyFile) {
  EXPECT_THAT(ParseCsv(""), IsRefusedFor(v1::REASON_FILE_EMPTY, ""));
  EXPECT_THAT(ParseCsv("\xEF\xBB\xBF"), IsRefusedFor(v1::REASON_FILE_EMPTY, ""));
}

TEST(CsvTest, RefusesTooManyBytesAndTooManyColumns) {
  EXPECT_THAT(ParseCsv(std::string(kMaximumCsvBytes + 1, 'a')),
              IsRefusedFor(v1::REASON_FILE_TOO_LARGE, ""));
  EXPECT_THAT(ParseCsv(std::string(kMaximumCsvColumns, ',')),
              IsRefusedFor(v1::REASON_CSV_MALFORMED, "line 1"));
  EXPECT_THAT(ParseCsv(std::string(kMaximumCsvColumns - 1, ',')), IsOk());
}

TEST(CsvTest, StopsAtTheCallersError) {
  int rows = 0;

  const absl::Status status = ForEachCsvRow("a\n1\n2\n", [&](const CsvRow&) {
    return ++rows == 2 ? absl::CancelledError("enough") : absl::OkStatus();
  });

  EXPECT_EQ(status, absl::CancelledError("enough"));
  EXPECT_EQ(rows, 2);
}

TEST(CsvTest, FindsColumnsInTheOrderAskedFor) {
  const CsvRow head{1, {"b", "x", "a"}};

  const absl::StatusOr<std::vector<size_t>> columns = FindCsvColumns(head, {"a", "b"}, {"x"});

  ASSERT_THAT(columns, IsOk());
  EXPECT_THAT(*columns, ElementsAre(2u, 0u));
}

TEST(CsvTest, NamesAMissingAnUnknownAndARepeatedColumn) {
  EXPECT_THAT(FindCsvColumns({1, {"a"}}, {"a", "b"}),
              IsRefusedFor(v1::REASON_CSV_COLUMN_MISSING, "line 1, column b"));
  EXPECT_THAT(FindCsvColumns({1, {"a", "c"}}, {"a"}),
              IsRefusedFor(v1::REASON_CSV_COLUMN_UNKNOWN, "line 1, column c"));
  EXPECT_THAT(FindCsvColumns({1, {"a", "a"}}, {"a"}),
              IsRefusedFor(v1::REASON_CSV_COLUMN_REPEATED, "line 1, column a"));
}

TEST(CsvTest, NamesAFileThatCannotBeRead) {
  const TemporaryFolder folder;

  EXPECT_THAT(ReadCsv(folder.File("none.csv")),
              IsRefusedFor(v1::REASON_FILE_UNREADABLE, folder.File("none.csv")));
  EXPECT_THAT(ReadCsv(folder.path()),
              IsRefused(absl::StatusCode::kNotFound, v1::REASON_FILE_UNREADABLE));
}

}  // namespace
}  // namespace sucharit
