// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <memory>

#include <QObject>
#include <QQuickItem>
#include <QQuickRenderControl>
#include <QQuickView>
#include <QQuickWindow>
#include <QSize>
#include <QString>
#include <QVariantMap>

#include "tests/qml/tablet_fixture.h"

namespace sucharit::testing {

// How a page is looked at.
struct Sight {
  QSize size{800, 1280};
  QString language = QStringLiteral("th");
  qreal text_scale = 1;
  QString look = QStringLiteral("light");

  // For messages: "800x1280 th 150% light".
  QString Name() const;
};

// The tablet's window with the real pages over a TabletFixture. A fault of the stage itself ends
// the program. Used from the thread of the application.
class Stage {
 public:
  // Laid out only, never drawn nor shown: quick, but nothing has the keyboard's focus.
  enum class Window { kShown, kLaidOutOnly };

  explicit Stage(Window window);
  ~Stage();
  Stage(const Stage&) = delete;
  Stage& operator=(const Stage&) = delete;

  TabletFixture& fixture() { return fixture_; }
  TabletViewModel& tablet() { return *fixture_.tablet(); }
  FormViewModel& form() { return *tablet().form(); }
  QQuickView& view() { return *view_; }

  // A page by itself in the place of the Shell; `file` below the QML module. Until the fixture
  // opens another folder.
  void Show(const QString& file, const QVariantMap& properties);

  void LookAt(const Sight& sight);

  // Layouts stand as they will be drawn.
  void Settle();

  QImage Picture();

  // By object name, within what is shown.
  QQuickItem* Find(const QString& name);

  // What pressing the button of that name does, without a pointer.
  void Press(const QString& name);

  void WaitUntil(const std::function<bool()>& condition, const QString& what);
  void WaitForPage(const QString& page);

  // From the question on the screen; every answer is the first choice, or something typed.
  void AnswerUpTo(int number);
  void AnswerAll();

 private:
  void Answer();

  std::unique_ptr<QQuickRenderControl> control_;  // None if the window is shown.
  std::unique_ptr<QQuickView> view_;
  TabletFixture fixture_;
  QObject scope_;  // Last: ends the connections first.
};

// The item of that object name among what is visible below `within`, or null. Other than by
// QObject::findChild, delegates and loaded pages are found too.
QQuickItem* FindShown(const QQuickItem& within, const QString& name);

// What is in reach: all of the window, or the modal popup that shuts the rest off.
const QQuickItem& TopLayer(const QQuickWindow& window);

}  // namespace sucharit::testing
