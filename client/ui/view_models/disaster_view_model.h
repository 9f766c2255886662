// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtQml/qqmlregistration.h>
#include <QObject>
#include <QString>

#include "absl/status/status.h"
#include "client/ui/view_models/display_view_model.h"
#include "client/ui/view_models/export_view_model.h"

namespace sucharit {

// Why the tablet's folder can't be opened. There is no other view model then.
class DisasterViewModel : public QObject {
  Q_OBJECT
  QML_ELEMENT
  QML_UNCREATABLE("main.cc gives it to the page")
  Q_PROPERTY(QString message READ message NOTIFY changed)
  // Where the folder is, for whoever repairs it.
  Q_PROPERTY(QString folder READ folder CONSTANT)
  // Saves what can be read; null where the app is open already and has it all.
  Q_PROPERTY(sucharit::ExportViewModel* exporter READ exporter CONSTANT)

 public:
  // `display` and `exporter` must outlive the view model. `status` isn't OK.
  DisasterViewModel(absl::Status status, QString folder, DisplayViewModel& display,
                    ExportViewModel& exporter);

  QString message() const;
  QString folder() const { return folder_; }
  ExportViewModel* exporter() const;

 Q_SIGNALS:
  void changed();

 private:
  const absl::Status status_;
  const QString folder_;
  ExportViewModel& exporter_;
};

}  // namespace sucharit
