// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtQml/qqmlregistration.h>
#include <QImage>
#include <QObject>
#include <QQmlComponent>
#include <QString>

#include "client/ui/view_models/worker.h"

namespace sucharit {

// Looks for a QR code in a camera's frames. Declared by the page that wants one.
class QrScanner : public QObject {
  Q_OBJECT
  QML_ELEMENT
  // Shows what the camera sees (optional/CameraView.qml); null where Qt Multimedia isn't installed.
  Q_PROPERTY(QQmlComponent* camera READ camera CONSTANT)

 public:
  QQmlComponent* camera();

  // Frames that come while one is being read are dropped.
  Q_INVOKABLE void see(const QImage& frame);

 Q_SIGNALS:
  // Untrusted.
  void found(const QString& text);

 private:
  QQmlComponent* camera_ = nullptr;
  bool reading_ = false;
  Worker worker_;
};

}  // namespace sucharit
