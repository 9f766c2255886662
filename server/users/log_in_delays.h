// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <string>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"

namespace sucharit {

// Slows down whoever guesses passwords: after three wrong ones under a name the next attempt has to
// wait a second, then two, four, … up to a quarter of an hour. The same for names that there
// aren't, so that it tells nothing. Kept in memory for the last few thousand names. Thread-safe.
class LogInDelays {
 public:
  // How many seconds an attempt under this name still has to wait; 0 if none.
  int64_t SecondsToWait(absl::string_view name, absl::Time now);

  void NoteWrong(absl::string_view name, absl::Time now);
  void NoteRight(absl::string_view name);

 private:
  struct Record {
    int wrong = 0;
    absl::Time free_at;
    absl::Time noted_at;
  };

  void MakeRoom();

  std::mutex mutex_;
  std::map<std::string, Record, std::less<>> records_;
};

}  // namespace sucharit
