// SPDX-License-Identifier: Apache-2.0
#include "common/crypto/random.h"

#include <gtest/gtest.h>

#include <map>
#include <numeric>
#include <set>

namespace sucharit::crypto {
namespace {

TEST(RandomTest, DrawsTheBytesAskedForAndNeverTheSame) {
  EXPECT_EQ(RandomBytes(0).size(), 0u);
  EXPECT_EQ(RandomBytes(17).size(), 17u);
  EXPECT_NE(RandomBytes(32), RandomBytes(32));
}

TEST(RandomTest, DrawsEachNumberBelowTheLimit) {
  std::set<uint32_t> drawn;
  for (int i = 0; i < 1000; ++i) drawn.insert(RandomBelow(7));

  EXPECT_EQ(drawn, (std::set<uint32_t>{0, 1, 2, 3, 4, 5, 6}));
}

TEST(RandomTest, ShufflesWithoutLosingOrAddingAnything) {
  std::vector<int> values(100);
  std::iota(values.begin(), values.end(), 0);
  const std::vector<int> sorted = values;

  Shuffle(values);

  EXPECT_NE(values, sorted);
  std::sort(values.begin(), values.end());
  EXPECT_EQ(values, sorted);
}

// Six orders, 1,000 each expected of 6,000: a standard deviation is 29.
TEST(RandomTest, ShufflesIntoEachOrderAlikeOften) {
  std::map<std::vector<int>, int> seen;
  for (int i = 0; i < 6000; ++i) {
    std::vector<int> values = {1, 2, 3};
    Shuffle(values);
    ++seen[values];
  }

  EXPECT_EQ(seen.size(), 6u);
  for (const auto& [order, times] : seen) EXPECT_NEAR(times, 1000, 8 * 29);
}

}  // namespace
}  // namespace sucharit::crypto
