// SPDX-License-Identifier: Apache-2.0
#include "tests/crash/season.h"

#include <filesystem>
#include <future>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/crypto/digest.h"
#include "common/crypto/sealed_box.h"
#include "common/files/files.h"
#include "common/response/receipt.h"
#include "common/status/status_macros.h"
#include "server/anonymize/close_round.h"
#include "server/backup/backup_key.h"
#include "server/backup/backups.h"
#include "server/backup/check_folder.h"
#include "server/backup/restore.h"
#include "server/intake/intake.h"
#include "server/publish/results.h"
#include "server/rounds/rounds.h"
#include "server/store/publication_store.h"
#include "tests/server/testing/core_for_tests.h"
#include "tests/server/testing/required.h"
#include "tests/server/testing/server_for_tests.h"
#include "tests/testing/fake_clock.h"
#include "tests/testing/temporary_folder.h"

namespace sucharit::testing {
namespace {

namespace fs = std::filesystem;

constexpr int kBatch = 4;

const std::string& RoundOfTheSeason() {
  static const std::string id = RoundId('a');
  return id;
}

v1::ImportScoresRequest Scores() {
  v1::ImportScoresRequest request;
  request.set_round_id(RoundOfTheSeason());
  const std::pair<const char*, const char*> nodes[] = {{"1", "90"}, {"C1", "100"}, {"C2", "50"}};
  for (const auto& [node, score] : nodes) {
    v1::ImportedScore* imported = request.add_scores();
    imported->set_part(std::string(node) == "1" ? "S-2" : "C");
    imported->set_node(node);
    imported->set_score(score);
  }
  return request;
}

}  // namespace

// What is behind the services, opened without ending the test when it can't be.
struct Season::Core {
  Core(const v1::ServerConfig& settings, std::unique_ptr<ServerDatabase> opened)
      : config(settings),
        database(std::move(opened)),
        keys(config.key_folder()),
        rounds(*database, keys, clock),
        closer(*database, keys, rounds),
        results(*database, keys, rounds),
        backups(*database, config, clock),
        round_store(*database) {
    results.KeepPublicationsBy(backups);
  }

