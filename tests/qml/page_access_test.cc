// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <memory>
#include <string>

#include <QQmlComponent>
#include <QQmlEngine>
#include <QTest>

#include "tests/qml/accessible_faults.h"
#include "tests/qml/page_tour.h"
#include "tests/qml/stage.h"

namespace sucharit::testing {
namespace {

// Names of people and files, and the button that speaks the other language.
const QStringList& OwnNames() {
  static const QStringList names = {QStringLiteral("มาลี"), QStringLiteral("สมชาย"),
                                    QStringLiteral("Switch to English"),
                                    QStringLiteral("เปลี่ยนเป็นภาษาไทย")};
  return names;
}

std::string Joined(const QStringList& faults) {
  return faults.join(QStringLiteral("\n  ")).toStdString();
}

TEST(PageAccessTest, EveryTargetSaysWhatItIsInBothLanguages) {
  Stage stage(Stage::Window::kLaidOutOnly);
  for (const PageStop& stop : PageTour()) {
    stop.go(stage);
    for (const char* language : {"th", "en"}) {
      Sight sight;
      sight.language = QString::fromLatin1(language);
      stage.LookAt(sight);
      EXPECT_EQ(Joined(AccessibleFaults(stage.view(), sight.language, OwnNames())), "")
          << stop.name.toStdString() << ", " << language;
    }
  }
}

TEST(PageAccessTest, EverythingIsDoneByKeyboard) {
  Stage stage(Stage::Window::kShown);
  stage.view().requestActivate();
  ASSERT_TRUE(QTest::qWaitForWindowActive(&stage.view()));
  for (const PageStop& stop : PageTour()) {
    stop.go(stage);
    stage.Settle();
    EXPECT_EQ(Joined(KeyboardFaults(stage.view())), "") << stop.name.toStdString();
  }
}

// What the checks must find, one by one.
class AccessibleFaultsTest : public ::testing::Test {
 protected:
  void SetUp() override {
    window_.show();
    window_.requestActivate();
    ASSERT_TRUE(QTest::qWaitForWindowActive(&window_));
  }

  void Put(const QByteArray& items) {
    QQmlComponent component(&engine_);
    component.setData(
        "import QtQuick\nimport QtQuick.Templates as T\n"
        "Item { width: 200; height: 200; " +
            items + " }",
        QUrl());
    root_.reset(qobject_cast<QQuickItem*>(component.create()));
    ASSERT_TRUE(root_ != nullptr) << component.errorString().toStdString();
    root_->setParentItem(window_.contentItem());
  }

  QString Faults() {
    return AccessibleFaults(window_, QStringLiteral("en"), {}).join(QLatin1Char('\n'));
  }

  QQmlEngine engine_;
  QQuickWindow window_;
  std::unique_ptr<QQuickItem> root_;
};

TEST_F(AccessibleFaultsTest, FindsAButtonWithoutAName) {
  Put("T.Button { width: 60; height: 60; Accessible.role: Accessible.Button }");

  EXPECT_TRUE(Faults().contains("no name")) << Faults().toStdString();
}

TEST_F(AccessibleFaultsTest, FindsANameInTheOtherLanguage) {
  Put("T.Button { width: 60; height: 60; Accessible.role: Accessible.Button; Accessible.name: "
      "'เริ่ม' }");

  EXPECT_TRUE(Faults().contains("not in en")) << Faults().toStdString();
}

TEST_F(AccessibleFaultsTest, FindsTwoButtonsOfTheSameName) {
  Put("T.Button { width: 60; height: 60; Accessible.role: Accessible.Button; Accessible.name: 'Go' "
      "} "
      "T.Button { width: 60; height: 60; Accessible.role: Accessible.Button; Accessible.name: 'Go' "
      "}");

  EXPECT_TRUE(Faults().contains("two buttons are named Go")) << Faults().toStdString();
}

TEST_F(AccessibleFaultsTest, FindsAButtonThatIsHiddenFromScreenReaders) {
  Put("T.Button { width: 60; height: 60; Accessible.role: Accessible.Button; Accessible.name: "
      "'Go'; Accessible.ignored: true }");

  EXPECT_TRUE(Faults().contains("not in the tree")) << Faults().toStdString();
}

TEST_F(AccessibleFaultsTest, FindsAButtonThatTabPassesOver) {
  Put("T.Button { width: 60; height: 60; Accessible.role: Accessible.Button; Accessible.name: "
      "'Go'; focusPolicy: Qt.NoFocus }");

  EXPECT_TRUE(KeyboardFaults(window_).join(QString()).contains("Tab doesn't come"));
}

TEST_F(AccessibleFaultsTest, FindsAButtonThatEnterDoesntPress) {
  Put("T.Button { width: 60; height: 60; Accessible.role: Accessible.Button; Accessible.name: "
      "'Go'; focusPolicy: Qt.StrongFocus }");

  EXPECT_TRUE(KeyboardFaults(window_).join(QString()).contains("doesn't press"));
}

}  // namespace
}  // namespace sucharit::testing
