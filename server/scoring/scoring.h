// SPDX-License-Identifier: Apache-2.0
//
// From counts to scores: a tree of weighted means over exact fractions, rounded once when shown.
//
//   choice score -> item (mean over respondents) -> sub-indicator -> indicator part -> indicator
//   -> instrument -> overall
//
// Source: ITA 2567 handbook as reproduced by an agency's published report (tests/data).
#pragma once

#include <vector>

#include "absl/status/statusor.h"
#include "common/assessment/assessment.h"
#include "sucharit/v1/result.pb.h"

namespace sucharit {

// Computes every node's score. Items, indicators with their parts and sub-indicators, instruments
// and the overall score come in the order of the definition (items first, then indicators with what
// lies between, then instruments, then the whole).
//
// An item that fewer than the minimum group gave a scored answer to, though more answered the
// questionnaire, is left out (README.md): it has no node, and its group is the mean of the others.
//
// A node may be given (imported) instead of computed; what lies below it then needs no figures and
// is left out if it has none. Tallies of the same questionnaire are added up.
//
// Errors: FAILED_PRECONDITION `REASON_ROUND_INCOMPLETE` naming the nodes without a figure, the
// highest ones if all below lacks ("EIT-2 6, OIT O19"); INVALID_ARGUMENT `REASON_NODE_UNKNOWN`,
// `REASON_NODE_NOT_IMPORTABLE` (given twice, given and counted, or an item of an instrument that
// has parts without saying which part), `REASON_SCORE_OUT_OF_RANGE`, naming the part and the node,
// or `REASON_QUESTIONNAIRE_UNKNOWN`, `REASON_DEFINITION_MISMATCH` for a tally of something else.
absl::StatusOr<v1::Scores> ComputeScores(const Assessment& assessment,
                                         const std::vector<v1::Tally>& tallies,
                                         const std::vector<v1::ImportedScore>& imported);

// Computes every score of a publication again from itself alone: from `n` and `sum` of each counted
// item, the given scores and what was left out. Whatever else stands there isn't looked at, so a
// publication in which something was changed comes out as another message; one in which nothing
// was comes out as the same bytes. `published` is untrusted.
//
// Errors: INVALID_ARGUMENT `REASON_BUNDLE_MALFORMED` naming the node that can't be ("item I10"), or
// FAILED_PRECONDITION `REASON_ROUND_INCOMPLETE`.
absl::StatusOr<v1::Scores> RecomputeScores(const Assessment& assessment,
                                           const v1::Scores& published);

// Checks imported scores alone, before they are kept: the same refusals, without the need to be
// complete.
absl::Status CheckImportedScores(const Assessment& assessment,
                                 const std::vector<v1::ImportedScore>& imported);

}  // namespace sucharit
