// SPDX-License-Identifier: Apache-2.0
//
// Plays responses from files through a tablet's own code, answer by answer, without a network.
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "client/core/library.h"
#include "client/core/tablet_database.h"
#include "common/time/clock.h"
#include "sucharit/v1/response.pb.h"

namespace sucharit {

// The responses to one questionnaire: a table, see common/csv/answers_csv.h.
struct ResponseFile {
  std::string questionnaire;
  std::string path;
};

// Reads "IIT=FILE.csv". INVALID_ARGUMENT `REASON_ARGUMENT`.
absl::StatusOr<ResponseFile> ParseResponseFile(absl::string_view text);

using ResponseRows = std::vector<std::vector<v1::Answer>>;

// The rows of the files, each read once for each definition. Not thread-safe.
class ResponseFiles {
 public:
  // `cards` are files with a code on each line, where questionnaires take cards.
  explicit ResponseFiles(std::vector<ResponseFile> files, std::vector<ResponseFile> cards = {})
      : files_(std::move(files)), cards_(std::move(cards)) {}

  // In the order given.
  const std::vector<ResponseFile>& files() const { return files_; }

  // Lives as long as this object. NOT_FOUND `REASON_QUESTIONNAIRE_UNKNOWN` if no file or instrument
  // has that name, or the errors of ReadAnswersCsv.
  absl::StatusOr<const ResponseRows*> Rows(const Assessment& assessment,
                                           const std::string& questionnaire);

  // The card of a questionnaire's row, both counted from 0: its line's code. INVALID_ARGUMENT
  // `REASON_CARD_MISSING` if there is no such file or line, or the errors of ReadWholeFile.
  absl::StatusOr<std::string> Card(const std::string& questionnaire, size_t row) const;

 private:
  std::vector<ResponseFile> files_;
  std::vector<ResponseFile> cards_;
  std::map<std::pair<std::string, std::string>, ResponseRows> rows_;
};

// Told what has just become durable. The default does nothing.
class PlayObserver {
 public:
  virtual ~PlayObserver() = default;
  virtual void AnswerSaved() {}
  virtual void ResponseFinished() {}
};

// Which of the rows a tablet plays: row r of each file goes to tablet r mod `tablets`, both counted
// from 0. So each row is played by one tablet, whichever run plays it.
struct Share {
  int tablet = 0;
  int tablets = 1;
};

// Plays a tablet's share of all files. Resumable: what the tablet has counted as finished tells
// which row is next, and a draft that a killed run left is continued where it stopped, so each row
// is played exactly once. The tablet must have no other responses to the round.
//
// `round_id` chooses among the rounds that may begin now; empty if there is only one. Errors:
// NOT_FOUND `REASON_ROUND_UNKNOWN`; INVALID_ARGUMENT `REASON_ARGUMENT` "--round" if several rounds
// fit; FAILED_PRECONDITION `REASON_ROUND_STATE` if the draft in progress isn't the next row's;
// those of FormSession and ReadAnswersCsv.
absl::Status PlayShare(TabletDatabase& database, const std::string& round_id, const Clock& clock,
                       Share share, ResponseFiles& files, PlayObserver& observer);

}  // namespace sucharit
