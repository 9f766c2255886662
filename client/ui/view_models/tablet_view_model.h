// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtQml/qqmlregistration.h>
#include <QObject>
#include <QString>

#include "client/core/identity.h"
#include "client/ui/view_models/card_view_model.h"
#include "client/ui/view_models/diagnostics_view_model.h"
#include "client/ui/view_models/display_view_model.h"
#include "client/ui/view_models/enrolment_view_model.h"
#include "client/ui/view_models/export_view_model.h"
#include "client/ui/view_models/form_view_model.h"
#include "client/ui/view_models/idle_watch.h"
#include "client/ui/view_models/introduction_view_model.h"
#include "client/ui/view_models/keyboard_view_model.h"
#include "client/ui/view_models/offers_view_model.h"
#include "client/ui/view_models/staff_questions_view_model.h"
#include "client/ui/view_models/staff_view_model.h"
#include "client/ui/view_models/sync_view_model.h"
#include "client/ui/view_models/warnings_view_model.h"
#include "common/time/clock.h"

namespace sucharit {

// Which page is on the screen, and what moves the tablet from one to the next. The other view
// models know nothing of pages.
class TabletViewModel : public QObject {
  Q_OBJECT
  QML_ELEMENT
  QML_UNCREATABLE("main.cc gives it to the window")
  // A page's file is named so: "StaffPage".
  Q_PROPERTY(QString page READ page NOTIFY pageChanged)
  Q_PROPERTY(QString agency READ agency NOTIFY identityChanged)
  Q_PROPERTY(QString deviceName READ deviceName NOTIFY identityChanged)
  Q_PROPERTY(QString error READ error NOTIFY identityChanged)
  Q_PROPERTY(sucharit::DisplayViewModel* display READ display CONSTANT)
  Q_PROPERTY(sucharit::EnrolmentViewModel* enrolment READ enrolment CONSTANT)
  Q_PROPERTY(sucharit::OffersViewModel* offers READ offers CONSTANT)
  Q_PROPERTY(sucharit::IntroductionViewModel* introduction READ introduction CONSTANT)
  Q_PROPERTY(sucharit::FormViewModel* form READ form CONSTANT)
  Q_PROPERTY(sucharit::CardViewModel* card READ card CONSTANT)
  Q_PROPERTY(sucharit::SyncViewModel* sync READ sync CONSTANT)
  Q_PROPERTY(sucharit::StaffViewModel* staff READ staff CONSTANT)
  Q_PROPERTY(sucharit::StaffQuestionsViewModel* staffQuestions READ staffQuestions CONSTANT)
  Q_PROPERTY(sucharit::WarningsViewModel* warnings READ warnings CONSTANT)
  Q_PROPERTY(sucharit::ExportViewModel* exporter READ exporter CONSTANT)
  Q_PROPERTY(sucharit::DiagnosticsViewModel* diagnostics READ diagnostics CONSTANT)
  Q_PROPERTY(sucharit::KeyboardViewModel* keyboard READ keyboard CONSTANT)
  Q_PROPERTY(sucharit::IdleWatch* idle READ idle CONSTANT)
  // What a page of a rehearsal says above all else; empty where answers count.
  Q_PROPERTY(QString rehearsal READ rehearsal NOTIFY rehearsalChanged)
  // Whether employees with cards serve themselves, one after the other, without staff.
  Q_PROPERTY(bool selfService READ selfService NOTIFY pageChanged)
  // Whether staff sign in to hand a response that was found back to its respondent.
  Q_PROPERTY(bool handingBack READ handingBack NOTIFY pageChanged)
  // Whether whoever handed over the response that was found can still sign in. Else it can only be
  // erased.
  Q_PROPERTY(bool mayBeHandedBack READ mayBeHandedBack NOTIFY pageChanged)

