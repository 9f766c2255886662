// SPDX-License-Identifier: Apache-2.0
#include "client/core/form_session.h"

#include <algorithm>
#include <utility>

#include "client/core/card.h"
#include "client/core/conduct.h"
#include "common/crypto/aead.h"
#include "common/crypto/card_code.h"
#include "common/crypto/random.h"
#include "common/crypto/sealed_box.h"
#include "common/response/receipt_code.h"
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

int32_t DayOf(int64_t unix_seconds) { return DayInThailand(absl::FromUnixSeconds(unix_seconds)); }

// Counted by the day of the begin, so that finished and abandoned stand on one day's account.
absl::Status CheckDailyCap(TabletDatabase& database, const Instrument& instrument,
                           const ConductDay& today) {
  if (instrument.collection.daily_cap == 0) return absl::OkStatus();
  ASSIGN_OR_RETURN(const int64_t finished, Conduct(database).Finished(today));
  if (finished < instrument.collection.daily_cap) return absl::OkStatus();
  return Refused(absl::StatusCode::kResourceExhausted, v1::REASON_DAILY_CAP,
                 "as many as the definition allows were finished today", today.questionnaire);
}

absl::Status RefusedFor(v1::Reason reason, absl::string_view message, absl::string_view item = "") {
  return Refused(absl::StatusCode::kInvalidArgument, reason, message, item);
}

}  // namespace

FormSession::FormSession(TabletDatabase& database, const Clock& clock,
                         std::shared_ptr<const CollectedRound> round, Assessment assessment,
                         absl::string_view questionnaire)
    : database_(database),
      clock_(clock),
      round_(std::move(round)),
      assessment_(std::move(assessment)),
      instrument_(assessment_.FindInstrument(questionnaire)),
      answers_(assessment_, *instrument_) {}

FormSession::~FormSession() { crypto::Wipe(card_); }

std::vector<const Item*> FormSession::StaffItems(const Assessment& assessment,
                                                 absl::string_view questionnaire) {
  std::vector<const Item*> items;
  const Instrument* instrument = assessment.FindInstrument(questionnaire);
  if (instrument == nullptr) return items;
  for (const size_t position : instrument->items) {
    const Item& item = assessment.items()[position];
    if (item.answered_by_staff) items.push_back(&item);
  }
  return items;
}

absl::StatusOr<std::unique_ptr<FormSession>> FormSession::Begin(TabletDatabase& database,
                                                                const Clock& clock,
                                                                const NewResponse& response) {
  ASSIGN_OR_RETURN(auto round, Library(database).Find(response.round_id));
  const absl::Time now = clock.Now();
  if (!round->MayBegin(DayInThailand(now))) {
    return Refused(absl::StatusCode::kFailedPrecondition, v1::REASON_ROUND_STATE,
                   "the round takes no new responses");
  }
  const auto& offered = round->offer.questionnaires();
  if (std::find(offered.begin(), offered.end(), response.questionnaire) == offered.end()) {
    return Refused(absl::StatusCode::kNotFound, v1::REASON_QUESTIONNAIRE_UNKNOWN,
                   "the round has no such questionnaire", response.questionnaire);
  }
  Assessment assessment = round->assessment;
  std::unique_ptr<FormSession> session(new FormSession(
      database, clock, std::move(round), std::move(assessment), response.questionnaire));
  ASSIGN_OR_RETURN(session->card_,
                   CheckCard(database, *session->round_, session->instrument_->id, response.card));
  RETURN_IF_ERROR(CheckDailyCap(database, session->instrument(),
                                {response.round_id, response.questionnaire, DayInThailand(now)}));
  session->handed_over_by_ = response.handed_over_by;
  session->begun_unix_ = absl::ToUnixSeconds(now);
  RETURN_IF_ERROR(session->answers_.TakeStaffAnswers(response.staff_answers));
  RETURN_IF_ERROR(session->CreateDraft());
  return session;
}

absl::StatusOr<bool> FormSession::WipeIfStale(TabletDatabase& database, const Clock& clock) {
  ASSIGN_OR_RETURN(const std::optional<std::string> ciphertext, ReadCiphertext(database));
  if (!ciphertext.has_value()) return false;
  const auto draft = Decrypt(*ciphertext, database.draft_key());
  if (!draft.ok()) return false;
  const absl::Duration since = clock.Now() - absl::FromUnixSeconds(draft->saved_unix());
  if (since >= absl::ZeroDuration() && since <= kResumeWithin) return false;
  RETURN_IF_ERROR(Wipe(database));
  return true;
}

absl::StatusOr<std::unique_ptr<FormSession>> FormSession::Resume(TabletDatabase& database,
                                                                 const Clock& clock) {
  ASSIGN_OR_RETURN(const std::optional<std::string> ciphertext, ReadCiphertext(database));
  if (!ciphertext.has_value()) return std::unique_ptr<FormSession>();
  ASSIGN_OR_RETURN(const v1::Draft draft, Decrypt(*ciphertext, database.draft_key()));
  Library library(database);
  ASSIGN_OR_RETURN(auto round, library.Find(draft.round_id()));
  ASSIGN_OR_RETURN(Assessment assessment, library.FindDefinition(draft.definition_digest()));
  if (assessment.FindInstrument(draft.questionnaire()) == nullptr) {
    return Damaged("the draft's questionnaire isn't in its definition");
  }
  std::unique_ptr<FormSession> session(new FormSession(
      database, clock, std::move(round), std::move(assessment), draft.questionnaire()));
  session->handed_over_by_ = draft.handed_over_by();
  session->begun_unix_ = draft.begun_unix();
  session->answers_.TakeDraft(draft);
  session->card_ = draft.card();
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
  ASSIGN_OR_RETURN(const std::optional<std::string> ciphertext, ReadCiphertext(tablet));
  if (!ciphertext.has_value()) return absl::OkStatus();
  const auto draft = Decrypt(*ciphertext, tablet.draft_key());
  auto database = tablet.Lock();
  sqlite::Transaction transaction(*database);
  RETURN_IF_ERROR(transaction.status());
  RETURN_IF_ERROR(database->Execute("DELETE FROM draft"));
  if (draft.ok() && database->Changes() == 1) {
    RETURN_IF_ERROR(Conduct::AddAbandoned(
        *database, {draft->round_id(), draft->questionnaire(), DayOf(draft->begun_unix())}));
  }
  RETURN_IF_ERROR(transaction.Commit());
  return database->Checkpoint();
}

