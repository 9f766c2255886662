// SPDX-License-Identifier: Apache-2.0
//
// screenshots FOLDER: draws every page of a real tablet into PNG files, in both orientations and
// languages, at normal and double text size. For eyes, not a test.
#include <algorithm>
#include <cstdio>
#include <functional>

#include <QtQml/qqmlextensionplugin.h>
#include <QDir>
#include <QGuiApplication>
#include <QQmlEngine>
#include <QQuickItem>
#include <QQuickStyle>
#include <QQuickView>
#include <QTest>

#include "client/ui/fonts.h"
#include "client/ui/view_models/disaster_view_model.h"
#include "common/status/reason.h"
#include "tests/qml/stage.h"
#include "tests/qml/tablet_fixture.h"

Q_IMPORT_QML_PLUGIN(SucharitPlugin)

namespace sucharit::testing {
namespace {

struct Look {
  QString name;
  QSize size;
  QString language;
  qreal text_scale;
};

class Album {
 public:
  Album(QDir folder, Look look) : folder_(std::move(folder)), look_(std::move(look)) {}

  bool Fill();

 private:
  void Open();
  void Show(const QString& file, const QVariantMap& properties);
  void TakeStopped();
  void TakeErased();
  void TakeSettings();
  void TakeKeyboard();
  void TakeDisaster();
  void TakeCards();
  void Wait(const std::function<bool()>& until);
  void Take(const QString& page);
  void AnswerUpTo(int number);
  void ScrollTo(double part);

