// SPDX-License-Identifier: Apache-2.0
//
// Runs tst_*.qml over the real pages.
#include <QtQml/qqmlextensionplugin.h>
#include <QtQuickTest/quicktest.h>
#include <QQmlEngine>
#include <QQuickStyle>

#include "client/ui/fonts.h"
#include "tests/qml/tablet_fixture.h"

Q_IMPORT_QML_PLUGIN(SucharitPlugin)

namespace sucharit::testing {

class Setup : public QObject {
  Q_OBJECT

 public Q_SLOTS:
  void applicationAvailable() {
    QQuickStyle::setStyle(QStringLiteral("Basic"));
    if (!UseThaiFont()) qFatal("no font for Thai is installed");
    qmlRegisterType<TabletFixture>("SucharitTest", 1, 0, "TabletFixture");
  }

  void qmlEngineAvailable(QQmlEngine* engine) {
    engine->addImportPath(QStringLiteral("qrc:/qt/qml"));
    TabletFixture::RetranslateWith(engine);
  }
};

}  // namespace sucharit::testing

QUICK_TEST_MAIN_WITH_SETUP(sucharit_pages, sucharit::testing::Setup)

#include "qml_test.moc"
