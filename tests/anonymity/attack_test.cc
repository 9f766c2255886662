// SPDX-License-Identifier: Apache-2.0
//
// Attacks by people who have all that can be had: README.md says who they are.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <iostream>
#include <map>
#include <vector>

#include "common/crypto/card_code.h"
#include "common/crypto/digest.h"
#include "common/sqlite/statement.h"
#include "server/leakcheck/leakcheck.h"
#include "tests/anonymity/attack.h"
#include "tests/server/testing/required.h"
#include "tests/testing/status_matchers.h"

namespace sucharit {
namespace {

using ::sucharit::testing::Attack;
using ::sucharit::testing::AttackedInstallation;
using ::sucharit::testing::Attacks;
using ::sucharit::testing::CopyOf;
using ::sucharit::testing::Evidence;
using ::sucharit::testing::FolderCopy;
using ::sucharit::testing::Holds;
using ::sucharit::testing::kPeople;
using ::sucharit::testing::Person;
using ::sucharit::testing::Require;
using ::sucharit::testing::Required;
using ::sucharit::testing::Success;
using ::sucharit::testing::SuccessOf;
using ::sucharit::testing::TemporaryFolder;
using ::testing::UnorderedElementsAreArray;

constexpr uint32_t kRuns = 40;
constexpr double kGuessing = 1;
// An attack that works tells nearly everybody. One that tells less than two people more than
// guessing does over 40 runs hasn't found an order; chance gets there once in 10^14 times.
constexpr double kBetterThanGuessing = 2.5;

std::vector<std::string> All(const std::vector<Person>& people, std::string Person::*what) {
  std::vector<std::string> all;
  for (const Person& person : people) all.push_back(person.*what);
  return all;
}

// Prints each attack's mean with its interval.
void ExpectNoBetterThanGuessing(const std::map<const char*, std::vector<size_t>>& hits,
                                double better) {
  for (const auto& [name, counts] : hits) {
    const Success success = SuccessOf(counts);
    std::cout << name << ": " << success.mean << " of 30, 95 % between " << success.low << " and "
              << success.high << "; guessing gives " << kGuessing << "\n";
    EXPECT_LT(success.high, better) << name;
  }
}

// A. Has every copy of the data folder, and knows who answered when and which box was whose.
TEST(AttackTest, WhoHasEveryCopyOfTheFilesTellsNoMoreThanByGuessing) {
  AttackedInstallation installation;
  std::map<const char*, std::vector<size_t>> hits;
  for (uint32_t seed = 1; seed <= kRuns; ++seed) {
    const Evidence evidence = installation.Run(seed);
    ASSERT_THAT(evidence.stored_words,
                UnorderedElementsAreArray(All(evidence.people, &Person::words)));
    ASSERT_THAT(evidence.stored_rows,
                UnorderedElementsAreArray(All(evidence.people, &Person::row)));
    for (const Attack& attack : Attacks()) hits[attack.name].push_back(attack.hits(evidence));
  }

  ExpectNoBetterThanGuessing(hits, kBetterThanGuessing);
}

// The control: what the same attacks tell of a store that keeps opened rows as they come.
TEST(AttackTest, TellsEverybodyWhereAStoreKeepsTheOrderOfArrival) {
  AttackedInstallation installation;
  Evidence evidence = installation.Run(1);
  const TemporaryFolder folder;
  {
    auto store = Required(sqlite::Database::Open(folder.File("arrivals.db")));
    Require(store.Execute("CREATE TABLE arrival(words TEXT, answers BLOB)"));
    for (const Person& person : evidence.people) {
      const CheckedResponse opened = installation.Open(person.box);
      Require(sqlite::Statement(store, "INSERT INTO arrival VALUES(?, ?)")
                  .BindText(std::get<std::string>(opened.answers.values().back()))
                  .BindBlob(opened.answers.PackRow())
                  .Run());
    }
    Require(store.Checkpoint());
    evidence.stored_words.clear();
    evidence.stored_rows.clear();
    sqlite::Statement query(store, "SELECT words, answers FROM arrival");
    while (query.Step()) {
      evidence.stored_words.push_back(query.Text(0));
      evidence.stored_rows.push_back(query.Blob(1));
    }
  }
  evidence.published = CopyOf(folder.path());

  std::map<std::string, size_t> hits;
  for (const Attack& attack : Attacks()) hits[attack.name] = attack.hits(evidence);

  EXPECT_EQ(hits["texts in the order of arrival"], kPeople);
  EXPECT_EQ(hits["rows in the order of arrival"], kPeople);
  EXPECT_GE(std::max(hits["texts by place in the files at the end, in the order of arrival"],
                     kPeople - hits["texts in the reverse order of arrival"]),
            kPeople - 1);
}

// C. Has the round's private key and a copy of the waiting boxes besides.
TEST(AttackTest, WhoHasTheKeyAndTheBoxesReadsEverybodysAnswers) {
  AttackedInstallation installation;
  const Evidence evidence = installation.Run(1);

  size_t read = 0;
  for (const Person& person : evidence.people) {
    const CheckedResponse opened = installation.Open(person.box);
    if (std::get<std::string>(opened.answers.values().back()) == person.words) ++read;
  }

  EXPECT_EQ(read, kPeople) << "the threat model says so, and that it ends with the key";
  EXPECT_FALSE(installation.core().keys.SealingKey(installation.round().round_id).ok())
      << "after publication the server has no key to steal";
}

// Copies the server's folders and the tablets' at every step, and looks for what mustn't be there.
class Searcher : public AttackedInstallation::Observer {
 public:
  void Stepped(AttackedInstallation& installation, const char* step) override {
    copies_.push_back({step, CopyOf(installation.core().data_folder())});
    key_folders_.push_back(CopyOf(installation.core().key_folder_path()));
    for (const std::string& folder : installation.tablet_folders()) {
      copies_.push_back({step, CopyOf(folder)});
    }
    key_ = std::string(installation.stolen_key().private_key.view());
  }

