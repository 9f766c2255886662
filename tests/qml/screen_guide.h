// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <vector>

#include <QImage>
#include <QPoint>
#include <QRect>
#include <QSize>

#include "tests/qml/stage.h"

namespace sucharit::testing {

// One page as a person knows it: by its head, and where its buttons are.
struct KnownPage {
  QImage head;
  std::map<std::string, QPoint> buttons;  // Middles, by object name.
  std::vector<QPoint> choices;            // Middles.
  std::vector<QPoint> ticks;  // A point of each choice that is `kTick` once it is saved.
};

// How the pages of the external questionnaire of ita-2567 look at one size: drawn here, so that a
// test knows what it sees on another screen, and where to click.
class ScreenGuide {
 public:
  explicit ScreenGuide(const QSize& size);

  // What has to be seen of a screen to tell its page.
  QRect head() const { return head_; }

  // "question 3", "review" …; empty if it is none that is known.
  std::string Recognize(const QImage& head) const;

  // Ends the program if there is none of that name.
  const KnownPage& page(const std::string& name) const { return pages_.at(name); }

  // How many questions it has.
  int questions() const { return questions_; }

  // Whether a choice shows its tick, given the colour of its point in `ticks`.
  bool IsTick(const QColor& color) const;

 private:
  void Learn(Stage& stage, const std::string& name);
  void LearnQuestions(Stage& stage);

  QRect head_;
  int questions_ = 0;
  QColor tick_;
  std::map<std::string, KnownPage> pages_;
};

}  // namespace sucharit::testing
