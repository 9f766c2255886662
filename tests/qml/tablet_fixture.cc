// SPDX-License-Identifier: Apache-2.0
#include "tests/qml/tablet_fixture.h"

#include <optional>
#include <utility>
#include <vector>

#include <QCoreApplication>
#include <QEvent>
#include <QPointer>
#include <QSettings>
#include <QTest>

#include "client/core/captive_portal.h"
#include "client/core/card.h"
#include "client/core/enrol.h"
#include "client/core/event_log.h"
#include "client/core/form_session.h"
#include "client/core/identity.h"
#include "client/core/library.h"
#include "client/core/outbox.h"
#include "client/core/outbox_export.h"
#include "client/core/staff.h"
#include "client/core/tablet_database.h"
#include "client/ui/view_models/qr_image.h"
#include "common/assessment/assessment.h"
#include "common/crypto/card_code.h"
#include "common/crypto/sealed_box.h"
#include "common/crypto/signature.h"
#include "common/enrolment/ticket.h"
#include "common/files/files.h"
#include "common/qr/qr_picture.h"
#include "common/response/card_list.h"
#include "common/response/outbox_file.h"
#include "common/status/reason.h"
#include "common/status/status_macros.h"
#include "tests/qml/tablet_folder.h"
#include "tests/testing/fake_clock.h"
#include "tests/testing/survey_definition.h"
#include "tests/testing/temporary_folder.h"

namespace sucharit::testing {
namespace {

constexpr char kQuestionnaire[] = "EIT";

// Ends the test program: the fixture itself is broken.
void Require(const absl::Status& status) {
  if (!status.ok()) qFatal("the fixture failed: %s", status.ToString().c_str());
}

template <typename T>
T Require(absl::StatusOr<T> result) {
  Require(result.status());
  return std::move(result).value();
}

// A server that takes everything.
absl::Status TakeEverything(Outbox& outbox, SyncObserver& observer) {
  ASSIGN_OR_RETURN(const int64_t waiting, outbox.Waiting());
  observer.Began(waiting);
  int64_t received = 0;
  while (received < waiting) {
    ASSIGN_OR_RETURN(const v1::PushResponsesRequest batch, outbox.NextBatch(5, {}));
    const std::vector<v1::Outcome> outcomes(static_cast<size_t>(batch.boxes_size()),
                                            v1::OUTCOME_STORED);
    RETURN_IF_ERROR(outbox.Apply(batch, outcomes));
    received += batch.boxes_size();
    observer.Progressed(received, waiting);
  }
  return absl::OkStatus();
}

absl::Status AnswerLike(const QString& answer, Outbox& outbox, SyncObserver& observer) {
  if (answer == QLatin1String("unavailable")) return absl::UnavailableError("no network");
  if (answer == QLatin1String("not genuine")) {
    return Refused(absl::StatusCode::kDataLoss, v1::REASON_RECEIPT_NOT_GENUINE, "forged");
  }
  if (answer == QLatin1String("other server")) {
    return Refused(absl::StatusCode::kUnavailable, v1::REASON_NOT_OUR_SERVER, "a portal");
  }
  if (answer == QLatin1String("portal")) {
    return CaptivePortalError();
  }
  if (answer != QLatin1String("ok")) {
    return Refused(absl::StatusCode::kFailedPrecondition, v1::REASON_CLOCK_WRONG, "ahead",
                   answer.toStdString());
  }
  return TakeEverything(outbox, observer);
}

QPointer<QQmlEngine>& Engine() {
  static QPointer<QQmlEngine> engine;
  return engine;
}

}  // namespace

// The objects that main.cc builds, in its order.
struct TabletFixture::Graph {
  Graph(std::shared_ptr<TemporaryFolder> folder, const FakeClock& the_clock,
        const StorageSpace& the_space, const QString& server_answer, const bool& has_a_keyboard)
      : Graph(folder->path(), the_clock, the_space, server_answer, has_a_keyboard) {
    files = std::move(folder);
  }

