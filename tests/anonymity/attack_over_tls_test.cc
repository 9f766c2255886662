// SPDX-License-Identifier: Apache-2.0
//
// Attacker A once more, against the whole way: tablets that synchronize over TLS with a running
// server, an administrator who closes and publishes over the wire, and the log.
#include <gmock/gmock.h>
#include <spdlog/sinks/ostream_sink.h>
#include <spdlog/spdlog.h>

#include <memory>
#include <random>
#include <sstream>

#include "common/crypto/digest.h"
#include "common/response/receipt.h"
#include "common/response/receipt_code.h"
#include "tests/anonymity/attack.h"
#include "tests/end_to_end/enrolled_tablet.h"
#include "tests/testing/status_matchers.h"

namespace sucharit {
namespace {

using ::sucharit::testing::Attack;
using ::sucharit::testing::Attacks;
using ::sucharit::testing::CopyOf;
using ::sucharit::testing::CoreForTests;
using ::sucharit::testing::Evidence;
using ::sucharit::testing::FolderCopy;
using ::sucharit::testing::Holds;
using ::sucharit::testing::IsOk;
using ::sucharit::testing::kPeople;
using ::sucharit::testing::kTablets;
using ::sucharit::testing::Person;
using ::sucharit::testing::Require;
using ::sucharit::testing::Required;
using ::sucharit::testing::ServerForTests;
using ::sucharit::testing::Tablet;
using ::testing::UnorderedElementsAreArray;

// Chance reaches so many right guesses in three runs of 30 people less than once in 10^9 times.
constexpr size_t kFarMoreThanGuessing = 20;
constexpr uint32_t kRuns = 3;

// Everything that spdlog gets while it lives, at every level.
class CapturedLog {
 public:
  CapturedLog() : before_(spdlog::default_logger()) {
    auto logger = std::make_shared<spdlog::logger>(
        "captured", std::make_shared<spdlog::sinks::ostream_sink_mt>(text_));
    logger->set_level(spdlog::level::trace);
    spdlog::set_default_logger(logger);
  }
  ~CapturedLog() { spdlog::set_default_logger(before_); }
  CapturedLog(const CapturedLog&) = delete;
  CapturedLog& operator=(const CapturedLog&) = delete;

  std::string text() const { return text_.str(); }

 private:
  std::shared_ptr<spdlog::logger> before_;
  std::ostringstream text_;
};

// A round of the attacked definition on a server that runs, with three enrolled tablets.
class AttackedServer {
 public:
  AttackedServer() {
    server_.WithCore([&](CoreForTests& core) {
      v1::CreateRoundRequest request = testing::SmallRound();
      request.set_definition(testing::AttackedAssessment().bytes());
      round_ = core.OpenRound(request);
    });
    for (size_t i = 0; i < kTablets; ++i) {
      tablets_.push_back(std::make_unique<Tablet>(server_, "planted name " + std::to_string(i)));
      Require(tablets_.back()->Sync());
    }
  }

  // Has everybody answer one after the other, each response sent at once; closes and publishes.
  Evidence Run(uint32_t seed) {
    std::seed_seq seeds{seed};
    std::mt19937 random(seeds);
    Evidence evidence;
    for (size_t i = 0; i < kPeople; ++i) {
      evidence.people.push_back(Answer(*tablets_[random() % kTablets], random));
      copies_.push_back(CopyOf(server_.config().data_folder()));
    }
    Close();
    evidence.closed = CopyOf(server_.config().data_folder());
    Require(server_.Publish(round_.round_id).status());
    evidence.published = CopyOf(server_.config().data_folder());
    server_.WithCore([&](CoreForTests& core) { ReadStored(core, round_.round_id, evidence); });
    return evidence;
  }

  // Of the data folder after each response.
  const std::vector<FolderCopy>& copies() const { return copies_; }
  const std::vector<std::string>& receipts() const { return receipts_; }
  const ServerForTests& server() const { return server_; }

 private:
  Person Answer(Tablet& tablet, std::mt19937& random) {
    auto session = tablet.Begin(round_);
    Person person = testing::AnswerByChance(*session, random);
    receipts_.push_back(Required(session->Finish()));
    person.box = Required(Outbox(tablet.database()).NextBatch(1, {})).boxes(0);
    person.box_id = BoxId(person.box);
    Require(tablet.Sync());
    return person;
  }

  // The first call begins the closing; then each tablet says that nothing is left.
  void Close() {
    v1::ImportScoresResponse imported;
    Require(server_.Call(&v1::AdminService::Stub::ImportScores,
                         testing::OtherScores(round_.round_id), &imported));
    EXPECT_FALSE(server_.Close(round_.round_id).ok());
    for (const auto& tablet : tablets_) Require(tablet->Sync());
    Require(server_.Close(round_.round_id).status());
  }

  ServerForTests server_;
  RoundRecord round_;
  std::vector<std::unique_ptr<Tablet>> tablets_;
  std::vector<FolderCopy> copies_;
  std::vector<std::string> receipts_;
};

TEST(AttackOverTlsTest, WhoHasEveryCopyOfTheFilesTellsNoMoreThanByGuessing) {
  std::map<const char*, size_t> hits;
  for (uint32_t seed = 1; seed <= kRuns; ++seed) {
    AttackedServer attacked;
    const Evidence evidence = attacked.Run(seed);
    std::vector<std::string> rows;
    for (const Person& person : evidence.people) rows.push_back(person.row);
    ASSERT_THAT(evidence.stored_rows, UnorderedElementsAreArray(rows));
    for (const Attack& attack : Attacks()) hits[attack.name] += attack.hits(evidence);
  }

  for (const auto& [name, right] : hits) EXPECT_LT(right, kFarMoreThanGuessing) << name;
}

TEST(AttackOverTlsTest, NeitherAFileNorTheLogHoldsWhatSomebodySaidOrReceived) {
  const CapturedLog log;
  spdlog::info("the log is caught");
  AttackedServer attacked;

  const Evidence evidence = attacked.Run(9);

  EXPECT_NE(log.text().find("the log is caught"), std::string::npos);
  EXPECT_EQ(log.text().find("planted name"), std::string::npos);
  for (size_t i = 0; i < kPeople; ++i) {
    const Person& person = evidence.people[i];
    const std::string number = Required(ParseReceiptCode(attacked.receipts()[i]));
    for (const std::string& planted : {person.words, attacked.receipts()[i], number}) {
      for (const FolderCopy& copy : attacked.copies()) EXPECT_FALSE(Holds(copy, planted));
    }
    for (const std::string& receipt : {attacked.receipts()[i], number}) {
      EXPECT_FALSE(Holds(evidence.closed, receipt));
      EXPECT_FALSE(Holds(evidence.published, receipt));
    }
    for (const std::string& planted : {person.words, attacked.receipts()[i], crypto::ToHex(number),
                                       person.box, crypto::ToHex(person.box_id)}) {
      EXPECT_EQ(log.text().find(planted), std::string::npos);
    }
    EXPECT_TRUE(Holds(attacked.copies().back(), person.box)) << "the search finds what is there";
  }
}

}  // namespace
}  // namespace sucharit
