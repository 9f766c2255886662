// SPDX-License-Identifier: Apache-2.0
//
// Who holds a round's key, and when.
#include <gmock/gmock.h>

#include <filesystem>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/crypto/digest.h"
#include "common/crypto/sealed_box.h"
#include "server/rounds/key_copy.h"
#include "tests/server/testing/core_for_tests.h"
#include "tests/testing/status_matchers.h"

namespace sucharit {
namespace {

using ::sucharit::testing::CoreForTests;
using ::sucharit::testing::FolderHolds;
using ::sucharit::testing::IsOk;
using ::sucharit::testing::IsRefused;
using ::sucharit::testing::IsRefusedFor;
using ::sucharit::testing::RoundId;
using ::testing::ElementsAre;

constexpr char kPassphrase[] = "a passphrase long enough";
constexpr char kOthersPassphrase[] = "another officer's words";

auto IsPrecondition(v1::Reason reason) {
  return IsRefused(absl::StatusCode::kFailedPrecondition, reason);
}

v1::KeyCopy Copy(const std::string& wrapped_key, const std::string& passphrase,
                 const std::string& place) {
  v1::KeyCopy copy;
  copy.set_wrapped_key(wrapped_key);
  copy.set_passphrase(passphrase);
  copy.set_place(place);
  return copy;
}

v1::CreateRoundRequest OfflineRound() {
  v1::CreateRoundRequest request = testing::SmallRound();
  request.set_custody(v1::KEY_CUSTODY_OFFLINE);
  return request;
}

class KeyCustodyTest : public ::testing::Test {
 protected:
  v1::RoundState State() { return core_.round_store.Find(RoundId('a')).value().state; }

  // A draft whose key two officers keep, each with a passphrase of their own.
  void CreateWithTwoCopies() {
    ASSERT_THAT(core_.rounds.Create(OfflineRound()), IsOk());
    safe_ = Copy(core_.rounds.WrapKey(RoundId('a'), kPassphrase).value(), kPassphrase, "safe");
    vault_ = Copy(core_.rounds.WrapKey(RoundId('a'), kOthersPassphrase).value(), kOthersPassphrase,
                  "vault");
  }

  absl::Status Open(const std::vector<v1::KeyCopy>& copies) {
    v1::OpenRoundRequest request;
    request.set_round_id(RoundId('a'));
    *request.mutable_copies() = {copies.begin(), copies.end()};
    return core_.rounds.Open(request);
  }

  absl::Status Close(const v1::KeyCopy& key) {
    v1::CloseRoundRequest request;
    request.set_round_id(RoundId('a'));
    *request.mutable_key() = key;
    return core_.closer.Close(request).status();
  }

  // The figures that assessors give, without which nothing can be scored.
  void ImportTheRest() {
    v1::ImportScoresRequest request;
    request.set_round_id(RoundId('a'));
    const auto add = [&](const char* part, const char* node, const char* score) {
      v1::ImportedScore& each = *request.add_scores();
      each.set_part(part);
      each.set_node(node);
      each.set_score(score);
    };
    add("S-2", "1", "90");
    add("C", "C1", "100");
    add("C", "C2", "50");
    ASSERT_THAT(core_.results.Import(request), IsOk());
  }

  std::string PrivateKey() {
    const crypto::Secret key = core_.keys.SealingKey(RoundId('a')).value();
    return {key.view().data(), key.size()};
  }

  bool ServerHolds(const std::string& secret) {
    return FolderHolds(core_.key_folder_path(), secret) || FolderHolds(core_.data_folder(), secret);
  }

