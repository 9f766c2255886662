// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include <QDir>
#include <QQmlComponent>
#include <QQmlEngine>

#include "tests/qml/layout_faults.h"
#include "tests/qml/page_tour.h"
#include "tests/qml/stage.h"

namespace sucharit::testing {
namespace {

// Not every combination: each size meets both languages and all text sizes, and the hard ones meet
// each other.
std::vector<Sight> Sights() {
  const QString th = QStringLiteral("th");
  const QString en = QStringLiteral("en");
  std::vector<Sight> sights;
  const auto add = [&](int width, int height, const QString& language, qreal scale) {
    sights.push_back({QSize(width, height), language, scale});
  };
  for (const QString& language : {th, en}) {
    for (const qreal scale : {1.0, 1.5, 2.0}) {
      add(640, 400, language, scale);
      add(400, 640, language, scale);
      add(800, 1280, language, scale);
    }
  }
  add(1280, 800, th, 1);
  add(1280, 800, en, 1.5);
  add(1280, 800, th, 2);
  add(1000, 700, en, 1);
  add(1600, 2560, en, 1);
  add(1600, 2560, th, 2);
  add(2560, 1600, th, 1);
  add(2560, 1600, th, 1.5);
  add(2560, 1600, en, 2);
  return sights;
}

std::string FaultsOf(Stage& stage, const Sight& sight) {
  stage.LookAt(sight);
  return LayoutFaults(*stage.view().contentItem()).join(QStringLiteral("\n  ")).toStdString();
}

TEST(PageLayoutTest, NothingIsCutOffNorOutOfReachNorTooSmall) {
  Stage stage(Stage::Window::kLaidOutOnly);
  for (const PageStop& stop : PageTour()) {
    stop.go(stage);
    for (const Sight& sight : Sights()) {
      EXPECT_EQ(FaultsOf(stage, sight), "")
          << stop.name.toStdString() << ", " << sight.Name().toStdString();
    }
  }
}

TEST(PageLayoutTest, NoQuestionIsCutOff) {
  Stage stage(Stage::Window::kLaidOutOnly);
  for (const int offer : {0, 1}) {
    stage.fixture().openEnrolled();
    stage.tablet().handOver(offer);
    stage.tablet().begin();
    for (int number = 1; number <= stage.form().size(); ++number) {
      stage.AnswerUpTo(number);
      for (const Sight& sight :
           {Sight{{640, 400}, QStringLiteral("th"), 2}, Sight{{400, 640}, QStringLiteral("en"), 2},
            Sight{{800, 1280}, QStringLiteral("th"), 1},
            Sight{{1280, 800}, QStringLiteral("en"), 1.5}}) {
        EXPECT_EQ(FaultsOf(stage, sight), "")
            << "offer " << offer << ", question " << number << ", " << sight.Name().toStdString();
      }
    }
  }
}

TEST(PageLayoutTest, EveryPageIsOnTheTour) {
  std::set<QString> toured;
  for (const PageStop& stop : PageTour()) {
    toured.insert(stop.name.section(QLatin1Char(','), 0, 0) + QStringLiteral(".qml"));
  }

  const QStringList pages = QDir(QStringLiteral(":/qt/qml/Sucharit/pages")).entryList();

  EXPECT_FALSE(pages.isEmpty());
  for (const QString& page : pages) {
    EXPECT_TRUE(toured.count(page)) << page.toStdString() << ": add it to page_tour.cc";
  }
}

// What the checks must find, one by one.
class LayoutFaultsTest : public ::testing::Test {
 protected:
  QString FaultsIn(const QByteArray& item) {
    QQmlComponent component(&engine_);
    component.setData(
        "import QtQuick\nimport QtQuick.Templates as T\n"
        "Item { width: 200; height: 200; " +
            item + " }",
        QUrl());
    const std::unique_ptr<QObject> root(component.create());
    if (!root) return component.errorString();
    return LayoutFaults(*qobject_cast<QQuickItem*>(root.get())).join(QLatin1Char('\n'));
  }

  QQmlEngine engine_;
};

TEST_F(LayoutFaultsTest, FindsATextThatIsWiderThanItsPlace) {
  EXPECT_TRUE(FaultsIn("Text { width: 20; text: 'many words' }").contains("too wide"));
}

TEST_F(LayoutFaultsTest, FindsATextThatIsHigherThanItsPlace) {
  EXPECT_TRUE(FaultsIn("Text { height: 5; text: 'word' }").contains("too high"));
}

TEST_F(LayoutFaultsTest, FindsATextThatEndsInDots) {
  EXPECT_TRUE(FaultsIn("Text { width: 40; elide: Text.ElideRight; text: 'many words' }")
                  .contains("truncated"));
}

TEST_F(LayoutFaultsTest, FindsWhatLiesOutside) {
  EXPECT_TRUE(FaultsIn("Text { x: 190; text: 'word' }").contains("out of reach"));
}

TEST_F(LayoutFaultsTest, FindsWhatCantBeScrolledTo) {
  EXPECT_TRUE(FaultsIn("Flickable { width: 200; height: 100; contentHeight: 150; "
                       "Text { y: 145; text: 'word' } }")
                  .contains("out of reach"));
}

TEST_F(LayoutFaultsTest, FindsATargetThatIsTooSmall) {
  EXPECT_TRUE(FaultsIn("T.Button { width: 60; height: 40 }").contains("too small"));
}

TEST_F(LayoutFaultsTest, IsContentWithWhatCanBeScrolledTo) {
  EXPECT_EQ(FaultsIn("Flickable { width: 200; height: 100; contentHeight: 150; "
                     "Text { y: 100; text: 'word' } }"),
            "");
}

}  // namespace
}  // namespace sucharit::testing