  Graph(const std::string& folder, const FakeClock& the_clock, const StorageSpace& the_space,
        const QString& server_answer, const bool& has_a_keyboard)
      : path(folder),
        clock(the_clock),
        space(the_space),
        settings(QString::fromStdString(folder + "/settings.ini"), QSettings::IniFormat),
        display(settings),
        database(Require(TabletDatabase::Open(folder))),
        identity(*database),
        library(*database),
        outbox(*database),
        staff_store(*database, clock),
        log(*database, clock),
        answer(server_answer),
        has_keyboard(has_a_keyboard) {}

  // Once the folder holds what the test wants.
  void Start() {
    enrolment.emplace([this](const std::string& ticket,
                             const std::string& name) { return Enrol(*database, ticket, name); },
                      display);
    offers.emplace(library, outbox, clock, display);
    introduction.emplace(display);
    form.emplace(*database, clock, display);
    sync.emplace(SyncViewModel::Parts{outbox, clock, settings, display,
                                      [this](SyncObserver& observer) {
                                        return log.Follow(observer, [this](SyncObserver& counting) {
                                          return AnswerLike(answer, outbox, counting);
                                        });
                                      },
                                      [] { return 0.5; }, SyncViewModel::Counting::kByCaller});
    staff.emplace(staff_store, display);
    staff_questions.emplace(settings, display);
    warnings.emplace(outbox, space, clock, display);
    exporter.emplace([this](const std::string& file) { return ExportOutbox(*database, file); },
                     [this] { return QString::fromStdString(path); }, display);
    card.emplace(
        [this](const Offer& offer, const std::string& typed) {
          return CheckCard(*database, *offer.round, offer.questionnaire, typed).status();
        },
        display);
    diagnostics.emplace(*database, space, log, clock, display);
    keyboard.emplace(settings, [this] { return has_keyboard; });
    idle.emplace(IdleWatch::Counting::kByCaller);
    tablet.emplace(TabletViewModel::Parts{identity, clock, display, *enrolment, *offers,
                                          *introduction, *form, *sync, *staff, *staff_questions,
                                          *warnings, *exporter, *idle, *card, *diagnostics,
                                          *keyboard, self_service});
  }

