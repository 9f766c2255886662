// SPDX-License-Identifier: Apache-2.0
#include "client/fleet/play.h"

#include <algorithm>
#include <memory>
#include <optional>

#include "client/core/form_session.h"
#include "client/core/outbox.h"
#include "common/csv/answers_csv.h"
#include "common/status/reason.h"
#include "common/status/status_macros.h"

namespace sucharit {
namespace {

using KnownRound = std::shared_ptr<const CollectedRound>;

absl::StatusOr<KnownRound> OnlyRound(Library& library, int32_t day) {
  ASSIGN_OR_RETURN(const std::vector<KnownRound> rounds, library.Rounds());
  std::vector<KnownRound> open;
  for (const KnownRound& round : rounds) {
    if (round->MayBegin(day)) open.push_back(round);
  }
  if (open.empty()) {
    return Refused(absl::StatusCode::kNotFound, v1::REASON_ROUND_UNKNOWN,
                   "the tablet knows no round that takes responses today");
  }
  if (open.size() > 1) {
    return Refused(absl::StatusCode::kInvalidArgument, v1::REASON_ARGUMENT,
                   "several rounds take responses today", "--round");
  }
  return open.front();
}

absl::Status OtherDraft(absl::string_view why) {
  return Refused(absl::StatusCode::kFailedPrecondition, v1::REASON_ROUND_STATE, why);
}

absl::StatusOr<size_t> ChoiceOf(const Item& item, const std::vector<v1::Answer>& row) {
  const auto answer = std::find_if(row.begin(), row.end(),
                                   [&](const v1::Answer& each) { return each.item() == item.id; });
  if (answer == row.end()) {
    return Refused(absl::StatusCode::kInvalidArgument, v1::REASON_ANSWER_MISSING,
                   "the row has no answer", item.id);
  }
  const auto choice = std::find_if(item.choices.begin(), item.choices.end(),
                                   [&](const Choice& each) { return each.id == answer->choice(); });
  if (choice == item.choices.end()) {
    return Refused(absl::StatusCode::kInvalidArgument, v1::REASON_CHOICE_UNKNOWN,
                   "the item has no such choice", item.id);
  }
  return static_cast<size_t>(choice - item.choices.begin());
}

absl::Status CheckGiven(const FormSession& session, const std::vector<v1::Answer>& row) {
  for (size_t question = 0; question < session.size(); ++question) {
    const std::optional<size_t> given = session.answer(question);
    if (!given.has_value()) continue;
    ASSIGN_OR_RETURN(const size_t choice, ChoiceOf(session.item(question), row));
    if (*given != choice) return OtherDraft("the draft in progress has other answers than its row");
  }
  return absl::OkStatus();
}

absl::Status AnswerTheRest(FormSession& session, const std::vector<v1::Answer>& row,
                           PlayObserver& observer) {
  for (size_t question = session.FirstUnanswered(); question < session.size();
       question = session.FirstUnanswered()) {
    ASSIGN_OR_RETURN(const size_t choice, ChoiceOf(session.item(question), row));
    RETURN_IF_ERROR(session.Answer(question, choice));
    observer.AnswerSaved();
  }
  RETURN_IF_ERROR(session.Finish());
  observer.ResponseFinished();
  return absl::OkStatus();
}

// One tablet's share of one round.
class Player {
 public:
  Player(TabletDatabase& database, KnownRound round, Share share, ResponseFiles& files,
         PlayObserver& observer)
      : database_(database),
        round_(std::move(round)),
        share_(share),
        files_(files),
        observer_(observer) {}

  absl::Status Resume() {
    ASSIGN_OR_RETURN(const std::unique_ptr<FormSession> session, FormSession::Resume(database_));
    if (session == nullptr) return absl::OkStatus();
    if (session->round().offer.round_id() != round_->offer.round_id()) {
      return OtherDraft("the draft in progress is of another round");
    }
    ASSIGN_OR_RETURN(const auto* row, NextRow(session->instrument().id));
    if (row == nullptr) return OtherDraft("the draft in progress has no row left");
    RETURN_IF_ERROR(CheckGiven(*session, *row));
    return AnswerTheRest(*session, *row, observer_);
  }

