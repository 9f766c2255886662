// SPDX-License-Identifier: Apache-2.0
//
// Tickets are typed, scanned and received by mail: any text must be read or refused with a reason.
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "absl/strings/string_view.h"
#include "common/enrolment/ticket.h"
#include "common/status/reason.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const auto ticket =
      sucharit::ParseTicket(absl::string_view(reinterpret_cast<const char*>(data), size));
  if (!ticket.ok()) {
    if (sucharit::ReasonOf(ticket.status()) != sucharit::v1::REASON_TICKET_MALFORMED) abort();
    return 0;
  }
  const auto again = sucharit::ParseTicket(sucharit::FormatTicket(*ticket));
  if (!again.ok() || again->code() != ticket->code()) abort();
  return 0;
}
