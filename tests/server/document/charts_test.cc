// SPDX-License-Identifier: Apache-2.0
#include "server/document/charts.h"

#include <gmock/gmock.h>

#include "tests/server/document/sample_document.h"
#include "tests/testing/status_matchers.h"

namespace sucharit::document {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

BarChart TwoBars(const char* first_text = "93.93") {
  return {.bars = {{"ตัวชี้วัดที่ 1 การปฏิบัติหน้าที่", ChartValue{93.93, first_text}},
                   {"ตัวชี้วัดที่ 10", ChartValue{50, "50.00"}}}};
}

std::string Svg(const Chart& chart, Digits digits = Digits::kThai) {
  const auto picture = ChartToSvg(chart, digits);
  EXPECT_THAT(picture, testing::IsOk());
  return picture.ok() ? picture->bytes : "";
}

int CountOf(const std::string& text, const std::string& part) {
  int count = 0;
  for (size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++count;
  return count;
}

uint32_t NumberAt(const std::string& bytes, size_t position) {
  uint32_t value = 0;
  for (size_t i = 0; i < 4; ++i) value = value << 8 | static_cast<uint8_t>(bytes.at(position + i));
  return value;
}

TEST(ChartsTest, WriteTextAsOutlinesThatNeedNoFontAndNoIds) {
  const std::string svg = Svg(TwoBars());

  EXPECT_THAT(svg, StartsWith("<svg "));
  EXPECT_THAT(svg, HasSubstr("<path"));
  EXPECT_THAT(svg, Not(HasSubstr("<text")));
  EXPECT_THAT(svg, Not(HasSubstr(" id=")));
  EXPECT_THAT(svg, Not(HasSubstr("font")));
}

TEST(ChartsTest, DrawEveryLetterOfALongLabel) {
  BarChart chart = TwoBars();
  const std::string short_label = Svg(chart);
  chart.bars[0].label += "ของเจ้าหน้าที่ในหน่วยงานของท่าน";

  const std::string long_label = Svg(chart);

  // About forty more letters of more than fifty bytes each.
  EXPECT_GT(long_label.size(), short_label.size() + 2000);
}

TEST(ChartsTest, ArePicturesOfTheSizeTheySay) {
  const auto picture = ChartToPng(TwoBars(), Digits::kThai, 2);

  ASSERT_THAT(picture, testing::IsOk());
  EXPECT_THAT(picture->bytes, StartsWith("\x89PNG"));
  EXPECT_EQ(NumberAt(picture->bytes, 16), kChartWidth * 2);
  EXPECT_NEAR(NumberAt(picture->bytes, 20), picture->height * 2, 1);
  EXPECT_GT(picture->height, 40);
}

TEST(ChartsTest, GiveTheSameBytesTwice) {
  for (const Chart& chart : {Chart(TwoBars()), Chart(SampleDistribution()), Chart(SampleTrend())}) {
    EXPECT_EQ(Svg(chart), Svg(chart));
    EXPECT_EQ(ChartToPng(chart, Digits::kThai)->bytes, ChartToPng(chart, Digits::kThai)->bytes);
  }
}

TEST(ChartsTest, PrintNumbersInTheDigitsAskedFor) {
  EXPECT_NE(Svg(TwoBars(), Digits::kThai), Svg(TwoBars(), Digits::kArabic));
  EXPECT_EQ(Svg(TwoBars("๙๓.๙๓"), Digits::kArabic), Svg(TwoBars("93.93"), Digits::kArabic));
}

TEST(ChartsTest, JoinNoYearsThatCannotBeCompared) {
  constexpr char kThirdLine[] = "fill=\"none\" stroke=\"#2e6b2e\"";
  TrendChart chart = SampleTrend();
  const int with_gap = CountOf(Svg(chart), kThirdLine);
  chart.lines[2].points[1]->comparable = true;
  const int joined = CountOf(Svg(chart), kThirdLine);
  chart.lines[2].points[1].reset();
  const int missing = CountOf(Svg(chart), kThirdLine);

  // One stroke is the legend's.
  EXPECT_EQ(joined, 3);
  EXPECT_EQ(with_gap, 2);
  EXPECT_EQ(missing, 1);
}

TEST(ChartsTest, KeepBarsWithinTheScale) {
  BarChart beyond = TwoBars();
  beyond.bars[0].value->value = 250;
  beyond.bars[1].value->value = -3;
  BarChart at_ends = TwoBars();
  at_ends.bars[0].value->value = 100;
  at_ends.bars[1].value->value = 0;

  EXPECT_EQ(Svg(beyond), Svg(at_ends));
}

TEST(ChartsTest, GiveEachBarItsOwnLegendWhereLabelsDiffer) {
  DistributionChart chart = SampleDistribution();
  const int shared = CountOf(Svg(chart), "<path");
  chart.items[1].parts[0].label = "ไม่มี";

  const int own = CountOf(Svg(chart), "<path");

  // Six more samples and six more labels, without the three texts above the bars.
  EXPECT_GE(own, shared + 9);
}

TEST(ChartsTest, DrawNothingForAnItemWithoutParts) {
  DistributionChart chart{.items = {{.label = "I3", .note = "ไม่แสดง"}}};

  const std::string svg = Svg(chart);

  // The label and the note are all.
  EXPECT_EQ(CountOf(svg, "<path"), 2);
}

TEST(ChartsTest, RefuseWhatDoesNotFitTogether) {
  const GroupedBarChart too_few{.series = {"2566", "2567"},
                                .groups = {{"IIT", {ChartValue{50, "50"}}}}};
  TrendChart too_many = SampleTrend();
  too_many.years.pop_back();
  GroupedBarChart crowd;
  crowd.series.assign(kMostSeries + 1, "ปี");
  DistributionChart negative = SampleDistribution();
  negative.items[0].parts[0].count = -1;

  for (const Chart& chart : {Chart(too_few), Chart(too_many), Chart(crowd), Chart(negative)}) {
    EXPECT_THAT(ChartToSvg(chart, Digits::kThai),
                testing::IsRefused(absl::StatusCode::kInvalidArgument, v1::REASON_ARGUMENT));
  }
}

}  // namespace
}  // namespace sucharit::document
