// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <ostream>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/assessment/assessment.h"
#include "common/text/language.h"
#include "common/time/clock.h"
#include "sucharit/v1/admin.pb.h"
#include "sucharit/v1/result.pb.h"

namespace sucharit {

// The scores of a round on a server, with its definition.
struct RoundScores {
  Assessment assessment;
  v1::Scores scores;
};

// What every verb of `sucharit` is given. One thread.
struct CommandContext {
  std::ostream& out;  // Results.
  std::ostream& err;  // Errors and progress.
  const Clock& clock;
  Language language = Language::kThai;
  bool json = false;
  int exit_status = 0;  // 0 done, 1 refused or failed, 2 misused.

  // How `score ROUND` gets a round's scores; empty in a program that knows no server.
  std::function<absl::StatusOr<RoundScores>(const std::string& round)> fetch_scores = nullptr;

  // How `verify ROUND` has a round counted again; empty likewise.
  std::function<absl::StatusOr<v1::VerifyRoundResponse>(const std::string& round)> verify_round =
      nullptr;

  // How `report ROUND` gets what it is written from; empty likewise.
  std::function<absl::StatusOr<v1::ReportSource>(const std::string& round)> fetch_report_source =
      nullptr;

  // Shows an error, if there is one, and sets the exit status. A wrong argument (REASON_ARGUMENT)
  // is misuse.
  void Finish(const absl::Status& status);

  const char* In(const Say& text) const { return text.In(language); }
};

}  // namespace sucharit
