// SPDX-License-Identifier: Apache-2.0
#include "server/publish/bundle.h"

#include <gmock/gmock.h>

#include "common/crypto/digest.h"
#include "common/crypto/signature.h"
#include "common/response/receipt_list.h"
#include "server/publish/verify_bundle.h"
#include "server/store/conduct_store.h"
#include "tests/server/publish/published_round.h"
#include "tests/testing/status_matchers.h"

namespace sucharit {
namespace {

using ::sucharit::testing::IsOk;
using ::sucharit::testing::IsRefused;
using ::sucharit::testing::ReceiptNumber;
using ::sucharit::testing::SealResponse;
using ::testing::Contains;
using ::testing::IsEmpty;

class BundleTest : public testing::RoundToPublish {
 protected:
  // What a changed bundle fails by: a difference, or an error.
  static bool IsNoticed(const v1::Bundle& bundle) {
    const auto check = VerifyBundle(bundle);
    return !check.ok() || !check->differences.empty();
  }
};

TEST_F(BundleTest, SaysWhatEveryFigureComesFrom) {
  const v1::Bundle bundle = PublishWith(6);

  EXPECT_EQ(bundle.format(), "sucharit-bundle-1");
  EXPECT_EQ(bundle.round(), crypto::ToHex(round_.round_id));
  EXPECT_EQ(bundle.agency_code(), testing::kAgency);
  EXPECT_EQ(bundle.first_day(), "2024-02-23");
  EXPECT_EQ(bundle.last_day(), "2024-03-08");
  EXPECT_EQ(bundle.definition().id(), "small");
  ASSERT_EQ(bundle.populations_size(), 1);
  EXPECT_EQ(bundle.populations(0).size(), 100);
  EXPECT_EQ(bundle.totals(0).counted(), 6);
  const v1::NodeScore& first = bundle.scores().nodes(0);
  EXPECT_EQ(first.node(), "S1");
  EXPECT_EQ(first.n(), 6);
  EXPECT_EQ(first.sum(), "300/1");
  for (const v1::NodeScore& node : bundle.scores().nodes()) {
    EXPECT_TRUE(node.counts().empty()) << node.node();
    if (node.node() != "C2") continue;
    EXPECT_EQ(node.origin(), v1::ORIGIN_IMPORTED);
    EXPECT_EQ(node.evidence(), "https://agency.example/o19");
    EXPECT_EQ(node.note(), "ครบบางส่วน");
  }
}

TEST_F(BundleTest, GivesTheSameBytesForEver) {
  const std::string first = PublishWith(5).SerializeAsString();

  core_.Insert(device_id_, round_, {SealResponse(round_, {}, ReceiptNumber(1001))});
  const std::string with_a_late_box =
      core_.published.Bundle(round_.round_id).value().SerializeAsString();
  ASSERT_THAT(core_.results.Publish(round_.round_id), IsOk());
  const std::string published_again =
      core_.published.Bundle(round_.round_id).value().SerializeAsString();

  EXPECT_EQ(with_a_late_box, first);
  EXPECT_EQ(published_again, first);
}

TEST_F(BundleTest, IsNotThereBeforePublication) {
  const auto refused = IsRefused(absl::StatusCode::kFailedPrecondition, v1::REASON_ROUND_STATE);
  CloseWith(5);

  EXPECT_THAT(core_.published.Bundle(round_.round_id), refused);
  EXPECT_THAT(core_.published.ReportSource(round_.round_id), refused);
  EXPECT_THAT(core_.published.Bundle(testing::RoundId('z')),
              IsRefused(absl::StatusCode::kNotFound, v1::REASON_ROUND_UNKNOWN));
}

TEST_F(BundleTest, SaysHowTheSurveyWasConductedAndTheServerForgetsTheDays) {
  v1::DayConduct day;
  day.set_questionnaire("S");
  day.set_day(20000);
  day.set_finished(6);
  day.set_abandoned(2);
  ConductStore days(core_.database);
  ASSERT_THAT(days.Keep(round_.round_id, device_id_, {day}), IsOk());

  const v1::Bundle bundle = PublishWith(6);

  ASSERT_EQ(bundle.conduct_size(), 1);
  EXPECT_EQ(bundle.conduct(0).finished(), 6);
  EXPECT_EQ(bundle.conduct(0).abandoned(), 2);
  EXPECT_EQ(bundle.conduct(0).tablets(), 1);
  EXPECT_FALSE(bundle.conduct(0).has_cards());
  EXPECT_EQ(days.Sum(round_.round_id, "S").value().finished(), 0);
}

TEST_F(BundleTest, IsFoundRightByWhoComputesEveryScoreAgain) {
  const v1::Bundle bundle = PublishWith(6);

  const auto check = VerifyBundle(bundle);

  ASSERT_THAT(check, IsOk());
  EXPECT_THAT(check->differences, IsEmpty());
  EXPECT_EQ(check->counted, 2U);
  EXPECT_EQ(check->imported, 3U) << "C1, C2, and part 2 of S, which has no node";
  EXPECT_EQ(check->computed, static_cast<size_t>(bundle.scores().nodes_size()) - 4U);
  EXPECT_EQ(check->totals, 1U);
  EXPECT_EQ(check->answer_tables, static_cast<size_t>(bundle.answers_size()));
}

TEST_F(BundleTest, IsFoundWrongOnceAnyFigureOfAnyNodeIsChanged) {
  const v1::Bundle bundle = PublishWith(6);

  for (int i = 0; i < bundle.scores().nodes_size(); ++i) {
    const std::string& name = bundle.scores().nodes(i).node();
    v1::Bundle changed = bundle;
    changed.mutable_scores()->mutable_nodes(i)->set_exact("1/3");
    EXPECT_TRUE(IsNoticed(changed)) << name << " exact";
    changed = bundle;
    changed.mutable_scores()->mutable_nodes(i)->set_score("99.99");
    EXPECT_TRUE(IsNoticed(changed)) << name << " score";
    changed = bundle;
    changed.mutable_scores()->mutable_nodes(i)->set_n(bundle.scores().nodes(i).n() + 1);
    EXPECT_TRUE(IsNoticed(changed)) << name << " n";
    changed = bundle;
    changed.mutable_scores()->mutable_nodes(i)->set_sum("301/1");
    EXPECT_TRUE(IsNoticed(changed)) << name << " sum";
    changed = bundle;
    changed.mutable_scores()->mutable_nodes()->DeleteSubrange(i, 1);
    EXPECT_TRUE(IsNoticed(changed)) << name << " left out";
  }
}

TEST_F(BundleTest, IsFoundWrongOnceAnImportedScoreThatHasNoNodeIsChanged) {
  v1::Bundle bundle = PublishWith(6);
  ASSERT_EQ(bundle.scores().imported_size(), 1);

  bundle.mutable_scores()->mutable_imported(0)->set_score("91");

  EXPECT_TRUE(IsNoticed(bundle));
}

TEST_F(BundleTest, IsFoundWrongOnceATotalAnAnswerOrTheDefinitionIsChanged) {
  const v1::Bundle bundle = PublishWith(6);
  v1::Bundle more = bundle;
  more.mutable_totals(0)->set_received(7);
  v1::Bundle fewer = bundle;
  fewer.mutable_totals(0)->set_counted(5);
  fewer.mutable_totals(0)->set_late(1);
  v1::Bundle answers = bundle;
  answers.mutable_answers(0)->set_answered(7);
  v1::Bundle reworded = bundle;
  reworded.mutable_definition()->mutable_items(0)->mutable_text()->set_en("Another question?");
  v1::Bundle level = bundle;
  level.mutable_scores()->set_level("good");

  EXPECT_THAT(VerifyBundle(more)->differences, Contains("totals S"));
  EXPECT_THAT(VerifyBundle(fewer)->differences, Contains("item S1"));
  EXPECT_THAT(VerifyBundle(answers)->differences, Contains("answers S1"));
  EXPECT_THAT(VerifyBundle(reworded)->differences, Contains("definition_digest"));
  EXPECT_THAT(VerifyBundle(level)->differences, Contains("level"));
}

TEST_F(BundleTest, IsFoundWrongOnceAListOfReceiptsIsMissingOrCutOrAnothers) {
  const v1::Bundle bundle = PublishWith(6);
  v1::Bundle missing = bundle;
  missing.clear_receipts();
  v1::Bundle cut = bundle;
  cut.mutable_receipts(0)->mutable_hashes()->resize(32 * 5);
  v1::Bundle signed_by_another = bundle;
  std::vector<std::string> hashes;
  for (size_t i = 0; i < 5; ++i) hashes.push_back(bundle.receipts(0).hashes().substr(32 * i, 32));
  *signed_by_another.mutable_receipts(0) = testing::Required(
      MakeReceiptList(round_.round_id, "S", hashes, crypto::GenerateSigningKeyPair().private_key));

  EXPECT_THAT(VerifyBundle(bundle)->differences, IsEmpty());
  EXPECT_THAT(VerifyBundle(missing)->differences, Contains("receipts S"));
  EXPECT_THAT(VerifyBundle(cut)->differences, Contains("receipts S"));
  EXPECT_THAT(VerifyBundle(signed_by_another)->differences, Contains("receipts S"))
      << "one number fewer than was counted";
}

TEST_F(BundleTest, NamesTheNodeThatDiffers) {
  v1::Bundle bundle = PublishWith(6);
  bundle.mutable_scores()->mutable_nodes(0)->set_score("12.34");

  const auto check = VerifyBundle(bundle);

  ASSERT_THAT(check, IsOk());
  EXPECT_THAT(check->differences, ::testing::ElementsAre("item S1"));
}

TEST_F(BundleTest, IsRefusedWithADefinitionThatCannotBe) {
  v1::Bundle bundle = PublishWith(6);
  bundle.mutable_definition()->mutable_instruments(0)->set_weight("2");

  const auto check = VerifyBundle(bundle);

  EXPECT_FALSE(check.ok());
  EXPECT_THAT(SubjectOf(check.status()), ::testing::HasSubstr("definition"));
}

}  // namespace
}  // namespace sucharit
