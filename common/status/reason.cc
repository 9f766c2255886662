// SPDX-License-Identifier: Apache-2.0
#include "common/status/reason.h"

#include <optional>

#include "absl/strings/cord.h"
#include "absl/strings/str_cat.h"

namespace sucharit {
namespace {

constexpr char kErrorDetailType[] = "type.googleapis.com/sucharit.v1.ErrorDetail";

v1::ErrorDetail DetailOf(const absl::Status& status) {
  v1::ErrorDetail detail;
  auto payload = status.GetPayload(kErrorDetailType);
  if (payload.has_value()) detail.ParseFromString(std::string(*payload));
  return detail;
}

}  // namespace

absl::Status Refused(absl::StatusCode code, v1::Reason reason, absl::string_view message,
                     absl::string_view subject) {
  v1::ErrorDetail detail;
  detail.set_reason(reason);
  detail.set_subject(std::string(subject));
  absl::Status status(code, message);
  status.SetPayload(kErrorDetailType, absl::Cord(detail.SerializeAsString()));
  return status;
}

v1::Reason ReasonOf(const absl::Status& status) { return DetailOf(status).reason(); }

std::string SubjectOf(const absl::Status& status) { return DetailOf(status).subject(); }

absl::Status Within(absl::string_view context, const absl::Status& status) {
  if (status.ok()) return status;
  const v1::ErrorDetail detail = DetailOf(status);
  const std::string subject = detail.subject().empty()
                                  ? std::string(context)
                                  : absl::StrCat(context, ": ", detail.subject());
  return Refused(status.code(), detail.reason(), absl::StrCat(context, ": ", status.message()),
                 subject);
}

}  // namespace sucharit
