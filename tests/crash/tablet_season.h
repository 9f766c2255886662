// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <string>

#include "absl/status/status.h"
#include "client/core/outbox.h"
#include "client/core/tablet_database.h"
#include "tests/testing/fake_clock.h"

namespace sucharit::testing {

// What the tablet has shown to people, and must hold whatever happens next. In memory that a killed
// process leaves behind.
struct Promises {
  std::atomic<bool> enrolled{false};
  std::atomic<int64_t> begun{0};     // Responses, the one in progress among them.
  std::atomic<int64_t> answered{0};  // Of the response in progress.
  std::atomic<int64_t> finished{0};
  std::atomic<int64_t> received{0};
  std::atomic<bool> exported{false};
};

// What a tablet is given by others.
struct TabletSurroundings {
  std::string folder;  // Everything that the tablet and its staff keep.
  std::string ticket;  // To enrol with.
  std::string cards[6];
  std::string address;  // The server's, and the profile of an administrator there.
  std::string profile;
};

// A tablet from its enrolment to its last synchronization. Run() may be called again after a crash
// and does what is left.
class TabletSeason {
 public:
  static constexpr int64_t kResponses = 6;

  // Both must outlive the season.
  TabletSeason(const TabletSurroundings& surroundings, Promises& promises)
      : surroundings_(surroundings), promises_(promises) {}

  absl::Status Run();

  // What of `promises` doesn't hold, in words; empty if all do.
  std::string WhatIsBroken() const;

  // The same after a Run() that came to its end: all is received, kept for the server's sake, and
  // no card may be used again.
  std::string WhatIsLeft() const;

  // What the server has after a whole season: the answers of each response, sorted.
  static std::string Expected();

 private:
  absl::Status Enrolled(TabletDatabase& tablet);
  absl::Status Answer(TabletDatabase& tablet, int64_t number);
  absl::Status Sync(TabletDatabase& tablet);
  absl::Status BringByFile(TabletDatabase& tablet);
  std::string Finished(TabletDatabase& tablet, const OutboxCounts& counts) const;
  std::string File() const;
  std::string Draft(TabletDatabase& tablet, int64_t finished) const;
  std::string ExportFile() const { return surroundings_.folder + "/outbox.sucharit"; }

  const TabletSurroundings& surroundings_;
  Promises& promises_;
  const FakeClock clock_;
};

}  // namespace sucharit::testing
