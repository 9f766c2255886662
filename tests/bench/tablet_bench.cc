// SPDX-License-Identifier: Apache-2.0
//
// tablet_bench [TIMES]: how quick the tablet's pages are and how much memory they take, each beside
// the least that does the same, in the same run: an empty Qt Quick window, or a bare SQLite commit
// with synchronous=FULL. Draws by software, off the screen. Prints a table of medians of TIMES
// (default: 9) in Markdown.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <string>
#include <vector>

#include <QtQml/qqmlextensionplugin.h>
#include <QFile>
#include <QGuiApplication>
#include <QProcess>
#include <QQmlApplicationEngine>
#include <QQmlEngine>
#include <QQuickStyle>
#include <QQuickView>
#include <QQuickWindow>
#include <QTest>

#include "client/ui/fonts.h"
#include "common/sqlite/database.h"
#include "common/sqlite/statement.h"
#include "tests/qml/stage.h"
#include "tests/qml/tablet_fixture.h"
#include "tests/qml/tablet_folder.h"
#include "tests/testing/fake_clock.h"
#include "tests/testing/temporary_folder.h"

Q_IMPORT_QML_PLUGIN(SucharitPlugin)

namespace sucharit::testing {
namespace {

using std::chrono::steady_clock;

constexpr QSize kWindow(800, 1280);
constexpr int kExternal = 1;

void Require(bool well, const char* what) {
  if (well) return;
  std::fprintf(stderr, "tablet_bench: %s\n", what);
  std::exit(1);
}

int64_t NanosecondsNow() { return steady_clock::now().time_since_epoch().count(); }

double MillisecondsSince(int64_t begin) {
  return static_cast<double>(NanosecondsNow() - begin) / 1e6;
}

double MillisecondsOf(const std::function<void()>& work) {
  const int64_t begin = NanosecondsNow();
  work();
  return MillisecondsSince(begin);
}

double MedianOf(std::vector<double> figures) {
  Require(!figures.empty(), "nothing was measured");
  std::sort(figures.begin(), figures.end());
  return figures[figures.size() / 2];
}

double ResidentMebibytes() {
  QFile status(QStringLiteral("/proc/self/status"));
  Require(status.open(QIODevice::ReadOnly), "no /proc");
  for (const QByteArray& line : status.readAll().split('\n')) {
    if (line.startsWith("VmRSS:")) return line.simplified().split(' ')[1].toDouble() / 1024;
  }
  return 0;
}

// Says what a start took, once the first frame is there, and ends the program.
void ReportFirstFrame(QQuickWindow& window, int64_t begin) {
  QObject::connect(&window, &QQuickWindow::frameSwapped, &window, [begin] {
    std::printf("%f %f\n", MillisecondsSince(begin), ResidentMebibytes());
    std::fflush(stdout);
    std::_Exit(0);
  });
}

int StartEmptyWindow(int64_t begin) {
  QQmlApplicationEngine engine;
  engine.loadData("import QtQuick\nWindow { width: 800; height: 1280; visible: true }");
  Require(!engine.rootObjects().isEmpty(), "no window");
  ReportFirstFrame(*qobject_cast<QQuickWindow*>(engine.rootObjects().front()), begin);
  return QGuiApplication::exec();
}

int StartTablet(int64_t begin, const QString& folder) {
  UseThaiFont();
  QQuickView view;
  TabletFixture fixture;
  view.engine()->addImportPath(QStringLiteral("qrc:/qt/qml"));
  view.setResizeMode(QQuickView::SizeRootObjectToView);
  TabletFixture::RetranslateWith(view.engine());
  fixture.openIn(folder);
  view.setInitialProperties({{QStringLiteral("tablet"), QVariant::fromValue(fixture.tablet())}});
  view.setSource(QUrl(QStringLiteral("qrc:/qt/qml/Sucharit/Shell.qml")));
  view.resize(kWindow);
  ReportFirstFrame(view, begin);
  view.show();
  return QGuiApplication::exec();
}

struct Start {
  double milliseconds = 0;
  double mebibytes = 0;
};

// A process of its own: an empty window if `folder` is empty.
Start StartOf(const QString& folder) {
  QProcess child;
  child.setProcessChannelMode(QProcess::ForwardedErrorChannel);
  child.start(QGuiApplication::applicationFilePath(),
              {QStringLiteral("--start"), QString::number(NanosecondsNow()), folder});
  Require(child.waitForFinished() && child.exitCode() == 0, "a start failed");
  const QList<QByteArray> words = child.readAllStandardOutput().simplified().split(' ');
  Require(words.size() == 2, "a start said nothing");
  return {words[0].toDouble(), words[1].toDouble()};
}

// Until a frame is drawn that shows what `work` changed.
double MillisecondsToFrame(QQuickWindow& window, const std::function<void()>& work,
                           const std::function<bool()>& changed) {
  bool drawn = false;
  const QObject scope;
  QObject::connect(&window, &QQuickWindow::frameSwapped, &scope,
                   [&drawn, &changed] { drawn = drawn || changed(); });
  const int64_t begin = NanosecondsNow();
  work();
  while (!drawn) QCoreApplication::processEvents();
  return MillisecondsSince(begin);
}

void Click(QQuickWindow& window, const QPoint& where) {
  QTest::mouseClick(&window, Qt::LeftButton, Qt::NoModifier, where);
}

void ClickOn(Stage& stage, const QString& name) {
  const QQuickItem* item = stage.Find(name);
  Require(item != nullptr, qPrintable(name));
  Click(stage.view(), item->mapToScene(item->boundingRect().center()).toPoint());
}

void BeginResponse(Stage& stage) {
  stage.tablet().handOver(kExternal);
  stage.tablet().begin();
  stage.Settle();
}

void ProcessEventsUntil(const std::function<bool()>& condition) {
  while (!condition()) QCoreApplication::processEvents();
}

// A whole response by mouse: what each step of it takes.
struct Steps {
  std::vector<double> next;
  std::vector<double> save;
  std::vector<double> finish;
};

void AnswerByMouse(Stage& stage, Steps& steps) {
  FormViewModel& form = stage.form();
  steps.save.push_back(MillisecondsOf([&] {
    ClickOn(stage, QStringLiteral("choice0"));
    ProcessEventsUntil([&] { return form.saved().contains(0); });
  }));
  ProcessEventsUntil([&] { return form.canGoOn(); });
  stage.Settle();
  const int number = form.number();
  const double next = MillisecondsToFrame(
      stage.view(), [&] { ClickOn(stage, QStringLiteral("next")); },
      [&] { return form.number() != number || stage.tablet().page() != "QuestionPage"; });
  if (form.number() < form.size()) steps.next.push_back(next);
  stage.Settle();
}

void RespondByMouse(Stage& stage, Steps& steps) {
  BeginResponse(stage);
  while (stage.tablet().page() == QLatin1String("QuestionPage")) AnswerByMouse(stage, steps);
  steps.finish.push_back(MillisecondsOf([&] {
    ClickOn(stage, QStringLiteral("finish"));
    ProcessEventsUntil([&] { return stage.tablet().page() == QLatin1String("ThankYouPage"); });
  }));
  stage.tablet().takeBack();
  stage.fixture().signIn();
}

// The window's thread while answers are saved without anything being drawn: the longest time in
// which it couldn't have begun a frame.
double LongestStall(int answers) {
  Stage stage(Stage::Window::kLaidOutOnly);
  stage.fixture().openEnrolled();
  BeginResponse(stage);
  double longest = 0;
  for (int i = 0; i < answers; ++i) {
    longest = std::max(longest, MillisecondsOf([&] { stage.form().choose(i % 3); }));
    while (!stage.form().saved().contains(i % 3)) {
      longest = std::max(longest, MillisecondsOf([] { QCoreApplication::processEvents(); }));
    }
  }
  return longest;
}

// A click that changes a colour, up to the frame.
std::vector<double> FramesOfAnEmptyWindow(int times) {
  QQmlApplicationEngine engine;
  engine.loadData(
      "import QtQuick\nWindow { width: 800; height: 1280; visible: true\n"
      "property alias paperColor: paper.color; Rectangle { id: paper; anchors.fill: parent; "
      "MouseArea { anchors.fill: parent; "
      "onClicked: paper.color = Qt.rgba(Math.random(), 0, 0, 1) } } }");
  Require(!engine.rootObjects().isEmpty(), "no window");
  auto* window = qobject_cast<QQuickWindow*>(engine.rootObjects().front());
  Require(QTest::qWaitForWindowExposed(window), "the window was never shown");
  std::vector<double> figures;
  for (int i = 0; i < times; ++i) {
    const QVariant before = window->property("paperColor");
    figures.push_back(MillisecondsToFrame(
        *window,
        [&] {
          Click(*window, {400, 640});
        },
        [&] { return window->property("paperColor") != before; }));
  }
  return figures;
}

std::vector<double> BareCommits(const std::string& folder, int times) {
  auto database = sqlite::Database::Open(folder + "/bare.db");
  Require(database.ok(), "no database");
  Require(database->Execute("CREATE TABLE row (id INTEGER PRIMARY KEY, content BLOB)").ok(),
          "no table");
  std::vector<double> figures;
  for (int i = 0; i < times; ++i) {
    figures.push_back(MillisecondsOf([&] {
      Require(database->Execute("INSERT INTO row (content) VALUES (zeroblob(400))").ok(),
              "no commit");
    }));
  }
  return figures;
}

void PrintRow(const char* what, const char* unit, double figure, const char* beside,
              double baseline) {
  std::printf("| %s | %.1f %s | %s | %.1f %s | %.2f |\n", what, figure, unit, beside, baseline,
              unit, figure / baseline);
  std::fflush(stdout);
}

void PrintStarts(const QString& folder, int times) {
  std::vector<double> tablet;
  std::vector<double> tablet_memory;
  std::vector<double> empty;
  std::vector<double> empty_memory;
  for (int i = 0; i < times; ++i) {
    const Start ours = StartOf(folder);
    const Start least = StartOf(QString());
    tablet.push_back(ours.milliseconds);
    tablet_memory.push_back(ours.mebibytes);
    empty.push_back(least.milliseconds);
    empty_memory.push_back(least.mebibytes);
  }
  PrintRow("start to the first page", "ms", MedianOf(tablet), "empty window", MedianOf(empty));
  PrintRow("resident memory on the first page", "MiB", MedianOf(tablet_memory), "empty window",
           MedianOf(empty_memory));
}

void PrintSteps(const std::string& folder, int times) {
  Stage stage(Stage::Window::kShown);
  stage.view().resize(kWindow);
  stage.fixture().openEnrolled();
  Steps steps;
  for (int i = 0; i < times; ++i) RespondByMouse(stage, steps);
  const double commit = MedianOf(BareCommits(folder, 20 * times));
  PrintRow("tap to the next question", "ms", MedianOf(steps.next), "tap to a frame, empty window",
           MedianOf(FramesOfAnEmptyWindow(5 * times)));
  PrintRow("answer tap to the durable draft", "ms", MedianOf(steps.save), "bare commit", commit);
  PrintRow("finish to the durable outbox", "ms", MedianOf(steps.finish), "bare commit", commit);
  PrintRow("longest stall of the window's thread while saving", "ms", LongestStall(20 * times),
           "a frame at 60 Hz", 1000.0 / 60);
}

int Measure(int times) {
  const TemporaryFolder folder;
  FillTabletFolder(folder.path(), FakeClock());
  UseThaiFont();
  std::printf("| what | figure | beside | baseline | ratio |\n|---|---|---|---|---|\n");
  PrintStarts(QString::fromStdString(folder.path()), times);
  PrintSteps(folder.path(), times);
  return 0;
}

int Run(const QStringList& arguments) {
  if (arguments.size() != 4 || arguments[1] != QLatin1String("--start")) {
    return Measure(arguments.size() > 1 ? std::max(1, arguments[1].toInt()) : 9);
  }
  const int64_t begin = arguments[2].toLongLong();
  return arguments[3].isEmpty() ? StartEmptyWindow(begin) : StartTablet(begin, arguments[3]);
}

}  // namespace
}  // namespace sucharit::testing

int main(int argc, char* argv[]) {
  qputenv("QT_QPA_PLATFORM", "offscreen");
  qputenv("QT_QUICK_BACKEND", "software");
  QQuickStyle::setStyle(QStringLiteral("Basic"));
  const QGuiApplication application(argc, argv);
  return sucharit::testing::Run(QGuiApplication::arguments());
}
