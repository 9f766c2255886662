// SPDX-License-Identifier: Apache-2.0
//
// sucharit-tablet: builds every object in order and shows the first page.
#include <cstdio>
#include <memory>
#include <random>
#include <string>

#include <QtQml/qqmlextensionplugin.h>
#include <QCommandLineParser>
#include <QDir>
#include <QGuiApplication>
#include <QQmlApplicationEngine>
#include <QQuickStyle>
#include <QSettings>
#include <QStandardPaths>
#include <QSysInfo>
#include <QTemporaryDir>

#include "client/core/card.h"
#include "client/core/enrol.h"
#include "client/core/event_log.h"
#include "client/core/hardware_keyboard.h"
#include "client/core/identity.h"
#include "client/core/library.h"
#include "client/core/outbox.h"
#include "client/core/outbox_export.h"
#include "client/core/staff.h"
#include "client/core/storage_space.h"
#include "client/core/sync.h"
#include "client/core/tablet_database.h"
#include "client/ui/fonts.h"
#include "client/ui/self_test.h"
#include "client/ui/view_models/disaster_view_model.h"
#include "client/ui/view_models/tablet_view_model.h"
#include "common/crypto/secret.h"
#include "common/process/plain_locks.h"
#include "common/process/protect_memory.h"
#include "common/time/clock.h"

Q_IMPORT_QML_PLUGIN(SucharitPlugin)