std::optional<size_t> FormSession::answer(size_t question) const {
  const auto* choice = std::get_if<uint8_t>(&value(question));
  if (choice == nullptr) return std::nullopt;
  return *choice;
}

absl::Status FormSession::Answer(size_t question, size_t choice) {
  if (question >= size() || choice >= item(question).choices.size()) {
    return RefusedFor(v1::REASON_CHOICE_UNKNOWN, "no such question or choice");
  }
  v1::Answer answer;
  answer.set_choice(item(question).choices[choice].id);
  return Answer(question, answer);
}

absl::Status FormSession::Answer(size_t question, const std::vector<size_t>& choices) {
  if (choices.empty()) return Clear(question);
  v1::Answer answer;
  for (const size_t choice : choices) {
    if (question >= size() || choice >= item(question).choices.size()) {
      return RefusedFor(v1::REASON_CHOICE_UNKNOWN, "no such question or choice");
    }
    answer.mutable_choices()->add_ids(item(question).choices[choice].id);
  }
  return Answer(question, answer);
}

absl::Status FormSession::Answer(size_t question, absl::string_view typed) {
  if (typed.empty()) return Clear(question);
  v1::Answer answer;
  if (question < size() && item(question).kind == AnswerKind::kNumber) {
    answer.set_number(std::string(typed));
  } else {
    answer.set_text(std::string(typed));
  }
  return Answer(question, answer);
}

absl::Status FormSession::Answer(size_t question, const v1::Answer& answer) {
  if (question >= size()) return RefusedFor(v1::REASON_ITEM_UNKNOWN, "no such question");
  ASSIGN_OR_RETURN(AnswerValue value, ReadAnswer(item(question), answer));
  return Set(question, std::move(value));
}

absl::Status FormSession::Clear(size_t question) {
  if (question >= size()) return RefusedFor(v1::REASON_ITEM_UNKNOWN, "no such question");
  return Set(question, AnswerValue());
}

absl::Status FormSession::Set(size_t question, AnswerValue value) {
  RETURN_IF_ERROR(answers_.Check(question, value));
  AnswerValue earlier = answers_.Exchange(question, std::move(value));
  absl::Status status = SaveDraft();
  if (!status.ok()) answers_.Exchange(question, std::move(earlier));
  return status;
}

size_t FormSession::FirstUnanswered() const {
  size_t question = 0;
  while (question < size() && !answers_.IsOpen(question)) ++question;
  return question;
}

absl::StatusOr<std::string> FormSession::Finish() {
  std::string receipt_number = crypto::RandomBytes(kReceiptNumberSize);
  ASSIGN_OR_RETURN(const SealedResponse response, Seal(receipt_number));
  RETURN_IF_ERROR(Outbox(database_).AddAndWipeDraft(response));
  std::string code;
  if (ShowsReceipts(instrument_->collection.receipts, round_->offer.custody())) {
    code = FormatReceiptCode(receipt_number);
  }
  crypto::Wipe(receipt_number);
  return code;
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
  draft.set_card(card_);
  draft.set_handed_over_by(handed_over_by_);
  draft.set_begun_unix(begun_unix_);
  draft.set_saved_unix(absl::ToUnixSeconds(clock_.Now()));
  for (const v1::Answer& answer : answers_.All()) *draft.add_answers() = answer;
  std::string bytes = draft.SerializeAsString();
  auto ciphertext = crypto::Encrypt(bytes, kDraftContext, database_.draft_key());
  crypto::Wipe(bytes);
  return ciphertext;
}

// A clock that was set back in between tells nothing.
bool FormSession::IsQuick(absl::Time now) const {
  const absl::Duration taken = now - absl::FromUnixSeconds(begun_unix_);
  return taken >= absl::ZeroDuration() &&
         taken < absl::Seconds(instrument_->collection.minimum_seconds);
}

absl::StatusOr<SealedResponse> FormSession::Seal(absl::string_view receipt_number) const {
  ASSIGN_OR_RETURN(const CheckedAnswers answers,
                   CheckAnswers(assessment_, *instrument_, Answers()));
  const ResponseContext context{round_->offer.round_id(), &assessment_, instrument_};
  ASSIGN_OR_RETURN(std::string content, EncodeContent(context, answers, receipt_number, card_));
  SealedResponse response;
  ASSIGN_OR_RETURN(response.box_, crypto::Seal(content, round_->offer.sealing_key()));
  crypto::Wipe(content);
  response.round_id_ = round_->offer.round_id();
  response.questionnaire_ = instrument_->id;
  response.key_id_ = round_->offer.key_id();
  response.counting_id_ = assessment_.counting_id();
  const absl::Time now = clock_.Now();
  response.begun_day_ = DayOf(begun_unix_);
  response.finished_day_ = DayInThailand(now);
  response.quick_ = IsQuick(now);
  if (!card_.empty()) {
    response.card_hash_ = crypto::CardHash(card_, response.round_id_, instrument_->id);
  }
  return response;
}

}  // namespace sucharit
