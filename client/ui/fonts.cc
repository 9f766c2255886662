// SPDX-License-Identifier: Apache-2.0
#include "client/ui/fonts.h"

#include <algorithm>

#include <QFont>
#include <QFontDatabase>
#include <QGuiApplication>
#include <QRawFont>
#include <QStringList>

namespace sucharit {

bool UseThaiFont() {
  const QStringList installed = QFontDatabase::families();
  QStringList families;
  for (const char* family : {"Loma", "Noto Sans Thai", "Noto Sans"}) {
    if (installed.contains(QLatin1String(family))) families << QLatin1String(family);
  }
  QFont font;
  font.setFamilies(families);
  QGuiApplication::setFont(font);
  return families.contains(QLatin1String("Loma")) ||
         families.contains(QLatin1String("Noto Sans Thai"));
}

bool ThaiIsDrawn() {
  const QRawFont font = QRawFont::fromFont(QGuiApplication::font(), QFontDatabase::Thai);
  const QString sample =
      QStringLiteral("กฮะาำเแใๆ\u0e31\u0e34\u0e38\u0e39\u0e47\u0e48\u0e49\u0e4c");
  return std::all_of(sample.begin(), sample.end(),
                     [&font](QChar letter) { return font.supportsCharacter(letter); });
}

}  // namespace sucharit