  CoreForTests core_;
  v1::KeyCopy safe_;
  v1::KeyCopy vault_;
};

TEST_F(KeyCustodyTest, OpensWithoutAKeyOfItsOwnAndCountsOnceACopyIsBroughtBack) {
  CreateWithTwoCopies();
  const std::string key = PrivateKey();
  ASSERT_TRUE(ServerHolds(key));

  ASSERT_THAT(Open({safe_, vault_}), IsOk());

  EXPECT_FALSE(ServerHolds(key));
  const RoundRecord round = core_.round_store.Find(RoundId('a')).value();
  core_.InsertValid(core_.AddDevice("Counter 1"), round, 4);
  EXPECT_THAT(Close({}), IsPrecondition(v1::REASON_KEY_NEEDED));
  EXPECT_EQ(State(), v1::ROUND_STATE_CLOSING);
  EXPECT_THAT(Close(vault_), IsOk());
  EXPECT_EQ(core_.result_store.Tallies(RoundId('a')).value().at(0).respondents(), 4);
  EXPECT_FALSE(ServerHolds(key));
  ImportTheRest();
  const auto verified = core_.verifier.Verify(RoundId('a'));
  ASSERT_THAT(verified, IsOk());
  EXPECT_EQ(verified->questionnaires(0).counted_from(), v1::COUNTED_FROM_TALLIES);
  const auto published = core_.results.Publish(RoundId('a'));
  ASSERT_THAT(published, IsOk());
  EXPECT_THAT(published->copies_to_destroy(), ElementsAre("safe", "vault"));
}

TEST_F(KeyCustodyTest, WantsTwoDifferentCopiesAtDifferentPlaces) {
  ASSERT_THAT(core_.rounds.Create(OfflineRound()), IsOk());
  const RoundRecord round = core_.round_store.Find(RoundId('a')).value();
  const v1::KeyCopy one = Copy("one", kPassphrase, "safe");
  const auto too_few = IsPrecondition(v1::REASON_KEY_COPIES_TOO_FEW);

  EXPECT_THAT(CheckKeyCopies(round, {}), too_few);
  EXPECT_THAT(CheckKeyCopies(round, {one}), too_few);
  EXPECT_THAT(CheckKeyCopies(round, {one, Copy("one", kPassphrase, "vault")}), too_few);
  EXPECT_THAT(CheckKeyCopies(round, {one, Copy("two", kPassphrase, "safe")}), too_few);
  EXPECT_THAT(CheckKeyCopies(round, {one, Copy("two", kPassphrase, "")}), too_few);
  EXPECT_THAT(CheckKeyCopies(round, {one, Copy("two", kPassphrase, std::string(201, 'x'))}),
              IsRefusedFor(v1::REASON_ARGUMENT, "place"));
  EXPECT_THAT(CheckKeyCopies(round, std::vector<v1::KeyCopy>(11, one)),
              IsRefusedFor(v1::REASON_ARGUMENT, "place"));
  EXPECT_THAT(CheckKeyCopies(round, {one, Copy("two", kPassphrase, "vault")}), IsOk());
}

TEST_F(KeyCustodyTest, StaysADraftWithItsKeyWhileOneCopyCannotBeRead) {
  CreateWithTwoCopies();
  v1::KeyCopy mistyped = vault_;
  mistyped.set_passphrase("not what it was wrapped with");

  EXPECT_THAT(Open({safe_, mistyped}), IsPrecondition(v1::REASON_ROUND_KEY_COPY_UNREAD));

  EXPECT_EQ(State(), v1::ROUND_STATE_DRAFT);
  EXPECT_THAT(core_.keys.SealingKey(RoundId('a')), IsOk());
}

// Cut off right after the key was destroyed, the round isn't open, and no copy is lost.
TEST_F(KeyCustodyTest, DestroysTheKeyBeforeItOpensAndOpensWithTheSameCopiesAfterAKill) {
  CreateWithTwoCopies();
  const std::string key = PrivateKey();
  core_.database.Lock()
      ->Execute(
          "CREATE TRIGGER cut BEFORE UPDATE ON round BEGIN SELECT RAISE(ABORT, 'cut off'); END;")
      .IgnoreError();

  EXPECT_FALSE(Open({safe_, vault_}).ok());

  EXPECT_EQ(State(), v1::ROUND_STATE_DRAFT);
  EXPECT_FALSE(ServerHolds(key));
  EXPECT_TRUE(core_.round_store.KeyCopies(RoundId('a')).value().empty());
  ASSERT_THAT(core_.database.Lock()->Execute("DROP TRIGGER cut"), IsOk());
  EXPECT_THAT(Open({safe_, vault_}), IsOk());
  EXPECT_EQ(State(), v1::ROUND_STATE_OPEN);
}

TEST_F(KeyCustodyTest, DoesNotOpenWhenTheKeyCannotBeDestroyed) {
  CreateWithTwoCopies();
  const std::string file =
      absl::StrCat(core_.key_folder_path(), "/rounds/", crypto::ToHex(RoundId('a')), ".sealing");
  std::filesystem::rename(file, file + ".moved");
  std::filesystem::create_directories(file + "/not-empty");

  EXPECT_FALSE(Open({safe_, vault_}).ok());

  EXPECT_EQ(State(), v1::ROUND_STATE_DRAFT);
}

TEST_F(KeyCustodyTest, RefusesToCloseWithAnotherKey) {
  ASSERT_THAT(core_.rounds.Create(OfflineRound()), IsOk());
  const RoundRecord round = core_.OpenRound(OfflineRound());
  const crypto::SealingKeyPair another = crypto::GenerateSealingKeyPair();
  const auto wrapped = WrapRoundKey(round.round_id, another.private_key, kPassphrase);
  ASSERT_THAT(wrapped, IsOk());

  EXPECT_THAT(Close(Copy(*wrapped, kPassphrase, "")),
              IsPrecondition(v1::REASON_ROUND_KEY_MISMATCH));
  EXPECT_THAT(Close(Copy("not a key", kPassphrase, "")),
              IsPrecondition(v1::REASON_ROUND_KEY_COPY_UNREAD));

  EXPECT_EQ(State(), v1::ROUND_STATE_CLOSING);
}

TEST_F(KeyCustodyTest, DoesNotTakeAKeyThatLiesInTheFolderForOneThatWasBroughtBack) {
  core_.OpenRound(OfflineRound());
  const std::string key = PrivateKey();

  EXPECT_THAT(Close({}), IsPrecondition(v1::REASON_KEY_NEEDED));
  EXPECT_THAT(core_.results.DestroySpentKeys(), IsOk());

  EXPECT_FALSE(ServerHolds(key)) << "an old key folder was put back";
}

TEST_F(KeyCustodyTest, KeepsTheKeyOfAnOrdinaryRoundUntilPublication) {
  core_.OpenRound();

  ASSERT_THAT(core_.results.DestroySpentKeys(), IsOk());

  EXPECT_THAT(core_.keys.SealingKey(RoundId('a')), IsOk());
}

TEST_F(KeyCustodyTest, RefusesTheIdOfARoundWhoseKeyIsKeptElsewhere) {
  ASSERT_THAT(core_.rounds.Create(OfflineRound()), IsOk());

  EXPECT_THAT(core_.rounds.Create(testing::SmallRound()),
              IsRefused(absl::StatusCode::kAlreadyExists, v1::REASON_ROUND_STATE));
  EXPECT_EQ(core_.rounds.Describe(RoundId('a')).value().custody(), v1::KEY_CUSTODY_OFFLINE);
}

TEST_F(KeyCustodyTest, RunsARehearsalButNeverPublishesIt) {
  v1::CreateRoundRequest request = testing::SmallRound();
  request.set_rehearsal(true);
  const RoundRecord round = core_.OpenRound(request);
  core_.InsertValid(core_.AddDevice("Counter 1"), round, 4);
  ASSERT_THAT(core_.Close(round), IsOk());
  ImportTheRest();
  ASSERT_THAT(core_.results.Scores(round.round_id), IsOk());

  EXPECT_THAT(core_.results.Publish(round.round_id), IsPrecondition(v1::REASON_REHEARSAL));

  EXPECT_EQ(State(), v1::ROUND_STATE_CLOSED);
  EXPECT_TRUE(core_.rounds.Describe(round.round_id).value().rehearsal());
}

}  // namespace
}  // namespace sucharit
