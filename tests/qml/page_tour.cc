// SPDX-License-Identifier: Apache-2.0
#include "tests/qml/page_tour.h"

#include <algorithm>

#include <QObject>

namespace sucharit::testing {
namespace {

// The offers of ita-2567, in their order.
constexpr int kInternal = 0;
constexpr int kExternal = 1;

constexpr int kFourDays = 4 * 24 * 3600;

void Staff(Stage& stage) {
  stage.fixture().openEnrolled();
  stage.fixture().finishResponses(3);
}

void WarnedStaff(Stage& stage) {
  Staff(stage);
  stage.fixture().leaveFreeMegabytes(120);
  stage.fixture().advanceClock(kFourDays);
  stage.tablet().warnings()->Refresh();
  stage.fixture().passMinutesToPlannedRun(0);
}

void SynchronizedStaff(Stage& stage) {
  Staff(stage);
  stage.tablet().sync()->syncNow();
  stage.WaitUntil([&] { return !stage.tablet().sync()->busy(); },
                  QStringLiteral("the end of sync"));
}

void People(Stage& stage) {
  stage.fixture().openEnrolled();
  stage.tablet().staff()->add(QStringLiteral("สมชาย"), QStringLiteral("0815"),
                              QStringLiteral("0815"));
  stage.WaitUntil([&] { return stage.tablet().staff()->count() == 2; },
                  QStringLiteral("the second person"));
  stage.tablet().openPeople();
}

void SignIn(Stage& stage) {
  People(stage);
  stage.tablet().signOut();
}

void Start(Stage& stage, int offer) {
  stage.fixture().openEnrolled();
  stage.tablet().handOver(offer);
}

void Question(Stage& stage, int offer, int number) {
  Start(stage, offer);
  stage.tablet().begin();
  stage.AnswerUpTo(number);
}

void ChosenQuestion(Stage& stage, int offer, int number) {
  Question(stage, offer, number);
  stage.form().choose(0);
  stage.WaitUntil([&] { return stage.form().saved().contains(0); }, QStringLiteral("the tick"));
}

// The survey with every kind of question.
void SurveyQuestion(Stage& stage, const QString& kind) {
  stage.fixture().openSurvey();
  stage.tablet().handOver(0);
  stage.Press(QStringLiteral("staff0choice1"));
  stage.tablet().handOverNow();
  stage.tablet().begin();
  while (stage.form().kind() != kind) stage.AnswerUpTo(stage.form().number() + 1);
}

void Review(Stage& stage) {
  Start(stage, kInternal);
  stage.tablet().begin();
  stage.AnswerAll();
}

void Finish(Stage& stage) {
  stage.form().finish();
  stage.WaitForPage(QStringLiteral("ThankYouPage"));
}

void Receipt(Stage& stage) {
  stage.fixture().openWithCards(true);
  stage.tablet().card()->type(stage.fixture().card(0));
  stage.tablet().card()->confirm();
  stage.tablet().begin();
  stage.AnswerAll();
  Finish(stage);
}

void Rehearse(Stage& stage) {
  stage.fixture().openRehearsal();
  stage.tablet().handOver(kExternal);
}

void Resume(Stage& stage) {
  Question(stage, kExternal, 3);
  stage.fixture().reopen();
}

void Disaster(Stage& stage) {
  stage.fixture().openEnrolled();
  stage.Show(QStringLiteral("pages/DisasterPage.qml"),
             {{QStringLiteral("disaster"), QVariant::fromValue(stage.fixture().fullDisk())},
              {QStringLiteral("display"), QVariant::fromValue(stage.tablet().display())}});
}

void Settings(Stage& stage) {
  stage.fixture().openEnrolled();
  stage.fixture().finishResponses(3);
  stage.fixture().setProperty("serverAnswer", QStringLiteral("portal"));
  stage.tablet().sync()->syncNow();
  stage.WaitUntil([&] { return !stage.tablet().sync()->busy(); }, QStringLiteral("the sync's end"));
  stage.fixture().setProperty("serverAnswer", QStringLiteral("ok"));
  stage.tablet().openSettings();
  stage.WaitUntil([&] { return !stage.tablet().diagnostics()->log().isEmpty(); },
                  QStringLiteral("the log"));
}

void TestedTablet(Stage& stage) {
  Settings(stage);
  stage.tablet().diagnostics()->check();
  stage.WaitUntil([&] { return stage.tablet().diagnostics()->log().size() == 2; },
                  QStringLiteral("the self-test"));
}

void RefusedTicket(Stage& stage) {
  stage.fixture().openEmpty();
  stage.tablet().enrolment()->scanned(QStringLiteral("https://example.go.th"));
}

void TicketAndFiles(Stage& stage) {
  stage.fixture().openEmpty();
  stage.fixture().writePicture(stage.fixture().ticket());
  FoundFiles& files = *stage.tablet().enrolment()->files();
  files.setPlaces({stage.fixture().folder()});
  files.look();
  stage.WaitUntil([&] { return files.rowCount() > 0; }, QStringLiteral("a file"));
  stage.tablet().enrolment()->setTicket(stage.fixture().ticket());
}

std::vector<PageStop> StaffStops() {
  return {
      {QStringLiteral("EnrolPage"), [](Stage& stage) { stage.fixture().openEmpty(); }},
      {QStringLiteral("EnrolPage, refused"), RefusedTicket},
      {QStringLiteral("EnrolPage, files found"), TicketAndFiles},
      {QStringLiteral("PeoplePage, first"),
       [](Stage& stage) { stage.fixture().openEnrolledWithoutStaff(); }},
      {QStringLiteral("PeoplePage"), People},
      {QStringLiteral("PeoplePage, removing"),
       [](Stage& stage) {
         People(stage);
         stage.Press(QStringLiteral("remove1"));
       }},
      {QStringLiteral("SignInPage"), SignIn},
      {QStringLiteral("SignInPage, handing back"),
       [](Stage& stage) {
         Resume(stage);
         stage.tablet().handBack();
       }},
      {QStringLiteral("StaffPage"), Staff},
      {QStringLiteral("StaffPage, warned"), WarnedStaff},
      {QStringLiteral("StaffPage, synchronized"), SynchronizedStaff},
      {QStringLiteral("StaffPage, cards"), [](Stage& stage) { stage.fixture().openWithCards(); }},
      {QStringLiteral("StaffPage, rehearsal"),
       [](Stage& stage) { stage.fixture().openRehearsal(); }},
      {QStringLiteral("SettingsPage"), Settings},
      {QStringLiteral("SettingsPage, tested"), TestedTablet},
      {QStringLiteral("HandOverPage"),
       [](Stage& stage) {
         stage.fixture().openSurvey();
         stage.tablet().handOver(0);
       }},
  };
}

std::vector<PageStop> StartStops() {
  return {
      {QStringLiteral("CardPage"), [](Stage& stage) { stage.fixture().openWithCards(true); }},
      {QStringLiteral("CardPage, refused"),
       [](Stage& stage) {
         stage.fixture().openWithCards(true);
         stage.tablet().card()->type(QStringLiteral("7k0q"));
       }},
      {QStringLiteral("StartPage"), [](Stage& stage) { Start(stage, kExternal); }},
  };
}

std::vector<PageStop> QuestionStops() {
  return {
      {QStringLiteral("QuestionPage"), [](Stage& stage) { ChosenQuestion(stage, kInternal, 10); }},
      {QStringLiteral("QuestionPage, external"),
       [](Stage& stage) { Question(stage, kExternal, 2); }},
      {QStringLiteral("StaffPage, rehearsal"),
       [](Stage& stage) { stage.fixture().openRehearsal(); }},
      {QStringLiteral("StartPage, rehearsal"), Rehearse},
      {QStringLiteral("QuestionPage, rehearsal"),
       [](Stage& stage) {
         Rehearse(stage);
         stage.tablet().begin();
       }},
      {QStringLiteral("QuestionPage, several"),
       [](Stage& stage) { SurveyQuestion(stage, QStringLiteral("choices")); }},
      {QStringLiteral("QuestionPage, number"),
       [](Stage& stage) { SurveyQuestion(stage, QStringLiteral("number")); }},
      {QStringLiteral("QuestionPage, text"),
       [](Stage& stage) { SurveyQuestion(stage, QStringLiteral("text")); }},
      {QStringLiteral("QuestionPage, stopping"),
       [](Stage& stage) {
         Question(stage, kExternal, 2);
         stage.Press(QStringLiteral("stop"));
       }},
      {QStringLiteral("QuestionPage, idle"),
       [](Stage& stage) {
         Question(stage, kExternal, 2);
         stage.fixture().passSeconds(95);
       }},
  };
}

std::vector<PageStop> LaterStops() {
  return {
      {QStringLiteral("ReviewPage"), Review},
      {QStringLiteral("ThankYouPage"),
       [](Stage& stage) {
         Review(stage);
         Finish(stage);
       }},
      {QStringLiteral("ThankYouPage, receipt"), Receipt},
      {QStringLiteral("StoppedPage"),
       [](Stage& stage) {
         Question(stage, kExternal, 2);
         stage.form().abandon();
         stage.WaitForPage(QStringLiteral("StoppedPage"));
       }},
      {QStringLiteral("ResumePage"), Resume},
      {QStringLiteral("ErasedPage"),
       [](Stage& stage) {
         Question(stage, kExternal, 2);
         stage.fixture().advanceClock(3600);
         stage.fixture().reopen();
       }},
      {QStringLiteral("DisasterPage"), Disaster},
  };
}

}  // namespace

const std::vector<PageStop>& PageTour() {
  static const std::vector<PageStop> tour = [] {
    std::vector<PageStop> all;
    for (const auto& part : {StaffStops(), StartStops(), QuestionStops(), LaterStops()}) {
      all.insert(all.end(), part.begin(), part.end());
    }
    return all;
  }();
  return tour;
}

const PageStop& PageStopNamed(const QString& name) {
  const auto& tour = PageTour();
  const auto found = std::find_if(tour.begin(), tour.end(),
                                  [&](const PageStop& stop) { return stop.name == name; });
  if (found == tour.end()) qFatal("no stop named %s", qPrintable(name));
  return *found;
}

}  // namespace sucharit::testing
