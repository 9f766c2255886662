// SPDX-License-Identifier: Apache-2.0
#include "tests/qml/screen_guide.h"

#include <cstdlib>

#include "tests/qml/page_tour.h"
#include "tests/qml/picture_difference.h"

namespace sucharit::testing {
namespace {

constexpr int kExternal = 1;
// Bar, progress and the first lines: enough to tell every page from every other.
constexpr int kHeadHeight = 190;
// Heads are compared small: quickly, and whatever way the edges of letters are drawn.
constexpr QSize kSmall(200, 48);
constexpr double kMostApart = 1.5;
// In a disc of 32 pixels: within its ring, beside the tick and beside the dot.
constexpr QPointF kBesideTick(9, 9);

QPoint MiddleOf(const QQuickItem& item) {
  return item.mapToScene(item.boundingRect().center()).toPoint();
}

QImage Small(const QImage& head) {
  return head.scaled(kSmall, Qt::IgnoreAspectRatio, Qt::SmoothTransformation)
      .convertToFormat(QImage::Format_RGB32);
}

const char* const kButtons[] = {"goOn",   "begin",  "back",   "next",   "finish", "staff",
                                "offer1", "digit1", "digit4", "digit7", "pinDone"};

}  // namespace

ScreenGuide::ScreenGuide(const QSize& size) : head_(0, 0, size.width(), kHeadHeight) {
  Stage stage(Stage::Window::kShown);
  stage.view().resize(size);
  stage.fixture().openEnrolled();
  Learn(stage, "staff");
  stage.tablet().signOut();
  Learn(stage, "sign-in");
  stage.fixture().signIn();
  stage.tablet().handOver(kExternal);
  Learn(stage, "start");
  stage.tablet().begin();
  LearnQuestions(stage);
  Learn(stage, "review");
  stage.form().finish();
  stage.WaitForPage(QStringLiteral("ThankYouPage"));
  Learn(stage, "thank-you");
  PageStopNamed(QStringLiteral("ResumePage")).go(stage);
  Learn(stage, "resume");
  stage.tablet().handBack();
  Learn(stage, "sign-in again");
}

void ScreenGuide::LearnQuestions(Stage& stage) {
  questions_ = stage.form().size();
  for (int number = 1; number <= questions_; ++number) {
    stage.AnswerUpTo(number);
    Learn(stage, "question " + std::to_string(number));
  }
  stage.AnswerAll();
  tick_ = QColor(QStringLiteral("#0b3c5d"));
}

void ScreenGuide::Learn(Stage& stage, const std::string& name) {
  KnownPage& page = pages_[name];
  page.head = Small(stage.Picture().copy(head_));
  for (const char* button : kButtons) {
    const QQuickItem* item = stage.Find(QString::fromLatin1(button));
    if (item != nullptr) page.buttons[button] = MiddleOf(*item);
  }
  for (int choice = 0;; ++choice) {
    const QQuickItem* item = stage.Find(QStringLiteral("choice%1").arg(choice));
    if (item == nullptr) break;
    page.choices.push_back(MiddleOf(*item));
    page.ticks.push_back(
        FindShown(*item, QStringLiteral("disc"))->mapToScene(kBesideTick).toPoint());
  }
}

std::string ScreenGuide::Recognize(const QImage& head) const {
  const QImage small = Small(head);
  std::string best;
  double least = kMostApart;
  for (const auto& [name, page] : pages_) {
    const double apart = Compare(small, page.head).mean;
    if (apart >= least) continue;
    least = apart;
    best = name;
  }
  return best;
}

bool ScreenGuide::IsTick(const QColor& color) const {
  return std::abs(color.red() - tick_.red()) + std::abs(color.green() - tick_.green()) +
             std::abs(color.blue() - tick_.blue()) <
         30;
}

}  // namespace sucharit::testing
