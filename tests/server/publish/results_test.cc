// SPDX-License-Identifier: Apache-2.0
#include "server/publish/results.h"

#include <google/protobuf/util/message_differencer.h>
#include <gtest/gtest.h>

#include <string>

#include "common/response/receipt.h"
#include "tests/server/testing/core_for_tests.h"
#include "tests/testing/status_matchers.h"

namespace sucharit {
namespace {

using ::google::protobuf::util::MessageDifferencer;
using ::sucharit::testing::CoreForTests;
using ::sucharit::testing::FolderHolds;
using ::sucharit::testing::IsOk;
using ::sucharit::testing::IsRefused;
using ::sucharit::testing::IsRefusedFor;
using ::sucharit::testing::ReceiptNumber;
using ::sucharit::testing::SealResponse;
using ::testing::HasSubstr;

class ResultsTest : public ::testing::Test {
 protected:
  // All that the small definition needs besides answers: part 2 of S, and C.
  v1::ImportScoresRequest AllImported() const {
    v1::ImportScoresRequest request;
    request.set_round_id(round_.round_id);
    Add(request, "S-2", "1", "90");
    Add(request, "C", "C1", "100");
    Add(request, "C", "C2", "50");
    return request;
  }

  static void Add(v1::ImportScoresRequest& request, const std::string& part,
                  const std::string& node, const std::string& score) {
    v1::ImportedScore* imported = request.add_scores();
    imported->set_part(part);
    imported->set_node(node);
    imported->set_score(score);
  }

  // Collects, imports and closes.
  void CloseWith(int responses) {
    core_.InsertValid(device_id_, round_, responses);
    ASSERT_THAT(core_.results.Import(AllImported()), IsOk());
    ASSERT_THAT(core_.Close(round_), IsOk());
  }

  v1::RoundState State() { return core_.round_store.Find(round_.round_id).value().state; }

