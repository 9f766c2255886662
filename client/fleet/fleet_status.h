// SPDX-License-Identifier: Apache-2.0
//
// What became of the responses of each tablet.
#pragma once

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "client/core/outbox.h"
#include "client/core/tablet_database.h"
#include "common/text/language.h"

namespace sucharit {

// Counts of one tablet, one round and one questionnaire.
struct TabletCounts {
  std::string tablet;
  OutboxCounts counts;
};

// The counts of a fleet, with a line for each tablet, round and questionnaire and one for all.
class FleetStatus {
 public:
  absl::Status Add(absl::string_view tablet, TabletDatabase& database);

  std::string AsTable(Language language) const;

  // {"tablets":[{"tablet":"tablet-1","round":HEX,"questionnaire":ID,"finished":...}],"drafts":N,
  //  "total":{"finished":...,"waiting":...,"stored":...,"late":...,"refused":...}}
  std::string AsJson() const;

 private:
  OutboxCounts Total() const;

  std::vector<TabletCounts> counts_;
  int64_t drafts_ = 0;
};

}  // namespace sucharit
