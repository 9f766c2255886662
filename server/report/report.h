// SPDX-License-Identifier: Apache-2.0
//
// The official report of a round: what came out, what it says, what is done about it, and where
// every figure comes from.
#pragma once

#include "absl/status/statusor.h"
#include "common/text/language.h"
#include "server/document/document.h"
#include "sucharit/v1/result.pb.h"

namespace sucharit {

struct ReportOptions {
  Language language = Language::kThai;
  document::Digits digits = document::Digits::kThai;
};

// Writes the report as a document. The same source and options give the same document. What the
// source has none of (a plan, earlier years, segments, imported scores) is left out or said to be
// missing. INVALID_ARGUMENT: REASON_DEFINITION_* if the definition can't be right,
// `REASON_DEFINITION_MISMATCH` if the scores are of another one, `REASON_BUNDLE_MALFORMED` naming
// what can't be. Thread-safe.
absl::StatusOr<document::Document> MakeReport(const v1::ReportSource& source,
                                              const ReportOptions& options);

}  // namespace sucharit
