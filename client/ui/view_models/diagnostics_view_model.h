// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include <QtQml/qqmlregistration.h>
#include <QObject>
#include <QString>
#include <QStringList>
#include <QVariantList>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "client/core/diagnostics.h"
#include "client/core/event_log.h"
#include "client/core/self_check.h"
#include "client/core/storage_space.h"
#include "client/core/tablet_database.h"
#include "client/ui/view_models/display_view_model.h"
#include "client/ui/view_models/worker.h"
#include "common/time/clock.h"

namespace sucharit {

// What staff tell the administrator when something is wrong: who the tablet is, what it holds, what
// failed, and whether it is sound. Shows no answer, no code and no key.
class DiagnosticsViewModel : public QObject {
  Q_OBJECT
  QML_ELEMENT
  QML_UNCREATABLE("main.cc gives it to the pages")
  // Lists of {label, value}.
  Q_PROPERTY(QVariantList identity READ identity NOTIFY changed)
  Q_PROPERTY(QVariantList program READ program NOTIFY changed)
  Q_PROPERTY(QVariantList outbox READ outbox NOTIFY changed)
  // A line each, the newest first.
  Q_PROPERTY(QStringList failures READ failures NOTIFY changed)
  Q_PROPERTY(QStringList log READ log NOTIFY changed)
  // Lists of {text, good}: the last self-test, a line a check; empty before the first.
  Q_PROPERTY(QVariantList checks READ checks NOTIFY changed)
  Q_PROPERTY(bool checking READ checking NOTIFY changed)
  // Why none of it can be read; else empty.
  Q_PROPERTY(QString error READ error NOTIFY changed)

 public:
  // What is passed must outlive the view model.
  DiagnosticsViewModel(TabletDatabase& database, const StorageSpace& space, EventLog& log,
                       const Clock& clock, DisplayViewModel& display);

  QVariantList identity() const;
  QVariantList program() const;
  QVariantList outbox() const;
  QStringList failures() const;
  QStringList log() const;
  QVariantList checks() const;
  bool checking() const { return checking_; }
  QString error() const;

  // Reads everything again, and forgets the last self-test.
  void Refresh();

  // Looks whether the tablet is sound.
  Q_INVOKABLE void check();

 Q_SIGNALS:
  void changed();

 private:
  // All that is read in the worker's thread.
  struct Read {
    absl::Status status;
    Diagnostics diagnostics;
    std::vector<Event> events;
    std::vector<Event> failures;
  };

  // Of the self-test, what only the screen's thread can tell.
  struct ScreenChecks {
    bool fonts = false;
    bool pages = false;
  };

  static absl::StatusOr<Read> ReadAll(TabletDatabase& database, const StorageSpace& space,
                                      EventLog& log);
  void ReadInWorker();
  void Checked(std::vector<SelfCheckResult> results);
  QString OldestOf(const WaitingRound& round) const;
  QString LineOf(const Event& event) const;
  QString WhatHappened(const Event& event) const;

  TabletDatabase& database_;
  const StorageSpace& space_;
  EventLog& log_;
  const Clock& clock_;
  DisplayViewModel& display_;
  Read read_;
  std::vector<SelfCheckResult> results_;
  ScreenChecks screen_;
  absl::Time check_began_;
  bool checking_ = false;
  Worker worker_;
};

}  // namespace sucharit