  absl::Status Play(const std::string& questionnaire, int32_t day) {
    while (true) {
      ASSIGN_OR_RETURN(const auto* row, NextRow(questionnaire));
      if (row == nullptr) return absl::OkStatus();
      ASSIGN_OR_RETURN(const std::unique_ptr<FormSession> session,
                       FormSession::Begin(database_, round_->offer.round_id(), questionnaire, day));
      RETURN_IF_ERROR(AnswerTheRest(*session, *row, observer_));
    }
  }

 private:
  absl::StatusOr<int64_t> Finished(const std::string& questionnaire) {
    ASSIGN_OR_RETURN(const std::vector<OutboxCounts> counts, Outbox(database_).Counts());
    for (const OutboxCounts& count : counts) {
      if (count.round_id == round_->offer.round_id() && count.questionnaire == questionnaire) {
        return count.finished;
      }
    }
    return 0;
  }

  // Null if the share is played.
  absl::StatusOr<const std::vector<v1::Answer>*> NextRow(const std::string& questionnaire) {
    ASSIGN_OR_RETURN(const ResponseRows* rows, files_.Rows(round_->assessment, questionnaire));
    ASSIGN_OR_RETURN(const int64_t finished, Finished(questionnaire));
    const auto next = static_cast<size_t>(finished * share_.tablets + share_.tablet);
    return next < rows->size() ? &(*rows)[next] : nullptr;
  }

  TabletDatabase& database_;
  const KnownRound round_;
  const Share share_;
  ResponseFiles& files_;
  PlayObserver& observer_;
};

}  // namespace

absl::StatusOr<ResponseFile> ParseResponseFile(absl::string_view text) {
  const size_t equals = text.find('=');
  if (equals == 0 || equals == absl::string_view::npos || equals + 1 == text.size()) {
    return Refused(absl::StatusCode::kInvalidArgument, v1::REASON_ARGUMENT,
                   "not of the form QUESTIONNAIRE=FILE", "--responses");
  }
  return ResponseFile{std::string(text.substr(0, equals)), std::string(text.substr(equals + 1))};
}

absl::StatusOr<const ResponseRows*> ResponseFiles::Rows(const Assessment& assessment,
                                                        const std::string& questionnaire) {
  const auto file = std::find_if(files_.begin(), files_.end(), [&](const ResponseFile& each) {
    return each.questionnaire == questionnaire;
  });
  const Instrument* instrument = assessment.FindInstrument(questionnaire);
  if (file == files_.end() || instrument == nullptr) {
    return Refused(absl::StatusCode::kNotFound, v1::REASON_QUESTIONNAIRE_UNKNOWN,
                   "no responses to that questionnaire, or the round doesn't ask it",
                   questionnaire);
  }
  const auto key = std::make_pair(assessment.counting_digest(), questionnaire);
  auto known = rows_.find(key);
  if (known == rows_.end()) {
    ASSIGN_OR_RETURN(ResponseRows rows, ReadAnswersCsv(file->path, assessment, *instrument));
    known = rows_.emplace(key, std::move(rows)).first;
  }
  return &known->second;
}

absl::Status PlayShare(TabletDatabase& database, const std::string& round_id, int32_t day,
                       Share share, ResponseFiles& files, PlayObserver& observer) {
  Library library(database);
  ASSIGN_OR_RETURN(KnownRound round,
                   round_id.empty() ? OnlyRound(library, day) : library.Find(round_id));
  Player player(database, std::move(round), share, files, observer);
  RETURN_IF_ERROR(player.Resume());
  for (const ResponseFile& file : files.files()) {
    RETURN_IF_ERROR(player.Play(file.questionnaire, day));
  }
  return absl::OkStatus();
}

}  // namespace sucharit
