// SPDX-License-Identifier: Apache-2.0
#include "server/export/csv_writer.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "common/csv/csv.h"
#include "common/status/reason.h"
#include "tests/testing/status_matchers.h"

namespace sucharit {
namespace {

using ::sucharit::testing::IsRefused;
using Table = std::vector<std::vector<std::string>>;

std::string Write(const Table& table, bool byte_order_mark = false) {
  std::string bytes;
  CsvWriter csv(
      [&](absl::string_view piece) {
        bytes.append(piece.data(), piece.size());
        return absl::OkStatus();
      },
      byte_order_mark);
  for (const auto& row : table) {
    for (const std::string& cell : row) csv.Cell(cell);
    csv.EndRow();
  }
  EXPECT_TRUE(csv.Finish().ok());
  return bytes;
}

// What a person who knows the rule takes for the text.
std::string WithoutApostrophe(const std::string& cell) {
  const size_t first = cell.find_first_not_of('\'');
  if (first == 0 || first == std::string::npos) return cell;
  return NeutralizeFormula(cell.substr(1)) == cell ? cell.substr(1) : cell;
}

Table Read(const std::string& bytes) {
  Table table;
  const auto read = ForEachCsvRow(bytes, [&](const CsvRow& row) {
    table.emplace_back();
    for (const std::string& cell : row.cells) table.back().push_back(WithoutApostrophe(cell));
    return absl::OkStatus();
  });
  EXPECT_TRUE(read.ok()) << read;
  return table;
}

TEST(CsvWriterTest, EndsRowsAsRfc4180Does) {
  EXPECT_EQ(Write({{"a", "b"}, {"1", ""}}), "a,b\r\n1,\r\n");
}

TEST(CsvWriterTest, QuotesOnlyWhatNeedsIt) {
  EXPECT_EQ(Write({{"say \"ชื่อ\"", "a,b", "two\nlines", "ไม่มี"}}),
            "\"say \"\"ชื่อ\"\"\",\"a,b\",\"two\nlines\",ไม่มี\r\n");
}

TEST(CsvWriterTest, BeginsWithAByteOrderMarkIfAsked) {
  EXPECT_EQ(Write({{"a"}}, true), "\xEF\xBB\xBF\x61\r\n");
}

TEST(CsvWriterTest, ARowOfOneEmptyCellIsNoBlankLine) {
  EXPECT_EQ(Read(Write({{"head"}, {""}, {"x"}})), (Table{{"head"}, {""}, {"x"}}));
}

TEST(CsvWriterTest, PutsAnApostropheBeforeWhatASpreadsheetWouldRun) {
  for (const char* text : {"=1+1", "+cmd", "-x", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", "+",
                           "-", "-1+2", "+1.2.3", "-.5", "'=1"}) {
    EXPECT_EQ(NeutralizeFormula(text), absl::StrCat("'", text));
  }
}

TEST(CsvWriterTest, LeavesPlainNumbersAndHarmlessTextsAlone) {
  for (const char* text :
       {"", "-2.5", "+66812345678", "0", "a=b", " =1", "'quoted'", "ก-ข", "1-2"}) {
    EXPECT_EQ(NeutralizeFormula(text), text);
  }
}

TEST(CsvWriterTest, WritesAReplacementForTheByteThatNoReaderTakes) {
  EXPECT_EQ(Write({{std::string("a\0b", 3)}}), "a\uFFFDb\r\n");
}

TEST(CsvWriterTest, KeepsTheSinksErrorAndStopsWriting) {
  int calls = 0;
  CsvWriter csv([&](absl::string_view) {
    ++calls;
    return Refused(absl::StatusCode::kResourceExhausted, v1::REASON_STORAGE_FULL, "full", "file");
  });

  for (int row = 0; row < 20'000; ++row) {
    csv.Cell(std::string(100, 'x'));
    csv.EndRow();
  }

  EXPECT_THAT(csv.Finish(),
              IsRefused(absl::StatusCode::kResourceExhausted, v1::REASON_STORAGE_FULL));
  EXPECT_EQ(calls, 1);
}

TEST(CsvWriterTest, HandsOverBytesBeforeManyRowsHaveGathered) {
  size_t largest = 0;
  CsvWriter csv([&](absl::string_view piece) {
    largest = std::max(largest, piece.size());
    return absl::OkStatus();
  });

  for (int row = 0; row < 100'000; ++row) {
    csv.Plain(int64_t{row}).Cell("ข้อความ");
    csv.EndRow();
  }

  ASSERT_TRUE(csv.Finish().ok());
  EXPECT_LT(largest, size_t{300} << 10);
}

// A text of letters that matter.
rc::Gen<std::string> Texts() {
  return rc::gen::map(rc::gen::container<std::vector<std::string>>(rc::gen::elementOf(
                          std::vector<std::string>{"=", "+", "-", "@", "\t", "\r", "\n", "'", "\"",
                                                   ",", " ", "1", ".", "x", "ที่", "＝", "é"})),
                      [](const std::vector<std::string>& letters) {
                        std::string text;
                        for (const std::string& letter : letters) text += letter;
                        return text;
                      });
}

RC_GTEST_PROP(CsvWriterProperty, WhatIsReadBackIsWhatWasWritten, ()) {
  const auto columns = *rc::gen::inRange<size_t>(1, 5);
  const auto rows =
      *rc::gen::container<Table>(rc::gen::container<std::vector<std::string>>(columns, Texts()));
  Table table = {std::vector<std::string>(columns, "head")};
  table.insert(table.end(), rows.begin(), rows.end());

  const Table read = Read(Write(table));

  for (auto& row : table) {
    for (std::string& cell : row) cell = absl::StrReplaceAll(cell, {{"\r\n", "\n"}, {"\r", "\n"}});
  }
  RC_ASSERT(read == table);
}

RC_GTEST_PROP(CsvWriterProperty, NoCellBeginsAFormulaUnlessItIsANumber, ()) {
  const std::string written = NeutralizeFormula(*Texts());

  const bool risky = written.find_first_of("=+-@\t\r\n") == 0 || absl::StartsWith(written, "＝");
  RC_ASSERT(!risky || written.find_first_not_of("+-0123456789.") == std::string::npos);
}

}  // namespace
}  // namespace sucharit
