// SPDX-License-Identifier: Apache-2.0
#include "client/ui/fonts.h"

#include <QFont>
#include <QFontDatabase>
#include <QGuiApplication>
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

}  // namespace sucharit
