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

// Checks imported scores alone, before they are kept: the same refusals, without the need to be
// complete.
absl::Status CheckImportedScores(const Assessment& assessment,
                                 const std::vector<v1::ImportedScore>& imported);

}  // namespace sucharit
