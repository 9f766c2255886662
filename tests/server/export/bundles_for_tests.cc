// SPDX-License-Identifier: Apache-2.0
#include "tests/server/export/bundles_for_tests.h"

#include <algorithm>
#include <cstdlib>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/assessment/answers.h"
#include "server/scoring/score_files.h"
#include "server/scoring/scoring.h"
#include "server/scoring/tally.h"
#include "tests/testing/survey_definition.h"
#include "tests/testing/test_data.h"

namespace sucharit::testing {
namespace {

v1::Answer Chose(const std::string& item, const std::string& choice) {
  v1::Answer answer;
  answer.set_item(item);
  answer.set_choice(choice);
  return answer;
}

v1::Answer ChoseAll(const std::string& item, const std::vector<std::string>& choices) {
  v1::Answer answer;
  answer.set_item(item);
  *answer.mutable_choices()->mutable_ids() = {choices.begin(), choices.end()};
  return answer;
}

v1::Answer Number(const std::string& item, const std::string& number) {
  v1::Answer answer;
  answer.set_item(item);
  answer.set_number(number);
  return answer;
}

v1::Answer Wrote(const std::string& item, const std::string& text) {
  v1::Answer answer;
  answer.set_item(item);
  answer.set_text(text);
  return answer;
}

std::vector<std::vector<v1::Answer>> SurveyAnswers() {
  const std::vector<v1::Answer> common = {Chose("POINT", "south"), Chose("AGE", "old"),
                                          Chose("SAT", "fair"), Chose("SPEED", "fast"),
                                          ChoseAll("CHANNEL", {"phone"})};
  return {
      {Chose("POINT", "north"), Chose("AGE", "young"), Chose("SAT", "low"), Chose("SPEED", "slow"),
       ChoseAll("CHANNEL", {"counter", "web"}), Number("VISITS", "3"), Number("WAIT", "30.5"),
       Wrote("WHY", "SECRET-WORDS")},
      {Chose("POINT", "north"), Chose("AGE", "young"), Chose("SAT", "none"), Chose("SPEED", "slow"),
       ChoseAll("CHANNEL", {"nothing"}), Wrote("COMMENT", "SECRET-WORDS")},
      {Chose("POINT", "north"), Chose("AGE", "middle"), Chose("SAT", "high"),
       Chose("SPEED", "fast"), ChoseAll("CHANNEL", {"counter"}), Number("VISITS", "1")},
      common,
      common,
      common,
      common};
}

// Joins neighbouring choices, as the server does, until each part has enough.
v1::AnswerTable Joined(const v1::ItemTally& item, int least) {
  v1::AnswerTable table;
  table.set_item(item.item());
  table.set_answered(item.answered());
  v1::AnswerPart part;
  for (const v1::ChoiceCount& count : item.counts()) {
    part.add_choices(count.choice());
    part.set_count(part.count() + count.count());
    if (part.count() < least) continue;
    *table.add_parts() = part;
    part.Clear();
  }
  if (part.choices_size() == 0 || table.parts().empty()) return table;
  v1::AnswerPart& last = *table.mutable_parts(table.parts_size() - 1);
  last.MergeFrom(part);
  last.set_count(item.answered());
  for (int i = 0; i + 1 < table.parts_size(); ++i) {
    last.set_count(last.count() - table.parts(i).count());
  }
  return table;
}

v1::Bundle Bundle(const Assessment& assessment, const std::vector<v1::Tally>& tallies,
                  const std::vector<v1::ImportedScore>& imported) {
  v1::Bundle bundle;
  bundle.set_format("sucharit-bundle-1");
  bundle.set_round(std::string(32, 'a'));
  bundle.set_agency_code("bang-tabun");
  bundle.mutable_agency_name()->set_th("เทศบาลตำบลบางตะบูน");
  bundle.mutable_agency_name()->set_en("Bang Tabun Subdistrict Municipality");
  bundle.set_first_day("2024-01-08");
  bundle.set_last_day("2024-04-30");
  *bundle.mutable_definition() = assessment.definition();
  *bundle.mutable_scores() = *ComputeScores(assessment, tallies, imported);
  for (v1::NodeScore& node : *bundle.mutable_scores()->mutable_nodes()) node.clear_counts();
  for (const v1::Tally& tally : tallies) {
    v1::Totals& totals = *bundle.add_totals();
    totals.set_questionnaire(tally.questionnaire());
    totals.set_received(tally.respondents() + 1);
    totals.set_counted(tally.respondents());
    totals.set_late(1);
    for (const v1::ItemTally& item : tally.items()) {
      *bundle.add_answers() = Joined(item, assessment.minimum_group());
    }
  }
  return bundle;
}

std::string Data(const std::string& name) {
  return testing::TestData(absl::StrCat("bang-tabun-2567-", name, ".csv"));
}

}  // namespace

std::vector<std::string> SurveyRows() {
  const Assessment assessment = SurveyAssessment();
  std::vector<std::string> rows;
  for (const std::vector<v1::Answer>& answers : SurveyAnswers()) {
    rows.push_back(CheckAnswers(assessment, assessment.instruments().front(), answers)->PackRow());
  }
  std::sort(rows.begin(), rows.end());
  return rows;
}

RowSource SourceOf(std::vector<std::string> rows) {
  const auto count = static_cast<int64_t>(rows.size());
  return {count, [rows = std::move(rows)](const auto& take) -> absl::Status {
            for (size_t row = 0; row < rows.size(); row += 2) {
              std::string chunk = rows[row];
              if (row + 1 < rows.size()) chunk += rows[row + 1];
              const absl::Status taken = take(chunk);
              if (!taken.ok()) return taken;
            }
            return absl::OkStatus();
          }};
}

v1::Bundle SurveyBundle() {
  const Assessment assessment = SurveyAssessment();
  const Instrument& instrument = assessment.instruments().front();
  TallyCounter counter(assessment, instrument);
  for (const std::vector<v1::Answer>& answers : SurveyAnswers()) {
    counter.Add(*CheckAnswers(assessment, instrument, answers));
  }
  v1::Bundle bundle = Bundle(assessment, {counter.Tally()}, {});
  bundle.mutable_agency_name()->set_th("=HYPERLINK(\"http://x\",\"กด\")");
  v1::NodeScore& item = *bundle.mutable_scores()->mutable_nodes(0);
  item.set_evidence("=cmd|' /C calc'!A0");
  item.set_note("+1, \"อ้างอิง\"\nบรรทัดที่สอง");
  v1::Breakdown& shown = *bundle.add_breakdowns();
  shown.set_segment("point");
  v1::BreakdownGroup& group = *shown.add_groups();
  group.set_group("south");
  group.set_respondents(4);
  *group.add_nodes() = item;
  shown.add_hidden_groups("north");
  shown.add_withheld_items("SPEED");
  v1::Breakdown& withheld = *bundle.add_breakdowns();
  withheld.set_segment("age");
  withheld.set_withheld(true);
  return bundle;
}

v1::Bundle AgencyBundle() {
  const auto assessment = LoadAssessment("ita-2567");
  if (!assessment.ok()) std::abort();
  std::vector<v1::Tally> tallies;
  for (const char* name : {"iit", "eit"}) {
    const Instrument* instrument = assessment->FindInstrument(name[0] == 'i' ? "IIT" : "EIT");
    tallies.push_back(
        *ReadResponsesCsv(Data(absl::StrCat(name, "-responses")), *assessment, *instrument));
  }
  return Bundle(*assessment, tallies, *ReadImportedScoresCsv(Data("imported-scores")));
}

}  // namespace sucharit::testing
