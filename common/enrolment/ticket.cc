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
constexpr absl::string_view kQrPrefix = "SUCHARIT1Q:";
constexpr absl::string_view kBase32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

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

std::string ToBase32(absl::string_view bytes) {
  std::string result;
  unsigned bits = 0;
  int held = 0;
  for (const char c : bytes) {
    bits = (bits << 8 | static_cast<unsigned char>(c)) & 0xfff;
    held += 8;
    for (; held >= 5; held -= 5) result.push_back(kBase32[bits >> (held - 5) & 31]);
  }
  if (held > 0) result.push_back(kBase32[bits << (5 - held) & 31]);
  return result;
}

bool FromBase32(absl::string_view text, std::string& bytes) {
  unsigned bits = 0;
  int held = 0;
  for (const char c : text) {
    const size_t value = kBase32.find(absl::ascii_toupper(static_cast<unsigned char>(c)));
    if (value == absl::string_view::npos) return false;
    bits = (bits << 5 | static_cast<unsigned>(value)) & 0xfff;
    held += 5;
    if (held < 8) continue;
    held -= 8;
    bytes.push_back(static_cast<char>(bits >> held & 0xff));
  }
  return true;
}

bool Decode(absl::string_view text, std::string& bytes) {
  if (absl::ConsumePrefix(&text, kPrefix)) return absl::WebSafeBase64Unescape(text, &bytes);
  return absl::ConsumePrefix(&text, kQrPrefix) && FromBase32(text, bytes);
}

}  // namespace

std::string FormatTicket(const v1::EnrolmentTicket& ticket) {
  return absl::StrCat(kPrefix, absl::WebSafeBase64Escape(ticket.SerializeAsString()));
}

std::string FormatTicketForQr(const v1::EnrolmentTicket& ticket) {
  return absl::StrCat(kQrPrefix, ToBase32(ticket.SerializeAsString()));
}

absl::StatusOr<v1::EnrolmentTicket> ParseTicket(absl::string_view text) {
  if (text.size() > kLongestTicket) return Malformed("longer than any ticket");
  const std::string compact = WithoutBlanks(text);
  std::string bytes;
  v1::EnrolmentTicket ticket;
  if (!Decode(compact, bytes) || !ticket.ParseFromString(bytes)) return Malformed("not a ticket");
  if (ticket.address().empty() || ticket.authority().empty() || ticket.code().empty()) {
    return Malformed("a part of the ticket is missing");
  }
  return ticket;
}

}  // namespace sucharit
