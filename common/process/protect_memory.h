// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace sucharit {

// Keeps what this process holds in memory out of files: no core dump, no other process of the same
// user reads it, and, where the limit of locked memory is off, none of it is swapped. Returns
// whether it is locked. With a limit nothing is locked: allocations would fail once it is reached;
// keys (crypto::Secret) are locked each by itself all the same. To be called before threads start.
bool ProtectMemory();

}  // namespace sucharit
