// SPDX-License-Identifier: Apache-2.0
//
// An enrolment ticket as text: shown as a QR code, kept in a file, or typed.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "sucharit/v1/collect.pb.h"

namespace sucharit {

// "SUCHARIT1:" and the unpadded base64url of the message.
std::string FormatTicket(const v1::EnrolmentTicket& ticket);

// Reads untrusted text; blanks and line ends anywhere are ignored. INVALID_ARGUMENT
// `REASON_TICKET_MALFORMED`.
absl::StatusOr<v1::EnrolmentTicket> ParseTicket(absl::string_view text);

}  // namespace sucharit
