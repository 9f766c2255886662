// SPDX-License-Identifier: Apache-2.0
//
// Compares pages with golden/*.png. SUCHARIT_WRITE_GOLDEN=1 writes these anew; look at them before
// they are committed. What differs is left in the folder golden_failed where the test runs.
#include <gtest/gtest.h>

#include <ostream>
#include <string>

#include <QColor>
#include <QDir>
#include <QGuiApplication>
#include <QImage>
#include <QPainter>
#include <QQmlComponent>
#include <QStyleHints>
#include <QTest>

#include "tests/qml/page_tour.h"
#include "tests/qml/picture_difference.h"
#include "tests/qml/stage.h"

namespace sucharit::testing {
namespace {

constexpr char kReceipt[] = "2345-6789-ABCD-EFGH";

struct Golden {
  const char* file;
  const char* stop;
  Sight sight;
};

Sight SmallSight(const char* language) {
  Sight sight;
  sight.size = QSize(480, 768);
  sight.language = QString::fromLatin1(language);
  return sight;
}

Sight LargeAndDark() {
  Sight sight = SmallSight("th");
  sight.text_scale = 2;
  sight.look = QStringLiteral("dark");
  return sight;
}

std::vector<Golden> Goldens() {
  return {{"start", "StartPage", SmallSight("th")},
          {"question", "QuestionPage", SmallSight("th")},
          {"question-200-dark", "QuestionPage", LargeAndDark()},
          {"review", "ReviewPage", SmallSight("en")},
          {"thank-you", "ThankYouPage, receipt", SmallSight("th")},
          {"sign-in", "SignInPage", SmallSight("th")},
          {"staff", "StaffPage", SmallSight("th")},
          {"card", "CardPage", SmallSight("en")}};
}

// Takes away what differs from run to run and from machine to machine: the receipt and the camera.
void MakeTheSameEverywhere(Stage& stage) {
  if (QQuickItem* card = stage.Find(QStringLiteral("receiptCard"))) {
    card->setProperty("code", QString::fromLatin1(kReceipt));
  }
  const auto* page = stage.view().rootObject()->property("page").value<QQuickItem*>();
  if (auto* reader = page->property("reader").value<QObject*>()) {
    reader->setProperty("camera", QVariant::fromValue<QQmlComponent*>(nullptr));
  }
}

// With 16 steps a channel, so that the files stay small.
QImage Coarse(const QImage& picture) {
  QImage coarse = picture.convertToFormat(QImage::Format_RGB32);
  const auto step = [](int channel) { return (channel + 8) / 17 * 17; };
  for (int y = 0; y < coarse.height(); ++y) {
    for (int x = 0; x < coarse.width(); ++x) {
      const QRgb pixel = coarse.pixel(x, y);
      coarse.setPixel(x, y, qRgb(step(qRed(pixel)), step(qGreen(pixel)), step(qBlue(pixel))));
    }
  }
  return coarse;
}

QImage PictureOf(Stage& stage, const Golden& golden) {
  PageStopNamed(QString::fromLatin1(golden.stop)).go(stage);
  MakeTheSameEverywhere(stage);
  stage.LookAt(golden.sight);
  return Coarse(stage.Picture());
}

QString PathOf(const Golden& golden) {
  return QStringLiteral(SUCHARIT_GOLDEN "/%1.png").arg(QLatin1String(golden.file));
}

void LeaveForLooking(const Golden& golden, const QImage& expected, const QImage& actual) {
  const QDir folder(QStringLiteral("golden_failed"));
  EXPECT_TRUE(QDir().mkpath(folder.path()));
  const QString name = QString::fromLatin1(golden.file);
  EXPECT_TRUE(actual.save(folder.filePath(name + QStringLiteral("-actual.png"))));
  EXPECT_TRUE(DifferenceOf(actual, expected)
                  .save(folder.filePath(name + QStringLiteral("-difference.png"))));
}

TEST(PagePictureTest, PagesLookAsTheyDid) {
  QGuiApplication::styleHints()->setCursorFlashTime(0);
  Stage stage(Stage::Window::kShown);
  stage.view().requestActivate();
  ASSERT_TRUE(QTest::qWaitForWindowActive(&stage.view()));
  for (const Golden& golden : Goldens()) {
    const QImage actual = PictureOf(stage, golden);
    if (qEnvironmentVariableIsSet("SUCHARIT_WRITE_GOLDEN")) {
      ASSERT_TRUE(actual.save(PathOf(golden), "PNG", 0));
      continue;
    }
    const QImage expected(PathOf(golden));
    const PictureDifference difference = Compare(actual, expected);
    if (difference.IsTolerable()) continue;
    ADD_FAILURE() << golden.file << ": mean " << difference.mean << ", share " << difference.share
                  << ", worst tile " << difference.worst_tile
                  << "; see golden_failed in the folder of the test";
    LeaveForLooking(golden, expected, actual);
  }
}

class PictureDifferenceTest : public ::testing::Test {
 protected:
  // A white page with a button: a frame and a word.
  static QImage Page(const QPoint& button, const QString& word) {
    QImage page(600, 960, QImage::Format_RGB32);
    page.fill(Qt::white);
    QPainter painter(&page);
    painter.setPen(QPen(QColor(11, 60, 93), 2));
    const QRect frame(button, QSize(200, 56));
    painter.drawRect(frame);
    painter.drawText(frame, Qt::AlignCenter, word);
    return page;
  }

  const QImage page_ = Page({100, 800}, QStringLiteral("ย้อนกลับ"));
};

TEST_F(PictureDifferenceTest, ThereIsNoneBetweenEqualPictures) {
  EXPECT_TRUE(Compare(page_, page_.copy()).IsTolerable());
  EXPECT_EQ(Compare(page_, page_.copy()).mean, 0);
}

TEST_F(PictureDifferenceTest, IsIntolerableIfAButtonMovedByTenPixels) {
  const QImage moved = Page({110, 800}, QStringLiteral("ย้อนกลับ"));

  EXPECT_FALSE(Compare(page_, moved).IsTolerable());
}

TEST_F(PictureDifferenceTest, IsIntolerableIfAWordIsGone) {
  EXPECT_FALSE(Compare(page_, Page({100, 800}, QString())).IsTolerable());
}

TEST_F(PictureDifferenceTest, IsIntolerableIfAColourChanged) {
  QImage grey = page_.copy();
  grey.fill(QColor(250, 250, 250));

  EXPECT_FALSE(Compare(page_, grey).IsTolerable());
}

TEST_F(PictureDifferenceTest, IsIntolerableBetweenSizes) {
  EXPECT_FALSE(Compare(page_, page_.scaled(300, 480)).IsTolerable());
}

TEST_F(PictureDifferenceTest, IsTolerableIfEdgesOfLettersAreDrawnALittleDifferently) {
  QImage softer = page_.copy();
  for (int y = 800; y < 856; ++y) {
    for (int x = 100; x < 300; ++x) {
      if (softer.pixelColor(x, y).lightness() < 200) {
        softer.setPixelColor(x, y, softer.pixelColor(x, y).lighter(115));
      }
    }
  }

  EXPECT_TRUE(Compare(page_, softer).IsTolerable());
}

}  // namespace
}  // namespace sucharit::testing
