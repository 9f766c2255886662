// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <functional>

namespace sucharit {

// Calls `work` once with each number below `count`, on as many threads as there are processors, the
// caller's among them, and returns when all calls have returned. Who is free takes the lowest
// number that is left, so the numbers may cost differently. `work` runs on several threads at once;
// it must not throw.
void ShareWork(size_t count, const std::function<void(size_t)>& work);

}  // namespace sucharit
