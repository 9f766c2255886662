// SPDX-License-Identifier: Apache-2.0
//
// What must hold for scores of any responses.
#include <gtest/gtest.h>
// After gtest.h, or rapidcheck's macros for it are missing.
#include <google/protobuf/util/message_differencer.h>
#include <rapidcheck.h>

#include <algorithm>
#include <numeric>

#include "absl/strings/str_cat.h"
#include "server/scoring/scoring.h"
#include "server/scoring/tally.h"
#include "tests/testing/survey_definition.h"

namespace sucharit {
namespace {

using ::google::protobuf::util::MessageDifferencer;
using Rows = std::vector<std::string>;  // Packed answers.

const Assessment& TheAssessment() {
  static const Assessment& assessment = *new Assessment(*LoadAssessment("ita-2567"));
  return assessment;
}

const Instrument& TheInstrument(const char* id) { return *TheAssessment().FindInstrument(id); }

int ChoicesOf(size_t item) {
  return static_cast<int>(TheAssessment().items()[item].choices.size());
}

std::string RandomRow(const Instrument& instrument) {
  std::string row;
  for (size_t item : instrument.items) {
    row.push_back(static_cast<char>(*rc::gen::inRange(1, ChoicesOf(item) + 1)));
  }
  return row;
}

Rows RandomRows(const Instrument& instrument) {
  const int count = *rc::gen::inRange(1, 40);
  Rows rows;
  for (int row = 0; row < count; ++row) rows.push_back(RandomRow(instrument));
  return rows;
}

v1::Tally Count(const Instrument& instrument, const Rows& rows) {
  TallyCounter counter(TheAssessment(), instrument);
  for (const std::string& row : rows) {
    counter.Add(*UnpackAnswers(TheAssessment(), instrument, row));
  }
  return counter.Tally();
}

// Hundredths of a point, 0 to 10000, for EIT part 2 and every item of OIT.
struct Imported {
  std::vector<int> eit;  // By indicator.
  std::vector<int> oit;  // By item.
};

Imported RandomImported() {
  Imported result;
  for (size_t i = 0; i < TheInstrument("EIT").indicators.size(); ++i) {
    result.eit.push_back(*rc::gen::inRange(0, 10001));
  }
  for (size_t i = 0; i < TheInstrument("OIT").items.size(); ++i) {
    result.oit.push_back(*rc::gen::element(0, 5000, 10000));
  }
  return result;
}

v1::ImportedScore Given(const char* part, const std::string& node, int hundredths) {
  v1::ImportedScore score;
  score.set_part(part);
  score.set_node(node);
  score.set_score(absl::StrCat(hundredths, "/100"));
  return score;
}

std::vector<v1::ImportedScore> ToScores(const Imported& imported) {
  std::vector<v1::ImportedScore> scores;
  const Instrument& eit = TheInstrument("EIT");
  const Instrument& oit = TheInstrument("OIT");
  for (size_t i = 0; i < imported.eit.size(); ++i) {
    const Indicator& indicator = TheAssessment().indicators()[eit.indicators[i]];
    scores.push_back(Given("EIT-2", indicator.id, imported.eit[i]));
  }
  for (size_t i = 0; i < imported.oit.size(); ++i) {
    scores.push_back(Given("OIT", TheAssessment().items()[oit.items[i]].id, imported.oit[i]));
  }
  return scores;
}

v1::Scores Score(const std::vector<v1::Tally>& tallies, const Imported& imported) {
  return *ComputeScores(TheAssessment(), tallies, ToScores(imported));
}

// --- A second way to the same figures: whole numbers over one common denominator, and the formula
// of
// --- ITA 2567 written out, without the definition's weights.

__extension__ typedef __int128 Wide;

// A fraction of whole numbers in lowest terms.
struct Ratio {
  Wide above;
  Wide below;
};

Wide Divisor(Wide left, Wide right) { return right == 0 ? left : Divisor(right, left % right); }

Ratio Lowest(Wide above, Wide below) {
  const Wide divisor = Divisor(above, below);
  return {above / divisor, below / divisor};
}

Ratio MeanOf(const std::vector<Ratio>& ratios) {
  Ratio sum{0, 1};
  for (const Ratio& ratio : ratios) {
    sum = Lowest(sum.above * ratio.below + ratio.above * sum.below, sum.below * ratio.below);
  }
  return Lowest(sum.above, sum.below * static_cast<Wide>(ratios.size()));
}

std::string Digits(Wide value) {
  return value < 10 ? std::string(1, static_cast<char>('0' + static_cast<int>(value)))
                    : Digits(value / 10) + Digits(value % 10);
}

std::string Exact(const Ratio& ratio) { return Digits(ratio.above) + "/" + Digits(ratio.below); }

// Half up to hundredths, in whole numbers.
std::string Shown(const Ratio& ratio) {
  const Wide hundredths = (ratio.above * 200 + ratio.below) / (ratio.below * 2);
  const std::string cents = Digits(hundredths % 100);
  return Digits(hundredths / 100) + (cents.size() == 1 ? ".0" : ".") + cents;
}

// The mean over the rows, straight from the answers: every ITA 2567 score is a whole number.
Ratio ItemMean(const Instrument& instrument, const Rows& rows, size_t position) {
  const Item& item = TheAssessment().items()[instrument.items[position]];
  Wide sum = 0;
  for (const std::string& row : rows) {
    const mpq_class& score = item.choices[static_cast<size_t>(row[position] - 1)].score.value();
    sum += score.get_num().get_si();
  }
  return Lowest(sum, static_cast<Wide>(rows.size()));
}

struct Reference {
  std::vector<Ratio> iit_indicators;
  std::vector<Ratio> eit_indicators;
  std::vector<Ratio> oit_indicators;
  Ratio overall;
};

std::vector<Ratio> IitIndicators(const Rows& rows) {
  std::vector<Ratio> result;
  for (size_t first = 0; first < 15; first += 3) {
    const Instrument& iit = TheInstrument("IIT");
    result.push_back(MeanOf({ItemMean(iit, rows, first), ItemMean(iit, rows, first + 1),
                             ItemMean(iit, rows, first + 2)}));
  }
  return result;
}

std::vector<Ratio> EitIndicators(const Rows& rows, const std::vector<int>& part_two) {
  std::vector<Ratio> result;
  const Instrument& eit = TheInstrument("EIT");
  for (size_t i = 0; i < 3; ++i) {
    const Ratio part_one = MeanOf({ItemMean(eit, rows, 3 * i), ItemMean(eit, rows, 3 * i + 1),
                                   ItemMean(eit, rows, 3 * i + 2)});
    result.push_back(MeanOf({part_one, Lowest(part_two[i], 100)}));
  }
  return result;
}

// Means of the items of each sub-indicator, then of those.
std::vector<Ratio> OitIndicators(const std::vector<int>& items) {
  std::vector<Ratio> result;
  for (const char* indicator : {"9", "10"}) {
    std::vector<Ratio> subs;
    for (const SubIndicator& sub : TheAssessment().sub_indicators()) {
      if (sub.indicator != indicator) continue;
      std::vector<Ratio> scores;
      for (size_t item : sub.items) {
        const size_t first = TheInstrument("OIT").items.front();
        scores.push_back(Lowest(items[item - first], 100));
      }
      subs.push_back(MeanOf(scores));
    }
    result.push_back(MeanOf(subs));
  }
  return result;
}

Reference Recompute(const Rows& iit, const Rows& eit, const Imported& imported) {
  Reference reference{
      IitIndicators(iit), EitIndicators(eit, imported.eit), OitIndicators(imported.oit), {0, 1}};
  const Ratio i = MeanOf(reference.iit_indicators);
  const Ratio e = MeanOf(reference.eit_indicators);
  const Ratio o = MeanOf(reference.oit_indicators);
  reference.overall = MeanOf({i, i, i, e, e, e, o, o, o, o});
  return reference;
}

const v1::NodeScore& Find(const v1::Scores& scores, const std::string& level,
                          const std::string& node) {
  return *std::find_if(scores.nodes().begin(), scores.nodes().end(), [&](const auto& candidate) {
    return candidate.level() == level && candidate.node() == node;
  });
}

void CheckNode(const v1::NodeScore& node, const Ratio& expected) {
  RC_ASSERT(node.exact() == Exact(expected));
  RC_ASSERT(node.score() == Shown(expected));
}

TEST(ScoringPropertyTest, EqualsASlowReferenceInWholeNumbers) {
  EXPECT_TRUE(rc::check([] {
    const Rows iit = RandomRows(TheInstrument("IIT"));
    const Rows eit = RandomRows(TheInstrument("EIT"));
    const Imported imported = RandomImported();

    const v1::Scores scores =
        Score({Count(TheInstrument("IIT"), iit), Count(TheInstrument("EIT"), eit)}, imported);

    const Reference reference = Recompute(iit, eit, imported);
    for (size_t i = 0; i < 5; ++i) {
      CheckNode(Find(scores, "indicator", absl::StrCat(i + 1)), reference.iit_indicators[i]);
    }
    for (size_t i = 0; i < 3; ++i) {
      CheckNode(Find(scores, "indicator", absl::StrCat(i + 6)), reference.eit_indicators[i]);
    }
    for (size_t i = 0; i < 2; ++i) {
      CheckNode(Find(scores, "indicator", absl::StrCat(i + 9)), reference.oit_indicators[i]);
    }
    CheckNode(Find(scores, "overall", "ITA"), reference.overall);
  }));
}

TEST(ScoringPropertyTest, MergedTalliesScoreAsTheResponsesTogether) {
  EXPECT_TRUE(rc::check([] {
    const Instrument& iit = TheInstrument("IIT");
    const Rows first = RandomRows(iit);
    const Rows second = RandomRows(iit);
    const v1::Tally eit = Count(TheInstrument("EIT"), RandomRows(TheInstrument("EIT")));
    const Imported imported = RandomImported();
    Rows together = first;
    together.insert(together.end(), second.begin(), second.end());

    const v1::Scores merged = Score({Count(iit, first), eit, Count(iit, second)}, imported);

    RC_ASSERT(MessageDifferencer::Equals(merged, Score({Count(iit, together), eit}, imported)));
  }));
}

TEST(ScoringPropertyTest, OrderNeverMatters) {
  EXPECT_TRUE(rc::check([] {
    const Rows iit = RandomRows(TheInstrument("IIT"));
    const Rows eit = RandomRows(TheInstrument("EIT"));
    const Imported imported = RandomImported();
    Rows reversed(iit.rbegin(), iit.rend());
    std::vector<v1::ImportedScore> given = ToScores(imported);
    std::reverse(given.begin(), given.end());
    const v1::Tally eit_tally = Count(TheInstrument("EIT"), eit);

    const auto other =
        ComputeScores(TheAssessment(), {eit_tally, Count(TheInstrument("IIT"), reversed)}, given);

    RC_ASSERT(other.ok());
    RC_ASSERT(MessageDifferencer::Equals(
        *other, Score({Count(TheInstrument("IIT"), iit), eit_tally}, imported)));
  }));
}

TEST(ScoringPropertyTest, APublicationIsEnoughToComputeItAgain) {
  EXPECT_TRUE(rc::check([] {
    const v1::Tally iit = Count(TheInstrument("IIT"), RandomRows(TheInstrument("IIT")));
    const v1::Tally eit = Count(TheInstrument("EIT"), RandomRows(TheInstrument("EIT")));
    v1::Scores published = Score({iit, eit}, RandomImported());
    for (v1::NodeScore& node : *published.mutable_nodes()) node.clear_counts();

    const auto again = RecomputeScores(TheAssessment(), published);

    RC_ASSERT(again.ok());
    RC_ASSERT(again->SerializeAsString() == published.SerializeAsString());
  }));
}

// --- A survey with items of every kind.

v1::Answer Choice(const char* item, const std::string& choice) {
  v1::Answer answer;
  answer.set_item(item);
  answer.set_choice(choice);
  return answer;
}

v1::Answer Text(const char* item) {
  v1::Answer answer;
  answer.set_item(item);
  answer.set_text("ไม่มี");
  return answer;
}

v1::Answer Number(const char* item, int tenths) {
  v1::Answer answer;
  answer.set_item(item);
  answer.set_number(absl::StrCat(tenths / 10, tenths % 10 == 0 ? "" : ".",
                                 tenths % 10 == 0 ? "" : absl::StrCat(tenths % 10)));
  return answer;
}

// Answers that the survey for tests takes, by its rules.
std::vector<v1::Answer> RandomSurveyAnswers() {
  const std::string satisfaction = *rc::gen::element<std::string>("low", "fair", "high", "none");
  std::vector<v1::Answer> answers = {
      Choice("POINT", *rc::gen::element<std::string>("north", "south")),
      Choice("AGE", *rc::gen::element<std::string>("young", "middle", "old")),
      Choice("SAT", satisfaction), Choice("SPEED", *rc::gen::element<std::string>("slow", "fast"))};
  const std::vector<std::vector<std::string>> ways = {
      {"counter"}, {"web"}, {"phone", "web"}, {"counter", "phone"}, {"nothing"}};
  const std::vector<std::string> channels = *rc::gen::elementOf(ways);
  answers.emplace_back().set_item("CHANNEL");
  for (const std::string& channel : channels) answers.back().mutable_choices()->add_ids(channel);
  int wait = 0;
  if (channels.front() == "counter") {
    answers.push_back(Number("VISITS", 10 * *rc::gen::inRange(2, 51)));
    wait = *rc::gen::inRange(0, 6006);
    answers.push_back(Number("WAIT", wait));
  }
  if (satisfaction == "low" || wait > 305) answers.push_back(Text("WHY"));
  if (*rc::gen::arbitrary<bool>()) answers.push_back(Text("COMMENT"));
  return answers;
}

struct CountedSurvey {
  v1::Tally first;
  v1::Tally second;
};

CountedSurvey CountRandomSurvey(const Assessment& assessment) {
  const Instrument& survey = *assessment.FindInstrument("Q");
  TallyCounter counter(assessment, survey);
  Rows rows;
  for (int person = *rc::gen::inRange(3, 30); person > 0; --person) {
    const auto answers = CheckAnswers(assessment, survey, RandomSurveyAnswers());
    RC_ASSERT(answers.ok());
    counter.Add(*answers);
    rows.push_back(answers->PackRow());
  }
  return {counter.Tally(), CountPackedRows(assessment, survey, rows).value()};
}

TEST(ScoringPropertyTest, BothCountersAgreeOnEveryKindOfAnswer) {
  const Assessment assessment = testing::SurveyAssessment();
  EXPECT_TRUE(rc::check([&] {
    const CountedSurvey counted = CountRandomSurvey(assessment);

    RC_ASSERT(MessageDifferencer::Equals(counted.first, counted.second));
  }));
}

TEST(ScoringPropertyTest, TheGroupsOfASegmentAddUpToAll) {
  const Assessment assessment = testing::SurveyAssessment();
  EXPECT_TRUE(rc::check([&] {
    const v1::Tally tally = CountRandomSurvey(assessment).first;

    for (const Segment& segment : assessment.segments()) {
      int64_t respondents = 0;
      int64_t satisfied = 0;
      for (const v1::GroupTally& group : tally.groups()) {
        if (group.segment() != segment.id) continue;
        respondents += group.respondents();
        satisfied += group.items(0).counts(2).count();
      }
      RC_ASSERT(respondents == tally.respondents());
      RC_ASSERT(satisfied == tally.items(2).counts(2).count());
    }
  }));
}

TEST(ScoringPropertyTest, ASurveysPublicationIsEnoughToComputeItAgain) {
  const Assessment assessment = testing::SurveyAssessment();
  EXPECT_TRUE(rc::check([&] {
    v1::Scores published =
        ComputeScores(assessment, {CountRandomSurvey(assessment).first}, {}).value();
    for (v1::NodeScore& node : *published.mutable_nodes()) node.clear_counts();

    const auto again = RecomputeScores(assessment, published);

    RC_ASSERT(again.ok());
    RC_ASSERT(again->SerializeAsString() == published.SerializeAsString());
  }));
}

TEST(ScoringPropertyTest, BothCountersAgree) {
  EXPECT_TRUE(rc::check([] {
    const Instrument& iit = TheInstrument("IIT");
    const Rows rows = RandomRows(iit);

    const auto second = CountPackedRows(TheAssessment(), iit, rows);

    RC_ASSERT(second.ok());
    RC_ASSERT(MessageDifferencer::Equals(*second, Count(iit, rows)));
  }));
}

}  // namespace
}  // namespace sucharit
