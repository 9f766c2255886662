// SPDX-License-Identifier: Apache-2.0
#include "server/report/report.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <utility>

#include "server/document/html_writer.h"
#include "tests/server/report/read_document.h"
#include "tests/server/report/seed_source.h"
#include "tests/server/report/survey_source.h"
#include "tests/testing/status_matchers.h"

namespace sucharit {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using testing::HeadingsOf;
using ::testing::IsEmpty;
using ::testing::Not;
using testing::SeedSource;
using testing::SurveySource;
using testing::TablesUnder;
using testing::TextOf;
using testing::TextUnder;

document::Document ReportOf(const v1::ReportSource& source) { return *MakeReport(source, {}); }

TEST(SurveyReportTest, SpeaksOfASurveyInPlainWords) {
  const std::string text = TextOf(ReportOf(SurveySource()));

  for (const char* word : {"ITA", "คุณธรรม", "ตัวชี้วัด", "เครื่องมือ", "ปีงบประมาณ", "ประเด็นที่", "OIT"}) {
    EXPECT_THAT(text, Not(HasSubstr(word)));
  }
  EXPECT_THAT(text, HasSubstr("รายงานการวิเคราะห์ผลของแบบสำรวจความพึงพอใจ\nของที่ว่าการอำเภอ"));
  EXPECT_THAT(text, HasSubstr("ระหว่างวันที่ ๑ ตุลาคม ๒๕๖๗ ถึง ๓๑ ตุลาคม ๒๕๖๗"));
  EXPECT_THAT(text, HasSubstr("๗๐.๐๐ คะแนน"));
}

TEST(SurveyReportTest, TakesTheIndicatorsForTopicsAndSortsNothing) {
  const document::Document report = ReportOf(SurveySource());

  EXPECT_THAT(HeadingsOf(report, 2), Contains("เรื่องที่ ๑ บริการ"));
  EXPECT_THAT(TextOf(report), Not(HasSubstr("รักษาระดับ")));
}

TEST(SurveyReportTest, SaysWhichItemsHaveNoScoreAndWhy) {
  const document::Document report = ReportOf(SurveySource());

  EXPECT_THAT(TextUnder(report, "๒. "), HasSubstr("มีผู้ตอบน้อยกว่า ๓ คน จึงไม่มีคะแนน"));
  EXPECT_THAT(TextUnder(report, "๒. "), HasSubstr("SPEED"));
  EXPECT_THAT(TextUnder(report, "เรื่องที่ ๑"), HasSubstr("SPEED\tเร็วหรือไม่\t–"));
}

TEST(SurveyReportTest, ShowsJoinedAnswersOrSaysWhyNot) {
  const std::string answers = TextUnder(ReportOf(SurveySource()), "การกระจายของคำตอบ");

  EXPECT_THAT(answers, HasSubstr("น้อย หรือ ปานกลาง\t๘\t๔๐.๐๐"));
  EXPECT_THAT(answers, HasSubstr("มาก\t๑๒\t๖๐.๐๐"));
  EXPECT_THAT(answers, HasSubstr("ไม่แสดงคำตอบ เพราะรวมตัวเลือก"));  // SPEED has no mean either.
  EXPECT_THAT(answers, HasSubstr("เคาน์เตอร์\t๑๕\t๗๕.๐๐"));
  EXPECT_THAT(answers, HasSubstr("ไม่แสดงจำนวนของ: โทรศัพท์, เว็บไซต์ และ ไม่ได้ใช้"));
  EXPECT_THAT(answers, HasSubstr("ค่าเฉลี่ย ๒.๓๓"));
  EXPECT_THAT(answers, HasSubstr("ไม่แสดงผล เพราะมีผู้ตอบน้อยกว่า ๓ คน"));  // WAIT
}

TEST(SurveyReportTest, SaysWhatIsHiddenInABreakdownAndThatOneIsWithheld) {
  const document::Document report = ReportOf(SurveySource());

  const std::string age = TextUnder(report, "จำแนกตามช่วงอายุ");
  EXPECT_THAT(age, HasSubstr("SAT พอใจเพียงใด\t๗๐.๐๐\t๖๑.๑๑"));
  EXPECT_THAT(age, HasSubstr("กลุ่มที่ไม่แสดง: ต่ำกว่า ๓๐ และ ๓๐ ถึง ๕๙ เพราะมีผู้ตอบน้อยเกินไป"));
  EXPECT_THAT(age, HasSubstr("ข้อที่ไม่จำแนก: SPEED"));
  EXPECT_THAT(TextUnder(report, "จำแนกตามจุดบริการ"), HasSubstr("ไม่เผยแพร่ผลจำแนกตามจุดบริการ เพราะ"));
}

TEST(SurveyReportTest, SaysThatASegmentIsNotPublished) {
  v1::ReportSource source = SurveySource();
  source.mutable_bundle()->clear_breakdowns();

  EXPECT_THAT(TextUnder(ReportOf(source), "ผลจำแนกตามกลุ่ม"),
              HasSubstr("ไม่ได้เผยแพร่ผลจำแนกตาม: จุดบริการ และ ช่วงอายุ"));
}

TEST(SurveyReportTest, QuotesReleasedTextsAsTheyWereWritten) {
  v1::ReportSource source = SurveySource();
  v1::ReleasedTexts& texts = *source.add_texts();
  texts.set_item("COMMENT");
  texts.add_texts("<script>alert(1)</script> รอ 45 นาที");
  texts.add_texts("ดี");

  const document::Document report = ReportOf(source);

  EXPECT_THAT(TextUnder(report, "COMMENT"), HasSubstr("<script>alert(1)</script> รอ 45 นาที"));
  const std::string html = *document::WriteHtml(report);
  EXPECT_THAT(html, HasSubstr("&lt;script&gt;alert(1)&lt;/script&gt; รอ 45 นาที"));
  EXPECT_THAT(html, Not(HasSubstr("<script>alert")));
}

TEST(SurveyReportTest, SaysNothingOfTextsWhereNoneIsReleased) {
  const document::Document report = ReportOf(SurveySource());

  EXPECT_THAT(HeadingsOf(report, 1), Not(Contains(HasSubstr("ข้อความจากผู้ตอบ"))));
}

TEST(SurveyReportTest, RefusesTextsOfAnItemThatTakesNone) {
  v1::ReportSource source = SurveySource();
  source.add_texts()->set_item("SAT");

  EXPECT_THAT(MakeReport(source, {}),
              testing::IsRefusedFor(v1::REASON_BUNDLE_MALFORMED, "texts of SAT"));
}

TEST(SurveyReportTest, SaysThatThereIsNoPlan) {
  const document::Document report = ReportOf(SurveySource());

  EXPECT_THAT(TextUnder(report, "การนำผลการสำรวจไปปรับปรุงงาน"), HasSubstr("ยังไม่มีมาตรการในแผน"));
  for (const document::Section& section : report.sections) {
    EXPECT_FALSE(section.landscape);
  }
}

// A year before the seed's round, in which I1 was worded otherwise and all else was alike.
v1::PastResult YearBefore(const v1::ReportSource& source) {
  v1::PastResult past;
  *past.mutable_definition() = source.bundle().definition();
  past.mutable_definition()->set_fiscal_year_be(2566);
  past.mutable_definition()->mutable_items(0)->mutable_text()->set_th("ถ้อยคำเดิม");
  *past.mutable_scores() = source.bundle().scores();
  past.mutable_scores()->clear_counting_digest();
  for (v1::NodeScore& node : *past.mutable_scores()->mutable_nodes()) {
    if (node.node() == "I3") node.set_exact("99/1");
    if (node.node() == "O7" || node.node() == "I1") node.set_exact("1/1");
    if (node.node() == "I9") continue;
    if (node.node() == "O8") node.set_exact("50/1");
  }
  return past;
}

TEST(ReportTest, SaysWhatMovedSinceTheYearBeforeOnlyWhereItCanBeCompared) {
  v1::ReportSource source = SeedSource();
  *source.add_past() = YearBefore(source);

  const document::Document report = ReportOf(source);

  const auto rows = TablesUnder(report, "สิ่งที่เปลี่ยนแปลงจากปีก่อน").at(0);
  std::vector<std::string> items;
  for (const auto& row : rows) items.push_back(row.at(0));
  EXPECT_THAT(items, ElementsAre("คะแนนเพิ่มขึ้น", "O7", "O8", "I3"));  // Not I1.
  EXPECT_THAT(rows[1], Contains("+๙๙.๐๐"));
  EXPECT_THAT(TextUnder(report, "สิ่งที่เปลี่ยนแปลงจากปีก่อน"), HasSubstr("เปรียบเทียบได้ ๕๘ จาก ๕๙ ข้อ"));
}

TEST(ReportTest, DrawsNoTrendOverAChangeAndSaysWhere) {
  v1::ReportSource source = SeedSource();
  *source.add_past() = YearBefore(source);

  const std::string trend = TextUnder(ReportOf(source), "แนวโน้มผลหลายปี");

  EXPECT_THAT(trend, HasSubstr("ตัวชี้วัดที่ ๑ การปฏิบัติหน้าที่\t๙๒.๖๙\t* ๙๒.๖๙"));
  EXPECT_THAT(trend, HasSubstr("ตัวชี้วัดที่ ๒ การใช้งบประมาณ\t๙๖.๙๙\t๙๖.๙๙"));
  EXPECT_THAT(trend, HasSubstr("ระหว่างปี ๒๕๖๖ กับ ๒๕๖๗ ไม่มีเส้นเชื่อม"));
}

TEST(ReportTest, HasNoTrendWithoutEarlierYears) {
  EXPECT_THAT(TextUnder(ReportOf(SeedSource()), "แนวโน้มผลหลายปี"), IsEmpty());
}

TEST(ReportTest, IsTheSameForTheSameSource) {
  EXPECT_EQ(TextOf(ReportOf(SeedSource())), TextOf(ReportOf(SeedSource())));
}

TEST(ReportTest, RefusesASourceThatNamesWhatIsNotThere) {
  const std::pair<std::function<void(v1::ReportSource&)>, const char*> changes[] = {
      {[](auto& each) { each.mutable_bundle()->mutable_answers(0)->set_item("Z1"); },
       "answers of Z1"},
      {[](auto& each) {
         each.mutable_bundle()->mutable_answers(0)->mutable_parts(0)->set_choices(0, "other");
       },
       "answers of SAT"},
      {[](auto& each) { each.mutable_bundle()->mutable_answers(0)->set_answered(-1); },
       "answers of SAT"},
      {[](auto& each) { each.mutable_bundle()->mutable_breakdowns(0)->set_segment("x"); },
       "breakdown x"},
      {[](auto& each) { each.mutable_bundle()->mutable_breakdowns(0)->add_hidden_groups("x"); },
       "breakdown age"},
      {[](auto& each) { each.mutable_bundle()->add_totals()->set_questionnaire("X"); },
       "totals of X"},
      {[](auto& each) { each.mutable_bundle()->add_populations()->set_questionnaire("X"); },
       "population of X"},
      {[](auto& each) {
         each.mutable_bundle()->mutable_scores()->mutable_nodes(0)->set_exact("1");
       },
       "item SAT"},
  };
  for (const auto& [change, place] : changes) {
    v1::ReportSource source = SurveySource();
    change(source);

    EXPECT_THAT(MakeReport(source, {}), testing::IsRefusedFor(v1::REASON_BUNDLE_MALFORMED, place));
  }
}

TEST(ReportTest, RefusesYearsOutOfOrder) {
  v1::ReportSource source = SeedSource();
  *source.add_past() = YearBefore(source);
  source.mutable_past(0)->mutable_definition()->set_fiscal_year_be(2567);

  EXPECT_THAT(MakeReport(source, {}),
              testing::IsRefusedFor(v1::REASON_BUNDLE_MALFORMED, "past 2567"));
}

}  // namespace
}  // namespace sucharit
