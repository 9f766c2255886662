// SPDX-License-Identifier: Apache-2.0
#include "client/ui/view_models/tablet_view_model.h"

#include <utility>

#include "client/ui/view_models/user_message.h"
#include "common/status/reason.h"

namespace sucharit {

TabletViewModel::TabletViewModel(const Parts& parts) : parts_(parts) {
  connect(&parts_.display, &DisplayViewModel::languageChanged, this,
          &TabletViewModel::identityChanged);
  connect(&parts_.enrolment, &EnrolmentViewModel::enrolled, this, &TabletViewModel::OpenHome);
  connect(&parts_.sync, &SyncViewModel::ended, &parts_.offers, &OffersViewModel::Refresh);
  connect(&parts_.sync, &SyncViewModel::ended, &parts_.warnings, &WarningsViewModel::Refresh);
  FollowTheForm();
  FollowTheStaff();
  OpenFirst();
}

void TabletViewModel::OpenFirst() {
  const FormViewModel::Found found = parts_.form.Resume();
  if (found == FormViewModel::Found::kNothing) return OpenHome();
  LoadIdentity();
  Open(found == FormViewModel::Found::kStale ? QStringLiteral("ErasedPage")
                                             : QStringLiteral("ResumePage"));
}

void TabletViewModel::FollowTheForm() {
  const FormViewModel* form = &parts_.form;
  connect(form, &FormViewModel::questionWanted, this,
          [this] { Open(QStringLiteral("QuestionPage")); });
  connect(form, &FormViewModel::reviewWanted, this, [this] { Open(QStringLiteral("ReviewPage")); });
  connect(form, &FormViewModel::abandoned, this, [this] {
    const bool begin_anew = std::exchange(left_alone_, false) && parts_.introduction.offer();
    Open(begin_anew ? QStringLiteral("StartPage") : QStringLiteral("StoppedPage"));
  });
  connect(form, &FormViewModel::finished, this, [this] {
    parts_.sync.PlanAfterFinish();
    Open(QStringLiteral("ThankYouPage"));
  });
}

void TabletViewModel::FollowTheStaff() {
  connect(&parts_.staff, &StaffViewModel::signedIn, this, &TabletViewModel::SignedIn);
  connect(&parts_.idle, &IdleWatch::expired, this, &TabletViewModel::NobodyIsThere);
}

QString TabletViewModel::agency() const { return parts_.display.In(identity_.agency_name); }

QString TabletViewModel::error() const { return UserMessage::For(status_); }

void TabletViewModel::handOver(int offer) {
  if (offer < 0 || offer >= parts_.offers.count()) return;
  parts_.introduction.Choose(parts_.offers.offer(offer));
  parts_.staff_questions.Ask(parts_.offers.offer(offer));
  if (parts_.staff_questions.count() == 0) return handOverNow();
  Open(QStringLiteral("HandOverPage"));
}

void TabletViewModel::handOverNow() {
  if (!parts_.introduction.offer() || !parts_.staff_questions.complete()) return;
  if (parts_.staff.signed_in()) handed_over_by_ = parts_.staff.signed_in()->staff_id;
  parts_.staff.SignOut();
  parts_.display.HandOver();
  Open(QStringLiteral("StartPage"));
}

void TabletViewModel::begin() {
  if (!parts_.introduction.offer()) return;
  if (parts_.form.Begin(*parts_.introduction.offer(), parts_.staff_questions.Answers(),
                        handed_over_by_)) {
    Open(QStringLiteral("QuestionPage"));
  }
}

void TabletViewModel::takeBack() {
  if (parts_.form.size() > 0) return;  // Not while somebody's answers are in the tablet.
  handed_over_by_ = 0;
  parts_.display.TakeBack();
  OpenHome();
}

bool TabletViewModel::mayBeHandedBack() const {
  return parts_.staff.Has(parts_.form.handed_over_by());
}

void TabletViewModel::handBack() {
  if (!mayBeHandedBack()) return;
  parts_.staff.Expect(parts_.form.handed_over_by());
  handing_back_ = true;
  Open(QStringLiteral("SignInPage"));
}

void TabletViewModel::dontHandBack() {
  if (!std::exchange(handing_back_, false)) return;
  Open(QStringLiteral("ResumePage"));
}

void TabletViewModel::openPeople() {
  if (parts_.staff.signed_in()) Open(QStringLiteral("PeoplePage"));
}

void TabletViewModel::openStaff() {
  parts_.staff.forgetError();
  if (parts_.staff.signed_in()) OpenHome();
}

void TabletViewModel::signOut() {
  if (!parts_.staff.signed_in()) return;
  parts_.staff.SignOut();
  OpenHome();
}

void TabletViewModel::SignedIn() { handing_back_ ? HandBack() : OpenHome(); }

// Only who gave the tablet away knows to whom.
void TabletViewModel::HandBack() {
  const int64_t staff_id = parts_.staff.signed_in()->staff_id;
  parts_.staff.SignOut();
  if (staff_id != parts_.form.handed_over_by()) {
    parts_.staff.Expect(parts_.form.handed_over_by());
    return parts_.staff.Refuse(Refused(absl::StatusCode::kPermissionDenied,
                                       v1::REASON_NOT_HANDED_OVER_BY,
                                       "somebody else handed the tablet over"));
  }
  handing_back_ = false;
  handed_over_by_ = staff_id;
  parts_.display.HandOver();
  parts_.form.goOn();
}

void TabletViewModel::NobodyIsThere() {
  if (parts_.staff.signed_in()) return signOut();
  if (parts_.form.size() == 0) return;
  left_alone_ = true;
  parts_.form.abandon();
}

void TabletViewModel::Open(const QString& page) {
  if (page == page_) return;
  page_ = page;
  const bool somebody_must_be_there = parts_.staff.signed_in() ||
                                      page == QLatin1String("QuestionPage") ||
                                      page == QLatin1String("ReviewPage");
  somebody_must_be_there ? parts_.idle.Start() : parts_.idle.Stop();
  Q_EMIT pageChanged();
}

void TabletViewModel::OpenHome() {
  LoadIdentity();
  parts_.offers.Refresh();
  parts_.sync.Refresh();
  parts_.warnings.Refresh();
  if (!enrolled_) return Open(QStringLiteral("EnrolPage"));
  if (parts_.staff.count() == 0) return Open(QStringLiteral("PeoplePage"));
  Open(parts_.staff.signed_in() ? QStringLiteral("StaffPage") : QStringLiteral("SignInPage"));
}

void TabletViewModel::LoadIdentity() {
  const auto identity = parts_.identity.Load();
  status_ = identity.status();
  enrolled_ = identity.ok() && identity->has_value();
  identity_ = enrolled_ ? **identity : Identity();
  Q_EMIT identityChanged();
}

}  // namespace sucharit
