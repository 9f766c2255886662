// SPDX-License-Identifier: Apache-2.0
#include "tests/anonymity/attacked_round.h"

#include <cstdlib>
#include <filesystem>
#include <future>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/crypto/card_code.h"
#include "common/crypto/random.h"
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

// Cards that nobody draws.
constexpr int kLeftOver = 3;

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

Person AnswerByChance(FormSession& session, std::mt19937& random) {
  Person person;
  person.words = RandomWords(random);
  Require(session.Answer(0, static_cast<size_t>(random() % 6)));
  Require(session.Answer(1, static_cast<size_t>(random() % 2)));
  Require(session.Answer(2, absl::StrCat(random() % kMostNumber)));
  Require(session.Answer(3, person.words));
  person.row = Required(CheckAnswers(session.assessment(), session.instrument(), session.Answers()))
                   .PackRow();
  return person;
}

v1::ImportScoresRequest OtherScores(const std::string& round_id) {
  v1::ImportScoresRequest scores;
  scores.set_round_id(round_id);
  AddScore(scores, "S-2", "1");
  AddScore(scores, "C", "C1");
  AddScore(scores, "C", "C2");
  return scores;
}

void ReadStored(CoreForTests& core, const std::string& round_id, Evidence& evidence) {
  RowStore store(core.database);
  const Assessment assessment = AttackedAssessment();
  evidence.stored_words = Required(store.Texts(round_id, kQuestionnaire, "WORDS"));
  const size_t row_size = RowSize(assessment, *assessment.FindInstrument(kQuestionnaire));
  Require(store.ForEachBlock(round_id, kQuestionnaire, [&](absl::string_view block) {
    for (size_t at = 0; at < block.size(); at += row_size) {
      evidence.stored_rows.emplace_back(block.substr(at, row_size));
    }
    return absl::OkStatus();
  }));
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

void AttackedInstallation::WrapCopy(const std::string& place) {
  copy_.set_passphrase(absl::StrCat("a passphrase for ", place));
  copy_.set_wrapped_key(Required(core_.rounds.WrapKey(round_.round_id, copy_.passphrase())));
  copy_.set_place(place);
}

void AttackedInstallation::OpenWithCopies() {
  v1::OpenRoundRequest open;
  open.set_round_id(round_.round_id);
  for (const char* place : {"the safe", "the deputy's drawer"}) {
    WrapCopy(place);
    *open.add_copies() = copy_;
  }
  StealKey();
  Require(core_.rounds.Open(open));
  round_ = Required(core_.round_store.Find(round_.round_id));
}

void AttackedInstallation::OpenWithoutKey() {
  WrapCopy("the safe");
  StealKey();
  Require(core_.keys.DestroySealingKey(round_.round_id));
  Require(core_.round_store.Open(round_.round_id, {"the safe"}));
  round_ = Required(core_.round_store.Find(round_.round_id));
}

void AttackedInstallation::StealKey() {
  round_ = Required(core_.round_store.Find(round_.round_id));
  stolen_key_ = std::make_unique<crypto::SealingKeyPair>(
      crypto::SealingKeyPair{round_.sealing_key, Required(core_.keys.SealingKey(round_.round_id))});
}

void AttackedInstallation::OpenRound(const Options& options) {
  v1::CreateRoundRequest request = SmallRound(++letter_);
  request.set_definition(assessment_.bytes());
  if (options.key_is_elsewhere) request.set_custody(v1::KEY_CUSTODY_OFFLINE);
  if (options.takes_cards) request.add_card_questionnaires(kQuestionnaire);
  copy_.Clear();
  if (options.key_is_elsewhere) {
    Require(core_.rounds.Create(request).status());
    round_.round_id = request.round_id();
    if (options.opens_quickly) {
      OpenWithoutKey();
    } else {
      OpenWithCopies();
    }
  } else {
    round_ = core_.OpenRound(request);
    StealKey();
  }
}

// One for each person, in the order in which they are drawn, and some more.
std::vector<std::string> AttackedInstallation::MakeCards() {
  v1::MakeCardsRequest request;
  request.set_round_id(round_.round_id);
  request.set_questionnaire(kQuestionnaire);
  request.set_count(static_cast<int32_t>(kPeople) + kLeftOver);
  std::vector<std::string> cards;
  for (const v1::MadeCard& made : Required(core_.cards.Make(request))) {
    cards.push_back(Required(crypto::ParseCard(made.code())));
  }
  crypto::Shuffle(cards);
  return cards;
}

void AttackedInstallation::ReconcileCards() {
  v1::ReconcileCardsRequest request;
  request.set_round_id(round_.round_id);
  request.set_questionnaire(kQuestionnaire);
  request.set_left_over(kLeftOver);
  request.add_witnesses("one");
  request.add_witnesses("two");
  Require(core_.cards.Reconcile(request));
}

Person AttackedInstallation::Answer(Tablet& tablet, const std::string& card, std::mt19937& random,
                                    Observer* observer) {
  NewResponse response{round_.round_id, kQuestionnaire};
  if (!card.empty()) response.card = crypto::FormatCard(card);
  auto session = Required(FormSession::Begin(*tablet.database, clock_, response));
  Person person = AnswerByChance(*session, random);
  person.card = card;
  if (observer != nullptr) observer->Stepped(*this, "answering");
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

void AttackedInstallation::CloseAndPublish(Evidence& evidence) {
  Require(core_.results.Import(OtherScores(round_.round_id)));
  v1::CloseRoundRequest request;
  request.set_round_id(round_.round_id);
  for (const Tablet& tablet : tablets_) request.add_given_up_devices(tablet.device_id);
  *request.mutable_key() = copy_;
  Require(core_.closer.Close(request).status());
  evidence.closed = CopyOf(core_.data_folder());
  Require(core_.results.Publish(round_.round_id).status());
  evidence.published = CopyOf(core_.data_folder());
}

Evidence AttackedInstallation::Run(uint32_t seed, const Options& options) {
  std::seed_seq seeds{seed};  // Seeds that lie beside each other begin alike otherwise.
  std::mt19937 random(seeds);
  Evidence evidence;
  OpenRound(options);
  std::vector<std::string> cards(kPeople);
  if (options.takes_cards) cards = MakeCards();
  for (Tablet& tablet : tablets_) {
    const DeviceRecord device = Required(core_.devices.FindActive(tablet.device_id));
    Require(Library(*tablet.database).Keep(Required(offers_.List(device))));
  }
  for (size_t i = 0; i < kPeople; ++i) {
    Tablet& tablet = tablets_[random() % kTablets];
    evidence.people.push_back(Answer(tablet, cards[i], random, options.observer));
    Push(tablet, evidence.people.back());
    if (options.observer != nullptr) options.observer->Stepped(*this, "pushed");
  }
  if (options.takes_cards) ReconcileCards();
  CloseAndPublish(evidence);
  ReadStored(core_, round_.round_id, evidence);
  return evidence;
}

}  // namespace sucharit::testing
