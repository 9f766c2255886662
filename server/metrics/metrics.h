// SPDX-License-Identifier: Apache-2.0
//
// What an operator's monitoring may see of a running server: totals of the whole installation. No
// figure names a round, an agency, a tablet or a user, and none tells when a push came: the totals
// of intake are of the installation, as server/anonymize/README.md allows.
#pragma once

#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>

#include <chrono>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "sucharit/v1/error.pb.h"

namespace sucharit {

// A server's figures in Prometheus's text format. Thread-safe.
class Metrics {
 public:
  Metrics();
  Metrics(const Metrics&) = delete;
  Metrics& operator=(const Metrics&) = delete;

  // A group commit of intake: boxes that are on disk since, and how long writing took.
  void CountCommit(size_t boxes, std::chrono::nanoseconds time);

  // A batch that couldn't be written, for example because the disk is full.
  void CountFailedBatch();

  // A call that was refused.
  void CountRefusal(v1::Reason reason);

  // Adds a figure that is read whenever somebody asks; left out while `read` has none. `read` must
  // be thread-safe and is not called after this object is gone.
  void AddReading(const std::string& name, const std::string& help,
                  std::function<std::optional<double>()> read);

  // Everything, as https://prometheus.io/docs/instrumenting/exposition_formats/ says.
  std::string Text();

 private:
  struct Reading {
    prometheus::Family<prometheus::Gauge>* family;
    std::function<std::optional<double>()> read;
  };

  prometheus::Registry registry_;
  prometheus::Counter& boxes_;
  prometheus::Counter& failed_batches_;
  prometheus::Histogram& commit_seconds_;
  prometheus::Family<prometheus::Counter>& refusals_;

  std::mutex mutex_;  // One Text() at a time: it sets what was read.
  std::vector<Reading> readings_;
};

}  // namespace sucharit
