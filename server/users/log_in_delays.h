// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"

namespace sucharit {

// Slows down whoever guesses passwords. After three wrong ones under a name from one network the
// next attempt from there has to wait a second, then two, four, … up to a quarter of an hour. After
// thirty under a name from anywhere, networks from which nobody has logged in under it before wait
// up to thirty seconds. So a stranger can't keep somebody out of the place where they work. The
// same for names that there aren't, so that it tells nothing. Kept in memory, for the last few
// thousand. Thread-safe.
class LogInDelays {
 public:
  // How many seconds an attempt under this name from this network still has to wait; 0 if none.
  int64_t SecondsToWait(absl::string_view name, absl::string_view network, absl::Time now);

  void NoteWrong(absl::string_view name, absl::string_view network, absl::Time now);
  void NoteRight(absl::string_view name, absl::string_view network, absl::Time now);

 private:
  struct Record {
    int wrong = 0;
    absl::Time free_at;
    absl::Time noted_at;
  };
  using Records = std::map<std::string, Record>;

  static void MakeRoom(Records& records);

  std::mutex mutex_;
  Records by_network_;  // By name and network.
  Records by_name_;
  Records known_;  // Names and networks of right passwords.
};

}  // namespace sucharit
