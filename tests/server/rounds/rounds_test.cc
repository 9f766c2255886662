// SPDX-License-Identifier: Apache-2.0
#include "server/rounds/rounds.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <future>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/crypto/digest.h"
#include "common/crypto/sealed_box.h"
#include "common/crypto/signature.h"
#include "tests/server/testing/core_for_tests.h"
#include "tests/testing/round_builder.h"
#include "tests/testing/status_matchers.h"

namespace sucharit {
namespace {

using ::sucharit::testing::CoreForTests;
using ::sucharit::testing::FolderHolds;
using ::sucharit::testing::IsOk;
using ::sucharit::testing::IsRefused;
using ::sucharit::testing::IsRefusedFor;
using ::sucharit::testing::RoundId;
using ::sucharit::testing::SmallRound;

constexpr char kPassphrase[] = "a passphrase long enough";

auto IsWrongState() {
  return IsRefused(absl::StatusCode::kFailedPrecondition, v1::REASON_ROUND_STATE);
}

class RoundsTest : public ::testing::Test {
 protected:
  v1::RoundState State(char letter = 'a') {
    return core_.round_store.Find(RoundId(letter)).value().state;
  }

  absl::Status Open(char letter, const std::string& wrapped_key, const std::string& passphrase) {
    v1::OpenRoundRequest request;
    request.set_round_id(RoundId(letter));
    request.add_copies()->set_wrapped_key(wrapped_key);
    request.mutable_copies(0)->set_passphrase(passphrase);
    return core_.rounds.Open(request);
  }