  std::shared_ptr<TemporaryFolder> files;  // None for a folder that somebody else removes.
  const std::string path;
  const FakeClock& clock;
  const StorageSpace& space;
  QSettings settings;
  DisplayViewModel display;
  std::unique_ptr<TabletDatabase> database;
  IdentityStore identity;
  Library library;
  Outbox outbox;
  StaffStore staff_store;
  EventLog log;
  const QString& answer;
  const bool& has_keyboard;
  bool self_service = false;
  std::optional<EnrolmentViewModel> enrolment;
  std::optional<OffersViewModel> offers;
  std::optional<IntroductionViewModel> introduction;
  std::optional<FormViewModel> form;
  std::optional<SyncViewModel> sync;
  std::optional<StaffViewModel> staff;
  std::optional<StaffQuestionsViewModel> staff_questions;
  std::optional<WarningsViewModel> warnings;
  std::optional<ExportViewModel> exporter;
  std::optional<CardViewModel> card;
  std::optional<DiagnosticsViewModel> diagnostics;
  std::optional<KeyboardViewModel> keyboard;
  std::optional<IdleWatch> idle;
  std::optional<TabletViewModel> tablet;
};

TabletFixture::TabletFixture() = default;

TabletFixture::~TabletFixture() { Close(); }

void TabletFixture::RetranslateWith(QQmlEngine* engine) { Engine() = engine; }

TabletViewModel* TabletFixture::tablet() const { return graph_ ? &*graph_->tablet : nullptr; }

void TabletFixture::MakeGraph() {
  Close();
  clock_.emplace();
  space_ = Space();
  graph_ = std::make_unique<Graph>(std::make_shared<TemporaryFolder>(), *clock_, space_,
                                   server_answer_, has_keyboard_);
}

void TabletFixture::openEmpty() {
  MakeGraph();
  OpenGraph();
}

void TabletFixture::openIn(const QString& folder) {
  Close();
  clock_.emplace();
  space_ = Space();
  graph_ =
      std::make_unique<Graph>(folder.toStdString(), *clock_, space_, server_answer_, has_keyboard_);
  OpenGraph();
}

void TabletFixture::openEnrolled() { OpenWithRound(Require(LoadAssessment("ita-2567"))); }

void TabletFixture::openSurvey() { OpenWithRound(SurveyAssessment()); }

void TabletFixture::OpenWithRound(const Assessment& assessment) {
  MakeGraph();
  EnrolWithoutServer(*graph_->database);
  KeepOpenRound(*graph_->database, assessment, DayInThailand(graph_->clock.Now()), rehearsal_);
  Require(graph_->staff_store.Add(kStaffName, kStaffPin).status());
  OpenGraph();
  signIn();
}

void TabletFixture::openRehearsal() {
  rehearsal_ = true;
  openEnrolled();
  rehearsal_ = false;
}

void TabletFixture::openRehearsalWithCards(bool selfService) {
  rehearsal_ = true;
  openWithCards(selfService);
  rehearsal_ = false;
}

QString TabletFixture::readPicture(const QString& file) const {
  return QString::fromStdString(ReadQrIn(QImage(file)).value_or(""));
}

void TabletFixture::openWithCards(bool selfService) {
  MakeGraph();
  graph_->self_service = selfService;
  EnrolWithoutServer(*graph_->database);
  Require(graph_->staff_store.Add(kStaffName, kStaffPin).status());
  KeepRoundWithCards();
  OpenGraph();
  if (!selfService) signIn();
}

// Receipts are shown, so that pages have one to show.
void TabletFixture::KeepRoundWithCards() {
  const Assessment assessment = Require(LoadAssessment("ita-2567"));
  v1::ListRoundsResponse offers =
      OneOpenRound(assessment, DayInThailand(graph_->clock.Now()), rehearsal_);
  v1::RoundOffer& offer = *offers.mutable_rounds(0);
  const crypto::SigningKeyPair keys = crypto::GenerateSigningKeyPair();
  offer.set_receipt_key(keys.public_key);
  offer.set_custody(v1::KEY_CUSTODY_OFFLINE);
  offer.add_card_questionnaires("IIT");
  std::vector<std::string> hashes;
  cards_.clear();
  for (int i = 0; i < 3; ++i) {
    const std::string card = crypto::MakeCard();
    cards_ << QString::fromStdString(crypto::FormatCard(card));
    hashes.push_back(crypto::CardHash(card, offer.round_id(), "IIT"));
  }
  *offer.add_cards() =
      Require(SignCardList(offer.round_id(), "IIT", std::move(hashes), keys.private_key));
  Require(graph_->library.Keep(offers));
}

QString TabletFixture::card(int number) const { return cards_.at(number); }

QString TabletFixture::writePicture(const QString& text) {
  const std::string png = Require(QrAsPng(Require(WriteQr(text.toStdString())), 4));
  const std::string path = graph_->path + "/picture.png";
  Require(WriteFileAtomically(path, png));
  return QString::fromStdString(path);
}

QString TabletFixture::folder() const { return QString::fromStdString(graph_->path); }

QString TabletFixture::ticket() const {
  v1::EnrolmentTicket ticket;
  ticket.set_address("ita.example.go.th:8443");
  ticket.set_authority("none");
  ticket.set_code("none");
  return QString::fromStdString(FormatTicketForQr(ticket));
}

void TabletFixture::openEnrolledWithoutStaff() {
  MakeGraph();
  EnrolWithoutServer(*graph_->database);
  OpenGraph();
}

void TabletFixture::signIn() {
  StaffViewModel* staff = graph_->tablet->staff();
  staff->signIn(0, QString::fromUtf8(kStaffPin));
  if (!QTest::qWaitFor([staff] { return !staff->busy(); })) qFatal("the PIN wasn't checked");
}

void TabletFixture::removeFromStaff(int row) {
  const std::vector<StaffMember> staff = Require(graph_->staff_store.List());
  Require(graph_->staff_store.Remove(staff.at(static_cast<size_t>(row)).staff_id));
}

void TabletFixture::passSeconds(int seconds) {
  for (int i = 0; i < seconds; ++i) graph_->idle->CountSecond();
}

void TabletFixture::advanceClock(int seconds) { clock_->Advance(absl::Seconds(seconds)); }

void TabletFixture::leaveFreeMegabytes(int megabytes) {
  space_.bytes = int64_t{megabytes} * 1024 * 1024;
}

int TabletFixture::exportedBoxes(int number) {
  const auto bytes =
      ReadWholeFile(graph_->files->File("sucharit-outbox-" + std::to_string(number) + ".bin"));
  if (!bytes.ok()) return -1;
  const auto batches = ParseOutboxFile(*bytes);
  if (!batches.ok()) return -1;
  int boxes = 0;
  for (const v1::PushResponsesRequest& batch : *batches) boxes += batch.boxes_size();
  return boxes;
}

void TabletFixture::passMinutesToPlannedRun(int minutes) {
  graph_->sync->CountSeconds(minutes * 60);
}

void TabletFixture::reopen() {
  const std::shared_ptr<TemporaryFolder> files = graph_->files;
  Close();
  graph_ = std::make_unique<Graph>(files, *clock_, space_, server_answer_, has_keyboard_);
  OpenGraph();
}

void TabletFixture::finishResponses(int count) {
  for (int i = 0; i < count; ++i) {
    const auto session = Require(FormSession::Begin(*graph_->database, graph_->clock,
                                                    {std::string(16, 'r'), kQuestionnaire}));
    for (size_t question = 0; question < session->size(); ++question) {
      Require(session->Answer(question, 0));
    }
    Require(session->Finish().status());
  }
  graph_->sync->Refresh();
  graph_->offers->Refresh();
}

int TabletFixture::waitingOnDisk() {
  return static_cast<int>(Require(Outbox(*graph_->database).Waiting()));
}

DisasterViewModel* TabletFixture::fullDisk() {
  auto* disaster = new DisasterViewModel(
      Refused(absl::StatusCode::kResourceExhausted, v1::REASON_STORAGE_FULL, "full"),
      QStringLiteral("/home/tablet/sucharit"), *tablet()->display(), *tablet()->exporter());
  disaster->setParent(this);
  return disaster;
}

bool TabletFixture::hasDraft() {
  return Require(FormSession::Resume(*graph_->database, graph_->clock)) != nullptr;
}

int TabletFixture::answerOnDisk(int question) {
  const auto session = Require(FormSession::Resume(*graph_->database, graph_->clock));
  if (!session) return -1;
  const std::optional<size_t> answer = session->answer(static_cast<size_t>(question));
  return answer ? static_cast<int>(*answer) : -1;
}

int TabletFixture::secondsToPlannedRun() const { return graph_->sync->SecondsToPlannedRun(); }

void TabletFixture::Close() {
  if (!graph_) return;
  Q_EMIT aboutToClose();
  QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
  graph_.reset();
}

void TabletFixture::OpenGraph() {
  graph_->Start();
  if (Engine()) {
    connect(&graph_->display, &DisplayViewModel::languageChanged, Engine(),
            &QQmlEngine::retranslate);
    Engine()->retranslate();
  }
  Q_EMIT opened();
}

}  // namespace sucharit::testing
