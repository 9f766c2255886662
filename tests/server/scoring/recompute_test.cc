// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>

#include <functional>

#include "absl/strings/str_cat.h"
#include "server/scoring/score_files.h"
#include "server/scoring/scoring.h"
#include "tests/testing/status_matchers.h"
#include "tests/testing/test_data.h"

namespace sucharit {
namespace {

using ::sucharit::testing::IsOk;
using ::sucharit::testing::IsRefusedFor;

std::string DataFile(absl::string_view name) {
  return testing::TestData(absl::StrCat("bang-tabun-2567-", name));
}

// The scores of a real agency, as they are published.
class RecomputeTest : public ::testing::Test {
 protected:
  RecomputeTest() : assessment_(*LoadAssessment("ita-2567")) {
    std::vector<v1::Tally> tallies;
    for (const char* questionnaire : {"IIT", "EIT"}) {
      const std::string name = questionnaire == std::string("IIT") ? "iit" : "eit";
      tallies.push_back(*ReadResponsesCsv(DataFile(name + "-responses.csv"), assessment_,
                                          *assessment_.FindInstrument(questionnaire)));
    }
    std::vector<v1::ImportedScore> imported =
        *ReadImportedScoresCsv(DataFile("imported-scores.csv"));
    imported[0].set_evidence("https://example.test/eit-2");
    imported[0].set_note("as assessed");
    imported.back().set_evidence("https://example.test/o35");
    imported.back().set_note("read on the agency's site");
    published_ = ComputeScores(assessment_, tallies, imported).value();
    for (v1::NodeScore& node : *published_.mutable_nodes()) node.clear_counts();
  }

  v1::NodeScore& Node(absl::string_view level, absl::string_view id) {
    for (v1::NodeScore& node : *published_.mutable_nodes()) {
      if (node.level() == level && node.node() == id) return node;
    }
    abort();
  }

  // Whether computing again comes to what stands there.
  bool Holds() {
    const absl::StatusOr<v1::Scores> again = RecomputeScores(assessment_, published_);
    return again.ok() && again->SerializeAsString() == published_.SerializeAsString();
  }

  Assessment assessment_;
  v1::Scores published_;
};

TEST_F(RecomputeTest, ComesToTheSameBytes) {
  const absl::StatusOr<v1::Scores> again = RecomputeScores(assessment_, published_);

  ASSERT_THAT(again, IsOk());
  EXPECT_EQ(again->SerializeAsString(), published_.SerializeAsString());
}

TEST_F(RecomputeTest, KeepsWhatWasGivenWithImportedScores) {
  EXPECT_EQ(published_.imported_size(), 3) << "EIT part 2 has no nodes of its own";
  EXPECT_EQ(published_.imported(0).node(), "6");
  EXPECT_EQ(published_.imported(0).evidence(), "https://example.test/eit-2");
  EXPECT_EQ(Node("item", "O35").note(), "read on the agency's site");
}

TEST_F(RecomputeTest, KeepsTheVersionThatComputedFirst) {
  published_.set_program_version("0.0.1");

  EXPECT_TRUE(Holds());
}

TEST_F(RecomputeTest, FindsEveryFigureThatWasChanged) {
  const v1::Scores untouched = published_;
  for (int node = 0; node < untouched.nodes_size(); ++node) {
    published_ = untouched;
    published_.mutable_nodes(node)->set_score("12.34");
    EXPECT_FALSE(Holds()) << "the rounded score of " << untouched.nodes(node).node();

    published_ = untouched;
    if (untouched.nodes(node).origin() == v1::ORIGIN_IMPORTED) continue;
    published_.mutable_nodes(node)->set_exact("617/50");
    EXPECT_FALSE(Holds()) << "the exact score of " << untouched.nodes(node).node();
  }
}

TEST_F(RecomputeTest, FindsAnInputThatWasChanged) {
  const v1::Scores untouched = published_;
  const std::function<void()> changes[] = {
      [&] { Node("item", "I10").set_n(30); },
      [&] { Node("item", "I10").set_sum("1/1"); },
      [&] { Node("item", "O19").set_exact("50/1"); },
      [&] { published_.mutable_imported(1)->set_score("99/1"); },
      [&] { published_.mutable_imported()->RemoveLast(); },
      [&] { published_.mutable_nodes()->RemoveLast(); },
      [&] { published_.mutable_nodes()->SwapElements(0, 1); },
      [&] { published_.set_level("A"); },
      [&] { published_.set_definition_digest(std::string(64, '0')); },
      [&] { Node("item", "I10").mutable_name()->set_en("Another question"); },
      [&] { Node("item", "I10").add_counts()->set_count(31); },
  };
  for (const auto& change : changes) {
    published_ = untouched;
    change();
    EXPECT_FALSE(Holds());
  }
}

TEST_F(RecomputeTest, RefusesWhatCannotBe) {
  const v1::Scores untouched = published_;
  const std::pair<std::string, std::function<void()>> faults[] = {
      {"item I10", [&] { Node("item", "I10").set_n(0); }},
      {"item I10", [&] { Node("item", "I10").set_sum("3101/1"); }},
      {"item I10", [&] { Node("item", "I10").set_sum("-1/1"); }},
      {"item I10", [&] { Node("item", "I10").set_sum("1/0"); }},
      {"item I10", [&] { Node("item", "I10").set_sum(std::string(5000, '1') + "/1"); }},
      {"item I99", [&] { Node("item", "I10").set_node("I99"); }},
      {"item I11", [&] { Node("item", "I10").set_node("I11"); }},
      {"item I10", [&] { published_.add_left_out("I10"); }},
      {"item X", [&] { published_.add_left_out("X"); }},
      {"OIT O19", [&] { Node("item", "O19").set_exact("101/1"); }},
      {"OIT O19", [&] { Node("item", "O19").set_exact("one"); }},
      {"OIT O99", [&] { Node("item", "O19").set_node("O99"); }},
      {"IIT 1", [&] { Node("indicator", "1").set_origin(v1::ORIGIN_IMPORTED); }},
  };
  for (const auto& [place, fault] : faults) {
    published_ = untouched;
    fault();
    EXPECT_THAT(RecomputeScores(assessment_, published_),
                IsRefusedFor(v1::REASON_BUNDLE_MALFORMED, place));
  }
}

TEST_F(RecomputeTest, NamesWhatIsMissing) {
  published_.mutable_imported()->RemoveLast();

  EXPECT_THAT(RecomputeScores(assessment_, published_),
              IsRefusedFor(v1::REASON_ROUND_INCOMPLETE, "EIT-2 8"));
}

}  // namespace
}  // namespace sucharit
