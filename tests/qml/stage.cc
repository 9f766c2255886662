// SPDX-License-Identifier: Apache-2.0
#include "tests/qml/stage.h"

#include <utility>

#include <QCoreApplication>
#include <QImage>
#include <QQmlEngine>
#include <QTest>
#include <QUrl>

namespace sucharit::testing {
namespace {

// Layouts of wrapped text need a few rounds; PageFrame's scroller asks for them one after another.
constexpr int kRounds = 4;

QUrl InModule(const QString& file) { return QUrl(QStringLiteral("qrc:/qt/qml/Sucharit/") + file); }

const QQuickItem* FindPopup(const QQuickItem& within) {
  for (const QQuickItem* item : within.childItems()) {
    if (!item->isVisible()) continue;
    if (item->inherits("QQuickPopupItem")) return item;
    if (const QQuickItem* found = FindPopup(*item)) return found;
  }
  return nullptr;
}

}  // namespace

QString Sight::Name() const {
  return QStringLiteral("%1x%2 %3 %4% %5")
      .arg(size.width())
      .arg(size.height())
      .arg(language)
      .arg(qRound(text_scale * 100))
      .arg(look);
}

QQuickItem* FindShown(const QQuickItem& within, const QString& name) {
  for (QQuickItem* item : within.childItems()) {
    if (!item->isVisible()) continue;
    if (item->objectName() == name) return item;
    if (QQuickItem* found = FindShown(*item, name)) return found;
  }
  return nullptr;
}

const QQuickItem& TopLayer(const QQuickWindow& window) {
  const QQuickItem* popup = FindPopup(*window.contentItem());
  return popup == nullptr ? *window.contentItem() : *popup;
}

Stage::Stage(Window window) {
  if (window == Window::kLaidOutOnly) {
    control_ = std::make_unique<QQuickRenderControl>();
    view_ = std::make_unique<QQuickView>(QUrl(), control_.get());
  } else {
    view_ = std::make_unique<QQuickView>();
  }
  view_->engine()->addImportPath(QStringLiteral("qrc:/qt/qml"));
  view_->setResizeMode(QQuickView::SizeRootObjectToView);
  TabletFixture::RetranslateWith(view_->engine());
  QObject::connect(&fixture_, &TabletFixture::aboutToClose, &scope_,
                   [this] { view_->setSource(QUrl()); });
  QObject::connect(&fixture_, &TabletFixture::opened, &scope_, [this] {
    Show(QStringLiteral("Shell.qml"),
         {{QStringLiteral("tablet"), QVariant::fromValue(fixture_.tablet())}});
  });
  view_->resize(Sight().size);
  if (window == Window::kShown) view_->show();
}

Stage::~Stage() { view_->setSource(QUrl()); }

void Stage::Show(const QString& file, const QVariantMap& properties) {
  view_->setSource(QUrl());
  view_->setInitialProperties(properties);
  view_->setSource(InModule(file));
  if (view_->status() != QQuickView::Ready) qFatal("%s can't be shown", qPrintable(file));
}

void Stage::LookAt(const Sight& sight) {
  // As between two frames: Qt 6.4's layouts don't survive lost rows and a new size at once.
  if (control_) Settle();
  DisplayViewModel& display = *tablet().display();
  display.setLanguage(sight.language);
  display.setTextScale(sight.text_scale);
  display.setLook(sight.look);
  view_->resize(sight.size);
  Settle();
}

void Stage::Settle() {
  if (!control_) {
    view_->grabWindow();
    QCoreApplication::processEvents();
    return;
  }
  // A window that was never made hears of no new size.
  view_->contentItem()->setSize(view_->size());
  if (view_->rootObject() != nullptr) view_->rootObject()->setSize(view_->size());
  for (int round = 0; round < kRounds; ++round) {
    QCoreApplication::processEvents();
    control_->polishItems();
  }
}

QImage Stage::Picture() {
  Settle();
  return view_->grabWindow();
}

QQuickItem* Stage::Find(const QString& name) { return FindShown(*view_->contentItem(), name); }

void Stage::Press(const QString& name) {
  QQuickItem* item = nullptr;
  WaitUntil([&] { return (item = Find(name)) != nullptr; }, name);
  if (!QMetaObject::invokeMethod(item, "clicked")) qFatal("%s is no button", qPrintable(name));
}

void Stage::WaitUntil(const std::function<bool()>& condition, const QString& what) {
  if (!QTest::qWaitFor(condition, 20000)) qFatal("never seen: %s", qPrintable(what));
}

void Stage::WaitForPage(const QString& page) {
  WaitUntil([&] { return tablet().page() == page; }, page);
}

void Stage::Answer() {
  const QString kind = form().kind();
  if (kind == QLatin1String("number")) {
    form().type(QStringLiteral("2"));
  } else if (kind == QLatin1String("text")) {
    form().type(QStringLiteral("รวดเร็ว"));
  } else {
    form().choose(0);
  }
  WaitUntil([this] { return form().canGoOn(); }, QStringLiteral("the way on"));
}

void Stage::AnswerUpTo(int number) {
  while (form().number() < number) {
    Answer();
    form().next();
  }
}

void Stage::AnswerAll() {
  while (tablet().page() == QLatin1String("QuestionPage")) {
    Answer();
    form().next();
  }
  WaitForPage(QStringLiteral("ReviewPage"));
}

}  // namespace sucharit::testing