  CoreForTests core_;
};

TEST_F(RoundsTest, CreatesADraftWithWhatTheRequestSays) {
  ASSERT_THAT(core_.rounds.Create(SmallRound()), IsOk());

  const v1::Round round = core_.rounds.Describe(RoundId('a')).value();
  EXPECT_EQ(round.state(), v1::ROUND_STATE_DRAFT);
  EXPECT_EQ(round.definition_id(), "small");
  EXPECT_EQ(round.first_day(), testing::TestDay() - 7);
  ASSERT_EQ(round.populations_size(), 1);
  EXPECT_EQ(round.populations(0).size(), 100);
  ASSERT_EQ(round.minimum_samples_size(), 1);
  EXPECT_EQ(round.minimum_samples(0).size(), 30);
}

TEST_F(RoundsTest, TellsTheAdministratorWhatTheDefinitionsAuthorCouldNotConfirm) {
  const auto assessment = core_.rounds.Create(SmallRound());

  ASSERT_THAT(assessment, IsOk());
  EXPECT_EQ(assessment->definition().unverified_size(), 1);
  EXPECT_EQ(core_.rounds.Describe(RoundId('a')).value().unverified_size(), 1);
}

TEST_F(RoundsTest, RefusesTheIdOfARoundWithOtherDaysOrPopulations) {
  ASSERT_THAT(core_.rounds.Create(SmallRound()), IsOk());
  v1::CreateRoundRequest longer = SmallRound();
  longer.set_last_day(longer.last_day() + 1);
  v1::CreateRoundRequest larger = SmallRound();
  larger.mutable_populations(0)->set_size(larger.populations(0).size() + 1);

  EXPECT_THAT(core_.rounds.Create(longer),
              IsRefused(absl::StatusCode::kAlreadyExists, v1::REASON_ROUND_STATE));
  EXPECT_THAT(core_.rounds.Create(larger),
              IsRefused(absl::StatusCode::kAlreadyExists, v1::REASON_ROUND_STATE));
}

TEST_F(RoundsTest, CreatesTheSameRoundOnce) {
  ASSERT_THAT(core_.rounds.Create(SmallRound()), IsOk());

  EXPECT_THAT(core_.rounds.Create(SmallRound()), IsOk());

  EXPECT_EQ(core_.rounds.List("").value().size(), 1U);
}

TEST_F(RoundsTest, RefusesTheIdOfAnotherRound) {
  ASSERT_THAT(core_.rounds.Create(SmallRound()), IsOk());
  v1::Definition definition = testing::SmallDefinition();
  definition.set_id("another");
  v1::CreateRoundRequest request = SmallRound();
  request.set_definition(Assessment::FromDefinition(definition).value().bytes());

  EXPECT_THAT(core_.rounds.Create(request),
              IsRefused(absl::StatusCode::kAlreadyExists, v1::REASON_ROUND_STATE));

  EXPECT_EQ(core_.rounds.Describe(RoundId('a')).value().definition_id(), "small");
}

TEST_F(RoundsTest, RefusesAnAgencyThatIsNotThere) {
  v1::CreateRoundRequest request = SmallRound();
  request.set_agency_code("nowhere");

  EXPECT_THAT(core_.rounds.Create(request),
              IsRefused(absl::StatusCode::kNotFound, v1::REASON_AGENCY_UNKNOWN));
}

TEST_F(RoundsTest, RefusesADefinitionWithAFaultByItsReason) {
  v1::Definition definition = testing::SmallDefinition();
  definition.mutable_items(0)->set_indicator("nowhere");
  v1::CreateRoundRequest request = SmallRound();
  request.set_definition(definition.SerializeAsString());

  EXPECT_EQ(ReasonOf(core_.rounds.Create(request).status()),
            v1::REASON_DEFINITION_UNKNOWN_REFERENCE);
}

TEST_F(RoundsTest, RefusesAnIdOfAnotherLength) {
  v1::CreateRoundRequest request = SmallRound();
  request.set_round_id("short");

  EXPECT_THAT(core_.rounds.Create(request), IsRefusedFor(v1::REASON_ARGUMENT, "round_id"));
}

TEST_F(RoundsTest, RefusesARoundThatEndsBeforeItBegins) {
  v1::CreateRoundRequest request = SmallRound();
  request.set_last_day(request.first_day() - 1);

  EXPECT_THAT(core_.rounds.Create(request), IsRefusedFor(v1::REASON_ARGUMENT, "last_day"));
}

TEST_F(RoundsTest, RefusesPopulationsThatAreMissingDoubledStrayOrImpossible) {
  v1::CreateRoundRequest missing = SmallRound();
  missing.clear_populations();
  v1::CreateRoundRequest doubled = SmallRound();
  *doubled.add_populations() = doubled.populations(0);
  v1::CreateRoundRequest stray = SmallRound();
  stray.add_populations()->set_questionnaire("C");
  v1::CreateRoundRequest nobody = SmallRound();
  nobody.mutable_populations(0)->set_size(0);
  v1::CreateRoundRequest too_many = SmallRound();
  too_many.mutable_populations(0)->set_size(100'000'001);

  EXPECT_THAT(core_.rounds.Create(missing), IsRefusedFor(v1::REASON_ARGUMENT, "population S"));
  EXPECT_THAT(core_.rounds.Create(doubled), IsRefusedFor(v1::REASON_ARGUMENT, "population S"));
  EXPECT_THAT(core_.rounds.Create(stray), IsRefusedFor(v1::REASON_ARGUMENT, "population"));
  EXPECT_THAT(core_.rounds.Create(nobody), IsRefusedFor(v1::REASON_ARGUMENT, "population S"));
  EXPECT_THAT(core_.rounds.Create(too_many), IsRefusedFor(v1::REASON_ARGUMENT, "population S"));
  EXPECT_TRUE(core_.rounds.List("").value().empty());
}

TEST_F(RoundsTest, SaysWhichRoundIsUnknown) {
  const std::string hex = crypto::ToHex(RoundId('z'));

  EXPECT_THAT(core_.rounds.Describe(RoundId('z')), IsRefusedFor(v1::REASON_ROUND_UNKNOWN, hex));
  EXPECT_THAT(core_.rounds.WrapKey(RoundId('z'), kPassphrase),
              IsRefusedFor(v1::REASON_ROUND_UNKNOWN, hex));
  EXPECT_THAT(Open('z', "", kPassphrase), IsRefusedFor(v1::REASON_ROUND_UNKNOWN, hex));
  EXPECT_THAT(core_.rounds.Extend(RoundId('z'), 1), IsRefusedFor(v1::REASON_ROUND_UNKNOWN, hex));
  EXPECT_THAT(core_.rounds.Cancel(RoundId('z')), IsRefusedFor(v1::REASON_ROUND_UNKNOWN, hex));
}

// One test for all, because wrapping and unwrapping take a second each.
TEST_F(RoundsTest, OpensOnlyAfterTheCopyOfItsOwnKeyWasReadBack) {
  ASSERT_THAT(core_.rounds.Create(SmallRound('a')), IsOk());
  ASSERT_THAT(core_.rounds.Create(SmallRound('b')), IsOk());
  const std::string copy = core_.rounds.WrapKey(RoundId('a'), kPassphrase).value();
  const std::string others_copy = core_.rounds.WrapKey(RoundId('b'), kPassphrase).value();
  std::string changed = copy;
  changed[changed.size() / 2] = changed[changed.size() / 2] == 'A' ? 'B' : 'A';

  const auto unread =
      IsRefused(absl::StatusCode::kFailedPrecondition, v1::REASON_ROUND_KEY_COPY_UNREAD);
  EXPECT_THAT(Open('a', copy, "another passphrase"), unread);
  EXPECT_THAT(Open('a', changed, kPassphrase), unread);
  EXPECT_THAT(Open('a', others_copy, kPassphrase), unread);
  EXPECT_THAT(Open('a', "", kPassphrase), unread);
  EXPECT_EQ(State(), v1::ROUND_STATE_DRAFT);

  EXPECT_THAT(Open('a', copy, kPassphrase), IsOk());
  EXPECT_EQ(State(), v1::ROUND_STATE_OPEN);
}

TEST_F(RoundsTest, WrapsTheSameKeyWhenAskedAgain) {
  ASSERT_THAT(core_.rounds.Create(SmallRound()), IsOk());
  ASSERT_THAT(core_.rounds.WrapKey(RoundId('a'), kPassphrase), IsOk());
  const std::string key = core_.round_store.Find(RoundId('a')).value().sealing_key;

  const auto copy = core_.rounds.WrapKey(RoundId('a'), "another passphrase");

  ASSERT_THAT(copy, IsOk());
  EXPECT_EQ(core_.round_store.Find(RoundId('a')).value().sealing_key, key);
  EXPECT_THAT(Open('a', *copy, "another passphrase"), IsOk());
}

TEST_F(RoundsTest, WrapsWithNoPassphraseThatIsTooShort) {
  ASSERT_THAT(core_.rounds.Create(SmallRound()), IsOk());

  EXPECT_THAT(core_.rounds.WrapKey(RoundId('a'), "short"),
              IsRefused(absl::StatusCode::kInvalidArgument, v1::REASON_ARGUMENT));
}

TEST_F(RoundsTest, DoesNotOpenOnceTheKeyIsGone) {
  ASSERT_THAT(core_.rounds.Create(SmallRound()), IsOk());
  const std::string copy = core_.rounds.WrapKey(RoundId('a'), kPassphrase).value();
  ASSERT_THAT(core_.keys.DestroySealingKey(RoundId('a')), IsOk());

  EXPECT_THAT(Open('a', copy, kPassphrase),
              IsRefused(absl::StatusCode::kFailedPrecondition, v1::REASON_ROUND_KEY_MISSING));
}

TEST_F(RoundsTest, MakesOnePairOfKeysHoweverManyAskAtOnce) {
  ASSERT_THAT(core_.rounds.Create(SmallRound()), IsOk());
  std::vector<std::future<void>> callers;
  for (int i = 0; i < 8; ++i) {
    callers.push_back(std::async(std::launch::async, [&] {
      // Refused for its passphrase, after the keys were made.
      core_.rounds.WrapKey(RoundId('a'), "short").status().IgnoreError();
    }));
  }
  for (auto& caller : callers) caller.get();

  const RoundRecord round = core_.round_store.Find(RoundId('a')).value();
  EXPECT_EQ(crypto::SealingPublicKey(*core_.keys.SealingKey(RoundId('a'))).value(),
            round.sealing_key);
  EXPECT_EQ(crypto::SigningPublicKey(*core_.keys.ReceiptKey(RoundId('a'))).value(),
            round.receipt_key);
}

TEST_F(RoundsTest, DoesNotOpenWhenTabletsWouldSealToAnotherKey) {
  ASSERT_THAT(core_.rounds.Create(SmallRound()), IsOk());
  const std::string copy = core_.rounds.WrapKey(RoundId('a'), kPassphrase).value();
  const RoundRecord round = core_.round_store.Find(RoundId('a')).value();
  ASSERT_THAT(core_.round_store.SetKeys(RoundId('a'), crypto::GenerateSealingKeyPair().public_key,
                                        round.receipt_key),
              IsOk());

  EXPECT_THAT(Open('a', copy, kPassphrase),
              IsRefused(absl::StatusCode::kFailedPrecondition, v1::REASON_ROUND_KEY_MISMATCH));
  EXPECT_EQ(State(), v1::ROUND_STATE_DRAFT);
}

TEST_F(RoundsTest, KeepsPrivateKeysOutOfTheDataFolder) {
  const RoundRecord round = core_.OpenRound();
  core_.InsertValid(core_.AddDevice("Counter 1"), round, 3);
  const auto sealing_key = core_.keys.SealingKey(round.round_id);
  const auto receipt_key = core_.keys.ReceiptKey(round.round_id);
  ASSERT_THAT(sealing_key, IsOk());
  ASSERT_THAT(receipt_key, IsOk());
  const std::string sealing(sealing_key->view().data(), sealing_key->size());
  // An Ed25519 private key ends in its public half, which the data folder holds; its first half is
  // the secret.
  const std::string receipt(receipt_key->view().data(), receipt_key->size() / 2);

  EXPECT_TRUE(FolderHolds(core_.data_folder(), round.sealing_key));
  EXPECT_FALSE(FolderHolds(core_.data_folder(), sealing));
  EXPECT_FALSE(FolderHolds(core_.data_folder(), receipt));
  EXPECT_TRUE(FolderHolds(core_.key_folder_path(), sealing));
  EXPECT_TRUE(FolderHolds(core_.key_folder_path(), receipt));
}

TEST_F(RoundsTest, KeepsKeysForTheirOwnerAlone) {
  core_.OpenRound();

  for (const auto& file :
       std::filesystem::directory_iterator(core_.key_folder_path() + "/rounds")) {
    EXPECT_EQ(file.status().permissions(),
              std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
  }
}

TEST_F(RoundsTest, ExtendsAnOpenRound) {
  const RoundRecord round = core_.OpenRound();

  EXPECT_THAT(core_.rounds.Extend(round.round_id, round.last_day + 30), IsOk());

  EXPECT_EQ(core_.rounds.Describe(round.round_id).value().last_day(), round.last_day + 30);
}

TEST_F(RoundsTest, DoesNotExtendToBeforeTheFirstDayOrTenYearsOn) {
  const RoundRecord round = core_.OpenRound();

  EXPECT_THAT(core_.rounds.Extend(round.round_id, round.first_day - 1),
              IsRefusedFor(v1::REASON_ARGUMENT, "last_day"));
  EXPECT_THAT(core_.rounds.Extend(round.round_id, round.first_day + 4000),
              IsRefusedFor(v1::REASON_ARGUMENT, "last_day"));
  EXPECT_EQ(core_.rounds.Describe(round.round_id).value().last_day(), round.last_day);
}

TEST_F(RoundsTest, CancellingDestroysTheKeyAndTheBoxes) {
  const RoundRecord round = core_.OpenRound();
  const std::string box = testing::SealResponse(round, {}, testing::ReceiptNumber(1));
  core_.Insert(core_.AddDevice("Counter 1"), round, {box});
  const auto key = core_.keys.SealingKey(round.round_id);
  ASSERT_THAT(key, IsOk());
  const std::string private_key(key->view().data(), key->size());

  ASSERT_THAT(core_.rounds.Cancel(round.round_id), IsOk());

  EXPECT_EQ(State(), v1::ROUND_STATE_CANCELLED);
  EXPECT_FALSE(FolderHolds(core_.key_folder_path(), private_key));
  EXPECT_FALSE(FolderHolds(core_.data_folder(), box));
  EXPECT_THAT(core_.rounds.Cancel(round.round_id), IsOk()) << "again";
}

TEST_F(RoundsTest, RoundsDownHowManyWereReceivedWhileTheRoundIsOpen) {
  const RoundRecord round = core_.OpenRound();
  const std::string device_id = core_.AddDevice("Counter 1");
  core_.InsertValid(device_id, round, 5);

  const v1::Totals open = core_.rounds.Describe(round.round_id).value().totals(0);
  ASSERT_THAT(core_.Close(round), IsOk());
  const v1::Totals closed = core_.rounds.Describe(round.round_id).value().totals(0);

  EXPECT_EQ(open.received(), 3);
  EXPECT_EQ(open.counted(), 0);
  EXPECT_EQ(closed.received(), 5);
  EXPECT_EQ(closed.counted(), 5);
}

TEST_F(RoundsTest, TellsHowManyWereReceivedByDay) {
  const RoundRecord round = core_.OpenRound();
  const std::string device_id = core_.AddDevice("Counter 1");
  const auto received = [&] { return core_.rounds.Describe(round.round_id)->totals(0).received(); };
  core_.InsertValid(device_id, round, 3);
  ASSERT_EQ(received(), 3);
  core_.Insert(device_id, round,
               {testing::SealResponse(round, {}, testing::ReceiptNumber(50)),
                testing::SealResponse(round, {}, testing::ReceiptNumber(51)),
                testing::SealResponse(round, {}, testing::ReceiptNumber(52))});

  EXPECT_EQ(received(), 3) << "the same day";
  core_.clock.Advance(absl::Hours(-24));
  EXPECT_EQ(received(), 3) << "a clock that was set back";
  core_.clock.Advance(absl::Hours(48));
  EXPECT_EQ(received(), 6) << "the next day";
}

// What may be done in which state; everything else is refused and leaves the round as it was.
struct StateCase {
  v1::RoundState state;
  bool wrap, extend, cancel, close, import, scores;
};

class RoundStateTest : public RoundsTest, public ::testing::WithParamInterface<StateCase> {};

TEST_P(RoundStateTest, AllowsOnlyWhatTheStateAllows) {
  const StateCase& allowed = GetParam();
  const RoundRecord round = core_.OpenRound();
  core_.InsertValid(core_.AddDevice("Counter 1"), round, 3);
  const auto move = [&] {
    auto database = core_.database.Lock();
    const std::string sql = absl::StrCat("UPDATE round SET state = ", allowed.state);
    ASSERT_THAT(database->Execute(sql.c_str()), IsOk());
  };
  const auto expect = [&](bool is_allowed, const absl::Status& status, absl::string_view what) {
    if (is_allowed) {
      EXPECT_THAT(status, ::testing::Not(IsWrongState())) << what;
    } else {
      EXPECT_THAT(status, IsWrongState()) << what;
      EXPECT_EQ(State(), allowed.state) << what;
    }
    move();
  };
  move();

  expect(allowed.wrap, core_.rounds.WrapKey(round.round_id, "short").status(), "wrap");
  expect(allowed.wrap, Open('a', "", kPassphrase), "open");
  expect(allowed.extend, core_.rounds.Extend(round.round_id, round.last_day + 1), "extend");
  v1::ImportScoresRequest import;
  import.set_round_id(round.round_id);
  expect(allowed.import, core_.results.Import(import), "import");
  expect(allowed.scores, core_.results.Scores(round.round_id).status(), "scores");
  expect(allowed.scores, core_.results.Publish(round.round_id).status(), "publish");
  expect(allowed.close, core_.Close(round).status(), "close");
  expect(allowed.cancel, core_.rounds.Cancel(round.round_id), "cancel");
}

INSTANTIATE_TEST_SUITE_P(
    EachState, RoundStateTest,
    ::testing::Values(StateCase{v1::ROUND_STATE_DRAFT, true, true, true, false, true, false},
                      StateCase{v1::ROUND_STATE_OPEN, false, true, true, true, true, false},
                      StateCase{v1::ROUND_STATE_CLOSING, false, false, true, true, true, false},
                      StateCase{v1::ROUND_STATE_CLOSED, false, false, true, true, true, true},
                      StateCase{v1::ROUND_STATE_PUBLISHED, false, false, false, true, false, true},
                      StateCase{v1::ROUND_STATE_CANCELLED, false, false, true, false, false,
                                false}),
    [](const ::testing::TestParamInfo<StateCase>& each) {
      return v1::RoundState_Name(each.param.state);
    });

}  // namespace
}  // namespace sucharit
