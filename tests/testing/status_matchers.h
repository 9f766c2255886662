// SPDX-License-Identifier: Apache-2.0
//
// Matchers for absl::Status and absl::StatusOr, which Debian's abseil lacks. A failure prints the
// status.
#pragma once

#include <gmock/gmock.h>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/status/reason.h"

namespace sucharit::testing {

inline const absl::Status& StatusOf(const absl::Status& status) { return status; }

template <typename T>
const absl::Status& StatusOf(const absl::StatusOr<T>& result) {
  return result.status();
}

MATCHER(IsOk, "is OK") {
  *result_listener << StatusOf(arg).ToString();
  return arg.ok();
}

// Matches the code and the reason of a refusal.
MATCHER_P2(IsRefused, code, reason, "") {
  const absl::Status& status = StatusOf(arg);
  *result_listener << status.ToString() << ", reason " << v1::Reason_Name(ReasonOf(status))
                   << ", subject '" << SubjectOf(status) << "'";
  return status.code() == code && ReasonOf(status) == reason;
}

// Matches a refusal by its reason and what it is about.
MATCHER_P2(IsRefusedFor, reason, subject, "") {
  const absl::Status& status = StatusOf(arg);
  *result_listener << status.ToString() << ", reason " << v1::Reason_Name(ReasonOf(status))
                   << ", subject '" << SubjectOf(status) << "'";
  return ReasonOf(status) == reason &&
         ::testing::ExplainMatchResult(subject, SubjectOf(status), result_listener);
}

MATCHER_P(StatusIs, code, "") {
  *result_listener << StatusOf(arg).ToString();
  return StatusOf(arg).code() == code;
}

MATCHER_P(IsOkAndHolds, value, "") {
  if (!arg.ok()) {
    *result_listener << arg.status().ToString();
    return false;
  }
  return ::testing::ExplainMatchResult(value, *arg, result_listener);
}

}  // namespace sucharit::testing
