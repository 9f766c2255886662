// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace sucharit {

// Tells Abseil not to look for deadlocks at each lock. Debian builds Abseil with that search for
// debugging, behind one lock that all threads share, and gRPC locks dozens of times a call. Call it
// before gRPC's first use; it holds for the process.
void UsePlainLocks();

}  // namespace sucharit
