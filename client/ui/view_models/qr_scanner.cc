// SPDX-License-Identifier: Apache-2.0
#include "client/ui/view_models/qr_scanner.h"

#include <QQmlEngine>
#include <QUrl>

#include "client/ui/view_models/qr_image.h"

namespace sucharit {

// A component of one's own says quietly that a module is missing; a Loader would warn.
QQmlComponent* QrScanner::camera() {
  if (camera_ == nullptr) {
    camera_ = new QQmlComponent(
        qmlEngine(this), QUrl(QStringLiteral("qrc:/qt/qml/Sucharit/optional/CameraView.qml")),
        this);
  }
  return camera_->isReady() ? camera_ : nullptr;
}

void QrScanner::see(const QImage& frame) {
  if (reading_ || frame.isNull()) return;
  reading_ = true;
  worker_.Run(
      this, [frame] { return ReadQrIn(frame); },
      [this](const absl::StatusOr<std::string>& text) {
        reading_ = false;
        if (text.ok()) Q_EMIT found(QString::fromStdString(*text));
      });
}

}  // namespace sucharit
