// SPDX-License-Identifier: Apache-2.0
//
// An enrolment ticket as text: shown as a QR code, kept in a file, or typed. Its authority may be
// several certificates, one after the other: the tablet trusts each of them.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "sucharit/v1/collect.pb.h"

namespace sucharit {

// "SUCHARIT1:" and the unpadded base64url of the message.
std::string FormatTicket(const v1::EnrolmentTicket& ticket);

// "SUCHARIT1Q:" and unpadded base32 of the message: longer as text, but a QR code of capitals and
// digits alone is a fifth smaller.
std::string FormatTicketForQr(const v1::EnrolmentTicket& ticket);

// Reads untrusted text in either form; blanks and line ends anywhere are ignored. INVALID_ARGUMENT
// `REASON_TICKET_MALFORMED`.
absl::StatusOr<v1::EnrolmentTicket> ParseTicket(absl::string_view text);

}  // namespace sucharit
