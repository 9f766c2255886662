// SPDX-License-Identifier: Apache-2.0
//
// tablet_kill_driver FOLDER SEED: the tablet's window on FOLDER, answered by mouse clicks at random
// and without end. Says on standard output, line by line and at once, what it does and what its
// screen shows; see tablet_kill_test.cc. Ends only when it is killed, or with 1 if something
// unexpected is shown.
#include <unistd.h>

#include <QtQml/qqmlextensionplugin.h>
#include <QGuiApplication>
#include <QQmlEngine>
#include <QQuickItem>
#include <QQuickStyle>
#include <QQuickView>
#include <QTest>
#include <functional>
#include <random>
#include <string>

#include "absl/strings/str_cat.h"
#include "client/ui/fonts.h"
#include "tests/qml/tablet_fixture.h"

Q_IMPORT_QML_PLUGIN(SucharitPlugin)

namespace sucharit::testing {
namespace {

// High enough for all choices of a question, so that each can be clicked without scrolling.
constexpr QSize kWindow(1000, 1800);

void Say(const std::string& line) {
  const std::string whole = line + "\n";
  if (write(STDOUT_FILENO, whole.data(), whole.size()) != static_cast<ssize_t>(whole.size())) {
    _exit(1);
  }
}

void WaitUntil(const std::function<bool()>& condition, const char* what) {
  const auto told = [&condition] {
    Say("waiting");
    return condition();
  };
  if (QTest::qWaitFor(told, 20000)) return;
  qWarning("never seen: %s", what);
  _exit(1);
}

// By what is shown within what: delegates and loaded pages are no children otherwise.
QQuickItem* FindShown(const QQuickItem& within, const QString& name) {
  for (QQuickItem* item : within.childItems()) {
    if (!item->isVisible()) continue;
    if (item->objectName() == name) return item;
    if (QQuickItem* found = FindShown(*item, name)) return found;
  }
  return nullptr;
}

class Driver {
 public:
  Driver(const QString& folder, unsigned seed) : random_(seed) {
    view_.engine()->addImportPath(QStringLiteral("qrc:/qt/qml"));
    view_.setResizeMode(QQuickView::SizeRootObjectToView);
    TabletFixture::RetranslateWith(view_.engine());
    fixture_.openIn(folder);
    view_.setInitialProperties({{QStringLiteral("tablet"), QVariant::fromValue(tablet())}});
    view_.setSource(QUrl(QStringLiteral("qrc:/qt/qml/Sucharit/Shell.qml")));
    view_.resize(kWindow);
    view_.show();
    WaitUntil([this] { return view_.isExposed(); }, "the window");
  }

  [[noreturn]] void GoOnForever() {
    if (PageIs("ResumePage")) HandBack();
    for (;;) Step();
  }

 private:
  TabletViewModel* tablet() const { return fixture_.tablet(); }
  FormViewModel* form() const { return tablet()->form(); }
  bool PageIs(const char* page) const { return tablet()->page() == QLatin1String(page); }
  int AtMost(int most) { return std::uniform_int_distribution<int>(0, most)(random_); }

  QQuickItem* Find(const QString& name) const { return FindShown(*view_.rootObject(), name); }

  void Click(const QString& name) {
    WaitUntil([this, &name] { return Find(name) != nullptr; }, qPrintable(name));
    const QQuickItem* item = Find(name);
    view_.grabWindow();  // So that the layout has settled.
    QTest::mouseClick(&view_, Qt::LeftButton, Qt::NoModifier,
                      item->mapToScene(item->boundingRect().center()).toPoint());
  }

  void HandBack() {
    tablet()->handBack();
    fixture_.signIn();
    WaitUntil([this] { return PageIs("QuestionPage") || PageIs("ReviewPage"); }, "the draft");
  }

  void BeginAnother() {
    if (!PageIs("StaffPage")) fixture_.signIn();
    tablet()->handOver(0);
    Say("begin");
    tablet()->begin();
    WaitUntil([this] { return PageIs("QuestionPage"); }, "the first question");
  }

  bool TickShows(const QString& choice) const {
    const QQuickItem* button = Find(choice);
    return button != nullptr && FindShown(*button, QStringLiteral("tick")) != nullptr;
  }

  void Answer() {
    const int question = form()->number();
    const int choice = AtMost(static_cast<int>(form()->choices().size()) - 1);
    const QString button = QStringLiteral("choice%1").arg(choice);
    Say(absl::StrCat("press ", question - 1, " ", choice));
    Click(button);
    WaitUntil([this, &button] { return TickShows(button); }, "the tick");
    Say(absl::StrCat("shown ", question - 1, " ", choice));
    WaitUntil([this] { return form()->canGoOn(); }, "the way on");
    const bool back = question > 1 && AtMost(4) == 0;
    Click(back ? QStringLiteral("back") : QStringLiteral("next"));
    WaitUntil([this, question] { return form()->number() != question || !PageIs("QuestionPage"); },
              "another question");
  }

  void Finish() {
    Say("finish");
    Click(QStringLiteral("finish"));
    WaitUntil([this] { return PageIs("ThankYouPage"); }, "the thanks");
    Say("thanked");
    tablet()->takeBack();
  }

  void Step() {
    if (PageIs("QuestionPage")) return Answer();
    if (PageIs("ReviewPage")) return Finish();
    BeginAnother();
  }

  std::mt19937 random_;
  TabletFixture fixture_;
  QQuickView view_;
};

}  // namespace
}  // namespace sucharit::testing

int main(int argc, char* argv[]) {
  if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM")) qputenv("QT_QPA_PLATFORM", "offscreen");
  if (!qEnvironmentVariableIsSet("QT_QUICK_BACKEND")) qputenv("QT_QUICK_BACKEND", "software");
  QQuickStyle::setStyle(QStringLiteral("Basic"));
  QGuiApplication application(argc, argv);
  if (argc != 3 || !sucharit::UseThaiFont()) return 1;
  sucharit::testing::Driver driver(QString::fromUtf8(argv[1]),
                                   static_cast<unsigned>(std::stoul(argv[2])));
  driver.GoOnForever();
}
