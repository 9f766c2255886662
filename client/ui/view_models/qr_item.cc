// SPDX-License-Identifier: Apache-2.0
#include "client/ui/view_models/qr_item.h"

#include <algorithm>
#include <cmath>

#include <QPainter>

#include "common/qr/qr_picture.h"

namespace sucharit {

QrItem::QrItem(QQuickItem* parent) : QQuickPaintedItem(parent) { setAntialiasing(false); }

void QrItem::setText(const QString& text) {
  if (text == text_) return;
  text_ = text;
  auto code = WriteQr(text.toStdString());
  code_ = code.ok() ? std::optional<QrCode>(*std::move(code)) : std::nullopt;
  update();
  Q_EMIT textChanged();
}

void QrItem::paint(QPainter* painter) {
  if (!code_) return;
  const int modules = code_->size() + 2 * kQrBorder;
  const int space = static_cast<int>(std::min(width(), height()));
  const int pixels = std::max(1, space / modules);
  const int side = pixels * modules;
  painter->translate(std::floor((width() - side) / 2), std::floor((height() - side) / 2));
  painter->fillRect(0, 0, side, side, Qt::white);
  for (int row = 0; row < code_->size(); ++row) {
    for (int column = 0; column < code_->size(); ++column) {
      if (!code_->dark(column, row)) continue;
      painter->fillRect((column + kQrBorder) * pixels, (row + kQrBorder) * pixels, pixels, pixels,
                        Qt::black);
    }
  }
}

}  // namespace sucharit
