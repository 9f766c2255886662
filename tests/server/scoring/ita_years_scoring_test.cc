// SPDX-License-Identifier: Apache-2.0
//
// One small case for each year of the ITA but 2567, worked out by hand, and each year's levels at
// their limits. (2567 has a real agency's figures: scoring_test.cc.)
#include <gmock/gmock.h>

#include <map>
#include <optional>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "server/scoring/score_files.h"
#include "server/scoring/scoring.h"
#include "tests/testing/status_matchers.h"
#include "tests/testing/temporary_folder.h"

namespace sucharit {
namespace {

using ::sucharit::testing::IsOk;

constexpr size_t kRespondents = 6;

// What each of the six respondents earned the item with their answer.
using Answers = std::map<std::string, std::vector<std::string>>;

std::vector<std::string> All(const std::string& score) {
  return std::vector<std::string>(kRespondents, score);
}

v1::ImportedScore Given(absl::string_view part, absl::string_view node, absl::string_view score) {
  v1::ImportedScore result;
  result.set_part(std::string(part));
  result.set_node(std::string(node));
  result.set_score(std::string(score));
  return result;
}

class ItaYearsScoringTest : public ::testing::Test {
 protected:
  void Load(const std::string& name) { assessment_ = *LoadAssessment(name); }

  // Six respondents answer the questionnaire; what isn't in `answers` earns 100 with all of them.
  void Answered(const std::string& questionnaire, const Answers& answers) {
    const Instrument& instrument = *assessment_->FindInstrument(questionnaire);
    std::vector<std::string> names;
    std::vector<std::vector<std::string>> rows(kRespondents);
    for (const size_t position : instrument.items) {
      const std::string& item = assessment_->items()[position].id;
      names.push_back(item);
      const auto found = answers.find(item);
      for (size_t row = 0; row < kRespondents; ++row) {
        rows[row].push_back(found == answers.end() ? "100" : found->second.at(row));
      }
    }
    std::string csv = absl::StrCat(absl::StrJoin(names, ","), "\n");
    for (const std::vector<std::string>& row : rows) {
      absl::StrAppend(&csv, absl::StrJoin(row, ","), "\n");
    }
    tallies_.push_back(
        *ReadResponsesCsv(folder_.Write("responses.csv", csv), *assessment_, instrument));
  }

  void Import(absl::string_view part, absl::string_view node, absl::string_view score) {
    imported_.push_back(Given(part, node, score));
  }

  // The items first to last of the checklist, all with the same score.
  void ImportItems(int first, int last, absl::string_view score) {
    for (int item = first; item <= last; ++item) Import("OIT", absl::StrCat("O", item), score);
  }

  // The same score for every indicator.
  std::string LevelOf(const std::string& score) {
    std::vector<v1::ImportedScore> given;
    for (const Indicator& indicator : assessment_->indicators()) {
      given.push_back(Given(indicator.instrument, indicator.id, score));
    }
    return ComputeScores(*assessment_, {}, given)->level();
  }

  v1::Scores Compute() const {
    const absl::StatusOr<v1::Scores> scores = ComputeScores(*assessment_, tallies_, imported_);
    EXPECT_THAT(scores, IsOk());
    return scores.value_or(v1::Scores());
  }

  static std::string Exact(const v1::Scores& scores, const std::string& level,
                           const std::string& node) {
    for (const v1::NodeScore& candidate : scores.nodes()) {
      if (candidate.level() == level && candidate.node() == node) return candidate.exact();
    }
    return "none";
  }

