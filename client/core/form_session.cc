// SPDX-License-Identifier: Apache-2.0
#include "client/core/form_session.h"

#include <algorithm>
#include <utility>

#include "common/crypto/aead.h"
#include "common/crypto/random.h"
#include "common/crypto/sealed_box.h"
#include "common/response/sealed_content.h"
#include "common/sqlite/statement.h"
#include "common/status/reason.h"
#include "common/status/status_macros.h"

namespace sucharit {
namespace {

constexpr absl::string_view kDraftContext = "sucharit draft v1";

absl::Status Damaged(absl::string_view why) {
  return Refused(absl::StatusCode::kDataLoss, v1::REASON_STORAGE_DAMAGED, why, "draft");
}

absl::StatusOr<std::optional<std::string>> ReadCiphertext(TabletDatabase& tablet) {
  auto database = tablet.Lock();
  sqlite::Statement query(*database, "SELECT ciphertext FROM draft");
  std::optional<std::string> ciphertext;
  if (query.Step()) ciphertext = query.Blob(0);
  RETURN_IF_ERROR(query.status());
  return ciphertext;
}

absl::StatusOr<v1::Draft> Decrypt(const std::string& ciphertext, const crypto::Secret& key) {
  auto bytes = crypto::Decrypt(ciphertext, kDraftContext, key);
  v1::Draft draft;
  if (!bytes.ok() || !draft.ParseFromString(*bytes)) return Damaged("the draft can't be read");
  crypto::Wipe(*bytes);
  return draft;
}

std::optional<size_t> PositionOf(const Item& item, const std::string& choice) {
  const auto found = std::find_if(item.choices.begin(), item.choices.end(),
                                  [&](const Choice& each) { return each.id == choice; });
  if (found == item.choices.end()) return std::nullopt;
  return static_cast<size_t>(found - item.choices.begin());
}

}  // namespace

FormSession::FormSession(TabletDatabase& database, std::shared_ptr<const CollectedRound> round,
                         Assessment assessment, absl::string_view questionnaire)
    : database_(database),
      round_(std::move(round)),
      assessment_(std::move(assessment)),
      instrument_(assessment_.FindInstrument(questionnaire)),
      chosen_(instrument_->items.size()) {}

absl::StatusOr<std::unique_ptr<FormSession>> FormSession::Begin(TabletDatabase& database,
                                                                absl::string_view round_id,
                                                                absl::string_view questionnaire,
                                                                int32_t day) {
  ASSIGN_OR_RETURN(auto round, Library(database).Find(round_id));
  if (!round->MayBegin(day)) {
    return Refused(absl::StatusCode::kFailedPrecondition, v1::REASON_ROUND_STATE,
                   "the round takes no new responses");
  }
  const auto& offered = round->offer.questionnaires();
  if (std::find(offered.begin(), offered.end(), std::string(questionnaire)) == offered.end()) {
    return Refused(absl::StatusCode::kNotFound, v1::REASON_QUESTIONNAIRE_UNKNOWN,
                   "the round has no such questionnaire", questionnaire);
  }
  Assessment assessment = round->assessment;
  std::unique_ptr<FormSession> session(
      new FormSession(database, std::move(round), std::move(assessment), questionnaire));
  RETURN_IF_ERROR(session->CreateDraft());
  return session;
}

absl::StatusOr<std::unique_ptr<FormSession>> FormSession::Resume(TabletDatabase& database) {
  ASSIGN_OR_RETURN(const std::optional<std::string> ciphertext, ReadCiphertext(database));
  if (!ciphertext.has_value()) return std::unique_ptr<FormSession>();
  ASSIGN_OR_RETURN(const v1::Draft draft, Decrypt(*ciphertext, database.draft_key()));
  Library library(database);
  ASSIGN_OR_RETURN(auto round, library.Find(draft.round_id()));
  ASSIGN_OR_RETURN(Assessment assessment, library.FindDefinition(draft.definition_digest()));
  if (assessment.FindInstrument(draft.questionnaire()) == nullptr) {
    return Damaged("the draft's questionnaire isn't in its definition");
  }
  std::unique_ptr<FormSession> session(
      new FormSession(database, std::move(round), std::move(assessment), draft.questionnaire()));
  for (const v1::Answer& answer : draft.answers()) {
    for (size_t question = 0; question < session->size(); ++question) {
      const Item& item = session->item(question);
      if (item.id == answer.item()) session->chosen_[question] = PositionOf(item, answer.choice());
    }
  }
  return session;
}

absl::StatusOr<bool> FormSession::HasDraft(TabletDatabase& database) {
  ASSIGN_OR_RETURN(const std::optional<std::string> ciphertext, ReadCiphertext(database));
  return ciphertext.has_value();
}

absl::StatusOr<bool> FormSession::HasDraftOf(TabletDatabase& database, absl::string_view round_id) {
  ASSIGN_OR_RETURN(const std::optional<std::string> ciphertext, ReadCiphertext(database));
  if (!ciphertext.has_value()) return false;
  const auto draft = Decrypt(*ciphertext, database.draft_key());
  return !draft.ok() || draft->round_id() == round_id;
}

absl::Status FormSession::Wipe(TabletDatabase& tablet) {
  auto database = tablet.Lock();
  RETURN_IF_ERROR(database->Execute("DELETE FROM draft"));
  return database->Checkpoint();
}

const Item& FormSession::item(size_t question) const {
  return assessment_.items()[instrument_->items[question]];
}

std::optional<size_t> FormSession::answer(size_t question) const { return chosen_[question]; }

absl::Status FormSession::Answer(size_t question, size_t choice) {
  if (question >= size() || choice >= item(question).choices.size()) {
    return Refused(absl::StatusCode::kInvalidArgument, v1::REASON_CHOICE_UNKNOWN,
                   "no such question or choice");
  }
  const std::optional<size_t> earlier = std::exchange(chosen_[question], choice);
  absl::Status status = SaveDraft();
  if (!status.ok()) chosen_[question] = earlier;
  return status;
}

bool FormSession::IsComplete() const { return FirstUnanswered() == size(); }

size_t FormSession::FirstUnanswered() const {
  return static_cast<size_t>(std::find(chosen_.begin(), chosen_.end(), std::nullopt) -
                             chosen_.begin());
}

absl::Status FormSession::Finish() {
  ASSIGN_OR_RETURN(const SealedResponse response, Seal());
  return Outbox(database_).AddAndWipeDraft(response);
}

absl::Status FormSession::Abandon() { return Wipe(database_); }

absl::Status FormSession::CreateDraft() {
  ASSIGN_OR_RETURN(const std::string ciphertext, EncryptDraft());
  auto database = database_.Lock();
  absl::Status status =
      sqlite::Statement(*database, "INSERT INTO draft(only, ciphertext) VALUES(1, ?)")
          .BindBlob(ciphertext)
          .Run();
  if (absl::IsAlreadyExists(status)) {
    return Refused(absl::StatusCode::kFailedPrecondition, v1::REASON_ROUND_STATE,
                   "another response is in progress");
  }
  return status;
}

// Only changes a draft that is there: what was finished or abandoned doesn't come back.
absl::Status FormSession::SaveDraft() {
  ASSIGN_OR_RETURN(const std::string ciphertext, EncryptDraft());
  auto database = database_.Lock();
  RETURN_IF_ERROR(
      sqlite::Statement(*database, "UPDATE draft SET ciphertext = ?").BindBlob(ciphertext).Run());
  if (database->Changes() == 1) return absl::OkStatus();
  return Refused(absl::StatusCode::kFailedPrecondition, v1::REASON_ROUND_STATE,
                 "the response is over");
}

absl::StatusOr<std::string> FormSession::EncryptDraft() const {
  v1::Draft draft;
  draft.set_round_id(round_->offer.round_id());
  draft.set_questionnaire(instrument_->id);
  draft.set_definition_digest(assessment_.definition_digest());
  for (const v1::Answer& answer : Answers()) *draft.add_answers() = answer;
  std::string bytes = draft.SerializeAsString();
  auto ciphertext = crypto::Encrypt(bytes, kDraftContext, database_.draft_key());
  crypto::Wipe(bytes);
  return ciphertext;
}

std::vector<v1::Answer> FormSession::Answers() const {
  std::vector<v1::Answer> answers;
  for (size_t question = 0; question < size(); ++question) {
    if (!chosen_[question].has_value()) continue;
    v1::Answer& answer = answers.emplace_back();
    answer.set_item(item(question).id);
    answer.set_choice(item(question).choices[*chosen_[question]].id);
  }
  return answers;
}

absl::StatusOr<SealedResponse> FormSession::Seal() const {
  ASSIGN_OR_RETURN(const CheckedAnswers answers,
                   CheckAnswers(assessment_, *instrument_, Answers()));
  const ResponseContext context{round_->offer.round_id(), &assessment_, instrument_};
  ASSIGN_OR_RETURN(std::string content,
                   EncodeContent(context, answers, crypto::RandomBytes(kReceiptNumberSize)));
  SealedResponse response;
  ASSIGN_OR_RETURN(response.box_, crypto::Seal(content, round_->offer.sealing_key()));
  crypto::Wipe(content);
  response.round_id_ = round_->offer.round_id();
  response.questionnaire_ = instrument_->id;
  response.key_id_ = round_->offer.key_id();
  response.counting_id_ = assessment_.counting_id();
  return response;
}

}  // namespace sucharit
