// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace sucharit {

// What one household or office calls from, in gRPC's name of a caller: the whole address of
// "ipv4:192.0.2.7:5000", the first 64 bits of an IPv6 one, because whoever has one has all of them.
// Callers whose name can't be read share one network.
std::string NetworkOf(const std::string& peer);

}  // namespace sucharit