  void ExpectNowhere(const std::string& planted, const std::string& what) const {
    for (const auto& [step, copy] : copies_) {
      EXPECT_FALSE(Holds(copy, planted)) << what << " at step: " << step;
    }
  }

  bool SawSomewhere(const std::string& planted) const {
    return std::any_of(copies_.begin(), copies_.end(),
                       [&](const auto& each) { return Holds(each.second, planted); });
  }

  bool SawInAKeyFolder(const std::string& bytes) const {
    return std::any_of(key_folders_.begin(), key_folders_.end(),
                       [&](const FolderCopy& copy) { return Holds(copy, bytes); });
  }

  const std::string& key() const { return key_; }

 private:
  std::vector<std::pair<std::string, FolderCopy>> copies_;
  std::vector<FolderCopy> key_folders_;
  std::string key_;
};

TEST(AttackTest, NoFileHoldsAnAnswerACardAReceiptNumberOrTheKeyAtAnyStepOfAnOpenRound) {
  AttackedInstallation installation;
  Searcher searcher;

  AttackedInstallation::Options options;
  options.observer = &searcher;
  options.takes_cards = true;

  const Evidence evidence = installation.Run(7, options);

  for (const Person& person : evidence.people) {
    searcher.ExpectNowhere(person.words, "somebody's words");
    const std::string receipt_number = installation.Open(person.box).receipt_number;
    searcher.ExpectNowhere(receipt_number, "a receipt number");
    for (const std::string& card : {person.card, crypto::FormatCard(person.card)}) {
      ASSERT_FALSE(card.empty());
      searcher.ExpectNowhere(card, "a card's code");
      EXPECT_FALSE(Holds(evidence.closed, card));
      EXPECT_FALSE(Holds(evidence.published, card));
    }
    EXPECT_FALSE(Holds(evidence.closed, receipt_number));
    EXPECT_FALSE(Holds(evidence.published, receipt_number));
    EXPECT_TRUE(searcher.SawSomewhere(person.box)) << "the search finds what is there";
    EXPECT_FALSE(Holds(evidence.published, person.box)) << "boxes go with publication";
  }
  searcher.ExpectNowhere(searcher.key(), "the round's key");
  EXPECT_TRUE(searcher.SawInAKeyFolder(searcher.key())) << "where the threat model says it lies";
}

// B. Is root while the round is open, too, but the key is off the server.
TEST(AttackTest, WhoIsRootWhileTheRoundIsOpenFindsNoKeyThatIsKeptElsewhere) {
  // Chance reaches so many of 30 once in ten million times.
  constexpr size_t kFarMoreThanGuessing = 10;
  AttackedInstallation installation;
  Searcher searcher;

  AttackedInstallation::Options options;
  options.observer = &searcher;
  options.key_is_elsewhere = true;

  const Evidence evidence = installation.Run(11, options);

  searcher.ExpectNowhere(searcher.key(), "the round's key");
  EXPECT_FALSE(searcher.SawInAKeyFolder(searcher.key()));
  EXPECT_FALSE(searcher.SawInAKeyFolder(crypto::ToHex(searcher.key())));
  EXPECT_FALSE(installation.Open(evidence.people[0].box).receipt_number.empty())
      << "the key that was looked for is the one that opens the boxes";
  for (const Attack& attack : Attacks()) {
    EXPECT_LT(attack.hits(evidence), kFarMoreThanGuessing) << attack.name;
  }
}

// The same attacks by B: with the key elsewhere, being root while the round is open tells no order.
TEST(AttackTest, WhoIsRootWhileTheRoundIsOpenTellsNoMoreThanByGuessing) {
  // Each run brings the key back once, which takes its time: fewer runs, so a wider interval.
  constexpr uint32_t kRunsOfRoot = 8;
  constexpr double kBetterThanGuessingInFewRuns = 4;
  AttackedInstallation installation;
  AttackedInstallation::Options options;
  options.key_is_elsewhere = true;
  options.opens_quickly = true;
  std::map<const char*, std::vector<size_t>> hits;
  for (uint32_t seed = 101; seed <= 100 + kRunsOfRoot; ++seed) {
    const Evidence evidence = installation.Run(seed, options);
    for (const Attack& attack : Attacks()) hits[attack.name].push_back(attack.hits(evidence));
  }

  ExpectNoBetterThanGuessing(hits, kBetterThanGuessingInFewRuns);
}

TEST(AttackTest, LeakcheckFindsNothingAfterARoundOfRealResponses) {
  AttackedInstallation installation;
  const Evidence evidence = installation.Run(3);
  const TemporaryFolder copy;
  std::filesystem::copy(installation.core().data_folder(), copy.File("data"),
                        std::filesystem::copy_options::recursive);
  // What a server that stops does.
  Require(Required(sqlite::Database::Open(copy.File("data/sucharit.db"))).Checkpoint());
  LeakCheckOptions options;
  options.folder = copy.File("data");
  options.key_folder = installation.core().key_folder_path();
  options.planted = copy.Write(
      "planted", "hex:" + crypto::ToHex(installation.Open(evidence.people[0].box).receipt_number));

  const LeakReport report = Required(CheckForLeaks(options));

  for (const LeakCheck& check : report.checks) {
    EXPECT_NE(check.result, LeakResult::kLeak)
        << check.id << ": " << ::testing::PrintToString(check.found);
  }
}

// Somebody on the way keeps a box and sends it again, changed or elsewhere.
TEST(AttackTest, ACapturedBoxCountsOnceWhateverIsDoneWithIt) {
  testing::CoreForTests core;
  const RoundRecord round = core.OpenRound('a');
  const RoundRecord other = core.OpenRound('b');
  const std::string tablet = core.AddDevice("front desk");
  const std::string thief = core.AddDevice("the thief's");
  core.InsertValid(tablet, round, 400);
  const std::string box = testing::SealResponse(round, {1, 1}, testing::ReceiptNumber(1000));
  std::string changed = box;
  changed.back() = static_cast<char>(changed.back() ^ 1);

  core.Insert(tablet, round, {box});
  core.Insert(thief, round, {box});
  core.Insert(thief, round, {changed});
  core.Insert(thief, other, {box});
  const auto totals = Required(core.Close(round));
  const auto elsewhere = Required(core.Close(other, /*accept_failed=*/true));

  EXPECT_EQ(totals[0].counted(), 401) << "the same box again is the same response";
  EXPECT_EQ(totals[0].not_valid(), 1) << "a box with a changed bit opens for nobody";
  EXPECT_EQ(elsewhere[0].counted(), 0) << "a box of another round isn't counted";
  EXPECT_EQ(elsewhere[0].not_valid(), 1);
}

}  // namespace
}  // namespace sucharit
