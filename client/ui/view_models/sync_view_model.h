// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>

#include <QtQml/qqmlregistration.h>
#include <QObject>
#include <QSettings>
#include <QString>
#include <QTimer>

#include "absl/status/status.h"
#include "client/core/outbox.h"
#include "client/core/sync.h"
#include "client/ui/view_models/display_view_model.h"
#include "client/ui/view_models/worker.h"
#include "common/time/clock.h"

namespace sucharit {

// What became of the responses that were finished here, and how sending them goes. Sends by hand at
// once, and by itself a random 10 to 60 minutes after the last finish, so that the hour of arrival
// tells nobody the hour of answering.
class SyncViewModel : public QObject {
  Q_OBJECT
  QML_ELEMENT
  QML_UNCREATABLE("main.cc gives it to the pages")
  Q_PROPERTY(int finished READ finished NOTIFY changed)
  Q_PROPERTY(int waiting READ waiting NOTIFY changed)
  Q_PROPERTY(int received READ received NOTIFY changed)
  Q_PROPERTY(int late READ late NOTIFY changed)
  Q_PROPERTY(int refused READ refused NOTIFY changed)
  Q_PROPERTY(bool busy READ busy NOTIFY changed)
  // How many of `total` the server has signed for in this run.
  Q_PROPERTY(int sent READ sent NOTIFY changed)
  Q_PROPERTY(int total READ total NOTIFY changed)
  // What goes on, or how the last run ended; empty before the first.
  Q_PROPERTY(QString result READ result NOTIFY changed)
  Q_PROPERTY(bool failed READ failed NOTIFY changed)
  // When a run last came to a good end; empty if none ever did.
  Q_PROPERTY(QString lastTime READ lastTime NOTIFY changed)

 public:
  // One run. Called in the worker's thread.
  using Synchronize = std::function<absl::Status(SyncObserver& observer)>;

  // Who counts the time to a planned run.
  enum class Counting { kByTimer, kByCaller };

  // A number from 0 to below 1.
  using Randomness = std::function<double()>;

  struct Parts {
    Outbox& outbox;
    const Clock& clock;
    QSettings& settings;
    DisplayViewModel& display;
    Synchronize synchronize;
    Randomness randomness;
    Counting counting = Counting::kByTimer;
  };

  // What `parts` refers to must outlive the view model.
  explicit SyncViewModel(Parts parts);

  // Cancels a run and waits for its end.
  ~SyncViewModel() override;

  int finished() const { return static_cast<int>(counts_.finished); }
  int waiting() const { return static_cast<int>(counts_.waiting); }
  int received() const { return static_cast<int>(counts_.stored); }
  int late() const { return static_cast<int>(counts_.late); }
  int refused() const { return static_cast<int>(counts_.refused); }
  bool busy() const { return busy_; }
  int sent() const { return static_cast<int>(sent_); }
  int total() const { return static_cast<int>(total_); }
  QString result() const;
  bool failed() const { return !status_.ok(); }
  QString lastTime() const;

  Q_INVOKABLE void syncNow();
  Q_INVOKABLE void cancel();

  // Reads the counts from the disk again.
  void Refresh();

  // Plans a run by itself, in place of the one that was planned.
  void PlanAfterFinish();

  // To the planned run, as it was planned; negative if none is.
  int SecondsToPlannedRun() const { return seconds_to_run_; }

  // What the passing of so many seconds does, if the caller counts.
  void CountSeconds(int seconds);

 Q_SIGNALS:
  void changed();
  // A run has ended, well or not: rounds and counts may have changed.
  void ended();

 private:
  absl::Status RunInWorker();
  void Progress(int64_t received, int64_t total);
  void Ended(absl::Status status);
  void PlanRetry();
  void PlanIn(absl::Duration wait);

  Parts parts_;
  OutboxCounts counts_;  // The sum over all questionnaires.
  QTimer timer_;
  int seconds_to_run_ = -1;
  bool busy_ = false;
  bool ran_ = false;
  int attempt_ = 0;  // Passing errors in a row.
  int64_t sent_ = 0;
  int64_t total_ = 0;
  absl::Status status_;
  std::atomic<bool> cancelled_{false};
  Worker worker_;
};

}  // namespace sucharit
