// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "client/core/library.h"
#include "client/core/outbox.h"
#include "client/core/tablet_database.h"
#include "sucharit/v1/response.pb.h"

namespace sucharit {

// One response while it is being given: questions in order, answers saved one by one, then sealed.
// A tablet has at most one at a time. Not thread-safe; one owner.
class FormSession {
 public:
  // Begins a response on `day`. FAILED_PRECONDITION `REASON_ROUND_STATE` if the round doesn't take
  // new ones, or another response is in progress; NOT_FOUND `REASON_ROUND_UNKNOWN`,
  // `REASON_QUESTIONNAIRE_UNKNOWN`.
  static absl::StatusOr<std::unique_ptr<FormSession>> Begin(TabletDatabase& database,
                                                            absl::string_view round_id,
                                                            absl::string_view questionnaire,
                                                            int32_t day);

  // The response that was in progress when the program ended; null if there was none. A draft that
  // can't be read is DATA_LOSS `REASON_STORAGE_DAMAGED`; Wipe() ends it.
  static absl::StatusOr<std::unique_ptr<FormSession>> Resume(TabletDatabase& database);

  // Whether a response to any round is in progress.
  static absl::StatusOr<bool> HasDraft(TabletDatabase& database);

  // Whether a response to that round is in progress. An unreadable draft belongs to every round.
  static absl::StatusOr<bool> HasDraftOf(TabletDatabase& database, absl::string_view round_id);

  // Removes whatever draft there is.
  static absl::Status Wipe(TabletDatabase& database);

  const CollectedRound& round() const { return *round_; }
  const Assessment& assessment() const { return assessment_; }
  const Instrument& instrument() const { return *instrument_; }

  // Questions, counted from 0 in the order asked.
  size_t size() const { return instrument_->items.size(); }
  const Item& item(size_t question) const;

  // Position of the chosen choice; nothing if the question isn't answered.
  std::optional<size_t> answer(size_t question) const;

  // Gives or changes an answer. Durable on disk once it returns OK; otherwise the earlier answer
  // holds. FAILED_PRECONDITION `REASON_ROUND_STATE` once the response is finished or abandoned.
  absl::Status Answer(size_t question, size_t choice);

  bool IsComplete() const;

  // The first question without an answer; size() if there is none.
  size_t FirstUnanswered() const;

  // Seals the response to the round's key, puts it into the outbox and wipes the draft, all in one
  // transaction. The session is over once it returns OK, and can't finish again. The errors of
  // CheckAnswers, or of the disk; then nothing has changed.
  absl::Status Finish();

  // The respondent left: the draft is wiped and nothing is kept.
  absl::Status Abandon();

 private:
  FormSession(TabletDatabase& database, std::shared_ptr<const CollectedRound> round,
              Assessment assessment, absl::string_view questionnaire);

  absl::Status CreateDraft();
  absl::Status SaveDraft();
  absl::StatusOr<std::string> EncryptDraft() const;
  std::vector<v1::Answer> Answers() const;
  absl::StatusOr<SealedResponse> Seal() const;

  TabletDatabase& database_;
  std::shared_ptr<const CollectedRound> round_;
  Assessment assessment_;
  const Instrument* instrument_;
  std::vector<std::optional<size_t>> chosen_;
};

}  // namespace sucharit
