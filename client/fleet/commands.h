// SPDX-License-Identifier: Apache-2.0
//
// The verbs of sucharit-fleet.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "common/text/language.h"
#include "common/time/clock.h"

namespace sucharit {

// What all verbs share.
struct FleetArguments {
  std::string folder;
  std::string tablets = "all";
  Language language = Language::kThai;
  bool quiet = false;
};

struct EnrolArguments {
  std::vector<std::string> tickets;  // Files.
  std::vector<std::string> names;    // As many as tickets, or none.
  int first = 1;                     // Number of the first ticket's tablet.
};

struct PlayArguments {
  std::vector<std::string> responses;  // "IIT=FILE.csv"
  std::vector<std::string> cards;      // "IIT=CODES.txt"
  std::string round;                   // Hexadecimal; empty if there is only one.
  std::string kill_at;                 // "answer:N" or empty.
};

struct SyncArguments {
  uint32_t batch = 100;
  int attempts = 5;
  std::string kill_at;     // "sent:N" or empty.
  int64_t hold_after = 0;  // 0: never.
};

// Each does what `--help` says and returns the exit status: 0 done, 1 refused or failed, 2 misused.
int RunEnrol(const FleetArguments& fleet, const EnrolArguments& arguments);
int RunPlay(const FleetArguments& fleet, const PlayArguments& arguments, const Clock& clock);
int RunSync(const FleetArguments& fleet, const SyncArguments& arguments);
int RunStatus(const FleetArguments& fleet, bool json);

}  // namespace sucharit
