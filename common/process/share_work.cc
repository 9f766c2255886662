// SPDX-License-Identifier: Apache-2.0
#include "common/process/share_work.h"

#include <algorithm>
#include <atomic>
#include <thread>
#include <vector>

namespace sucharit {

void ShareWork(size_t count, const std::function<void(size_t)>& work) {
  std::atomic<size_t> next = 0;
  const auto take_all = [&] {
    for (size_t number = next++; number < count; number = next++) work(number);
  };
  const size_t processors = std::max(1U, std::thread::hardware_concurrency());
  std::vector<std::thread> others;
  for (size_t i = 1; i < std::min(processors, count); ++i) others.emplace_back(take_all);
  take_all();
  for (std::thread& other : others) other.join();
}

}  // namespace sucharit