  testing::TemporaryFolder folder_;
  std::optional<Assessment> assessment_;
  std::vector<v1::Tally> tallies_;
  std::vector<v1::ImportedScore> imported_;
};

// I1 = (0 + 0 + 100/3 + 100/3 + 200/3 + 200/3)/6 = 100/3; indicator 1 = (100/3 + 500)/6 = 800/9
// I9 = 200/3 (reversed); indicator 2 = (200/3 + 500)/6 = 850/9; 3, 4, 5 = 100
// IIT = (800/9 + 850/9 + 300)/5 = 290/3
// EIT = (90 + 80 + 100/3)/3 = 610/9
// 9.1 = (0 + 50 + 7 * 100)/9 = 250/3; indicator 9 = (250/3 + 400)/5 = 290/3; 10 = 50
// OIT = (290/3 + 50)/2 = 220/3
// ITA = 3/10 * 290/3 + 3/10 * 610/9 + 4/10 * 220/3 = 29 + 61/3 + 88/3 = 236/3
TEST_F(ItaYearsScoringTest, Scores2563) {
  Load("ita-2563");
  Answered("IIT", {{"I1", {"0", "0", "100/3", "100/3", "200/3", "200/3"}}, {"I9", All("200/3")}});
  Import("EIT", "6", "90");
  Import("EIT", "7", "80");
  Import("EIT", "8", "100/3");
  ImportItems(1, 1, "0");
  ImportItems(2, 2, "50");
  ImportItems(3, 9, "100");
  for (const char* node : {"9.2", "9.3", "9.4", "9.5"}) Import("OIT", node, "100");
  Import("OIT", "10", "50");

  const v1::Scores scores = Compute();

  EXPECT_EQ(Exact(scores, "indicator", "1"), "800/9");
  EXPECT_EQ(Exact(scores, "indicator", "2"), "850/9");
  EXPECT_EQ(Exact(scores, "instrument", "IIT"), "290/3");
  EXPECT_EQ(Exact(scores, "instrument", "EIT"), "610/9");
  EXPECT_EQ(Exact(scores, "sub_indicator", "9.1"), "250/3");
  EXPECT_EQ(Exact(scores, "instrument", "OIT"), "220/3");
  EXPECT_EQ(Exact(scores, "overall", "ITA"), "236/3");
  EXPECT_EQ(scores.level(), "B");
}

// IIT = (50 + 60 + 70 + 80 + 90)/5 = 70
// E1 = 100/3; E4: one of six met a bribe, 500/6 = 250/3; indicator 6 = (100/3 + 250/3 + 300)/5 =
// 250/3 7 = 100; E13: three of six say yes, 50; indicator 8 = (50 + 400)/5 = 90 EIT = (250/3 + 100
// + 90)/3 = 820/9 10.2 = (0 + 100)/2 = 50; indicator 10 = (100/3 + 50)/2 = 125/3; OIT = (85 +
// 125/3)/2 = 190/3 ITA = 3/10 * 70 + 3/10 * 820/9 + 4/10 * 190/3 = 21 + 82/3 + 76/3 = 221/3
TEST_F(ItaYearsScoringTest, Scores2564) {
  Load("ita-2564");
  for (const int indicator : {1, 2, 3, 4, 5}) {
    Import("IIT", absl::StrCat(indicator), absl::StrCat(40 + 10 * indicator));
  }
  Answered("EIT", {{"E1", All("100/3")},
                   {"E4", {"0", "100", "100", "100", "100", "100"}},
                   {"E13", {"0", "0", "0", "100", "100", "100"}}});
  Import("OIT", "9", "85");
  Import("OIT", "10.1", "100/3");
  ImportItems(42, 42, "0");
  ImportItems(43, 43, "100");

  const v1::Scores scores = Compute();

  EXPECT_EQ(Exact(scores, "item", "E4"), "250/3");
  EXPECT_EQ(Exact(scores, "indicator", "6"), "250/3");
  EXPECT_EQ(Exact(scores, "instrument", "EIT"), "820/9");
  EXPECT_EQ(Exact(scores, "instrument", "OIT"), "190/3");
  EXPECT_EQ(Exact(scores, "overall", "ITA"), "221/3");
  EXPECT_EQ(scores.level(), "C");
}

// Every item with four levels earns 200/3 in the IIT and 100/3 in the EIT; the others earn 100.
// 1 = (3 * 200/3 + 3 * 100)/6 = 250/3; 2, 3, 4 = 200/3; 5 = (5 * 200/3 + 100)/6 = 650/9
// IIT = (250/3 + 3 * 200/3 + 650/9)/5 = 640/9
// 6 = 8 = (4 * 100/3 + 100)/5 = 140/3; 7 = (3 * 100/3 + 200)/5 = 60; EIT = (140/3 + 60 + 140/3)/3 =
// 460/9 OIT = (100/3 + 200/3)/2 = 50 ITA = 3/10 * 640/9 + 3/10 * 460/9 + 4/10 * 50 = 64/3 + 46/3 +
// 20 = 170/3
TEST_F(ItaYearsScoringTest, Scores2565) {
  Load("ita-2565");
  Answers internal;
  Answers external;
  for (const Item& item : assessment_->items()) {
    if (item.choices.size() != 4) continue;
    (item.instrument == "IIT" ? internal : external)[item.id] =
        All(item.instrument == "IIT" ? "200/3" : "100/3");
  }
  Answered("IIT", internal);
  Answered("EIT", external);
  Import("OIT", "9", "100/3");
  Import("OIT", "10", "200/3");

  const v1::Scores scores = Compute();

  EXPECT_EQ(Exact(scores, "indicator", "5"), "650/9");
  EXPECT_EQ(Exact(scores, "indicator", "7"), "60/1");
  EXPECT_EQ(Exact(scores, "instrument", "IIT"), "640/9");
  EXPECT_EQ(Exact(scores, "instrument", "EIT"), "460/9");
  EXPECT_EQ(Exact(scores, "overall", "ITA"), "170/3");
  EXPECT_EQ(scores.level(), "D");
}

// IIT = 90
// E1 = 100/3; part 1: 6 = (100/3 + 400)/5 = 260/3, 7 = 8 = 100; part 2: 80, 70, 100/3
// 6 = (260/3 + 80)/2 = 250/3; 7 = (100 + 70)/2 = 85; 8 = (100 + 100/3)/2 = 200/3
// EIT = (250/3 + 85 + 200/3)/3 = 235/3
// 9.1 = (9 * 100 + 0)/10 = 90; 9 = (90 + 400)/5 = 98; 10.2 = (50 + 4 * 100)/5 = 90; 10 = 95; OIT =
// 193/2 ITA = 27 + 3/10 * 235/3 + 4/10 * 193/2 = 27 + 47/2 + 193/5 = 891/10; the EIT keeps it from
// better levels
TEST_F(ItaYearsScoringTest, Scores2566) {
  Load("ita-2566");
  for (const char* indicator : {"1", "2", "3", "4", "5"}) Import("IIT", indicator, "90");
  Answered("EIT", {{"E1", All("100/3")}});
  Import("EIT-2", "6", "80");
  Import("EIT-2", "7", "70");
  Import("EIT-2", "8", "100/3");
  ImportItems(1, 9, "100");
  ImportItems(10, 10, "0");
  ImportItems(11, 38, "100");
  ImportItems(39, 39, "50");
  ImportItems(40, 43, "100");

  const v1::Scores scores = Compute();

  EXPECT_EQ(Exact(scores, "indicator part 1", "6"), "260/3");
  EXPECT_EQ(Exact(scores, "indicator", "6"), "250/3");
  EXPECT_EQ(Exact(scores, "instrument", "EIT"), "235/3");
  EXPECT_EQ(Exact(scores, "sub_indicator", "9.1"), "90/1");
  EXPECT_EQ(Exact(scores, "instrument", "OIT"), "193/2");
  EXPECT_EQ(Exact(scores, "overall", "ITA"), "891/10");
  EXPECT_EQ(scores.level_name().th(), "ผ่าน");
}

// I1 = (0 + 20 + 40 + 60 + 80 + 100)/6 = 50; 1 = (50 + 200)/3 = 250/3; I5 = 80 (reversed); 2 =
// 280/3 IIT = (250/3 + 280/3 + 300)/5 = 286/3 E3: one of six met a bribe, 250/3; part 1: 6 = (200 +
// 250/3)/3 = 850/9, 7 = 100; E9: nobody used it, 8 = 200/3 6 = (850/9 + 90)/2 = 830/9; 7 = (100
// + 95.5)/2 = 391/4; 8 = (200/3 + 100/3)/2 = 50 EIT = (830/9 + 391/4 + 50)/3 = 8639/108 9.1 = 300/4
// = 75; 9.3 = 150/2 = 75; 9.4 = 250/3; 9 = (75 + 100 + 75 + 250/3 + 100)/5 = 260/3 10.1 = 300/4 =
// 75; 10.2 = 350/4 = 175/2; 10 = 325/4; OIT = (260/3 + 325/4)/2 = 2015/24 ITA = 3/10 * 286/3 + 3/10
// * 8639/108 + 4/10 * 2015/24 = (10296 + 8639 + 12090)/360 = 6205/72
TEST_F(ItaYearsScoringTest, Scores2568) {
  Load("ita-2568");
  Answered("IIT", {{"I1", {"0", "20", "40", "60", "80", "100"}}, {"I5", All("80")}});
  Answered("EIT", {{"E3", {"100", "100", "0", "100", "100", "100"}}, {"E9", All("0")}});
  Import("EIT-2", "6", "90");
  Import("EIT-2", "7", "95.5");
  Import("EIT-2", "8", "100/3");
  const std::map<int, std::string> lost = {{4, "0"}, {13, "50"}, {16, "50"}, {24, "0"}, {28, "50"}};
  for (int item = 1; item <= 28; ++item) {
    ImportItems(item, item, lost.count(item) > 0 ? lost.at(item) : "100");
  }

  const v1::Scores scores = Compute();

  EXPECT_EQ(Exact(scores, "instrument", "IIT"), "286/3");
  EXPECT_EQ(Exact(scores, "indicator", "7"), "391/4");
  EXPECT_EQ(Exact(scores, "instrument", "EIT"), "8639/108");
  EXPECT_EQ(Exact(scores, "indicator", "9"), "260/3");
  EXPECT_EQ(Exact(scores, "indicator", "10"), "325/4");
  EXPECT_EQ(Exact(scores, "overall", "ITA"), "6205/72");
  EXPECT_EQ(scores.level_name().th(), "ผ่าน");
}

TEST_F(ItaYearsScoringTest, Until2565ALetterBeginsWhereTheRoundedFigureReachesIt) {
  for (const char* name : {"ita-2563", "ita-2564", "ita-2565"}) {
    Load(name);
    EXPECT_EQ(LevelOf("94.995"), "AA") << name;
    EXPECT_EQ(LevelOf("94.9949"), "A") << name;
    EXPECT_EQ(LevelOf("84.995"), "A") << name;
    EXPECT_EQ(LevelOf("84.9949"), "B") << name;
    EXPECT_EQ(LevelOf("74.995"), "B") << name;
    EXPECT_EQ(LevelOf("74.9949"), "C") << name;
    EXPECT_EQ(LevelOf("64.995"), "C") << name;
    EXPECT_EQ(LevelOf("64.9949"), "D") << name;
    EXPECT_EQ(LevelOf("54.995"), "D") << name;
    EXPECT_EQ(LevelOf("54.9949"), "E") << name;
    EXPECT_EQ(LevelOf("49.995"), "E") << name;
    EXPECT_EQ(LevelOf("49.9949"), "F") << name;
    EXPECT_EQ(LevelOf("0"), "F") << name;
  }
}

TEST_F(ItaYearsScoringTest, Since2566ANameBeginsWhereTheRoundedFigureReachesIt) {
  for (const char* name : {"ita-2566", "ita-2567", "ita-2568"}) {
    Load(name);
    EXPECT_EQ(LevelOf("94.995"), "excellent") << name;
    EXPECT_EQ(LevelOf("94.9949"), "good") << name;
    EXPECT_EQ(LevelOf("84.995"), "good") << name;
    EXPECT_EQ(LevelOf("84.9949"), "improve") << name;
    EXPECT_EQ(LevelOf("69.995"), "improve") << name;
    EXPECT_EQ(LevelOf("69.9949"), "improve-urgent") << name;
  }
}

// Until 2565 no instrument holds the others back.
TEST_F(ItaYearsScoringTest, Until2565AWeakInstrumentLowersOnlyTheMean) {
  Load("ita-2565");
  for (const Indicator& indicator : assessment_->indicators()) {
    Import(indicator.instrument, indicator.id, indicator.instrument == "EIT" ? "84" : "100");
  }

  const v1::Scores scores = Compute();

  EXPECT_EQ(Exact(scores, "overall", "ITA"), "476/5");
  EXPECT_EQ(scores.level(), "AA");
}

}  // namespace
}  // namespace sucharit