  const v1::ServerConfig& config;
  const FakeClock clock;
  const std::unique_ptr<ServerDatabase> database;
  const KeyFolder keys;
  Rounds rounds;
  RoundCloser closer;
  Results results;
  Backups backups;
  RoundStore round_store;
};

Season::Season(std::string folder, std::atomic<uint64_t>& receipts)
    : folder_(std::move(folder)), receipts_(receipts) {
  config_.set_data_folder(folder_ + "/data");
  config_.set_key_folder(folder_ + "/keys");
  config_.set_backup_folder(folder_ + "/backups");
  config_.set_backup_key(ReadFile(folder_ + "/backup.pub"));
}

void Season::Install(const std::string& folder) {
  fs::create_directories(folder + "/backups");
  fs::create_directories(folder + "/boxes");
  const crypto::SealingKeyPair key = crypto::GenerateSealingKeyPair();
  Require(WriteFileAtomically(folder + "/backup.key", key.private_key.view()));
  Require(WriteFileAtomically(folder + "/backup.pub", FormatBackupKey(key.public_key)));
  CoreForTests core(folder + "/data", folder + "/keys");
  const RoundRecord round = core.OpenRound();
  core.AddDevice("Counter 1");
  for (int i = 0; i < kResponses; ++i) {
    const SmallAnswers answers{static_cast<size_t>(i % 6), static_cast<size_t>(i % 2)};
    Require(WriteFileAtomically(absl::StrCat(folder, "/boxes/", i),
                                SealResponse(round, answers, ReceiptNumber(i + 1))));
  }
}

std::string Season::Box(int number) const {
  return ReadFile(absl::StrCat(folder_, "/boxes/", number));
}

// As a tablet does: what it has no receipt for, and a receipt counts once it is verified.
absl::Status Season::PushBatch(Core& core, int first) {
  ASSIGN_OR_RETURN(const RoundRecord round, core.round_store.Find(RoundOfTheSeason()));
  std::vector<std::string> boxes;
  std::vector<std::string> ids;
  uint64_t bits = 0;
  for (int number = first; number < first + kBatch; ++number) {
    const uint64_t bit = uint64_t{1} << number;
    if ((receipts_ & bit) != 0) continue;
    ids.push_back(BoxId(boxes.emplace_back(Box(number))));
    bits |= bit;
  }
  if (boxes.empty()) return absl::OkStatus();
  std::promise<absl::StatusOr<v1::PushResponsesResponse>> answer;
  Intake intake(*core.database, core.keys);
  intake.Submit(crypto::Sha256("Counter 1").substr(0, 16), Batch(round, boxes),
                [&](absl::StatusOr<v1::PushResponsesResponse> receipt) {
                  answer.set_value(std::move(receipt));
                });
  ASSIGN_OR_RETURN(const v1::PushResponsesResponse receipt, answer.get_future().get());
  RETURN_IF_ERROR(VerifyReceipt(round.round_id, ids, receipt, round.receipt_key).status());
  receipts_ |= bits;
  return absl::OkStatus();
}

absl::Status Season::Push(Core& core) {
  for (int first = 0; first < kResponses; first += kBatch) {
    RETURN_IF_ERROR(PushBatch(core, first));
  }
  return absl::OkStatus();
}

absl::Status Season::Close(Core& core) {
  ASSIGN_OR_RETURN(const RoundRecord round, core.round_store.Find(RoundOfTheSeason()));
  if (round.state >= v1::ROUND_STATE_CLOSED) return absl::OkStatus();
  v1::CloseRoundRequest request;
  request.set_round_id(round.round_id);
  request.add_given_up_devices(crypto::Sha256("Counter 1").substr(0, 16));
  return core.closer.Close(request).status();
}

absl::Status Season::Publish(Core& core) {
  ASSIGN_OR_RETURN(const RoundRecord round, core.round_store.Find(RoundOfTheSeason()));
  if (round.state == v1::ROUND_STATE_CLOSED) RETURN_IF_ERROR(core.results.Import(Scores()));
  return core.results.Publish(round.round_id).status();
}

absl::Status Season::Restore(Core& core) {
  if (fs::exists(folder_ + "/restored")) return absl::OkStatus();
  ASSIGN_OR_RETURN(const v1::MadeBackup made, core.backups.MakeInFolder());
  std::string bytes = ReadFile(folder_ + "/backup.key");
  return RestoreBackup({made.path(), folder_ + "/restored"}, crypto::Secret::Take(bytes)).status();
}

absl::Status Season::Run() {
  ASSIGN_OR_RETURN(std::unique_ptr<ServerDatabase> database,
                   ServerDatabase::Open(config_.data_folder()));
  Core core(config_, std::move(database));
  RETURN_IF_ERROR(core.results.DestroySpentKeys());
  RETURN_IF_ERROR(core.backups.WritePublications());
  RETURN_IF_ERROR(Push(core));
  RETURN_IF_ERROR(Close(core));
  RETURN_IF_ERROR(Publish(core));
  return Restore(core);
}

int64_t Season::ReceiptedButGone() const {
  const Core core(config_, Required(ServerDatabase::Open(config_.data_folder())));
  std::vector<std::string> receipted;
  for (int number = 0; number < kResponses; ++number) {
    if ((receipts_ & uint64_t{1} << number) != 0) receipted.push_back(BoxId(Box(number)));
  }
  BoxStore boxes(*core.database);
  return static_cast<int64_t>(Required(boxes.Missing(RoundOfTheSeason(), receipted)).size());
}

int64_t Season::Counted() const {
  const Core core(config_, Required(ServerDatabase::Open(config_.data_folder())));
  ResultStore results(*core.database);
  return Required(results.Tallies(RoundOfTheSeason())).at(0).respondents();
}

std::string Season::Bundle() const {
  const Core core(config_, Required(ServerDatabase::Open(config_.data_folder())));
  PublicationStore publications(*core.database);
  return Required(publications.Publication(RoundOfTheSeason())).value().SerializeAsString();
}

std::string Season::WhatIsWrong() const {
  std::string words;
  for (const char* folder : {"/data", "/restored"}) {
    const auto checks = CheckDataFolder({folder_ + folder, config_.key_folder()});
    if (!checks.ok()) return checks.status().ToString();
    for (const FolderCheck& check : *checks) {
      for (const std::string& wrong : check.wrong) {
        absl::StrAppend(&words, folder, " ", check.id, ": ", wrong, "\n");
      }
    }
  }
  if (fs::exists(config_.data_folder() + "/backup.partial")) words += "a snapshot was left\n";
  return words;
}

}  // namespace sucharit::testing
