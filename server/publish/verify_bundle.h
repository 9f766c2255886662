// SPDX-License-Identifier: Apache-2.0
//
// Checking what an agency published without trusting the agency, its server, or this program's
// network: every figure is computed again from the bundle itself.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "sucharit/v1/result.pb.h"

namespace sucharit {

// What was computed again, and what came out otherwise.
struct BundleCheck {
  // Scores, by where they come from.
  size_t counted = 0;
  size_t imported = 0;
  size_t computed = 0;

  size_t totals = 0;             // Questionnaires whose responses add up.
  size_t answer_tables = 0;      // Items whose parts add up.
  size_t breakdown_figures = 0;  // Scores of groups.
  size_t receipts = 0;           // Numbers in signed lists that are as long as they must be.

  // Each place that isn't what it should be, in a few words: "item I10", "totals IIT",
  // "definition_digest". Empty if everything is right.
  std::vector<std::string> differences;
};

// Checks the definition by its own rules, that receipt lists are signed and as long as n, its
// digests, every score from `n` and `sum` of each item and the imported nodes to the level reached,
// that the responses and the answer tables add up, and the figures of breakdowns. `bundle` is
// untrusted. What can't be checked is what only the agency knows: that it counted right and
// imported what assessors gave.
//
// Errors: those of Assessment::FromDefinition, with "definition" before the subject; those of
// RecomputeScores.
absl::StatusOr<BundleCheck> VerifyBundle(const v1::Bundle& bundle);

// Checks that the audit bundle's tallies and imported scores give its bundle's scores, answer
// tables and breakdowns, and then its bundle as above. `audit` is untrusted. Also the errors of
// CheckTallies and ComputeScores.
absl::StatusOr<BundleCheck> VerifyAudit(const v1::AuditBundle& audit);

}  // namespace sucharit
