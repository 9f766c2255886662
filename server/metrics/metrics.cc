// SPDX-License-Identifier: Apache-2.0
#include "server/metrics/metrics.h"

#include <prometheus/text_serializer.h>

#include <utility>

namespace sucharit {
namespace {

// From a fast disk's commit to one that makes tablets wait.
const prometheus::Histogram::BucketBoundaries& CommitBuckets() {
  static const auto* const kBuckets = new prometheus::Histogram::BucketBoundaries{
      0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5};
  return *kBuckets;
}

prometheus::Counter& AddCounter(prometheus::Registry& registry, const char* name,
                                const char* help) {
  return prometheus::BuildCounter().Name(name).Help(help).Register(registry).Add({});
}

}  // namespace

Metrics::Metrics()
    : boxes_(AddCounter(registry_, "sucharit_boxes_total",
                        "Sealed responses that are on disk, since the server's start")),
      failed_batches_(
          AddCounter(registry_, "sucharit_failed_batches_total",
                     "Batches of responses that could not be written; their tablets keep them")),
      commit_seconds_(prometheus::BuildHistogram()
                          .Name("sucharit_commit_seconds")
                          .Help("Time that a group commit of intake took")
                          .Register(registry_)
                          .Add({}, CommitBuckets())),
      refusals_(prometheus::BuildCounter()
                    .Name("sucharit_refusals_total")
                    .Help("Calls that were refused, by reason")
                    .Register(registry_)) {}

void Metrics::CountCommit(size_t boxes, std::chrono::nanoseconds time) {
  boxes_.Increment(static_cast<double>(boxes));
  commit_seconds_.Observe(std::chrono::duration<double>(time).count());
}

void Metrics::CountFailedBatch() { failed_batches_.Increment(); }

void Metrics::CountRefusal(v1::Reason reason) {
  refusals_.Add({{"reason", v1::Reason_Name(reason)}}).Increment();
}

void Metrics::AddReading(const std::string& name, const std::string& help,
                         std::function<std::optional<double>()> read) {
  auto& family = prometheus::BuildGauge().Name(name).Help(help).Register(registry_);
  const std::lock_guard<std::mutex> lock(mutex_);
  readings_.push_back({&family, std::move(read)});
}

std::string Metrics::Text() {
  const std::lock_guard<std::mutex> lock(mutex_);
  for (const Reading& reading : readings_) {
    prometheus::Gauge& gauge = reading.family->Add({});
    const std::optional<double> value = reading.read();
    if (value.has_value()) {
      gauge.Set(*value);
    } else {
      reading.family->Remove(&gauge);
    }
  }
  return prometheus::TextSerializer().Serialize(registry_.Collect());
}

}  // namespace sucharit
