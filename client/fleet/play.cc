// SPDX-License-Identifier: Apache-2.0
#include "client/fleet/play.h"

#include <algorithm>
#include <memory>
#include <optional>

#include "absl/strings/str_split.h"
#include "client/core/form_session.h"
#include "client/core/outbox.h"
#include "common/csv/answers_csv.h"
#include "common/files/files.h"
#include "common/status/reason.h"
#include "common/status/status_macros.h"

namespace sucharit {
namespace {

constexpr size_t kLargestCardFile = size_t{1} << 20;

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

const v1::Answer* FindAnswer(const std::vector<v1::Answer>& row, absl::string_view item) {
  const auto found = std::find_if(row.begin(), row.end(),
                                  [&](const v1::Answer& each) { return each.item() == item; });
  return found == row.end() ? nullptr : &*found;
}

// Whether two answers to an item say the same, however it is written.
bool IsSame(const Item& item, const v1::Answer& one, const v1::Answer& other) {
  const absl::StatusOr<AnswerValue> first = ReadAnswer(item, one);
  const absl::StatusOr<AnswerValue> second = ReadAnswer(item, other);
  return first.ok() && second.ok() && *first == *second;
}

absl::Status CheckGiven(const FormSession& session, const std::vector<v1::Answer>& row) {
  for (const v1::Answer& given : session.Answers()) {
    const v1::Answer* answer = FindAnswer(row, given.item());
    const Item& item = *session.assessment().FindItem(given.item());
    if (answer == nullptr || !IsSame(item, given, *answer)) {
      return OtherDraft("the draft in progress has other answers than its row");
    }
  }
  return absl::OkStatus();
}

// In the order asked: whether a question is asked follows from those before it.
absl::Status AnswerTheRest(FormSession& session, const std::vector<v1::Answer>& row,
                           PlayObserver& observer) {
  for (size_t question = 0; question < session.size(); ++question) {
    if (IsAnswered(session.value(question))) continue;
    const v1::Answer* answer = FindAnswer(row, session.item(question).id);
    if (answer == nullptr) continue;
    RETURN_IF_ERROR(session.Answer(question, *answer));
    observer.AnswerSaved();
  }
  RETURN_IF_ERROR(session.Finish().status());
  observer.ResponseFinished();
  return absl::OkStatus();
}

std::vector<v1::Answer> StaffAnswers(const Assessment& assessment, const std::string& questionnaire,
                                     const std::vector<v1::Answer>& row) {
  std::vector<v1::Answer> answers;
  for (const Item* item : FormSession::StaffItems(assessment, questionnaire)) {
    const v1::Answer* answer = FindAnswer(row, item->id);
    if (answer != nullptr) answers.push_back(*answer);
  }
  return answers;
}

// One tablet's share of one round.
class Player {
 public:
  Player(TabletDatabase& database, const Clock& clock, KnownRound round, Share share,
         ResponseFiles& files, PlayObserver& observer)
      : database_(database),
        clock_(clock),
        round_(std::move(round)),
        share_(share),
        files_(files),
        observer_(observer) {}

  absl::Status Resume() {
    ASSIGN_OR_RETURN(const std::unique_ptr<FormSession> session,
                     FormSession::Resume(database_, clock_));
    if (session == nullptr) return absl::OkStatus();
    if (session->round().offer.round_id() != round_->offer.round_id()) {
      return OtherDraft("the draft in progress is of another round");
    }
    ASSIGN_OR_RETURN(const auto* row, NextRow(session->instrument().id));
    if (row == nullptr) return OtherDraft("the draft in progress has no row left");
    RETURN_IF_ERROR(CheckGiven(*session, *row));
    return AnswerTheRest(*session, *row, observer_);
  }

  absl::Status Play(const std::string& questionnaire) {
    while (true) {
      ASSIGN_OR_RETURN(const auto* row, NextRow(questionnaire));
      if (row == nullptr) return absl::OkStatus();
      NewResponse response;
      response.round_id = round_->offer.round_id();
      response.questionnaire = questionnaire;
      response.staff_answers = StaffAnswers(round_->assessment, questionnaire, *row);
      if (round_->TakesCard(questionnaire)) {
        ASSIGN_OR_RETURN(const size_t place, NextPlace(questionnaire));
        ASSIGN_OR_RETURN(response.card, files_.Card(questionnaire, place));
      }
      ASSIGN_OR_RETURN(const std::unique_ptr<FormSession> session,
                       FormSession::Begin(database_, clock_, response));
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

  absl::StatusOr<size_t> NextPlace(const std::string& questionnaire) {
    ASSIGN_OR_RETURN(const int64_t finished, Finished(questionnaire));
    return static_cast<size_t>(finished * share_.tablets + share_.tablet);
  }

  // Null if the share is played.
  absl::StatusOr<const std::vector<v1::Answer>*> NextRow(const std::string& questionnaire) {
    ASSIGN_OR_RETURN(const ResponseRows* rows, files_.Rows(round_->assessment, questionnaire));
    ASSIGN_OR_RETURN(const size_t next, NextPlace(questionnaire));
    return next < rows->size() ? &(*rows)[next] : nullptr;
  }

  TabletDatabase& database_;
  const Clock& clock_;
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

absl::StatusOr<std::string> ResponseFiles::Card(const std::string& questionnaire,
                                                size_t row) const {
  const auto file = std::find_if(cards_.begin(), cards_.end(), [&](const ResponseFile& each) {
    return each.questionnaire == questionnaire;
  });
  if (file != cards_.end()) {
    ASSIGN_OR_RETURN(const std::string text, ReadWholeFile(file->path, kLargestCardFile));
    const std::vector<std::string> lines = absl::StrSplit(text, '\n', absl::SkipWhitespace());
    if (row < lines.size()) return lines[row];
  }
  return Refused(absl::StatusCode::kInvalidArgument, v1::REASON_CARD_MISSING,
                 "no card for that row", questionnaire);
}

absl::Status PlayShare(TabletDatabase& database, const std::string& round_id, const Clock& clock,
                       Share share, ResponseFiles& files, PlayObserver& observer) {
  Library library(database);
  ASSIGN_OR_RETURN(KnownRound round, round_id.empty()
                                         ? OnlyRound(library, DayInThailand(clock.Now()))
                                         : library.Find(round_id));
  Player player(database, clock, std::move(round), share, files, observer);
  RETURN_IF_ERROR(player.Resume());
  for (const ResponseFile& file : files.files()) {
    RETURN_IF_ERROR(player.Play(file.questionnaire));
  }
  return absl::OkStatus();
}

}  // namespace sucharit
