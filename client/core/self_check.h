// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "absl/status/status.h"
#include "client/core/tablet_database.h"

namespace sucharit {

// What a tablet can find out about itself without a network.
enum class SelfCheck {
  kDatabaseAnswers,    // What is kept can be read.
  kDatabaseIsWhole,    // SQLite's own check of the whole file.
  kDraftsAreSecret,    // The tablet's key encrypts, and decrypts again.
  kResponsesAreSealed  // A box sealed to a key made for the purpose opens with it and no other.
};

struct SelfCheckResult {
  SelfCheck check = SelfCheck::kDatabaseAnswers;
  absl::Status status;
};

// All of them, in this order. Changes nothing. Any thread; takes as long as reading the database.
std::vector<SelfCheckResult> CheckTablet(TabletDatabase& database);

}  // namespace sucharit
