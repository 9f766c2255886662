// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <string>

#include <QColor>
#include <QImage>

#include "tests/qml/page_tour.h"
#include "tests/qml/stage.h"

namespace sucharit::testing {
namespace {

// WCAG 2's level AAA.
constexpr double kLeastContrast = 7;
// So high that nothing needs scrolling.
constexpr QSize kWhole(800, 3400);

double Light(double part) {
  return part <= 0.03928 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4);
}

// As WCAG 2 defines it.
double Luminance(const QColor& color) {
  return 0.2126 * Light(color.redF()) + 0.7152 * Light(color.greenF()) +
         0.0722 * Light(color.blueF());
}

double Contrast(const QColor& one, const QColor& other) {
  const auto [low, high] = std::minmax({Luminance(one), Luminance(other)});
  return (high + 0.05) / (low + 0.05);
}

// What a text stands on: the colour that most of its place was drawn in.
QColor PaperOf(const QImage& picture, const QRect& place) {
  std::map<QRgb, int> pixels;
  for (int y = place.top(); y <= place.bottom(); ++y) {
    for (int x = place.left(); x <= place.right(); ++x) ++pixels[picture.pixel(x, y)];
  }
  const auto most =
      std::max_element(pixels.begin(), pixels.end(),
                       [](const auto& a, const auto& b) { return a.second < b.second; });
  return most == pixels.end() ? QColor() : QColor(most->first);
}

bool IsText(const QQuickItem& item) {
  return item.inherits("QQuickText") && !item.property("text").toString().isEmpty();
}

int CheckTexts(const QQuickItem& within, const QImage& picture, const std::string& where) {
  int checked = 0;
  for (const QQuickItem* item : within.childItems()) {
    if (!item->isVisible()) continue;
    checked += CheckTexts(*item, picture, where);
    if (!IsText(*item)) continue;
    const QRect place = item->mapRectToScene(item->boundingRect()).toAlignedRect();
    const QColor ink = item->property("color").value<QColor>();
    const QColor paper = PaperOf(picture, place.intersected(picture.rect()));
    EXPECT_GE(Contrast(ink, paper), kLeastContrast)
        << where << ": " << item->property("text").toString().left(40).toStdString() << ", "
        << ink.name().toStdString() << " on " << paper.name().toStdString();
    ++checked;
  }
  return checked;
}

TEST(PageContrastTest, BlackOnWhiteHasTheHighest) {
  EXPECT_NEAR(Contrast(Qt::black, Qt::white), 21, 0.001);
}

TEST(PageContrastTest, EveryTextStandsOutAsItIsDrawnInEveryLook) {
  Stage stage(Stage::Window::kShown);
  int checked = 0;
  for (const PageStop& stop : PageTour()) {
    stop.go(stage);
    for (const char* look : {"light", "dark", "contrast"}) {
      Sight sight;
      sight.size = kWhole;
      sight.look = QString::fromLatin1(look);
      stage.LookAt(sight);
      checked += CheckTexts(TopLayer(stage.view()), stage.view().grabWindow(),
                            stop.name.toStdString() + ", " + look);
    }
  }
  EXPECT_GT(checked, 500);
}

}  // namespace
}  // namespace sucharit::testing
