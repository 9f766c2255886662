// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtQml/qqmlregistration.h>
#include <QObject>
#include <QString>

#include "absl/status/status.h"
#include "client/ui/view_models/display_view_model.h"

namespace sucharit {

// Why the tablet's folder can't be opened. There is no other view model then.
class DisasterViewModel : public QObject {
  Q_OBJECT
  QML_ELEMENT
  QML_UNCREATABLE("main.cc gives it to the page")
  Q_PROPERTY(QString message READ message NOTIFY changed)
  // Where the folder is, for whoever repairs it.
  Q_PROPERTY(QString folder READ folder CONSTANT)

 public:
  // `display` must outlive the view model. `status` isn't OK.
  DisasterViewModel(absl::Status status, QString folder, DisplayViewModel& display);

  QString message() const;
  QString folder() const { return folder_; }

 Q_SIGNALS:
  void changed();

 private:
  const absl::Status status_;
  const QString folder_;
};

}  // namespace sucharit
