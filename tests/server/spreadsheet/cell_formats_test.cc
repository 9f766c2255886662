// SPDX-License-Identifier: Apache-2.0
#include "server/spreadsheet/cell_formats.h"

#include <gtest/gtest.h>

namespace sucharit {
namespace {

std::string Format(const char* number, NumberKind kind) {
  return FormatCellNumber(number, kind, false);
}

TEST(CellFormatsTest, NumbersHaveNoNeedlessZerosAndNoNoise) {
  EXPECT_EQ(Format("80", NumberKind::kNumber), "80");
  EXPECT_EQ(Format("80.0", NumberKind::kNumber), "80");
  EXPECT_EQ(Format("1E2", NumberKind::kNumber), "100");
  EXPECT_EQ(Format("66.599999999999994", NumberKind::kNumber), "66.6");
  EXPECT_EQ(Format("0.10000000000000001", NumberKind::kNumber), "0.1");
  EXPECT_EQ(Format("-2.5", NumberKind::kNumber), "-2.5");
  EXPECT_EQ(Format("1234567890123456789", NumberKind::kNumber), "1234567890123456789");
}

TEST(CellFormatsTest, APercentageIsShownAsOneSoThatItIsNotTakenForAFraction) {
  EXPECT_EQ(Format("0.85", NumberKind::kPercent), "85%");
}

TEST(CellFormatsTest, DatesAreShownInOneWay) {
  EXPECT_EQ(Format("45566", NumberKind::kDate), "2024-10-01");
  EXPECT_EQ(Format("45566.604166666664", NumberKind::kDate), "2024-10-01 14:30");
  EXPECT_EQ(Format("1", NumberKind::kDate), "1900-01-01");
  EXPECT_EQ(Format("61", NumberKind::kDate), "1900-03-01");
  EXPECT_EQ(FormatCellNumber("44104", NumberKind::kDate, true), "2024-10-01");
  EXPECT_EQ(Format("0.60416666666666663", NumberKind::kTime), "14:30");
  EXPECT_EQ(Format("0.60418981481481482", NumberKind::kTime), "14:30:02");
}

TEST(CellFormatsTest, WhatCannotBeADateStaysANumber) {
  EXPECT_EQ(Format("-3", NumberKind::kDate), "-3");
  EXPECT_EQ(Format("3000000", NumberKind::kDate), "3000000");
}

TEST(CellFormatsTest, FormatCodesSayWhatANumberIs) {
  EXPECT_EQ(KindOfFormat("General"), NumberKind::kNumber);
  EXPECT_EQ(KindOfFormat("#,##0.00"), NumberKind::kNumber);
  EXPECT_EQ(KindOfFormat("0\" days\""), NumberKind::kNumber);
  EXPECT_EQ(KindOfFormat("[Red]0;[Blue]-0"), NumberKind::kNumber);
  EXPECT_EQ(KindOfFormat("0.0\\m"), NumberKind::kNumber);
  EXPECT_EQ(KindOfFormat("[$-D07041E]d mmmm bbbb"), NumberKind::kDate);
  EXPECT_EQ(KindOfFormat("yyyy-mm-dd hh:mm"), NumberKind::kDate);
  EXPECT_EQ(KindOfFormat("mmm"), NumberKind::kDate);
  EXPECT_EQ(KindOfFormat("h:mm:ss"), NumberKind::kTime);
  EXPECT_EQ(KindOfFormat("0.00%"), NumberKind::kPercent);
}

TEST(CellFormatsTest, NumberedFormatsAreKnownThaiOnesToo) {
  EXPECT_EQ(KindOfBuiltInFormat(0), NumberKind::kNumber);
  EXPECT_EQ(KindOfBuiltInFormat(9), NumberKind::kPercent);
  EXPECT_EQ(KindOfBuiltInFormat(14), NumberKind::kDate);
  EXPECT_EQ(KindOfBuiltInFormat(20), NumberKind::kTime);
  EXPECT_EQ(KindOfBuiltInFormat(71), NumberKind::kDate);
  EXPECT_EQ(KindOfBuiltInFormat(75), NumberKind::kTime);
}

}  // namespace
}  // namespace sucharit
