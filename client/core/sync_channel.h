// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <grpcpp/channel.h>

#include <cstdint>
#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "client/core/identity.h"
#include "common/time/clock.h"

namespace sucharit {

// A connection that trusts `authority_pem` alone and proves itself with the tablet's certificate.
std::shared_ptr<grpc::Channel> OpenChannel(const Identity& identity);

// The same without a certificate, for enrolment.
std::shared_ptr<grpc::Channel> OpenAnonymousChannel(const std::string& address,
                                                    const std::string& authority_pem);

// What a call that came to nothing says about who answered: UNAVAILABLE `REASON_NOT_OUR_SERVER` if
// somebody did and isn't the tablet's server, told apart if it is a captive portal
// (client/core/captive_portal.h); FAILED_PRECONDITION `REASON_CLOCK_WRONG` if the clock
// stands before the tablet was enrolled, so that no certificate is good yet. Else `status` as it
// is. `clock` may be null.
absl::Status ExplainFailure(const absl::Status& status, const Identity& identity,
                            const Clock* clock);

// OK unless the clocks differ by more than kLargestClockError (client/core/sync.h), or if the
// server tells no time (0).
absl::Status CompareClocks(absl::Time tablet, int64_t server_unix);

}  // namespace sucharit
