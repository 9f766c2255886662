// SPDX-License-Identifier: Apache-2.0
//
// A round that known people answer one after another, and everything that somebody who attacks it
// can get hold of.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "client/core/form_session.h"
#include "client/core/library.h"
#include "client/core/outbox.h"
#include "client/core/tablet_database.h"
#include "common/assessment/assessment.h"
#include "common/crypto/sealed_box.h"
#include "common/response/sealed_content.h"
#include "server/intake/intake.h"
#include "server/rpc/offers.h"
#include "tests/server/testing/core_for_tests.h"
#include "tests/testing/fake_clock.h"
#include "tests/testing/temporary_folder.h"

namespace sucharit::testing {

inline constexpr size_t kPeople = 30;
inline constexpr size_t kTablets = 3;

// The small definition with a number and a text that are different for each person; rows are kept,
// so that there is something to guess.
Assessment AttackedAssessment();

// Who answered, in the order in which everybody saw them answer, and what they said.
struct Person {
  std::string words;
  std::string row;     // What is kept of the answers.
  std::string box_id;  // Known to whoever copied the files before and after this person.
  std::string box;     // Likewise.
  std::string card;    // Packed; empty where none is taken.
};

// Gives the answers that a person of the attacked definition gives by chance. Fills `words` and
// `row`.
Person AnswerByChance(FormSession& session, std::mt19937& random);

// The scores that are imported besides, so that the round can be published.
v1::ImportScoresRequest OtherScores(const std::string& round_id);

// All files of a folder by name.
using FolderCopy = std::map<std::string, std::string>;
FolderCopy CopyOf(const std::string& folder);
bool Holds(const FolderCopy& copy, const std::string& bytes);

struct Evidence;

// Reads texts and rows in the order in which the server keeps them.
void ReadStored(CoreForTests& core, const std::string& round_id, Evidence& evidence);

// What an attacker has once a round is published.
struct Evidence {
  std::vector<Person> people;             // `words` and `row` are what is to be guessed.
  std::vector<std::string> stored_words;  // In the order in which the server keeps them.
  std::vector<std::string> stored_rows;   // Likewise.
  FolderCopy closed;                      // The data folder as counting left it.
  FolderCopy published;
};

// Real tablets before a real server's core, in one process and in memory: nothing here is about
// what survives a power cut.
class AttackedInstallation {
 public:
  AttackedInstallation();

  // Is told of each step: after each press of a key, each response and each push.
  class Observer {
   public:
    virtual ~Observer() = default;
    virtual void Stepped(AttackedInstallation& installation, const char* step) = 0;
  };

  struct Options {
    Observer* observer = nullptr;

    // Off the server: opened as officers open it, which unwraps each copy and takes seconds, or
    // quickly, with a key that is taken away by the test.
    bool key_is_elsewhere = false;
    bool opens_quickly = false;

    bool takes_cards = false;
  };

  // Opens a round, has everybody answer it, each response sent at once (the worst case), closes it
  // and publishes it. Which tablet a person is handed and what they say follows from `seed`.
  Evidence Run(uint32_t seed, const Options& options);
  Evidence Run(uint32_t seed) { return Run(seed, Options()); }

  CoreForTests& core() { return core_; }
  const RoundRecord& round() const { return round_; }

  // The private key of the round that runs, as somebody may have copied it while it existed.
  const crypto::SealingKeyPair& stolen_key() const { return *stolen_key_; }
  std::vector<std::string> tablet_folders() const;

  // Opens a box with the stolen key.
  CheckedResponse Open(const std::string& box) const;

 private:
  struct Tablet {
    std::string folder;
    std::unique_ptr<TabletDatabase> database;
    std::string device_id;
  };

  void OpenRound(const Options& options);
  void OpenWithCopies();
  void OpenWithoutKey();
  void WrapCopy(const std::string& place);
  void StealKey();
  std::vector<std::string> MakeCards();
  Person Answer(Tablet& tablet, const std::string& card, std::mt19937& random, Observer* observer);
  void Push(Tablet& tablet, Person& person);
  void ReconcileCards();
  void CloseAndPublish(Evidence& evidence);

  const Assessment assessment_ = AttackedAssessment();
  FakeClock clock_;
  TemporaryFolder folder_;
  CoreForTests core_;
  Offers offers_;
  Intake intake_;
  std::vector<Tablet> tablets_;
  RoundRecord round_;
  std::unique_ptr<crypto::SealingKeyPair> stolen_key_;
  v1::KeyCopy copy_;  // What an officer keeps where the key is off the server.
  char letter_ = 0;
};

}  // namespace sucharit::testing
