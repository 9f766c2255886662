// SPDX-License-Identifier: Apache-2.0
#include "server/export/results_workbook.h"

#include <algorithm>
#include <filesystem>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "common/status/status_macros.h"
#include "server/export/answer_distribution.h"
#include "server/export/localized.h"
#include "server/export/result_tables.h"
#include "server/export/sheet_table.h"
#include "server/export/workbook_writer.h"

namespace sucharit {
namespace {

constexpr uint32_t kBlue = 0x2F6DB5;
constexpr double kWidestScore = 100;
constexpr int kPixelsOfABar = 26;
constexpr int kPixelsAroundBars = 110;

// Two columns of what is so, with bold names before.
class FactSheet {
 public:
  FactSheet(const Say& name, const std::string& title, Language language, WorkbookWriter& workbook)
      : language_(language), workbook_(workbook) {
    workbook_.AddSheet(name.In(language), 0);
    workbook_.SetColumnWidth(0, kNameWidth);
    workbook_.SetColumnWidth(1, kFactWidth);
    workbook_.SetRowHeight(0, kTitleHeight);
    workbook_.Text(0, 0, title, CellStyle::kTitle);
    row_ = 2;
  }

  void Add(const Say& name, const std::string& fact) {
    const char* shown = name.In(language_);
    workbook_.SetRowHeight(
        row_, RowHeight(std::max(WrappedLines(shown, kNameWidth), WrappedLines(fact, kFactWidth))));
    workbook_.Text(row_, 0, shown, CellStyle::kSubject);
    workbook_.Text(row_++, 1, fact, CellStyle::kText);
  }

  void Skip() { ++row_; }
  uint32_t row() const { return row_; }

 private:
  static constexpr double kNameWidth = 30;
  static constexpr double kFactWidth = 74;
  static constexpr double kTitleHeight = 30;

  const Language language_;
  WorkbookWriter& workbook_;
  uint32_t row_ = 0;
};

double ScoreNumber(const std::string& score) {
  double number = 0;
  return absl::SimpleAtod(score, &number) ? number : 0;
}

std::string Period(const v1::Bundle& bundle) {
  return absl::StrCat(bundle.first_day(), " – ", bundle.last_day());
}

// "30 เม.ย. 2567" for "2024-04-30".
std::string ThaiDay(const std::string& text) {
  constexpr const char* kMonths[] = {"ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.",
                                     "ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.",  "พ.ย.", "ธ.ค."};
  constexpr int64_t kBuddhistEra = 543;
  absl::CivilDay day;
  if (!absl::ParseCivilTime(text, &day)) return text;
  return absl::StrCat(day.day(), " ", kMonths[day.month() - 1], " ", day.year() + kBuddhistEra);
}

std::string Period(const v1::Bundle& bundle, Language language) {
  if (language == Language::kEnglish) return Period(bundle);
  return absl::StrCat(ThaiDay(bundle.first_day()), " – ", ThaiDay(bundle.last_day()));
}

class ResultsWorkbook {
 public:
  ResultsWorkbook(const Assessment& assessment, const v1::Bundle& bundle, Language language,
                  WorkbookWriter& workbook)
      : assessment_(assessment), bundle_(bundle), language_(language), workbook_(workbook) {}

  void Write() {
    WriteSummary();
    WriteIndicators();
    Add(ItemTable(assessment_, bundle_, language_));
    Add(AnswersTable(assessment_, bundle_, language_));
    WriteDistribution();
    Add(BreakdownTable(assessment_, bundle_, language_));
    Add(TotalsTable(bundle_));
    Add(ImportedTable(assessment_, bundle_));
    WriteProvenance();
  }

  int64_t rows() const { return rows_; }

 private:
  // A table that says nothing has no sheet.
  std::string Add(const ResultTable& table) {
    if (table.rows.empty()) return "";
    rows_ += static_cast<int64_t>(table.rows.size());
    return WriteSheet(table, language_, workbook_);
  }

  void WriteSummary() {
    FactSheet facts({"สรุป", "Summary"}, In(language_, bundle_.definition().title()), language_,
                    workbook_);
    facts.Add({"หน่วยงาน", "Agency"}, In(language_, bundle_.agency_name()));
    facts.Add({"ช่วงเวลา", "Period"}, Period(bundle_, language_));
    facts.Add({"ระดับ", "Level"}, In(language_, bundle_.scores().level_name()));
    for (const v1::BundlePopulation& each : bundle_.populations()) {
      facts.Add({"ประชากร", "Population"}, absl::StrCat(each.questionnaire(), ": ", each.size()));
    }
    Say unverified{"ยังไม่มีผู้ยืนยัน", "Nobody has confirmed"};
    for (const v1::Text& fact : bundle_.definition().unverified()) {
      facts.Add(unverified, In(language_, fact));
      unverified = {"", ""};
    }
    facts.Skip();
    WriteHighestNodes(facts.row());
  }