 public:
  struct Parts {
    IdentityStore& identity;
    const Clock& clock;
    DisplayViewModel& display;
    EnrolmentViewModel& enrolment;
    OffersViewModel& offers;
    IntroductionViewModel& introduction;
    FormViewModel& form;
    SyncViewModel& sync;
    StaffViewModel& staff;
    StaffQuestionsViewModel& staff_questions;
    WarningsViewModel& warnings;
    ExportViewModel& exporter;
    IdleWatch& idle;
    CardViewModel& card;
    DiagnosticsViewModel& diagnostics;
    KeyboardViewModel& keyboard;

    // Whether this is a desktop's window for employees with cards (--self).
    bool self_service = false;
  };

  // Looks where the tablet stands: a draft to go on with, enrolled, or not. The parts must outlive
  // the view model.
  explicit TabletViewModel(const Parts& parts);

  QString page() const { return page_; }
  QString agency() const;
  QString deviceName() const { return QString::fromStdString(identity_.device_name); }
  QString error() const;
  DisplayViewModel* display() const { return &parts_.display; }
  EnrolmentViewModel* enrolment() const { return &parts_.enrolment; }
  OffersViewModel* offers() const { return &parts_.offers; }
  IntroductionViewModel* introduction() const { return &parts_.introduction; }
  FormViewModel* form() const { return &parts_.form; }
  CardViewModel* card() const { return &parts_.card; }
  SyncViewModel* sync() const { return &parts_.sync; }
  StaffViewModel* staff() const { return &parts_.staff; }
  StaffQuestionsViewModel* staffQuestions() const { return &parts_.staff_questions; }
  WarningsViewModel* warnings() const { return &parts_.warnings; }
  ExportViewModel* exporter() const { return &parts_.exporter; }
  DiagnosticsViewModel* diagnostics() const { return &parts_.diagnostics; }
  KeyboardViewModel* keyboard() const { return &parts_.keyboard; }
  IdleWatch* idle() const { return &parts_.idle; }
  QString rehearsal() const;
  bool selfService() const { return self_service_; }
  bool handingBack() const { return handing_back_; }
  bool mayBeHandedBack() const;

  // Staff choose one of the offered questionnaires. If it asks them nothing the tablet is handed
  // over at once, else by handOverNow(). From then on nobody is signed in.
  Q_INVOKABLE void handOver(int offer);
  Q_INVOKABLE void handOverNow();

  // Staff leave the tablet to employees with cards, until somebody signs in again.
  Q_INVOKABLE void serveThemselves();
  // Staff want to sign in where employees serve themselves. takeBack() leads back.
  Q_INVOKABLE void openSignIn();

  // The respondent begins.
  Q_INVOKABLE void begin();

  // The respondent gives the tablet back: before anything was begun, or after it ended. Asks for a
  // PIN, or, where employees serve themselves, for the next person's card.
  Q_INVOKABLE void takeBack();

  // A response was found after a restart: whoever handed it over hands it back to its respondent
  // with their own PIN, or thinks better of it.
  Q_INVOKABLE void handBack();
  Q_INVOKABLE void dontHandBack();

  // For who is signed in.
  Q_INVOKABLE void openPeople();
  Q_INVOKABLE void openSettings();
  Q_INVOKABLE void openStaff();
  Q_INVOKABLE void signOut();

 Q_SIGNALS:
  void pageChanged();
  void identityChanged();
  void rehearsalChanged();

 private:
  void OpenFirst();
  void FollowTheForm();
  void FollowTheStaff();
  void SignedIn();
  void HandBack();
  void FollowTheCards();
  void FollowRehearsals();
  void OpenForRespondent();
  void AskForAnyCard();
  void NobodyIsThere();
  bool SomebodyMustBeThere() const;
  void Open(const QString& page);
  void OpenHome();
  void LoadIdentity();

  Parts parts_;
  Identity identity_;
  bool enrolled_ = false;
  bool self_service_ = false;
  bool handing_back_ = false;
  int64_t handed_over_by_ = 0;  // Who handed the tablet over; 0 while nobody has.
  bool left_alone_ = false;     // The response ends because nobody is there any more.
  absl::Status status_;
  QString page_;
};

}  // namespace sucharit
