// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <ostream>

#include "absl/status/status.h"
#include "common/text/language.h"
#include "common/time/clock.h"

namespace sucharit {

// What every verb of `sucharit` is given. One thread.
struct CommandContext {
  std::ostream& out;  // Results.
  std::ostream& err;  // Errors and progress.
  const Clock& clock;
  Language language = Language::kThai;
  bool json = false;
  int exit_status = 0;  // 0 done, 1 refused or failed, 2 misused.

  // Shows an error, if there is one, and sets the exit status. A wrong argument (REASON_ARGUMENT)
  // is misuse.
  void Finish(const absl::Status& status);

  const char* In(const Say& text) const { return text.In(language); }
};

}  // namespace sucharit
