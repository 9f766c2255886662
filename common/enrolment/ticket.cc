// SPDX-License-Identifier: Apache-2.0
#include "common/enrolment/ticket.h"

#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "common/status/reason.h"

namespace sucharit {
namespace {

constexpr absl::string_view kPrefix = "SUCHARIT1:";

// A ticket has about 700 characters; nobody types or scans ten times that.
constexpr size_t kLongestTicket = 8192;

absl::Status Malformed(absl::string_view why) {
  return Refused(absl::StatusCode::kInvalidArgument, v1::REASON_TICKET_MALFORMED, why);
}

std::string WithoutBlanks(absl::string_view text) {
  std::string result;
  for (const char c : text) {
    if (!absl::ascii_isspace(static_cast<unsigned char>(c))) result.push_back(c);
  }
  return result;
}

}  // namespace

std::string FormatTicket(const v1::EnrolmentTicket& ticket) {
  return absl::StrCat(kPrefix, absl::WebSafeBase64Escape(ticket.SerializeAsString()));
}

absl::StatusOr<v1::EnrolmentTicket> ParseTicket(absl::string_view text) {
  if (text.size() > kLongestTicket) return Malformed("longer than any ticket");
  const std::string compact = WithoutBlanks(text);
  absl::string_view encoded = compact;
  std::string bytes;
  v1::EnrolmentTicket ticket;
  if (!absl::ConsumePrefix(&encoded, kPrefix) || !absl::WebSafeBase64Unescape(encoded, &bytes) ||
      !ticket.ParseFromString(bytes)) {
    return Malformed("not a ticket");
  }
  if (ticket.address().empty() || ticket.authority().empty() || ticket.code().empty()) {
    return Malformed("a part of the ticket is missing");
  }
  return ticket;
}

}  // namespace sucharit
