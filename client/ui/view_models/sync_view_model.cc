// SPDX-License-Identifier: Apache-2.0
#include "client/ui/view_models/sync_view_model.h"

#include <algorithm>
#include <utility>

#include "absl/time/time.h"
#include "client/ui/view_models/time_text.h"
#include "client/ui/view_models/user_message.h"

namespace sucharit {
namespace {

constexpr char kLastKey[] = "synchronization/last";
constexpr double kShortestWaitMinutes = 10;
constexpr double kLongestWaitMinutes = 60;

// Tells how a run goes on, from the thread that runs it.
class RunObserver : public SyncObserver {
 public:
  using Tell = std::function<void(int64_t received, int64_t total)>;

  RunObserver(Tell tell, const std::atomic<bool>& cancelled)
      : tell_(std::move(tell)), cancelled_(cancelled) {}

  void Began(int64_t waiting) override { tell_(0, waiting); }
  void Progressed(int64_t received, int64_t total) override { tell_(received, total); }
  bool Cancelled() override { return cancelled_; }

 private:
  const Tell tell_;
  const std::atomic<bool>& cancelled_;
};

}  // namespace

SyncViewModel::SyncViewModel(Parts parts) : parts_(std::move(parts)) {
  timer_.setSingleShot(true);
  connect(&timer_, &QTimer::timeout, this, &SyncViewModel::syncNow);
  connect(&parts_.display, &DisplayViewModel::languageChanged, this, &SyncViewModel::changed);
  Refresh();
  if (counts_.waiting > 0) PlanAfterFinish();
}

SyncViewModel::~SyncViewModel() { cancelled_ = true; }

QString SyncViewModel::result() const {
  if (busy_ && total_ == 0) return tr("Asking the server …");
  if (busy_) return tr("Sending %1 of %2 …").arg(sent_).arg(total_);
  if (!ran_) return {};
  if (!status_.ok()) return UserMessage::For(status_);
  if (sent_ == 0) return tr("Everything is up to date. Nothing had to be sent.");
  return tr("Done. The server has received %n response(s).", "", static_cast<int>(sent_));
}

QString SyncViewModel::lastTime() const {
  const QVariant seconds = parts_.settings.value(QLatin1String(kLastKey));
  if (!seconds.isValid()) return {};
  return TimeText::Of(seconds.toLongLong(), parts_.display);
}

void SyncViewModel::syncNow() {
  if (busy_) return;
  timer_.stop();
  seconds_to_run_ = -1;
  cancelled_ = false;
  busy_ = ran_ = true;
  sent_ = total_ = 0;
  status_ = absl::OkStatus();
  Q_EMIT changed();
  worker_.Run(
      this, [this] { return RunInWorker(); },
      [this](absl::Status status) { Ended(std::move(status)); });
}

absl::Status SyncViewModel::RunInWorker() {
  RunObserver observer(
      [this](int64_t received, int64_t total) {
        QMetaObject::invokeMethod(
            this, [this, received, total] { Progress(received, total); }, Qt::QueuedConnection);
      },
      cancelled_);
  return parts_.synchronize(observer);
}

void SyncViewModel::cancel() { cancelled_ = true; }

void SyncViewModel::Refresh() {
  const auto all = parts_.outbox.Counts();
  if (!all.ok()) {
    status_ = all.status();
    ran_ = true;
  } else {
    counts_ = OutboxCounts();
    for (const OutboxCounts& count : *all) {
      counts_.finished += count.finished;
      counts_.waiting += count.waiting;
      counts_.stored += count.stored;
      counts_.late += count.late;
      counts_.refused += count.refused;
    }
  }
  Q_EMIT changed();
}

void SyncViewModel::PlanAfterFinish() {
  const double minutes =
      kShortestWaitMinutes + (kLongestWaitMinutes - kShortestWaitMinutes) * parts_.randomness();
  attempt_ = 0;
  PlanIn(absl::Minutes(minutes));
}

void SyncViewModel::PlanRetry() { PlanIn(BackOff(++attempt_)); }

void SyncViewModel::PlanIn(absl::Duration wait) {
  seconds_to_run_ = static_cast<int>(absl::ToInt64Seconds(absl::Ceil(wait, absl::Seconds(1))));
  if (parts_.counting == Counting::kByTimer) timer_.start(seconds_to_run_ * 1000);
}

void SyncViewModel::CountSeconds(int seconds) {
  if (seconds_to_run_ < 0) return;
  seconds_to_run_ = std::max(0, seconds_to_run_ - seconds);
  if (seconds_to_run_ == 0) syncNow();
}

void SyncViewModel::Progress(int64_t received, int64_t total) {
  sent_ = received;
  total_ = total;
  Refresh();
}

void SyncViewModel::Ended(absl::Status status) {
  busy_ = false;
  status_ = std::move(status);
  if (status_.ok()) {
    attempt_ = 0;
    parts_.settings.setValue(QLatin1String(kLastKey),
                             static_cast<qlonglong>(absl::ToUnixSeconds(parts_.clock.Now())));
  }
  Refresh();
  // A finish during the run has planned the next one already.
  if (seconds_to_run_ < 0 && !status_.ok() && IsPassing(status_)) PlanRetry();
  Q_EMIT ended();
}

}  // namespace sucharit
