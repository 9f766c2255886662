// SPDX-License-Identifier: Apache-2.0
#include "tests/anonymity/attacked_round.h"

#include <cstdlib>
#include <filesystem>
#include <future>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/response/receipt.h"
#include "server/store/row_store.h"
#include "tests/server/testing/required.h"
#include "tests/testing/round_builder.h"
#include "tests/testing/small_definition.h"

namespace sucharit::testing {
namespace {

constexpr char kQuestionnaire[] = "S";
constexpr char kMemory[] = "/dev/shm";
constexpr size_t kWordsLength = 24;
constexpr uint32_t kMostNumber = 1000000;

// Folders that are made from now on lie in memory, where there is such a place.
FakeClock InMemory() {
  if (std::filesystem::is_directory(kMemory)) setenv("TMPDIR", kMemory, 1);
  return {};
}

v1::Item* AddItem(v1::Definition& definition, const std::string& id, v1::AnswerKind kind) {
  v1::Item* item = definition.add_items();
  item->set_id(id);
  item->set_instrument(kQuestionnaire);
  item->set_kind(kind);
  item->mutable_text()->set_th(id);
  item->mutable_text()->set_en(id);
  return item;
}

// Letters only: numbers would be masked.
std::string RandomWords(std::mt19937& random) {
  std::string words;
  for (size_t i = 0; i < kWordsLength; ++i) words += static_cast<char>('a' + random() % 26);
  return words;
}

void AddScore(v1::ImportScoresRequest& request, const std::string& part, const std::string& node) {
  v1::ImportedScore* imported = request.add_scores();
  imported->set_part(part);
  imported->set_node(node);
  imported->set_score("100");
}

}  // namespace

Assessment AttackedAssessment() {
  v1::Definition definition = SmallDefinition();
  definition.mutable_privacy()->set_rows(v1::ROWS_KEEP);
  v1::Item* number = AddItem(definition, "NUMBER", v1::ANSWER_KIND_NUMBER);
  number->mutable_number()->set_minimum("0");
  number->mutable_number()->set_maximum(absl::StrCat(kMostNumber));
  AddItem(definition, "WORDS", v1::ANSWER_KIND_TEXT)->set_maximum_length(100);
  return Required(Assessment::FromDefinition(definition));
}

FolderCopy CopyOf(const std::string& folder) {
  FolderCopy copy;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.is_regular_file()) copy[entry.path().string()] = ReadFile(entry.path().string());
  }
  return copy;
}

bool Holds(const FolderCopy& copy, const std::string& bytes) {
  for (const auto& [name, contents] : copy) {
    if (contents.find(bytes) != std::string::npos) return true;
  }
  return false;
}

AttackedInstallation::AttackedInstallation()
    : clock_(InMemory()),
      offers_(core_.database, core_.keys, clock_),
      intake_(core_.database, core_.keys) {
  for (size_t i = 0; i < kTablets; ++i) {
    Tablet tablet;
    tablet.folder = folder_.File(absl::StrCat("tablet", i));
    tablet.database = Required(TabletDatabase::Open(tablet.folder));
    tablet.device_id = core_.AddDevice(absl::StrCat("planted device name ", i));
    tablets_.push_back(std::move(tablet));
  }
}

std::vector<std::string> AttackedInstallation::tablet_folders() const {
  std::vector<std::string> folders;
  for (const Tablet& tablet : tablets_) folders.push_back(tablet.folder);
  return folders;
}

CheckedResponse AttackedInstallation::Open(const std::string& box) const {
  const std::string content =
      Required(crypto::OpenBox(box, stolen_key_->public_key, stolen_key_->private_key));
  return Required(DecodeContent(
      {round_.round_id, &assessment_, assessment_.FindInstrument(kQuestionnaire)}, content));
}

void AttackedInstallation::OpenWithCopies() {
  v1::OpenRoundRequest open;
  open.set_round_id(round_.round_id);
  for (const char* place : {"the safe", "the deputy's drawer"}) {
    copy_.set_passphrase(absl::StrCat("a passphrase for ", place));
    copy_.set_wrapped_key(Required(core_.rounds.WrapKey(round_.round_id, copy_.passphrase())));
    copy_.set_place(place);
    *open.add_copies() = copy_;
  }
  StealKey();
  Require(core_.rounds.Open(open));
  round_ = Required(core_.round_store.Find(round_.round_id));
}

void AttackedInstallation::StealKey() {
  round_ = Required(core_.round_store.Find(round_.round_id));
  stolen_key_ = std::make_unique<crypto::SealingKeyPair>(
      crypto::SealingKeyPair{round_.sealing_key, Required(core_.keys.SealingKey(round_.round_id))});
}

