// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string>

#include <QtQml/qqmlregistration.h>
#include <QObject>
#include <QString>

#include "absl/status/statusor.h"
#include "client/core/outbox_export.h"
#include "client/ui/view_models/display_view_model.h"
#include "client/ui/view_models/worker.h"

namespace sucharit {

// The emergency export: what waits, in a file that the administrator imports. The responses stay on
// the tablet.
class ExportViewModel : public QObject {
  Q_OBJECT
  QML_ELEMENT
  QML_UNCREATABLE("main.cc gives it to the pages")
  // How the last export went; empty before the first.
  Q_PROPERTY(QString result READ result NOTIFY changed)
  Q_PROPERTY(bool failed READ failed NOTIFY changed)
  Q_PROPERTY(bool busy READ busy NOTIFY changed)

 public:
  // Writes the file. Called in the worker's thread.
  using Export = std::function<absl::StatusOr<OutboxExport>(const std::string& path)>;

  // The folder to write into.
  using Destination = std::function<QString()>;

  // A stick or card that is plugged in, else the user's downloads.
  static QString FirstRemovableOrDownloads();

  // `display` must outlive the view model.
  ExportViewModel(Export write, Destination destination, DisplayViewModel& display);

  QString result() const;
  bool failed() const { return !status_.ok(); }
  bool busy() const { return busy_; }

  // Into a file of a new name: nothing is overwritten.
  Q_INVOKABLE void exportOutbox();

 Q_SIGNALS:
  void changed();

 private:
  void Ended(const absl::StatusOr<OutboxExport>& exported);

  const Export write_;
  const Destination destination_;
  QString path_;
  bool busy_ = false;
  bool ran_ = false;
  OutboxExport exported_;
  absl::Status status_;
  Worker worker_;
};

}  // namespace sucharit
