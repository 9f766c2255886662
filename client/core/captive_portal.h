// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <string>

#include "absl/status/status.h"

namespace sucharit {

// Whether a web page answers in clear at `address` ("host:port"), where our server would speak TLS
// alone: a network that wants people to sign in first. False if nobody answers within `patience`.
// Blocks. What is sent is a request for the page "/" and tells nothing of the tablet.
bool AnswersPlainHttp(const std::string& address, std::chrono::milliseconds patience);

// `status` of a call to `address`; if it is UNAVAILABLE and a web page answers there: UNAVAILABLE
// `REASON_NOT_OUR_SERVER` for which IsCaptivePortal() holds. Blocks for a few seconds at most.
absl::Status TellCaptivePortal(const absl::Status& status, const std::string& address);

// What such a network makes of a call: UNAVAILABLE `REASON_NOT_OUR_SERVER`.
absl::Status CaptivePortalError();

// Whether what failed did so because the network wants people to sign in first.
bool IsCaptivePortal(const absl::Status& status);

}  // namespace sucharit
