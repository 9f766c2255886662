// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "common/response/sealed_content.h"
#include "server/anonymize/close_round.h"
#include "server/cards/cards.h"
#include "server/plan/plan.h"
#include "server/publish/past_results.h"
#include "server/publish/published_rounds.h"
#include "server/publish/results.h"
#include "server/publish/verify_round.h"
#include "server/rounds/key_folder.h"
#include "server/rounds/rounds.h"
#include "server/store/agency_store.h"
#include "server/store/box_store.h"
#include "server/store/device_store.h"
#include "server/store/publication_store.h"
#include "server/store/result_store.h"
#include "server/store/round_store.h"
#include "server/store/server_database.h"
#include "tests/testing/fake_clock.h"
#include "tests/testing/small_definition.h"
#include "tests/testing/temporary_folder.h"

namespace sucharit::testing {

inline constexpr char kAgency[] = "bang-tabun";

// What a respondent says to the small definition: positions of the choices of S1 and S2.
struct SmallAnswers {
  size_t s1 = 0;
  size_t s2 = 0;
};

// A different receipt number for each `number`.
std::string ReceiptNumber(int number);

// 16 bytes, different for each letter.
std::string RoundId(char letter);

// The request for a round of the small definition with a population of 100, around TestDay().
v1::CreateRoundRequest SmallRound(char letter = 'a');

// Seals what a tablet would seal. `card` is packed.
std::string SealResponse(const RoundRecord& round, const SmallAnswers& answers,
                         const std::string& receipt_number, const std::string& card = "");

// Seals any plaintext to the round's key.
std::string SealPlaintext(const RoundRecord& round, const std::string& plaintext);

// What is behind the services, opened without a server. Makes the installation if there is none.
class CoreForTests {
 public:
  // In a folder of its own: "data" and "keys" within.
  CoreForTests();
  CoreForTests(const std::string& data_folder, const std::string& key_folder);

  // Of an installation that is made, and that no server holds.
  explicit CoreForTests(const v1::ServerConfig& config);

  // On a new database of an engine, or on any that has no agency yet.
  explicit CoreForTests(sql::Engine engine);
  explicit CoreForTests(std::unique_ptr<ServerDatabase> opened);

  // A round that is open, without the second that wrapping its key takes.
  RoundRecord OpenRound(char letter = 'a');
  RoundRecord OpenRound(const v1::CreateRoundRequest& request);

  // An enrolled tablet; its id.
  std::string AddDevice(const std::string& name);

  // Sends boxes as one batch; must succeed.
  std::vector<v1::Outcome> Insert(const std::string& device_id, const RoundRecord& round,
                                  const std::vector<std::string>& boxes);

  // Sends `count` valid responses with different receipt numbers; must succeed.
  void InsertValid(const std::string& device_id, const RoundRecord& round, int count);

  // Closes without waiting for anybody.
  absl::StatusOr<std::vector<v1::Totals>> Close(const RoundRecord& round,
                                                bool accept_failed = false);

  // The reason that stands beside a box; -1 if it isn't there.
  int64_t ReasonBeside(const std::string& box_id);

  const std::string& data_folder() const { return data_folder_; }
  const std::string& key_folder_path() const { return key_folder_; }

 private:
  CoreForTests(const std::string& data_folder, const std::string& key_folder,
               std::unique_ptr<ServerDatabase> opened);

  TemporaryFolder folder_;
  const std::string data_folder_;
  const std::string key_folder_;
  std::unique_ptr<ServerDatabase> opened_;

 public:
  FakeClock clock;
  ServerDatabase& database;
  const KeyFolder keys;
  AgencyStore agencies;
  DeviceStore devices;
  BoxStore boxes;
  RoundStore round_store;
  ResultStore result_store;
  PublicationStore publications;
  Cards cards;
  Rounds rounds;
  RoundCloser closer;
  Results results;
  PastResults past;
  Plan plan;
  PublishedRounds published;
  RoundVerifier verifier;
};

// Whether any file below `folder` holds these bytes.
bool FolderHolds(const std::string& folder, const std::string& bytes);

}  // namespace sucharit::testing