  CoreForTests core_;
  const RoundRecord round_ = core_.OpenRound();
  const std::string device_id_ = core_.AddDevice("Counter 1");
};

TEST_F(ResultsTest, ComputesTheScoresOfAClosedRound) {
  core_.Insert(device_id_, round_,
               {SealResponse(round_, {5, 1}, ReceiptNumber(1)),
                SealResponse(round_, {5, 1}, ReceiptNumber(2)),
                SealResponse(round_, {0, 0}, ReceiptNumber(3))});
  ASSERT_THAT(core_.results.Import(AllImported()), IsOk());
  ASSERT_THAT(core_.Close(round_), IsOk());

  const auto scores = core_.results.Scores(round_.round_id);

  ASSERT_THAT(scores, IsOk());
  EXPECT_EQ(scores->totals(0).counted(), 3);
  // S: (200/3 + 90)/2 = 235/3; C: 75; overall: (235/3 + 75)/2.
  const v1::NodeScore& overall = *scores->scores().nodes().rbegin();
  EXPECT_EQ(overall.node(), "ALL");
  EXPECT_EQ(overall.exact(), "230/3");
  EXPECT_EQ(overall.score(), "76.67");
  EXPECT_EQ(scores->scores().level(), "poor");
}

TEST_F(ResultsTest, ShowsNothingOfFewerThanTheMinimumGroup) {
  CloseWith(2);

  const auto too_few = IsRefusedFor(v1::REASON_ROUND_TOO_FEW, "S");
  EXPECT_THAT(core_.results.Scores(round_.round_id), too_few);
  EXPECT_THAT(core_.results.Publish(round_.round_id), too_few);

  EXPECT_EQ(State(), v1::ROUND_STATE_CLOSED);
  EXPECT_THAT(core_.keys.SealingKey(round_.round_id), IsOk());
}

TEST_F(ResultsTest, ShowsTheMinimumGroup) {
  CloseWith(3);

  EXPECT_THAT(core_.results.Scores(round_.round_id), IsOk());
}

TEST_F(ResultsTest, NamesWhatIsMissing) {
  core_.InsertValid(device_id_, round_, 3);
  v1::ImportScoresRequest request;
  request.set_round_id(round_.round_id);
  Add(request, "C", "C1", "100");
  ASSERT_THAT(core_.results.Import(request), IsOk());
  ASSERT_THAT(core_.Close(round_), IsOk());

  const auto scores = core_.results.Scores(round_.round_id);

  EXPECT_THAT(scores,
              IsRefused(absl::StatusCode::kFailedPrecondition, v1::REASON_ROUND_INCOMPLETE));
  EXPECT_THAT(SubjectOf(scores.status()), HasSubstr("S-2"));
  EXPECT_THAT(SubjectOf(scores.status()), HasSubstr("C2"));
  EXPECT_THAT(core_.results.Publish(round_.round_id),
              IsRefused(absl::StatusCode::kFailedPrecondition, v1::REASON_ROUND_INCOMPLETE));
  EXPECT_EQ(State(), v1::ROUND_STATE_CLOSED);
}

TEST_F(ResultsTest, ImportsAllOrNothing) {
  ASSERT_THAT(core_.results.Import(AllImported()), IsOk());
  v1::ImportScoresRequest bad = AllImported();
  bad.mutable_scores(0)->set_score("10");
  Add(bad, "C", "nowhere", "50");

  EXPECT_THAT(core_.results.Import(bad),
              IsRefused(absl::StatusCode::kInvalidArgument, v1::REASON_NODE_UNKNOWN));

  const auto kept = core_.result_store.Imported(round_.round_id).value();
  ASSERT_EQ(kept.size(), 3U);
  EXPECT_EQ(kept[2].score(), "90");
}

TEST_F(ResultsTest, ReplacesThePartsThatAnImportNamesAndNoOthers) {
  ASSERT_THAT(core_.results.Import(AllImported()), IsOk());
  v1::ImportScoresRequest only_c;
  only_c.set_round_id(round_.round_id);
  Add(only_c, "C", "2", "25");

  ASSERT_THAT(core_.results.Import(only_c), IsOk());

  const auto kept = core_.result_store.Imported(round_.round_id).value();
  ASSERT_EQ(kept.size(), 2U);
  EXPECT_EQ(kept[0].node(), "2");
  EXPECT_EQ(kept[1].part(), "S-2");
}

TEST_F(ResultsTest, RefusesAScoreOutOfRange) {
  v1::ImportScoresRequest request = AllImported();
  request.mutable_scores(0)->set_score("100.01");

  EXPECT_THAT(core_.results.Import(request),
              IsRefused(absl::StatusCode::kInvalidArgument, v1::REASON_SCORE_OUT_OF_RANGE));
  EXPECT_TRUE(core_.result_store.Imported(round_.round_id).value().empty());
}

TEST_F(ResultsTest, PublishesTheScoresThatWereShownBeforeWithoutTheirCounts) {
  CloseWith(5);
  v1::GetScoresResponse before = core_.results.Scores(round_.round_id).value();

  const auto published = core_.results.Publish(round_.round_id);

  ASSERT_THAT(published, IsOk());
  EXPECT_EQ(State(), v1::ROUND_STATE_PUBLISHED);
  for (v1::NodeScore& node : *before.mutable_scores()->mutable_nodes()) node.clear_counts();
  EXPECT_TRUE(MessageDifferencer::Equals(published->scores(), before.scores()));
  const v1::GetScoresResponse after = core_.results.Scores(round_.round_id).value();
  EXPECT_TRUE(MessageDifferencer::Equals(after, before));
}

TEST_F(ResultsTest, PublishesOnce) {
  CloseWith(5);
  const auto first = core_.results.Publish(round_.round_id);
  ASSERT_THAT(first, IsOk());

  const auto again = core_.results.Publish(round_.round_id);

  ASSERT_THAT(again, IsOk());
  EXPECT_TRUE(MessageDifferencer::Equals(*again, *first));
}

TEST_F(ResultsTest, RefusesImportsOncePublished) {
  CloseWith(5);
  ASSERT_THAT(core_.results.Publish(round_.round_id), IsOk());

  EXPECT_THAT(core_.results.Import(AllImported()),
              IsRefused(absl::StatusCode::kFailedPrecondition, v1::REASON_ROUND_STATE));
}

TEST_F(ResultsTest, DestroysTheKeyAndTheBoxesWithThePublication) {
  const std::string valid = SealResponse(round_, {}, ReceiptNumber(1001));
  const std::string failed = testing::SealPlaintext(round_, "garbage");
  core_.Insert(device_id_, round_, {valid, failed});
  core_.InsertValid(device_id_, round_, 200);
  ASSERT_THAT(core_.results.Import(AllImported()), IsOk());
  ASSERT_THAT(core_.Close(round_), IsOk());
  const auto key = core_.keys.SealingKey(round_.round_id);
  ASSERT_THAT(key, IsOk());
  const std::string private_key(key->view().data(), key->size());
  ASSERT_TRUE(FolderHolds(core_.data_folder(), valid));
  ASSERT_TRUE(FolderHolds(core_.key_folder_path(), private_key));

  ASSERT_THAT(core_.results.Publish(round_.round_id), IsOk());

  EXPECT_FALSE(FolderHolds(core_.data_folder(), valid));
  EXPECT_FALSE(FolderHolds(core_.data_folder(), failed));
  EXPECT_FALSE(FolderHolds(core_.key_folder_path(), private_key));
  const auto totals = core_.Close(round_);
  EXPECT_EQ(totals.value().at(0).received(), 202) << "the figures stay";
  EXPECT_EQ(totals.value().at(0).not_valid(), 1);
}

TEST_F(ResultsTest, AddsNothingToTheTotalsOnceTheyArePublished) {
  CloseWith(5);
  const std::string late = SealResponse(round_, {}, ReceiptNumber(1001));
  core_.Insert(device_id_, round_, {late});
  ASSERT_THAT(core_.results.Publish(round_.round_id), IsOk());

  core_.Insert(device_id_, round_, {late, SealResponse(round_, {}, ReceiptNumber(1002))});

  const auto scores = core_.results.Scores(round_.round_id);

  ASSERT_THAT(scores, IsOk());
  EXPECT_EQ(scores->totals(0).late(), 1);
  EXPECT_EQ(scores->totals(0).received(), 6);
}

TEST_F(ResultsTest, DestroysTheKeyOfAPublicationThatWasCutOffBeforeIt) {
  CloseWith(5);
  ASSERT_THAT(core_.publications.Publish(round_.round_id, v1::Bundle()), IsOk());
  const RoundRecord open = core_.OpenRound('b');

  ASSERT_THAT(core_.results.DestroySpentKeys(), IsOk());

  EXPECT_THAT(core_.keys.SealingKey(round_.round_id),
              IsRefused(absl::StatusCode::kFailedPrecondition, v1::REASON_ROUND_KEY_MISSING));
  EXPECT_THAT(core_.keys.SealingKey(open.round_id), IsOk()) << "an open round keeps its own";
}

TEST_F(ResultsTest, FinishesAPublicationThatWasCutOffWhenAskedAgain) {
  CloseWith(5);
  ASSERT_THAT(core_.publications.Publish(round_.round_id, v1::Bundle()), IsOk());

  ASSERT_THAT(core_.results.Publish(round_.round_id), IsOk());

  EXPECT_FALSE(core_.keys.SealingKey(round_.round_id).ok());
}

}  // namespace
}  // namespace sucharit
