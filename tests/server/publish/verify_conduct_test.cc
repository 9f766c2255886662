// SPDX-License-Identifier: Apache-2.0
#include "server/publish/verify_conduct.h"

#include <functional>

#include "tests/testing/small_definition.h"
#include "tests/testing/status_matchers.h"

namespace sucharit {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

v1::Bundle SoundBundle() {
  v1::Bundle bundle;
  v1::Totals* totals = bundle.add_totals();
  totals->set_questionnaire("S");
  totals->set_received(33);
  totals->set_counted(30);
  totals->set_card_refused(3);
  v1::Conduct* conduct = bundle.add_conduct();
  conduct->set_questionnaire("S");
  conduct->set_finished(33);
  conduct->set_abandoned(4);
  conduct->set_quick(2);
  conduct->set_tablets(3);
  conduct->set_most_in_a_day(12);
  conduct->set_identical(6);
  v1::CardAccount* cards = conduct->mutable_cards();
  cards->set_printed(40);
  cards->set_used(30);
  cards->set_left_over(7);
  cards->set_voided(1);
  cards->set_not_returned(2);
  cards->set_refused(3);
  cards->add_witnesses("Somchai");
  cards->add_witnesses("Somsri");
  return bundle;
}

std::vector<std::string> FaultsOf(const v1::Bundle& bundle) {
  BundleCheck check;
  CheckConduct(testing::SmallAssessment(), bundle, check);
  return check.differences;
}

TEST(VerifyConductTest, AcceptsWhatAddsUp) { EXPECT_THAT(FaultsOf(SoundBundle()), IsEmpty()); }

TEST(VerifyConductTest, AcceptsABundleThatSaysNothingOfIt) {
  v1::Bundle bundle = SoundBundle();
  bundle.clear_conduct();

  EXPECT_THAT(FaultsOf(bundle), IsEmpty());
}

TEST(VerifyConductTest, AcceptsMoreReceivedThanTabletsReported) {
  v1::Bundle bundle = SoundBundle();
  bundle.mutable_conduct(0)->set_finished(20);

  EXPECT_THAT(FaultsOf(bundle), IsEmpty());
}

TEST(VerifyConductTest, FindsEveryFigureThatDoesNotFit) {
  const std::vector<std::function<void(v1::Conduct&)>> faults = {
      [](auto& c) { c.mutable_cards()->set_printed(41); },
      [](auto& c) { c.mutable_cards()->set_used(29); },
      [](auto& c) { c.mutable_cards()->set_left_over(8); },
      [](auto& c) { c.mutable_cards()->set_voided(0); },
      [](auto& c) { c.mutable_cards()->set_not_returned(3); },
      [](auto& c) { c.mutable_cards()->set_refused(0); },
      [](auto& c) { c.mutable_cards()->mutable_witnesses()->RemoveLast(); },
      [](auto& c) { c.clear_cards(); },
      [](auto& c) { c.set_quick(34); },
      [](auto& c) { c.set_tablets(34); },
      [](auto& c) { c.set_most_in_a_day(34); },
      [](auto& c) { c.set_abandoned(-1); },
      [](auto& c) { c.set_identical(2); },
      [](auto& c) { c.set_identical(31); },
  };

  for (size_t i = 0; i < faults.size(); ++i) {
    v1::Bundle bundle = SoundBundle();
    faults[i](*bundle.mutable_conduct(0));
    EXPECT_THAT(FaultsOf(bundle), ElementsAre("conduct S")) << i;
  }
}

TEST(VerifyConductTest, FindsASecondAccountAndOneOfNoQuestionnaire) {
  v1::Bundle twice = SoundBundle();
  *twice.add_conduct() = twice.conduct(0);
  v1::Bundle other = SoundBundle();
  other.mutable_conduct(0)->set_questionnaire("X");

  EXPECT_THAT(FaultsOf(twice), ElementsAre("conduct S"));
  EXPECT_THAT(FaultsOf(other), ElementsAre("conduct X"));
}

}  // namespace
}  // namespace sucharit
