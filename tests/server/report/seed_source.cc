// SPDX-License-Identifier: Apache-2.0
#include "tests/server/report/seed_source.h"

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "server/plan/measure_table.h"
#include "server/scoring/score_files.h"
#include "server/scoring/scoring.h"
#include "tests/testing/test_data.h"

namespace sucharit::testing {
namespace {

std::string DataFile(const char* name) {
  return testing::TestData(absl::StrCat("bang-tabun-2567-", name, ".csv"));
}

// Joins choices from the left until each part has five answers; the rest goes to the last part.
v1::AnswerTable JoinedTable(const v1::ItemTally& tally) {
  constexpr int64_t kMinimum = 5;
  v1::AnswerTable table;
  table.set_item(tally.item());
  for (const v1::ChoiceCount& count : tally.counts()) {
    table.set_answered(table.answered() + count.count());
    if (table.parts().empty() || table.parts().rbegin()->count() >= kMinimum) table.add_parts();
    v1::AnswerPart& part = *table.mutable_parts()->rbegin();
    part.add_choices(count.choice());
    part.set_count(part.count() + count.count());
  }
  const int last = table.parts_size() - 1;
  if (last > 0 && table.parts(last).count() < kMinimum) {
    v1::AnswerPart& before = *table.mutable_parts(last - 1);
    before.set_count(before.count() + table.parts(last).count());
    before.mutable_choices()->MergeFrom(table.parts(last).choices());
    table.mutable_parts()->RemoveLast();
  }
  if (table.parts_size() < 2) table.clear_parts();
  return table;
}

void AddQuestionnaire(const v1::Tally& tally, int64_t population, v1::Bundle& bundle) {
  v1::BundlePopulation& size = *bundle.add_populations();
  size.set_questionnaire(tally.questionnaire());
  size.set_size(population);
  v1::Totals& totals = *bundle.add_totals();
  totals.set_questionnaire(tally.questionnaire());
  totals.set_received(tally.respondents() + 3);
  totals.set_counted(tally.respondents());
  totals.set_card_refused(2);
  totals.set_late(1);
  for (const v1::ItemTally& item : tally.items()) *bundle.add_answers() = JoinedTable(item);
}

void FillBundle(const Assessment& assessment, v1::Bundle& bundle) {
  const std::vector<v1::Tally> tallies = {
      *ReadResponsesCsv(DataFile("iit-responses"), assessment, *assessment.FindInstrument("IIT")),
      *ReadResponsesCsv(DataFile("eit-responses"), assessment, *assessment.FindInstrument("EIT"))};
  const auto imported = ReadImportedScoresCsv(DataFile("imported-scores"));
  *bundle.mutable_definition() = assessment.definition();
  *bundle.mutable_scores() = *ComputeScores(assessment, tallies, *imported);
  for (v1::NodeScore& node : *bundle.mutable_scores()->mutable_nodes()) {
    node.clear_counts();  // Never published.
    if (node.node() != "O13") continue;
    node.set_evidence("https://www.bangtabun.example/e-service?year=2567&lang=th");
    node.set_note("ตรวจเมื่อ 30 เมษายน 2567");
  }
  AddQuestionnaire(tallies[0], 55, bundle);
  AddQuestionnaire(tallies[1], 1200, bundle);
}

}  // namespace

v1::ReportSource SeedSource() {
  const Assessment assessment = *LoadAssessment("ita-2567");
  v1::ReportSource source;
  v1::Bundle& bundle = *source.mutable_bundle();
  bundle.set_format("sucharit-bundle-1");
  bundle.set_round("0123456789abcdef0123456789abcdef");
  bundle.set_agency_code("bang-tabun");
  bundle.mutable_agency_name()->set_th("เทศบาลตำบลบางตะบูน อำเภอบ้านแหลม จังหวัดเพชรบุรี");
  bundle.mutable_agency_name()->set_en("Bang Tabun Subdistrict Municipality");
  bundle.set_first_day("2024-01-01");
  bundle.set_last_day("2024-04-30");
  FillBundle(assessment, bundle);
  const auto plan = ReadMeasures(testing::TestData("bang-tabun-2568-plan.csv"));
  for (const v1::Measure& measure : *plan) {
    *source.add_plan() = measure;
    source.mutable_plan()->rbegin()->set_number(source.plan_size());
  }
  return source;
}

}  // namespace sucharit::testing