namespace sucharit {
namespace {

struct Options {
  QString folder;
  QString ticket_file;
  bool self_test = false;
  bool self_service = false;
};

Options ParseOptions(const QGuiApplication& application) {
  QCommandLineParser parser;
  parser.setApplicationDescription(
      QStringLiteral("The tablet that respondents answer on and that sends sealed responses."));
  parser.addHelpOption();
  parser.addVersionOption();
  const QCommandLineOption folder(QStringLiteral("folder"),
                                  QStringLiteral("Keep the tablet's data in <DIR>."),
                                  QStringLiteral("DIR"));
  const QCommandLineOption ticket(
      QStringLiteral("ticket"), QStringLiteral("Enrol with the ticket in <FILE>, if not enrolled."),
      QStringLiteral("FILE"));
  const QCommandLineOption self_test(
      QStringLiteral("self-test"),
      QStringLiteral("Load every page in a temporary folder and quit: 0 if all is well, else 1."));
  const QCommandLineOption self(
      QStringLiteral("self"),
      QStringLiteral("For employees with cards, who serve themselves: ask for the next card."));
  parser.addOptions({folder, ticket, self_test, self});
  parser.process(application);
  const QString standard = QStandardPaths::writableLocation(QStandardPaths::AppDataLocation);
  return {parser.isSet(folder) ? parser.value(folder) : standard, parser.value(ticket),
          parser.isSet(self_test), parser.isSet(self)};
}

void LoadWindow(QQmlApplicationEngine& engine, const QString& file, const QVariantMap& properties) {
  engine.addImportPath(QStringLiteral("qrc:/qt/qml"));
  engine.setInitialProperties(properties);
  engine.load(QUrl(QStringLiteral("qrc:/qt/qml/Sucharit/%1.qml").arg(file)));
}

int Run(QQmlApplicationEngine& engine) {
  return engine.rootObjects().isEmpty() ? 1 : QGuiApplication::exec();
}

int ShowDisaster(const absl::Status& status, const QString& folder, DisplayViewModel& display) {
  std::fprintf(stderr, "sucharit-tablet: %s\n", std::string(status.message()).c_str());
  ExportViewModel exporter(
      [&folder](const std::string& path) {
        return ExportOutboxOfFolder(folder.toStdString(), path);
      },
      ExportViewModel::FirstRemovableOrDownloads, display);
  DisasterViewModel disaster(status, folder, display, exporter);
  QQmlApplicationEngine engine;
  QObject::connect(&display, &DisplayViewModel::languageChanged, &engine, &QQmlEngine::retranslate);
  LoadWindow(engine, QStringLiteral("DisasterWindow"),
             {{QStringLiteral("disaster"), QVariant::fromValue(&disaster)},
              {QStringLiteral("display"), QVariant::fromValue(&display)}});
  return Run(engine);
}

double Randomness() {
  std::random_device device;
  return std::uniform_real_distribution<double>(0, 1)(device);
}

void EnrolFromFile(TabletViewModel& tablet, const QString& file) {
  if (file.isEmpty() || tablet.page() != QLatin1String("EnrolPage")) return;
  if (tablet.enrolment()->loadTicket(file)) tablet.enrolment()->enrol();
}

// What the view models have done for them, each with its event in the log.
auto Enroller(TabletDatabase& database, EventLog& log) {
  return [&database, &log](const std::string& ticket, const std::string& name) {
    absl::Status status = Enrol(database, ticket, name);
    log.Add({EventKind::kEnrolled, 0, 0, status}).IgnoreError();
    return status;
  };
}

auto Synchronizer(TabletDatabase& database, const Clock& clock, EventLog& log) {
  return [&database, &clock, &log](SyncObserver& observer) {
    SyncOptions with_clock;
    with_clock.clock = &clock;
    return log.Follow(observer, [&](SyncObserver& counting) {
      return Synchronize(database, with_clock, counting);
    });
  };
}

auto Exporter(TabletDatabase& database, EventLog& log) {
  return [&database, &log](const std::string& path) {
    auto saved = ExportOutbox(database, path);
    log.Add({EventKind::kExported, saved.ok() ? saved->boxes : 0, 0, saved.status()}).IgnoreError();
    return saved;
  };
}

// Cards leave no event: when one was typed is nobody's business.
auto CardChecker(TabletDatabase& database) {
  return [&database](const Offer& offer, const std::string& typed) {
    auto packed = CheckCard(database, *offer.round, offer.questionnaire, typed);
    if (packed.ok()) crypto::Wipe(*packed);
    return packed.status();
  };
}

int ShowTablet(TabletDatabase& database, QSettings& settings, DisplayViewModel& display,
               const Options& options) {
  SystemClock clock;
  IdentityStore identity(database);
  Library library(database);
  Outbox outbox(database);
  EventLog log(database, clock);
  // What can't be logged is no reason not to go on.
  log.Add({EventKind::kStarted, 0, 0, absl::OkStatus()}).IgnoreError();
  EnrolmentViewModel enrolment(Enroller(database, log), display);
  enrolment.setDeviceName(QSysInfo::machineHostName());
  OffersViewModel offers(library, outbox, clock, display);
  IntroductionViewModel introduction(display);
  FormViewModel form(database, clock, display);
  SyncViewModel sync(
      {outbox, clock, settings, display, Synchronizer(database, clock, log), Randomness});
  StaffStore staff_store(database, clock);
  StaffViewModel staff(staff_store, display);
  StaffQuestionsViewModel staff_questions(settings, display);
  const FolderSpace space(options.folder.toStdString());
  WarningsViewModel warnings(outbox, space, clock, display);
  ExportViewModel exporter(Exporter(database, log), ExportViewModel::FirstRemovableOrDownloads,
                           display);
  CardViewModel card(CardChecker(database), display);
  DiagnosticsViewModel diagnostics(database, space, log, clock, display);
  KeyboardViewModel keyboard(settings, [] { return HasHardwareKeyboard("/sys/class/input"); });
  IdleWatch idle;
  TabletViewModel tablet({identity, clock, display, enrolment, offers, introduction, form, sync,
                          staff, staff_questions, warnings, exporter, idle, card, diagnostics,
                          keyboard, options.self_service});
  QQmlApplicationEngine engine;
  QObject::connect(&display, &DisplayViewModel::languageChanged, &engine, &QQmlEngine::retranslate);
  if (options.self_test) return SelfTest(engine, tablet) ? 0 : 1;
  EnrolFromFile(tablet, options.ticket_file);
  LoadWindow(engine, QStringLiteral("Main"),
             {{QStringLiteral("tablet"), QVariant::fromValue(&tablet)}});
  return Run(engine);
}

int Start(const Options& options) {
  // Beside the database, so that a folder is one whole tablet.
  QSettings settings(QDir(options.folder).filePath(QStringLiteral("settings.ini")),
                     QSettings::IniFormat);
  DisplayViewModel display(settings);
  const auto database = TabletDatabase::Open(options.folder.toStdString());
  if (!database.ok()) return ShowDisaster(database.status(), options.folder, display);
  return ShowTablet(**database, settings, display, options);
}

}  // namespace
}  // namespace sucharit

int main(int argc, char* argv[]) {
  sucharit::ProtectMemory();  // Before anything is typed, and before Qt starts threads.
  sucharit::UsePlainLocks();
  QGuiApplication application(argc, argv);
  QGuiApplication::setApplicationName(QStringLiteral("sucharit-tablet"));
  QGuiApplication::setApplicationVersion(QStringLiteral(SUCHARIT_VERSION));
  QQuickStyle::setStyle(QStringLiteral("Basic"));
  if (!sucharit::UseThaiFont()) {
    std::fputs(
        "sucharit-tablet: no font for Thai; install fonts-tlwg-loma-ttf or fonts-noto-core\n",
        stderr);
  }
  sucharit::Options options = sucharit::ParseOptions(application);
  const QTemporaryDir temporary;
  if (options.self_test) options.folder = temporary.path();
  return sucharit::Start(options);
}