  // The whole and the instruments, below the facts of the summary.
  void WriteHighestNodes(uint32_t row) {
    constexpr Say kName{"แบบวัด", "Instrument"};
    constexpr Say kScore{"คะแนน", "Score"};
    constexpr Say kExact{"คะแนน (ค่าจริง)", "Score (exact)"};
    workbook_.Text(row, 0, "", CellStyle::kHead);
    workbook_.Text(row, 1, kName.In(language_), CellStyle::kHead);
    workbook_.Text(row, 2, kScore.In(language_), CellStyle::kHead);
    workbook_.Text(row, 3, kExact.In(language_), CellStyle::kHead);
    workbook_.SetRowHeight(row, RowHeight(1));
    workbook_.SetColumnWidth(2, 12);
    workbook_.SetColumnWidth(3, 34);
    for (const char* level : {"overall", "instrument"}) {
      for (const v1::NodeScore& node : bundle_.scores().nodes()) {
        if (node.level() != level) continue;
        workbook_.SetRowHeight(++row, RowHeight(1));
        workbook_.Text(row, 0, node.node(), CellStyle::kSubject);
        workbook_.Text(row, 1, NodeName(assessment_, node, language_), CellStyle::kText);
        workbook_.Number(row, 2, ScoreNumber(node.score()), CellStyle::kStrong);
        workbook_.Text(row, 3, node.exact(), CellStyle::kPlain);
      }
    }
  }

  void WriteIndicators() {
    ResultTable table{"indicators",
                      {"ตัวชี้วัด", "Indicators"},
                      {{"indicator", {"ตัวชี้วัด", "Indicator"}, ColumnKind::kId},
                       {"name", {"ชื่อ", "Name"}, ColumnKind::kText},
                       {"instrument", {"แบบวัด", "Instrument"}, ColumnKind::kId},
                       {"score", {"คะแนน", "Score"}, ColumnKind::kFigure},
                       {"exact", {"คะแนน (ค่าจริง)", "Score (exact)"}, ColumnKind::kFraction}},
                      {}};
    for (const v1::NodeScore& node : bundle_.scores().nodes()) {
      if (node.level() != "indicator") continue;
      table.rows.push_back({node.node(), NodeName(assessment_, node, language_), node.part(),
                            node.score(), node.exact()});
    }
    const std::string sheet = Add(table);
    if (table.rows.empty()) return;
    SheetChart chart;
    chart.title = Say{"คะแนนรายตัวชี้วัด", "Scores by indicator"}.In(language_);
    const auto last = static_cast<uint32_t>(table.rows.size());
    chart.categories = {sheet, 1, last, 1};
    chart.series = {{table.columns[3].title.In(language_), {sheet, 1, last, 3}, kBlue}};
    chart.maximum = kWidestScore;
    chart.row = last + 2;
    chart.width = 900;
    chart.height = kPixelsAroundBars + kPixelsOfABar * static_cast<int>(last);
    workbook_.AddChart(chart);
  }

  void WriteDistribution() {
    const AnswerDistribution distribution(assessment_, bundle_, language_);
    if (distribution.table().rows.empty()) return;
    const std::string sheet = Add(distribution.table());
    workbook_.AddChart(distribution.Chart(sheet));
  }

  void WriteProvenance() {
    const v1::Scores& scores = bundle_.scores();
    constexpr Say kTitle{"ที่มาของตัวเลข", "Where the figures come from"};
    constexpr Say kHow{
        "ตรวจซ้ำได้ด้วย sucharit verify --bundle bundle.json บนเครื่องใดก็ได้โดยไม่ต้องมีเซิร์ฟเวอร์",
        "Anyone can check them with `sucharit verify --bundle bundle.json`, without a server."};
    constexpr Say kRounded{"คำนวณด้วยเศษส่วน ปัดครั้งเดียวเป็นทศนิยมสองตำแหน่งเมื่อแสดง",
                           "Computed with fractions, rounded once, half up, to two decimals"};
    FactSheet facts({"ที่มา", "Provenance"}, kTitle.In(language_), language_, workbook_);
    facts.Add({"รหัสรอบ", "Round"}, bundle_.round());
    facts.Add({"หน่วยงาน", "Agency"}, bundle_.agency_code());
    facts.Add({"ช่วงเวลา (ค.ศ.)", "Period (Common Era)"}, Period(bundle_));
    facts.Add({"นิยามแบบประเมิน", "Definition"}, scores.definition_id());
    facts.Add({"SHA-256 ของนิยาม", "SHA-256 of the definition"}, scores.definition_digest());
    facts.Add({"SHA-256 ของส่วนที่ใช้นับ", "SHA-256 of what counts"}, scores.counting_digest());
    facts.Add({"รุ่นของโปรแกรม", "Program version"}, scores.program_version());
    facts.Add({"รูปแบบชุดข้อมูล", "Bundle format"}, bundle_.format());
    facts.Add({"วิธีคำนวณ", "Arithmetic"}, kRounded.In(language_));
    facts.Add({"วิธีตรวจ", "How to check"}, kHow.In(language_));
  }

  const Assessment& assessment_;
  const v1::Bundle& bundle_;
  const Language language_;
  WorkbookWriter& workbook_;
  int64_t rows_ = 0;
};

}  // namespace

absl::StatusOr<int64_t> WriteResultsWorkbook(const Assessment& assessment, const v1::Bundle& bundle,
                                             Language language, const std::string& path) {
  WorkbookOptions options;
  options.title = In(language, bundle.definition().title());
  options.author = In(language, bundle.agency_name());
  options.created = ExportTime(bundle);
  options.scratch_folder = std::filesystem::path(path).parent_path().string();
  WorkbookWriter workbook(path, options);
  ResultsWorkbook results(assessment, bundle, language, workbook);
  results.Write();
  RETURN_IF_ERROR(workbook.Finish());
  return results.rows();
}

int64_t ExportTime(const v1::Bundle& bundle) {
  constexpr absl::CivilDay kNoDay(1980, 1, 1);
  absl::CivilDay day;
  if (!absl::ParseCivilTime(bundle.last_day(), &day) || day < kNoDay) day = kNoDay;
  return absl::ToUnixSeconds(absl::FromCivil(day, absl::UTCTimeZone()));
}

}  // namespace sucharit