  QDir folder_;
  Look look_;
  TabletFixture fixture_;
  std::unique_ptr<QQuickView> view_;
  bool well_ = true;
};

void Album::Show(const QString& file, const QVariantMap& properties) {
  view_ = std::make_unique<QQuickView>();
  view_->engine()->addImportPath(QStringLiteral("qrc:/qt/qml"));
  view_->setResizeMode(QQuickView::SizeRootObjectToView);
  view_->setColor(QColor(QStringLiteral("#f3f5f7")));
  TabletFixture::RetranslateWith(view_->engine());
  DisplayViewModel* display = fixture_.tablet()->display();
  display->setLanguage(look_.language);
  display->setTextScale(look_.text_scale);
  view_->setInitialProperties(properties);
  view_->setSource(QUrl(QStringLiteral("qrc:/qt/qml/Sucharit/") + file));
  view_->resize(look_.size);
  view_->show();
}

void Album::Open() {
  Show(QStringLiteral("Shell.qml"),
       {{QStringLiteral("tablet"), QVariant::fromValue(fixture_.tablet())}});
}

void Album::Wait(const std::function<bool()>& until) { well_ = QTest::qWaitFor(until) && well_; }

void Album::Take(const QString& page) {
  // Two frames, so that layouts have settled.
  view_->grabWindow();
  QCoreApplication::processEvents();
  const QString file =
      folder_.filePath(page + QLatin1Char('-') + look_.name + QStringLiteral(".png"));
  well_ = view_->grabWindow().save(file) && well_;
}

void Album::AnswerUpTo(int number) {
  FormViewModel* form = fixture_.tablet()->form();
  while (form->number() < number) {
    form->choose(form->number() % 3);
    Wait([form] { return form->canGoOn(); });
    form->next();
  }
}

void Album::TakeStopped() {
  TabletViewModel* tablet = fixture_.tablet();
  tablet->takeBack();
  Take(QStringLiteral("12-sign-in"));
  fixture_.signIn();
  tablet->openPeople();
  Take(QStringLiteral("13-people"));
  TakeSettings();
  tablet->openStaff();
  tablet->handOver(0);
  tablet->begin();
  fixture_.passSeconds(95);
  Take(QStringLiteral("14-idle"));
  tablet->form()->abandon();
  Wait([tablet] { return tablet->page() == QLatin1String("StoppedPage"); });
  Take(QStringLiteral("10-stopped"));
}

void Album::ScrollTo(double part) {
  auto* const scroller = FindShown(*view_->rootObject(), QStringLiteral("scroller"));
  const double hidden = scroller->property("contentHeight").toDouble() - scroller->height();
  scroller->setProperty("contentY", std::max(0.0, hidden * part));
}

void Album::TakeSettings() {
  TabletViewModel* tablet = fixture_.tablet();
  DiagnosticsViewModel* diagnostics = tablet->diagnostics();
  fixture_.setProperty("serverAnswer", QStringLiteral("portal"));
  tablet->sync()->syncNow();
  Wait([tablet] { return !tablet->sync()->busy(); });
  fixture_.setProperty("serverAnswer", QStringLiteral("ok"));
  tablet->openSettings();
  diagnostics->check();
  Wait([diagnostics] { return !diagnostics->checking() && !diagnostics->log().isEmpty(); });
  Take(QStringLiteral("18-settings"));
  ScrollTo(0.5);
  Take(QStringLiteral("18-settings-middle"));
  ScrollTo(1);
  Take(QStringLiteral("18-settings-end"));
}

void Album::TakeKeyboard() {
  fixture_.openSurvey();
  Open();
  TabletViewModel* tablet = fixture_.tablet();
  tablet->keyboard()->setMode(QStringLiteral("on"));
  tablet->handOver(0);
  tablet->staffQuestions()->choose(0, 1);
  tablet->handOverNow();
  tablet->begin();
  FormViewModel* form = tablet->form();
  for (const int choice : {0, 0, 1, 1}) {
    form->choose(choice);
    Wait([form] { return form->canGoOn(); });
    form->next();
  }
  view_->requestActivate();
  FindShown(*view_->rootObject(), QStringLiteral("textField"))->forceActiveFocus();
  Wait([tablet] { return tablet->keyboard()->open(); });
  tablet->keyboard()->type(QStringLiteral("บริการดีมาก"));
  Take(QStringLiteral("19-keyboard"));
  view_.reset();
}

void Album::TakeErased() {
  TabletViewModel* tablet = fixture_.tablet();
  tablet->takeBack();
  fixture_.signIn();
  tablet->handOver(0);
  tablet->begin();
  fixture_.advanceClock(3600);
  fixture_.reopen();
  Open();
  Take(QStringLiteral("15-erased"));
  view_.reset();
}

void Album::TakeDisaster() {
  DisplayViewModel* display = fixture_.tablet()->display();
  DisasterViewModel disaster(
      Refused(absl::StatusCode::kResourceExhausted, v1::REASON_STORAGE_FULL, "full"),
      QStringLiteral("/home/tablet/sucharit"), *display, *fixture_.tablet()->exporter());
  Show(QStringLiteral("pages/DisasterPage.qml"),
       {{QStringLiteral("disaster"), QVariant::fromValue(&disaster)},
        {QStringLiteral("display"), QVariant::fromValue(display)}});
  Take(QStringLiteral("11-disaster"));
  view_.reset();
}

void Album::TakeCards() {
  fixture_.openWithCards(true);
  Open();
  TabletViewModel* tablet = fixture_.tablet();
  Take(QStringLiteral("16-card"));
  tablet->card()->type(QStringLiteral("7k0q"));
  Take(QStringLiteral("16-card-refused"));
  tablet->card()->type(fixture_.card(0));
  tablet->card()->confirm();
  tablet->begin();
  FormViewModel* form = tablet->form();
  AnswerUpTo(form->size());
  form->choose(0);
  Wait([form] { return form->canGoOn(); });
  form->next();
  form->finish();
  Wait([tablet] { return tablet->page() == QLatin1String("ThankYouPage"); });
  Take(QStringLiteral("17-receipt"));
  view_.reset();
}

bool Album::Fill() {
  fixture_.openEmpty();
  Open();
  Take(QStringLiteral("1-enrol"));
  view_.reset();
  fixture_.openEnrolled();
  fixture_.finishResponses(12);
  Open();
  TabletViewModel* tablet = fixture_.tablet();
  Take(QStringLiteral("2-staff"));
  fixture_.leaveFreeMegabytes(120);
  fixture_.advanceClock(4 * 24 * 3600);
  tablet->warnings()->Refresh();
  Take(QStringLiteral("2-staff-warned"));
  tablet->sync()->syncNow();
  Wait([tablet] { return !tablet->sync()->busy(); });
  Take(QStringLiteral("3-staff-synchronized"));
  tablet->handOver(0);
  Take(QStringLiteral("4-start"));
  tablet->begin();
  AnswerUpTo(10);
  Take(QStringLiteral("5-question"));
  FormViewModel* form = tablet->form();
  form->choose(0);
  Wait([form] { return form->canGoOn(); });
  Take(QStringLiteral("6-question-answered"));
  DisplayViewModel* display = tablet->display();
  for (const char* look : {"dark", "contrast"}) {
    display->setLook(QString::fromUtf8(look));
    Take(QStringLiteral("6-question-") + QString::fromUtf8(look));
  }
  display->setLook(QStringLiteral("light"));
  view_.reset();
  fixture_.reopen();
  Open();
  tablet = fixture_.tablet();
  form = tablet->form();
  Take(QStringLiteral("7-resume"));
  form->goOn();
  AnswerUpTo(form->size());
  form->choose(0);
  Wait([form] { return form->canGoOn(); });
  form->next();
  Take(QStringLiteral("8-review"));
  form->finish();
  Wait([tablet] { return tablet->page() == QLatin1String("ThankYouPage"); });
  Take(QStringLiteral("9-thank-you"));
  TakeStopped();
  view_.reset();
  TakeErased();
  TakeDisaster();
  TakeCards();
  TakeKeyboard();
  return well_;
}

}  // namespace
}  // namespace sucharit::testing

int main(int argc, char* argv[]) {
  const QGuiApplication application(argc, argv);
  if (QGuiApplication::arguments().size() != 2) {
    std::fputs("screenshots FOLDER\n", stderr);
    return 2;
  }
  QQuickStyle::setStyle(QStringLiteral("Basic"));
  const QDir folder(QGuiApplication::arguments().at(1));
  bool well = sucharit::UseThaiFont() && folder.mkpath(QStringLiteral("."));
  const QSize portrait(800, 1280);
  const QSize landscape(1280, 800);
  for (const QString& language : {QStringLiteral("th"), QStringLiteral("en")}) {
    for (const qreal scale : {1.0, 2.0}) {
      const QString suffix = language + (scale > 1 ? QStringLiteral("-200") : QString());
      for (const auto& [name, size] :
           {std::pair("portrait-", portrait), std::pair("landscape-", landscape)}) {
        sucharit::testing::Album album(folder,
                                       {QLatin1String(name) + suffix, size, language, scale});
        well = album.Fill() && well;
      }
    }
  }
  return well ? 0 : 1;
}
