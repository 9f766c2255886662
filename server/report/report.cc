// SPDX-License-Identifier: Apache-2.0
#include "server/report/report.h"

#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/status/status_macros.h"
#include "server/report/blocks.h"
#include "server/report/facts.h"
#include "server/report/parts.h"

namespace sucharit {
namespace {

using report::Blocks;
using report::Facts;

struct Annex {
  Say heading;
  Blocks (*write)(const Facts&);
};

constexpr Annex kAnnexes[] = {
    {{"แนวโน้มผลหลายปี", "Trend over the years"}, report::TrendAnnex},
    {{"การกระจายของคำตอบรายข้อ", "How the answers to each item are spread"}, report::AnswersAnnex},
    {{"ผลจำแนกตามกลุ่มผู้ตอบ", "Results by groups of respondents"}, report::BreakdownsAnnex},
    {{"ข้อความจากผู้ตอบ", "What respondents wrote"}, report::TextsAnnex},
    {{"การดำเนินการสำรวจ", "Conduct of the survey"}, report::ConductAnnex},
    {{"คะแนนที่นำเข้าและหลักฐาน", "Imported scores and their evidence"}, report::ImportedAnnex},
    {{"ที่มาของตัวเลขและวิธีตรวจสอบ", "Where the figures come from, and how to verify them"},
     report::ProvenanceAnnex},
    {{"ข้อมูลที่ยังไม่มีผู้ยืนยัน", "What nobody has confirmed"}, report::UnverifiedAnnex}};

constexpr Say kLetters[] = {{"ก", "A"}, {"ข", "B"}, {"ค", "C"}, {"ง", "D"},
                            {"จ", "E"}, {"ฉ", "F"}, {"ช", "G"}, {"ซ", "H"}};

// Those that have something to say, lettered without gaps.
Blocks AllAnnexes(const Facts& facts) {
  constexpr Say kAnnex{"ภาคผนวก ", "Annex "};
  Blocks blocks;
  size_t number = 0;
  for (const Annex& annex : kAnnexes) {
    Blocks written = annex.write(facts);
    if (written.empty()) continue;
    blocks.emplace_back(report::HeadingOf(
        1,
        absl::StrCat(facts.In(kAnnex), facts.In(kLetters[number]), " ", facts.In(annex.heading))));
    report::Append(blocks, std::move(written));
    ++number;
  }
  return blocks;
}

}  // namespace

absl::StatusOr<document::Document> MakeReport(const v1::ReportSource& source,
                                              const ReportOptions& options) {
  ASSIGN_OR_RETURN(const Facts facts, Facts::Make(source, options.language));
  document::Document document;
  document.title = report::ReportTitle(facts);
  document.language = options.language;
  document.digits = options.digits;
  document.footer = facts.agency();
  document::Section results;
  results.blocks = report::SummaryParts(facts);
  report::Append(results.blocks, report::TopicsPart(facts));
  // One sentence that there is no plan needs no landscape page.
  const bool has_plan = !source.plan().empty();
  if (!has_plan) report::Append(results.blocks, report::PlanPart(facts));
  document.sections.push_back(std::move(results));
  if (has_plan) {
    document.sections.push_back({.landscape = true, .blocks = report::PlanPart(facts)});
  }
  document.sections.push_back({.landscape = false, .blocks = AllAnnexes(facts)});
  return document;
}

}  // namespace sucharit
