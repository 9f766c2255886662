// SPDX-License-Identifier: Apache-2.0
#include "client/ui/self_test.h"

#include <cstdio>
#include <memory>

#include <QDirIterator>
#include <QQmlComponent>

#include "client/ui/fonts.h"
#include "client/ui/view_models/disaster_view_model.h"
#include "client/ui/view_models/tablet_view_model.h"

namespace sucharit {
namespace {

constexpr char kPages[] = ":/qt/qml/Sucharit/pages";

bool MakePage(QQmlEngine& engine, const QString& file, const QVariantMap& properties) {
  QQmlComponent component(&engine, QUrl(QStringLiteral("qrc") + file));
  std::unique_ptr<QObject> page;
  if (component.isReady()) page.reset(component.createWithInitialProperties(properties));
  if (page) return true;
  std::fprintf(stderr, "%s\n", qPrintable(component.errorString()));
  return false;
}

}  // namespace

bool SelfTest(QQmlEngine& engine, TabletViewModel& tablet) {
  engine.addImportPath(QStringLiteral("qrc:/qt/qml"));
  bool well = UseThaiFont();
  const QObject scope;
  QObject::connect(&engine, &QQmlEngine::warnings, &scope, [&well] { well = false; });
  DisasterViewModel disaster(absl::UnknownError("self-test"), QString(), *tablet.display(),
                             *tablet.exporter());
  const QVariantMap for_tablet{{QStringLiteral("tablet"), QVariant::fromValue(&tablet)}};
  const QVariantMap for_disaster{
      {QStringLiteral("disaster"), QVariant::fromValue(&disaster)},
      {QStringLiteral("display"), QVariant::fromValue(tablet.display())}};
  int pages = 0;
  for (QDirIterator files(QLatin1String(kPages), {QStringLiteral("*.qml")}); files.hasNext();) {
    const QString file = files.next();
    const bool is_disaster = file.endsWith(QLatin1String("/DisasterPage.qml"));
    well = MakePage(engine, file, is_disaster ? for_disaster : for_tablet) && well;
    ++pages;
  }
  return well && pages > 0;
}

bool PagesCanBeLoaded() {
  QQmlEngine engine;
  engine.addImportPath(QStringLiteral("qrc:/qt/qml"));
  engine.setOutputWarningsToStandardError(false);
  int pages = 0;
  for (QDirIterator files(QLatin1String(kPages), {QStringLiteral("*.qml")}); files.hasNext();) {
    const QQmlComponent page(&engine, QUrl(QStringLiteral("qrc") + files.next()));
    if (!page.isReady()) return false;
    ++pages;
  }
  return pages > 0;
}

}  // namespace sucharit
