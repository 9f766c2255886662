// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include <QtQml/qqmlregistration.h>
#include <QQuickPaintedItem>
#include <QString>

#include "common/qr/write_qr.h"

namespace sucharit {

// `text` as a QR code with its light border, as large as whole pixels for each module allow, in the
// middle. Dark on light whatever the look of the screen, as readers need it. Nothing if `text`
// is empty or doesn't fit into a code.
class QrItem : public QQuickPaintedItem {
  Q_OBJECT
  QML_ELEMENT
  Q_PROPERTY(QString text READ text WRITE setText NOTIFY textChanged)

 public:
  explicit QrItem(QQuickItem* parent = nullptr);

  QString text() const { return text_; }
  void setText(const QString& text);

  void paint(QPainter* painter) override;

 Q_SIGNALS:
  void textChanged();

 private:
  QString text_;
  std::optional<QrCode> code_;
};

}  // namespace sucharit
