// SPDX-License-Identifier: Apache-2.0
//
// The main function of the tests that look at pages without Qt Test.
#include <gtest/gtest.h>

#include <QtQml/qqmlextensionplugin.h>
#include <QAccessible>
#include <QGuiApplication>
#include <QQuickStyle>

#include "client/ui/fonts.h"

Q_IMPORT_QML_PLUGIN(SucharitPlugin)

int main(int argc, char* argv[]) {
  ::testing::InitGoogleTest(&argc, argv);
  // Before everything else, so that no test depends on who started it.
  qputenv("QT_QPA_PLATFORM", "offscreen");
  qputenv("QT_QUICK_BACKEND", "software");
  QQuickStyle::setStyle(QStringLiteral("Basic"));
  const QGuiApplication application(argc, argv);
  QAccessible::setActive(true);
  if (!sucharit::UseThaiFont()) qFatal("no font for Thai is installed");
  return RUN_ALL_TESTS();
}
