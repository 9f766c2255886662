// SPDX-License-Identifier: Apache-2.0
//
// The report of a real agency, beside what its scores are known to be.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "server/report/report.h"
#include "server/scoring/score_files.h"
#include "tests/server/report/read_document.h"
#include "tests/server/report/seed_source.h"
#include "tests/testing/status_matchers.h"
#include "tests/testing/test_data.h"

namespace sucharit {
namespace {

using document::Digits;
using document::InDigits;
using ::testing::AllOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using testing::HeadingsOf;
using ::testing::Not;
using testing::SeedSource;
using testing::TablesUnder;
using testing::TextOf;
using testing::TextRows;
using testing::TextUnder;

document::Document SeedReport(const ReportOptions& options = {}) {
  return *MakeReport(SeedSource(), options);
}

std::string Thai(const std::string& text) { return InDigits(text, Digits::kThai); }

// By "level node", as shown.
std::map<std::string, std::string> ExpectedScores() {
  std::map<std::string, std::string> scores;
  const auto published =
      ReadPublishedScoresCsv(testing::TestData("bang-tabun-2567-expected-scores.csv"));
  for (const PublishedScore& score : *published) {
    scores[absl::StrCat(score.level, " ", score.node)] = score.score;
  }
  return scores;
}

// What the sorted groups of a topic say; from one group's name to the next.
std::string GroupText(const document::Document& report, const std::string& topic,
                      const std::string& group, const std::string& next) {
  const std::string text = TextUnder(report, topic);
  const size_t begin = text.find("\n" + group + "\n");
  const size_t end = next.empty() ? text.size() : text.find("\n" + next + "\n");
  if (begin == std::string::npos || end == std::string::npos) return "not there";
  return text.substr(begin, end - begin);
}

std::string KeptUp(const document::Document& report, const std::string& topic) {
  return GroupText(report, topic, "รักษาระดับ", "");
}

TEST(SeedReportTest, HasThePartsOfTheOfficialReportInItsOrder) {
  EXPECT_THAT(
      HeadingsOf(SeedReport(), 1),
      ElementsAre(HasSubstr("๑. ผลการประเมินคุณธรรมและความโปร่งใส"), HasSubstr("๒. สรุปผลการประเมิน"),
                  HasSubstr("แยกเป็น ๗ ประเด็น"), HasSubstr("ไปสู่การปฏิบัติ ในปีงบประมาณ พ.ศ. ๒๕๖๘"),
                  HasSubstr("ภาคผนวก ก"), HasSubstr("ภาคผนวก ข"), HasSubstr("ภาคผนวก ค"),
                  HasSubstr("ภาคผนวก ง"), HasSubstr("ภาคผนวก จ")));
}

TEST(SeedReportTest, NamesAgencyYearScoreAndLevelFirst) {
  const document::Document report = SeedReport();

  const auto& title = std::get<document::Title>(report.sections.at(0).blocks.at(0));
  ASSERT_EQ(title.lines.size(), 3U);
  EXPECT_THAT(title.lines[0].Plain(Digits::kThai), HasSubstr("พ.ศ. ๒๕๖๗"));
  EXPECT_EQ(title.lines[1].Plain(Digits::kThai), "ของเทศบาลตำบลบางตะบูน อำเภอบ้านแหลม จังหวัดเพชรบุรี");
  EXPECT_THAT(title.lines[2].Plain(Digits::kThai), HasSubstr("พ.ศ. ๒๕๖๘"));
  EXPECT_THAT(TextUnder(report, "๑. "), AllOf(HasSubstr("๙๓.๙๓ คะแนน"), HasSubstr("“ผ่านดี”")));
}

TEST(SeedReportTest, DrawsEachInstrumentAndIndicatorWithItsScore) {
  const document::Document report = SeedReport();

  std::vector<std::string> values;
  for (const document::Block& block : report.sections[0].blocks) {
    const auto* figure = std::get_if<document::Figure>(&block);
    if (figure == nullptr) continue;
    for (const auto& bar : std::get<document::BarChart>(figure->chart).bars) {
      values.push_back(bar.value->text);
    }
  }

  EXPECT_THAT(values, ElementsAre("93.08", "90.98", "96.79", "93.93", "92.69", "96.99", "99.14",
                                  "84.30", "92.26", "95.84", "93.09", "84.00", "93.57", "100.00"));
}

TEST(SeedReportTest, ListsEveryIndicatorWithTheExpectedScore) {
  const TextRows rows = TablesUnder(SeedReport(), "๒. ").at(0);
  const auto expected = ExpectedScores();
  int number = 0;

  for (const std::vector<std::string>& row : rows) {
    for (size_t cell = 0; cell + 1 < row.size(); ++cell) {
      const std::string name = Thai(absl::StrCat("ตัวชี้วัดที่ ", number + 1, " "));
      if (row[cell].compare(0, name.size(), name) != 0) continue;
      ++number;
      EXPECT_EQ(row[cell + 1], Thai(expected.at(absl::StrCat("indicator ", number)))) << name;
    }
  }

  EXPECT_EQ(number, 10);
  EXPECT_THAT(rows, Contains(Contains("๙๓.๐๘")));  // IIT
  EXPECT_EQ(rows.back().at(1), "๙๓.๙๓");
}

TEST(SeedReportTest, ListsEveryItemOfEachTopicWithTheExpectedScore) {
  const v1::ReportSource source = SeedSource();
  const document::Document report = SeedReport();
  const auto expected = ExpectedScores();

  for (const v1::Topic& topic : source.bundle().definition().topics()) {
    const std::string heading = Thai(absl::StrCat("ประเด็นที่ ", topic.number(), " "));
    std::vector<std::string> items;
    const TextRows rows = TablesUnder(report, heading).at(0);
    for (const auto& row : rows) {
      if (row.size() == 1) continue;  // Names the instrument.
      items.push_back(row.at(0));
      EXPECT_EQ(row.at(2), Thai(expected.at(absl::StrCat("item ", row.at(0)))));
    }
    EXPECT_THAT(items, ::testing::UnorderedElementsAreArray(topic.items())) << heading;
  }
}

TEST(SeedReportTest, PrintsTheScoresThatTheOldReportMisprinted) {
  const std::string text = TextOf(SeedReport());

  EXPECT_THAT(TextUnder(SeedReport(), "ประเด็นที่ ๗"), HasSubstr("\t๙๔.๘๔"));  // I13, not 94.87.
  EXPECT_THAT(TextUnder(SeedReport(), "ประเด็นที่ ๓"), HasSubstr("\t๙๔.๕๗"));  // E5, not 94.54.
  EXPECT_THAT(text, HasSubstr("\t๙๒.๖๙"));                                  // Indicator 1.
  EXPECT_THAT(text, Not(HasSubstr("๙๔.๕๔")));
  EXPECT_THAT(text, Not(HasSubstr("๙๒.๖๘")));
}

TEST(SeedReportTest, DoesNotKeepUpWhatLostPointsAsTheOldReportDid) {
  const document::Document report = SeedReport();

  EXPECT_THAT(KeptUp(report, "ประเด็นที่ ๑"), AllOf(HasSubstr("O9"), Not(HasSubstr("O10"))));
  EXPECT_THAT(KeptUp(report, "ประเด็นที่ ๖"), AllOf(HasSubstr("O18"), Not(HasSubstr("O19"))));
  EXPECT_THAT(GroupText(report, "ประเด็นที่ ๑", "ข้อบกพร่อง/ข้อปรับปรุง", "ข้อที่ต้องพัฒนา"),
              AllOf(HasSubstr("O10"), HasSubstr("๕๐.๐๐")));
  EXPECT_THAT(GroupText(report, "ประเด็นที่ ๖", "ข้อบกพร่อง/ข้อปรับปรุง", "ข้อที่ต้องพัฒนา"),
              AllOf(HasSubstr("O19"), HasSubstr("๐.๐๐")));
  EXPECT_THAT(KeptUp(report, "ประเด็นที่ ๔"), HasSubstr("ไม่มี"));
}

TEST(SeedReportTest, SaysSomethingOfEachItemInExactlyOneGroup) {
  const v1::ReportSource source = SeedSource();
  const document::Document report = SeedReport();

  for (const v1::Topic& topic : source.bundle().definition().topics()) {
    const std::string heading = Thai(absl::StrCat("ประเด็นที่ ", topic.number(), " "));
    const std::string groups = GroupText(report, heading, "ข้อบกพร่อง/ข้อปรับปรุง", "");
    for (const std::string& item : topic.items()) {
      int times = 0;
      const std::string named = absl::StrCat("ข้อ ", item);
      for (size_t at = groups.find(named); at != std::string::npos;
           at = groups.find(named, at + 1)) {
        const size_t behind = at + named.size();
        if (behind == groups.size() ||
            !absl::ascii_isdigit(static_cast<unsigned char>(groups[behind])))
          ++times;
      }
      EXPECT_EQ(times, 1) << item << " under " << heading;
    }
  }
}

TEST(SeedReportTest, NamesTheLowestItemsLowestFirst) {
  const TextRows rows = TablesUnder(SeedReport(), "ข้อที่ได้คะแนนต่ำที่สุด").at(0);

  std::vector<std::string> items;
  for (const auto& row : rows) items.push_back(row.at(0));
  EXPECT_THAT(items, ElementsAre("O19", "E9", "O10", "I10", "I12"));
}

TEST(SeedReportTest, TellsImportedScoresFromCountedOnesAndGivesTheEvidence) {
  const document::Document report = SeedReport();

  const std::string imported = TextUnder(report, "คะแนนที่นำเข้าและหลักฐาน");
  EXPECT_THAT(imported, HasSubstr("O13 E-Service\t๑๐๐.๐๐\thttps://www.bangtabun.example/"
                                  "e-service?year=2567&lang=th\tตรวจเมื่อ ๓๐ เมษายน ๒๕๖๗"));
  EXPECT_THAT(imported, Not(HasSubstr("I1 ")));
  EXPECT_THAT(TextUnder(report, "๒. "),
              AllOf(HasSubstr("ส่วนที่ ๑: ๙๖.๖๗"), HasSubstr("ส่วนที่ ๒ (นำเข้า): ๙๕.๐๑"),
                    HasSubstr("จากคะแนนนำเข้ารายข้อ")));
}

TEST(SeedReportTest, HasEveryMeasureOfThePlanWithItsStepsAndDates) {
  const v1::ReportSource source = SeedSource();

  const TextRows rows = TablesUnder(SeedReport(), "ไปสู่การปฏิบัติ").at(0);

  ASSERT_EQ(rows.size(), 11U);
  ASSERT_EQ(source.plan_size(), 11);
  for (int number = 0; number < source.plan_size(); ++number) {
    const v1::Measure& measure = source.plan(number);
    const std::vector<std::string>& row = rows[static_cast<size_t>(number)];
    EXPECT_THAT(row, Contains(HasSubstr(Thai(measure.measure()))));
    EXPECT_THAT(row, Contains(Thai(measure.responsible())));
    EXPECT_THAT(row, Contains("เมษายน ๒๕๖๘ ถึง กันยายน ๒๕๖๘"));
    for (const std::string& step : measure.steps()) EXPECT_THAT(row, Contains(HasSubstr(step)));
  }
  EXPECT_THAT(rows[0].at(0), HasSubstr("(๑) กระบวนการปฏิบัติงานที่โปร่งใส"));
  EXPECT_THAT(rows[1].at(0), HasSubstr("๒. จัดทำคู่มือ"));  // Under the same topic.
  EXPECT_THAT(rows[5].at(0), HasSubstr("(๒) การให้บริการ"));
}

TEST(SeedReportTest, PutsThePlanOnLandscapePages) {
  const document::Document report = SeedReport();

  ASSERT_EQ(report.sections.size(), 3U);
  EXPECT_FALSE(report.sections[0].landscape);
  EXPECT_TRUE(report.sections[1].landscape);
  EXPECT_FALSE(report.sections[2].landscape);
}

TEST(SeedReportTest, SaysHowTheSurveyWasConducted) {
  const std::string conduct = TextUnder(SeedReport(), "การดำเนินการสำรวจ");

  EXPECT_THAT(conduct, HasSubstr("๑ มกราคม ๒๕๖๗ ถึงวันที่ ๓๐ เมษายน ๒๕๖๗"));
  EXPECT_THAT(conduct, HasSubstr("ประชากร (คน)\t๕๕\t๑,๒๐๐"));
  EXPECT_THAT(conduct, HasSubstr("จำนวนผู้ตอบขั้นต่ำ (คน)\t๓๐\t๑๒๐"));
  EXPECT_THAT(conduct, HasSubstr("– นับเป็นคะแนน\t๓๑\t๗๐"));
  EXPECT_THAT(conduct, HasSubstr("– บัตรใช้ไม่ได้หรือใช้ซ้ำ\t๒\t๒"));
  EXPECT_THAT(conduct, HasSubstr("อัตราการตอบ (ร้อยละของประชากร)\t๕๖.๓๖\t๕.๘๓"));
  EXPECT_THAT(conduct, HasSubstr("(IIT) มีผู้ตอบไม่น้อยกว่าจำนวนขั้นต่ำ"));
  EXPECT_THAT(conduct, HasSubstr("(EIT) มีผู้ตอบน้อยกว่าจำนวนขั้นต่ำ"));
}

TEST(SeedReportTest, SaysWhatBecameOfCardsAndHowResponsesWereGiven) {
  v1::ReportSource source = SeedSource();
  v1::Conduct* conduct = source.mutable_bundle()->add_conduct();
  conduct->set_questionnaire("IIT");
  conduct->set_finished(33);
  conduct->set_abandoned(4);
  conduct->set_quick(5);
  conduct->set_tablets(3);
  conduct->set_most_in_a_day(14);
  conduct->set_identical(0);
  conduct->mutable_cards()->set_printed(61);
  conduct->mutable_cards()->set_not_returned(2);
  conduct->mutable_cards()->add_witnesses("นายสมชาย");
  conduct->mutable_cards()->add_witnesses("นางสมศรี");

  const std::string text = TextUnder(*MakeReport(source, {}), "การดำเนินการสำรวจ");

  EXPECT_THAT(text, HasSubstr("บัตรที่พิมพ์\t๖๑\t–"));
  EXPECT_THAT(text, HasSubstr("– ไม่ได้คืน\t๒\t–"));
  EXPECT_THAT(text, HasSubstr("– เร็วกว่าเวลาขั้นต่ำ\t๕\t–"));
  EXPECT_THAT(text, HasSubstr("มากที่สุดต่อเครื่องต่อวัน\t๑๔\t–"));
  EXPECT_THAT(text, HasSubstr("นับบัตรที่เหลือต่อหน้า นายสมชาย, นางสมศรี"));
  EXPECT_THAT(text, HasSubstr("ได้รับคำตอบมากกว่าที่แท็บเล็ตรายงานว่าตอบเสร็จ"));
}

TEST(SeedReportTest, SaysWhereEveryFigureComesFromAndHowToVerifyIt) {
  const v1::ReportSource source = SeedSource();

  const std::string provenance = TextUnder(SeedReport(), "ที่มาของตัวเลขและวิธีตรวจสอบ");

  EXPECT_THAT(provenance, HasSubstr(source.bundle().scores().definition_digest()));
  EXPECT_THAT(provenance, HasSubstr(source.bundle().scores().counting_digest()));
  EXPECT_THAT(provenance, HasSubstr("sucharit verify --bundle"));
  EXPECT_THAT(provenance, HasSubstr("๖๑๑๔๘๔๖๗/๖๕๑๐๐๐\t๙๓.๙๓"));
  EXPECT_THAT(provenance, HasSubstr("ร้อยละ ๓๐ ของ IIT + ร้อยละ ๓๐ ของ EIT + ร้อยละ ๔๐ ของ OIT"));
}

TEST(SeedReportTest, SaysWhatNobodyHasConfirmed) {
  const v1::ReportSource source = SeedSource();

  const std::string unverified = TextUnder(SeedReport(), "ข้อมูลที่ยังไม่มีผู้ยืนยัน");

  for (const v1::Text& text : source.bundle().definition().unverified()) {
    EXPECT_THAT(unverified, HasSubstr(Thai(text.th())));
  }
}

TEST(SeedReportTest, UsesArabicDigitsWhenAskedTo) {
  const std::string text = TextOf(SeedReport({.digits = Digits::kArabic}));

  EXPECT_THAT(text, HasSubstr("93.93"));
  EXPECT_THAT(text, HasSubstr("พ.ศ. 2568"));
  EXPECT_EQ(text, InDigits(text, Digits::kArabic));  // Not one Thai digit.
}

TEST(SeedReportTest, IsCompleteInEnglish) {
  v1::ReportSource source = SeedSource();
  source.clear_plan();  // The agency's own words.
  for (v1::NodeScore& node : *source.mutable_bundle()->mutable_scores()->mutable_nodes()) {
    node.clear_note();
  }

  const auto report =
      MakeReport(source, {.language = Language::kEnglish, .digits = Digits::kArabic});

  ASSERT_THAT(report, testing::IsOk());
  const std::string text = TextOf(*report);
  const size_t thai = text.find("\xE0\xB8");  // Begins each Thai letter.
  EXPECT_EQ(thai, std::string::npos) << text.substr(std::min(thai, text.size()), 200);
  EXPECT_THAT(text, HasSubstr("Topic 7 "));
}

}  // namespace
}  // namespace sucharit
