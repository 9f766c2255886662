// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "client/core/form_answers.h"
#include "client/core/library.h"
#include "client/core/outbox.h"
#include "client/core/tablet_database.h"
#include "common/time/clock.h"
#include "sucharit/v1/response.pb.h"

namespace sucharit {

// What a response begins with.
struct NewResponse {
  std::string round_id;
  std::string questionnaire;

  // The answers to the staff's items.
  std::vector<v1::Answer> staff_answers = {};

  // Who handed the tablet over (StaffStore); 0 where nobody did.
  int64_t handed_over_by = 0;

  // The card's code as it was typed or read; empty where the questionnaire takes none.
  std::string card = {};
};

// One response while it is being given: questions in order, answers saved one by one, then sealed.
// A tablet has at most one at a time. Not thread-safe; one owner.
//
// Which questions are asked follows from the answers so far. What an answer hides keeps its own
// answers in the draft, so that going back and forth loses nothing, but they are never sealed.
class FormSession {
 public:
  // Items that the staff answers when handing over; empty if there is no such questionnaire.
  static std::vector<const Item*> StaffItems(const Assessment& assessment,
                                             absl::string_view questionnaire);

  // How long after its last answer a response that a restart found may be gone on with. A longer
  // break is no crash any more: somebody else may hold the tablet.
  static constexpr absl::Duration kResumeWithin = absl::Minutes(30);

  // Begins a response. `database` and `clock` must outlive the session. FAILED_PRECONDITION
  // `REASON_ROUND_STATE` if the round doesn't take new ones, or another response is in progress;
  // NOT_FOUND `REASON_ROUND_UNKNOWN`, `REASON_QUESTIONNAIRE_UNKNOWN`; INVALID_ARGUMENT with the
  // item as subject: those of ReadAnswer, `REASON_ANSWER_MISSING`, `REASON_ITEM_ANSWERED_TWICE`,
  // `REASON_ITEM_UNKNOWN` for what isn't the staff's to answer. Of the card (client/core/card.h):
  // `REASON_CARD_MISSING`, `REASON_CARD_MALFORMED`, `REASON_CARD_UNKNOWN`, `REASON_CARD_USED`,
  // `REASON_CARDS_NOT_USED`. RESOURCE_EXHAUSTED `REASON_DAILY_CAP` if the tablet has finished as
  // many today as the definition allows.
  static absl::StatusOr<std::unique_ptr<FormSession>> Begin(TabletDatabase& database,
                                                            const Clock& clock,
                                                            const NewResponse& response);

  // Wipes a draft that may not be gone on with: the last answer was saved longer than kResumeWithin
  // ago, or later than the clock says, so that nobody can tell how long ago. True if it did. To be
  // called before Resume(). A draft that can't be read stays for Resume() to refuse.
  static absl::StatusOr<bool> WipeIfStale(TabletDatabase& database, const Clock& clock);

  // The response that was in progress when the program ended; null if there was none. A draft that
  // can't be read is DATA_LOSS `REASON_STORAGE_DAMAGED`; Wipe() ends it.
  static absl::StatusOr<std::unique_ptr<FormSession>> Resume(TabletDatabase& database,
                                                             const Clock& clock);

  FormSession(const FormSession&) = delete;
  FormSession& operator=(const FormSession&) = delete;
  ~FormSession();

  // Whether a response to any round is in progress.
  static absl::StatusOr<bool> HasDraft(TabletDatabase& database);

  // Whether a response to that round is in progress. An unreadable draft belongs to every round.
  static absl::StatusOr<bool> HasDraftOf(TabletDatabase& database, absl::string_view round_id);

  // Removes whatever draft there is, and counts it as abandoned on the day of its begin if it can
  // be read.
  static absl::Status Wipe(TabletDatabase& database);

  const CollectedRound& round() const { return *round_; }
  const Assessment& assessment() const { return assessment_; }
  const Instrument& instrument() const { return *instrument_; }

  // Who handed the tablet over, and alone may hand it back; 0 where nobody did.
  int64_t handed_over_by() const { return handed_over_by_; }

  // Questions, counted from 0 in the order asked, also those that aren't asked now. Items that the
  // staff answers are none.
  size_t size() const { return answers_.size(); }
  const Item& item(size_t question) const { return answers_.item(question); }

  // Whether the question is asked, given the answers so far.
  bool IsAsked(size_t question) const { return answers_.IsAsked(question); }

  // What was answered, also while the question isn't asked.
  const AnswerValue& value(size_t question) const { return answers_.value(question); }

  // Position of the chosen choice of a question that takes one; nothing if it isn't answered.
  std::optional<size_t> answer(size_t question) const;

  // Gives or changes an answer: the position of a choice, those of several, or what was typed for a
  // number or a text. Several choices that are none, and an empty text, take the answer back.
  // Durable on disk once it returns OK; otherwise the earlier answer holds. INVALID_ARGUMENT: those
  // of ReadAnswer, `REASON_ANSWER_NOT_ASKED`, `REASON_ANSWER_CONSTRAINT` (the respondent reads the
  // item's constraint_message). FAILED_PRECONDITION `REASON_ROUND_STATE` once the response is
  // finished or abandoned.
  absl::Status Answer(size_t question, size_t choice);
  absl::Status Answer(size_t question, const std::vector<size_t>& choices);
  absl::Status Answer(size_t question, absl::string_view typed);
  absl::Status Answer(size_t question, const v1::Answer& answer);

  // Takes an answer back, durably.
  absl::Status Clear(size_t question);

  // All answers to items that are asked, the staff's among them.
  std::vector<v1::Answer> Answers() const { return answers_.Asked(); }

  bool IsComplete() const { return FirstUnanswered() == size(); }
  FormProgress progress() const { return answers_.progress(); }

  // The first question that is asked and lacks an answer that it must have, or has one that its
  // constraint forbids since an earlier answer changed; size() if there is none.
  size_t FirstUnanswered() const;

  // Seals the response to the round's key, puts it into the outbox and wipes the draft, all in one
  // transaction. The session is over once it returns OK, and can't finish again. The errors of
  // CheckAnswers, or of the disk; then nothing has changed. Returns the receipt code that the
  // respondent is shown (common/response/receipt_code.h), empty if the round shows none; it is kept
  // nowhere on the tablet, and whoever shows it wipes it.
  absl::StatusOr<std::string> Finish();

  // The respondent left: the draft is wiped and nothing is kept.
  absl::Status Abandon();

 private:
  FormSession(TabletDatabase& database, const Clock& clock,
              std::shared_ptr<const CollectedRound> round, Assessment assessment,
              absl::string_view questionnaire);

  absl::Status CreateDraft();
  absl::Status SaveDraft();
  absl::StatusOr<std::string> EncryptDraft() const;
  absl::StatusOr<SealedResponse> Seal(absl::string_view receipt_number) const;
  bool IsQuick(absl::Time now) const;
  absl::Status Set(size_t question, AnswerValue value);

  TabletDatabase& database_;
  const Clock& clock_;
  std::shared_ptr<const CollectedRound> round_;
  Assessment assessment_;
  const Instrument* instrument_;
  FormAnswers answers_;
  std::string card_;  // Packed; empty without one. Wiped with the session.
  int64_t handed_over_by_ = 0;
  int64_t begun_unix_ = 0;
};

}  // namespace sucharit
