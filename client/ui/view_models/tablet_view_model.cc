// SPDX-License-Identifier: Apache-2.0
#include "client/ui/view_models/tablet_view_model.h"

#include <utility>

#include "client/ui/view_models/user_message.h"

namespace sucharit {

TabletViewModel::TabletViewModel(const Parts& parts) : parts_(parts) {
  connect(&parts_.display, &DisplayViewModel::languageChanged, this,
          &TabletViewModel::identityChanged);
  connect(&parts_.enrolment, &EnrolmentViewModel::enrolled, this, &TabletViewModel::OpenHome);
  connect(&parts_.sync, &SyncViewModel::ended, &parts_.offers, &OffersViewModel::Refresh);
  FollowTheForm();
  if (parts_.form.Resume()) {
    LoadIdentity();
    Open(QStringLiteral("ResumePage"));
  } else {
    OpenHome();
  }
}

void TabletViewModel::FollowTheForm() {
  const FormViewModel* form = &parts_.form;
  connect(form, &FormViewModel::questionWanted, this,
          [this] { Open(QStringLiteral("QuestionPage")); });
  connect(form, &FormViewModel::reviewWanted, this, [this] { Open(QStringLiteral("ReviewPage")); });
  connect(form, &FormViewModel::abandoned, this, [this] { Open(QStringLiteral("StoppedPage")); });
  connect(form, &FormViewModel::finished, this, [this] {
    parts_.sync.PlanAfterFinish();
    Open(QStringLiteral("ThankYouPage"));
  });
}

QString TabletViewModel::agency() const { return parts_.display.In(identity_.agency_name); }

QString TabletViewModel::error() const { return UserMessage::For(status_); }

void TabletViewModel::handOver(int offer) {
  if (offer < 0 || offer >= parts_.offers.count()) return;
  parts_.introduction.Choose(parts_.offers.offer(offer));
  parts_.display.HandOver();
  Open(QStringLiteral("StartPage"));
}

void TabletViewModel::begin() {
  if (!parts_.introduction.offer()) return;
  const int32_t today = DayInThailand(parts_.clock.Now());
  if (parts_.form.Begin(*parts_.introduction.offer(), today)) Open(QStringLiteral("QuestionPage"));
}

void TabletViewModel::takeBack() {
  if (parts_.form.size() > 0) return;  // Not while somebody's answers are in the tablet.
  parts_.display.TakeBack();
  OpenHome();
}

void TabletViewModel::Open(const QString& page) {
  if (page == page_) return;
  page_ = page;
  Q_EMIT pageChanged();
}

void TabletViewModel::OpenHome() {
  LoadIdentity();
  parts_.offers.Refresh();
  parts_.sync.Refresh();
  Open(enrolled_ ? QStringLiteral("StaffPage") : QStringLiteral("EnrolPage"));
}

void TabletViewModel::LoadIdentity() {
  const auto identity = parts_.identity.Load();
  status_ = identity.status();
  enrolled_ = identity.ok() && identity->has_value();
  identity_ = enrolled_ ? **identity : Identity();
  Q_EMIT identityChanged();
}

}  // namespace sucharit
