// SPDX-License-Identifier: Apache-2.0
#include "server/metrics/metrics.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <optional>

namespace sucharit {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

TEST(MetricsTest, AddsUpTheBoxesOfAllCommits) {
  Metrics metrics;

  metrics.CountCommit(100, std::chrono::milliseconds(3));
  metrics.CountCommit(7, std::chrono::milliseconds(30));

  EXPECT_THAT(metrics.Text(), HasSubstr("sucharit_boxes_total 107"));
}

TEST(MetricsTest, PutsACommitIntoTheBucketOfItsTime) {
  Metrics metrics;

  metrics.CountCommit(1, std::chrono::milliseconds(3));
  metrics.CountCommit(1, std::chrono::seconds(4));

  const std::string text = metrics.Text();
  EXPECT_THAT(text, HasSubstr("sucharit_commit_seconds_bucket{le=\"0.0025\"} 0"));
  EXPECT_THAT(text, HasSubstr("sucharit_commit_seconds_bucket{le=\"0.005\"} 1"));
  EXPECT_THAT(text, HasSubstr("sucharit_commit_seconds_bucket{le=\"5\"} 2"));
}

TEST(MetricsTest, CountsRefusalsByReason) {
  Metrics metrics;

  metrics.CountRefusal(v1::REASON_STORAGE_FULL);
  metrics.CountRefusal(v1::REASON_STORAGE_FULL);
  metrics.CountRefusal(v1::REASON_ROUND_STATE);

  const std::string text = metrics.Text();
  EXPECT_THAT(text, HasSubstr("sucharit_refusals_total{reason=\"REASON_STORAGE_FULL\"} 2"));
  EXPECT_THAT(text, HasSubstr("sucharit_refusals_total{reason=\"REASON_ROUND_STATE\"} 1"));
}

TEST(MetricsTest, ReadsAFigureEachTimeAndLeavesItOutWhileThereIsNone) {
  Metrics metrics;
  std::optional<double> free = 17;
  metrics.AddReading("room", "Room left", [&free] { return free; });

  const std::string first = metrics.Text();
  free = std::nullopt;
  const std::string second = metrics.Text();
  free = 4;
  const std::string third = metrics.Text();

  EXPECT_THAT(first, HasSubstr("room 17"));
  EXPECT_THAT(second, Not(HasSubstr("room 17")));
  EXPECT_THAT(third, HasSubstr("room 4"));
}

}  // namespace
}  // namespace sucharit
