// SPDX-License-Identifier: Apache-2.0
#include "client/ui/view_models/staff_view_model.h"

#include <algorithm>
#include <utility>

#include "client/ui/view_models/user_message.h"

namespace sucharit {

StaffViewModel::StaffViewModel(StaffStore& store, DisplayViewModel& display) : store_(store) {
  connect(&display, &DisplayViewModel::languageChanged, this, &StaffViewModel::stateChanged);
  Refresh();
}

int StaffViewModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(people_.size());
}

QVariant StaffViewModel::data(const QModelIndex& index, int role) const {
  if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
  const StaffMember& member = people_[static_cast<size_t>(index.row())];
  if (role == kName) return QString::fromStdString(member.name);
  if (role == kIsSignedIn) return signed_in_ && signed_in_->staff_id == member.staff_id;
  return {};
}

QHash<int, QByteArray> StaffViewModel::roleNames() const {
  return {{kName, "name"}, {kIsSignedIn, "isSignedIn"}};
}

QString StaffViewModel::name() const {
  return signed_in_ ? QString::fromStdString(signed_in_->name) : QString();
}

int StaffViewModel::expected() const {
  const auto found = std::find_if(people_.begin(), people_.end(), [this](const StaffMember& each) {
    return each.staff_id == expected_;
  });
  return found == people_.end() ? 0 : static_cast<int>(found - people_.begin());
}

QString StaffViewModel::error() const {
  if (differ_) return tr("The two PINs differ. Please type both again.");
  return UserMessage::For(status_);
}

void StaffViewModel::SignOut() {
  if (!signed_in_) return;
  expected_ = signed_in_->staff_id;
  signed_in_.reset();
  Q_EMIT peopleChanged();
  Q_EMIT signedInChanged();
}

bool StaffViewModel::Has(int64_t staff_id) const {
  return std::any_of(people_.begin(), people_.end(),
                     [staff_id](const StaffMember& each) { return each.staff_id == staff_id; });
}

void StaffViewModel::Expect(int64_t staff_id) {
  expected_ = staff_id;
  Q_EMIT peopleChanged();
}

void StaffViewModel::Refresh() {
  const auto people = store_.List();
  beginResetModel();
  people_ = people.ok() ? *people : std::vector<StaffMember>();
  endResetModel();
  if (!people.ok()) SetState(busy_, people.status());
  Q_EMIT peopleChanged();
}

void StaffViewModel::signIn(int row, const QString& pin) {
  if (busy_ || !HasRow(row)) return;
  const StaffMember member = people_[static_cast<size_t>(row)];
  SetState(true, absl::OkStatus());
  worker_.Run(
      this,
      [&store = store_, member, pin = pin.toStdString()] {
        return store.CheckPin(member.staff_id, pin);
      },
      [this, member](absl::Status status) {
        const bool right = status.ok();
        SetState(false, std::move(status));
        if (right) SignInAs(member);
      });
}

void StaffViewModel::add(const QString& name, const QString& pin, const QString& again) {
  if (busy_ || !TypedTwice(pin, again)) return;
  SetState(true, absl::OkStatus());
  worker_.Run(
      this,
      [&store = store_, name = name.trimmed().toStdString(), pin = pin.toStdString()] {
        return store.Add(name, pin);
      },
      [this](const absl::StatusOr<StaffMember>& member) {
        SetState(false, member.status());
        if (member.ok()) Added(*member);
      });
}

void StaffViewModel::changePin(const QString& pin, const QString& again) {
  if (busy_ || !signed_in_ || !TypedTwice(pin, again)) return;
  SetState(true, absl::OkStatus());
  worker_.Run(
      this,
      [&store = store_, staff_id = signed_in_->staff_id, pin = pin.toStdString()] {
        return store.ChangePin(staff_id, pin);
      },
      [this](absl::Status status) { SetState(false, std::move(status)); });
}

void StaffViewModel::remove(int row) {
  if (busy_ || !HasRow(row)) return;
  const int64_t staff_id = people_[static_cast<size_t>(row)].staff_id;
  if (signed_in_ && signed_in_->staff_id == staff_id) return;
  SetState(false, store_.Remove(staff_id));
  Refresh();
}

void StaffViewModel::forgetError() { SetState(busy_, absl::OkStatus()); }

void StaffViewModel::SignInAs(StaffMember member) {
  signed_in_ = std::move(member);
  Q_EMIT signedInChanged();
  Q_EMIT signedIn();
}

void StaffViewModel::Added(const StaffMember& member) {
  Refresh();
  if (people_.size() == 1) SignInAs(member);
}

void StaffViewModel::SetState(bool busy, absl::Status status) {
  busy_ = busy;
  differ_ = false;
  status_ = std::move(status);
  Q_EMIT stateChanged();
}

bool StaffViewModel::TypedTwice(const QString& pin, const QString& again) {
  SetState(false, absl::OkStatus());
  differ_ = pin != again;
  if (differ_) Q_EMIT stateChanged();
  return !differ_;
}

}  // namespace sucharit
