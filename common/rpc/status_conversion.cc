// SPDX-License-Identifier: Apache-2.0
#include "common/rpc/status_conversion.h"

#include <string>

#include "common/status/reason.h"

namespace sucharit {
namespace {

// HTTP/2 peers limit how large trailers may be.
constexpr size_t kLongestMessage = 1000;

// Cuts between characters: a string field must stay UTF-8.
std::string Shorten(std::string text) {
  if (text.size() <= kLongestMessage) return text;
  size_t end = kLongestMessage;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xc0) == 0x80) --end;
  text.resize(end);
  return text;
}

}  // namespace

grpc::Status ToGrpcStatus(const absl::Status& status) {
  if (status.ok()) return grpc::Status::OK;
  v1::ErrorDetail detail;
  detail.set_reason(ReasonOf(status));
  detail.set_subject(Shorten(SubjectOf(status)));
  return grpc::Status(static_cast<grpc::StatusCode>(status.code()),
                      Shorten(std::string(status.message())), detail.SerializeAsString());
}

absl::Status FromGrpcStatus(const grpc::Status& status) {
  if (status.ok()) return absl::OkStatus();
  const auto code = static_cast<absl::StatusCode>(status.error_code());
  v1::ErrorDetail detail;
  if (!detail.ParseFromString(status.error_details()) ||
      detail.reason() == v1::REASON_UNSPECIFIED) {
    return absl::Status(code, status.error_message());
  }
  return Refused(code, detail.reason(), status.error_message(), detail.subject());
}

}  // namespace sucharit
