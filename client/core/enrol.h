// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "client/core/tablet_database.h"

namespace sucharit {

// Makes this tablet one of the installation's: trusts the authority in the ticket, trades the
// one-time code for a client certificate and fetches the rounds. Blocks for up to twenty seconds.
// May be repeated after any failure.
//
// Errors: INVALID_ARGUMENT `REASON_TICKET_MALFORMED`; ALREADY_EXISTS `REASON_ALREADY_ENROLLED`;
// PERMISSION_DENIED `REASON_ENROLMENT_CODE_UNKNOWN`; UNAVAILABLE.
absl::Status Enrol(TabletDatabase& database, absl::string_view ticket_text,
                   const std::string& device_name);

}  // namespace sucharit
