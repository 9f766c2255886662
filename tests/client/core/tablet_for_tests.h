// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "client/core/form_session.h"
#include "client/core/library.h"
#include "client/core/outbox.h"
#include "client/core/tablet_database.h"
#include "tests/testing/fake_clock.h"
#include "tests/testing/round_builder.h"
#include "tests/testing/temporary_folder.h"

namespace sucharit::testing {

// A tablet in a folder of its own that knows one open round of the small definition.
class TabletForTests {
 public:
  explicit TabletForTests(RoundForTests known_round = RoundForTests());

  TabletDatabase& database() { return *database_; }
  const std::string& folder() const { return folder_.path(); }

  // Ends the program and starts it again.
  void Reopen();

  // Takes the round's offer again, after a test changed it.
  absl::Status Keep() { return Library(*database_).Keep(round.Listed()); }

  // Begins a response to the round's questionnaire "S"; must succeed.
  std::unique_ptr<FormSession> Begin();

  // Answers both questions of "S" and finishes; must succeed. `level` and `other` are positions.
  void FinishOne(size_t level = 0, size_t other = 0);

  // All that waits, in one batch if there are fewer than 1,000.
  v1::PushResponsesRequest Waiting();

  // The only counts there are; zeros if nothing was ever finished.
  OutboxCounts Counts();

  // The encrypted draft as it stands in the database; empty if there is none.
  std::string DraftCiphertext();

  // Whether any file of the folder holds these bytes.
  bool FolderHolds(const std::string& bytes) const;

  RoundForTests round;
  FakeClock clock;

 private:
  TemporaryFolder folder_;
  std::unique_ptr<TabletDatabase> database_;
};

}  // namespace sucharit::testing
