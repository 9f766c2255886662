// SPDX-License-Identifier: Apache-2.0
#include "client/ui/view_models/tablet_view_model.h"

#include <utility>
#include <vector>

#include <QStringList>

#include "client/ui/view_models/user_message.h"
#include "common/status/reason.h"

namespace sucharit {

TabletViewModel::TabletViewModel(const Parts& parts)
    : parts_(parts), self_service_(parts.self_service) {
  connect(&parts_.display, &DisplayViewModel::languageChanged, this,
          &TabletViewModel::identityChanged);
  connect(&parts_.enrolment, &EnrolmentViewModel::enrolled, this, &TabletViewModel::OpenHome);
  connect(&parts_.sync, &SyncViewModel::ended, &parts_.offers, &OffersViewModel::Refresh);
  connect(&parts_.sync, &SyncViewModel::ended, &parts_.warnings, &WarningsViewModel::Refresh);
  FollowTheForm();
  FollowTheStaff();
  FollowTheCards();
  FollowRehearsals();
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
    begin_anew ? OpenForRespondent() : Open(QStringLiteral("StoppedPage"));
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

void TabletViewModel::FollowTheCards() {
  connect(&parts_.card, &CardViewModel::accepted, this, [this](const Offer& offer) {
    if (self_service_) {
      parts_.introduction.Choose(offer);
      parts_.staff_questions.Ask(offer);
    }
    Open(QStringLiteral("StartPage"));
  });
  connect(&parts_.sync, &SyncViewModel::ended, this, [this] {
    if (self_service_) AskForAnyCard();
  });
}

void TabletViewModel::FollowRehearsals() {
  connect(this, &TabletViewModel::pageChanged, this, &TabletViewModel::rehearsalChanged);
  connect(&parts_.display, &DisplayViewModel::languageChanged, this,
          &TabletViewModel::rehearsalChanged);
  connect(&parts_.offers, &OffersViewModel::changed, this, &TabletViewModel::rehearsalChanged);
}

QString TabletViewModel::rehearsal() const {
  static const QStringList kOfTheResponse = {
      QStringLiteral("QuestionPage"), QStringLiteral("ReviewPage"), QStringLiteral("ThankYouPage"),
      QStringLiteral("StoppedPage"), QStringLiteral("ResumePage")};
  static const QStringList kOfTheOffer = {QStringLiteral("StartPage"),
                                          QStringLiteral("HandOverPage")};
  QString nothing_counts =
      tr("Rehearsal: this is only for practice. Nothing that is answered here counts.");
  if (kOfTheResponse.contains(page_)) return parts_.form.rehearsal() ? nothing_counts : QString();
  if (kOfTheOffer.contains(page_) || (page_ == QLatin1String("CardPage") && !self_service_)) {
    const auto& offer = parts_.introduction.offer();
    return offer && offer->round->offer.rehearsal() ? nothing_counts : QString();
  }
  const int rehearsals = parts_.offers.rehearsals();
  if (rehearsals == 0) return {};
  if (rehearsals == parts_.offers.count()) return nothing_counts;
  return tr(
      "Rehearsal: some questionnaires here are only for practice. Their answers don’t "
      "count.");
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
  OpenForRespondent();
}

// Who needs a card is asked for it first.
void TabletViewModel::OpenForRespondent() {
  parts_.card.Forget();
  if (self_service_) return OpenHome();
  const Offer& offer = *parts_.introduction.offer();
  if (!offer.round->TakesCard(offer.questionnaire)) return Open(QStringLiteral("StartPage"));
  parts_.card.Ask({offer});
  Open(QStringLiteral("CardPage"));
}

void TabletViewModel::serveThemselves() {
  if (!parts_.staff.signed_in()) return;
  self_service_ = true;
  parts_.staff.SignOut();
  OpenHome();
}

void TabletViewModel::openSignIn() {
  if (!self_service_ || parts_.form.size() > 0) return;
  parts_.card.Forget();
  parts_.staff.forgetError();
  Open(QStringLiteral("SignInPage"));
}

void TabletViewModel::AskForAnyCard() {
  std::vector<Offer> offers;
  for (int i = 0; i < parts_.offers.count(); ++i) {
    const Offer& offer = parts_.offers.offer(i);
    if (offer.round->TakesCard(offer.questionnaire)) offers.push_back(offer);
  }
  parts_.card.Ask(std::move(offers));
}

void TabletViewModel::begin() {
  if (!parts_.introduction.offer()) return;
  if (parts_.form.Begin(*parts_.introduction.offer(), parts_.staff_questions.Answers(),
                        handed_over_by_, parts_.card.code())) {
    parts_.card.Forget();
    Open(QStringLiteral("QuestionPage"));
  }
}

void TabletViewModel::takeBack() {
  if (parts_.form.size() > 0) return;  // Not while somebody's answers are in the tablet.
  handed_over_by_ = 0;
  parts_.card.Forget();
  parts_.form.ForgetReceipt();
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

void TabletViewModel::openSettings() {
  if (!parts_.staff.signed_in()) return;
  parts_.diagnostics.Refresh();
  Open(QStringLiteral("SettingsPage"));
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

void TabletViewModel::SignedIn() {
  if (handing_back_) return HandBack();
  self_service_ = parts_.self_service;
  parts_.display.TakeBack();
  OpenHome();
}

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

// Whoever comes next sees nothing of who went away: no code, no receipt, no answer.
void TabletViewModel::NobodyIsThere() {
  if (parts_.staff.signed_in()) return signOut();
  if (parts_.form.size() > 0) {
    left_alone_ = true;
    return parts_.form.abandon();
  }
  parts_.form.ForgetReceipt();
  parts_.card.Forget();
  if (self_service_) takeBack();
  if (page_ == QLatin1String("CardPage")) parts_.idle.Start();
}

bool TabletViewModel::SomebodyMustBeThere() const {
  static const QStringList kRespondents = {QStringLiteral("QuestionPage"),
                                           QStringLiteral("ReviewPage"), QStringLiteral("CardPage"),
                                           QStringLiteral("ThankYouPage")};
  return self_service_ || parts_.staff.signed_in() || kRespondents.contains(page_);
}

void TabletViewModel::Open(const QString& page) {
  if (page == page_) return;
  page_ = page;
  SomebodyMustBeThere() ? parts_.idle.Start() : parts_.idle.Stop();
  Q_EMIT pageChanged();
}

void TabletViewModel::OpenHome() {
  LoadIdentity();
  parts_.offers.Refresh();
  parts_.sync.Refresh();
  parts_.warnings.Refresh();
  if (!enrolled_) return Open(QStringLiteral("EnrolPage"));
  if (parts_.staff.count() == 0) return Open(QStringLiteral("PeoplePage"));
  if (parts_.staff.signed_in()) return Open(QStringLiteral("StaffPage"));
  if (!self_service_) return Open(QStringLiteral("SignInPage"));
  parts_.card.Forget();
  AskForAnyCard();
  parts_.display.HandOver();
  Open(QStringLiteral("CardPage"));
}

void TabletViewModel::LoadIdentity() {
  const auto identity = parts_.identity.Load();
  status_ = identity.status();
  enrolled_ = identity.ok() && identity->has_value();
  identity_ = enrolled_ ? **identity : Identity();
  Q_EMIT identityChanged();
}

}  // namespace sucharit