void AttackedInstallation::OpenRound(v1::KeyCustody custody) {
  v1::CreateRoundRequest request = SmallRound(++letter_);
  request.set_definition(assessment_.bytes());
  request.set_custody(custody);
  copy_.Clear();
  if (custody == v1::KEY_CUSTODY_OFFLINE) {
    Require(core_.rounds.Create(request).status());
    round_.round_id = request.round_id();
    OpenWithCopies();
  } else {
    round_ = core_.OpenRound(request);
    StealKey();
  }
  for (Tablet& tablet : tablets_) {
    const DeviceRecord device = Required(core_.devices.FindActive(tablet.device_id));
    Require(Library(*tablet.database).Keep(Required(offers_.List(device))));
  }
}

Person AttackedInstallation::Answer(Tablet& tablet, std::mt19937& random, Observer* observer) {
  Person person;
  person.words = RandomWords(random);
  auto session =
      Required(FormSession::Begin(*tablet.database, clock_, {round_.round_id, kQuestionnaire}));
  Require(session->Answer(0, static_cast<size_t>(random() % 6)));
  Require(session->Answer(1, static_cast<size_t>(random() % 2)));
  Require(session->Answer(2, absl::StrCat(random() % kMostNumber)));
  Require(session->Answer(3, person.words));
  if (observer != nullptr) observer->Stepped(*this, "answering");
  person.row =
      Required(CheckAnswers(session->assessment(), session->instrument(), session->Answers()))
          .PackRow();
  Require(session->Finish().status());
  if (observer != nullptr) observer->Stepped(*this, "finished");
  return person;
}

void AttackedInstallation::Push(Tablet& tablet, Person& person) {
  Outbox outbox(*tablet.database);
  const v1::PushResponsesRequest batch = Required(outbox.NextBatch(100, {}));
  person.box = batch.boxes(0);
  person.box_id = BoxId(person.box);
  std::promise<absl::StatusOr<v1::PushResponsesResponse>> answered;
  intake_.Submit(tablet.device_id, batch, [&](absl::StatusOr<v1::PushResponsesResponse> receipt) {
    answered.set_value(std::move(receipt));
  });
  const v1::PushResponsesResponse receipt = Required(answered.get_future().get());
  Require(outbox.Apply(batch, Required(VerifyReceipt(round_.round_id, {person.box_id}, receipt,
                                                     round_.receipt_key))));
}

void AttackedInstallation::ReadStored(Evidence& evidence) {
  RowStore store(core_.database);
  evidence.stored_words = Required(store.Texts(round_.round_id, kQuestionnaire, "WORDS"));
  const size_t row_size = RowSize(assessment_, *assessment_.FindInstrument(kQuestionnaire));
  Require(store.ForEachBlock(round_.round_id, kQuestionnaire, [&](absl::string_view block) {
    for (size_t at = 0; at < block.size(); at += row_size) {
      evidence.stored_rows.emplace_back(block.substr(at, row_size));
    }
    return absl::OkStatus();
  }));
}

void AttackedInstallation::CloseAndPublish(Evidence& evidence) {
  v1::ImportScoresRequest scores;
  scores.set_round_id(round_.round_id);
  AddScore(scores, "S-2", "1");
  AddScore(scores, "C", "C1");
  AddScore(scores, "C", "C2");
  Require(core_.results.Import(scores));
  v1::CloseRoundRequest request;
  request.set_round_id(round_.round_id);
  for (const Tablet& tablet : tablets_) request.add_given_up_devices(tablet.device_id);
  *request.mutable_key() = copy_;
  Require(core_.closer.Close(request).status());
  evidence.closed = CopyOf(core_.data_folder());
  Require(core_.results.Publish(round_.round_id).status());
  evidence.published = CopyOf(core_.data_folder());
}

Evidence AttackedInstallation::Run(uint32_t seed, Observer* observer, v1::KeyCustody custody) {
  std::seed_seq seeds{seed};  // Seeds that lie beside each other begin alike otherwise.
  std::mt19937 random(seeds);
  Evidence evidence;
  OpenRound(custody);
  for (size_t i = 0; i < kPeople; ++i) {
    Tablet& tablet = tablets_[random() % kTablets];
    evidence.people.push_back(Answer(tablet, random, observer));
    Push(tablet, evidence.people.back());
    if (observer != nullptr) observer->Stepped(*this, "pushed");
  }
  CloseAndPublish(evidence);
  ReadStored(evidence);
  return evidence;
}

}  // namespace sucharit::testing
