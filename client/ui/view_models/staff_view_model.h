// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include <QtQml/qqmlregistration.h>
#include <QAbstractListModel>
#include <QString>

#include "absl/status/status.h"
#include "client/core/staff.h"
#include "client/ui/view_models/display_view_model.h"
#include "client/ui/view_models/worker.h"

namespace sucharit {

// The people who may take the tablet back, and who of them has it now.
class StaffViewModel : public QAbstractListModel {
  Q_OBJECT
  QML_ELEMENT
  QML_UNCREATABLE("main.cc gives it to the pages")
  Q_PROPERTY(int count READ count NOTIFY peopleChanged)
  // Whoever has the tablet; empty while a respondent has it.
  Q_PROPERTY(QString name READ name NOTIFY signedInChanged)
  // The row on which the sign-in begins: who handed the tablet over.
  Q_PROPERTY(int expected READ expected NOTIFY peopleChanged)
  Q_PROPERTY(bool busy READ busy NOTIFY stateChanged)
  Q_PROPERTY(QString error READ error NOTIFY stateChanged)

 public:
  enum Role { kName = Qt::UserRole + 1, kIsSignedIn };

  // What is passed must outlive the view model.
  StaffViewModel(StaffStore& store, DisplayViewModel& display);

  int rowCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role) const override;
  QHash<int, QByteArray> roleNames() const override;

  int count() const { return rowCount(); }
  QString name() const;
  int expected() const;
  bool busy() const { return busy_; }
  QString error() const;

  // Nobody while a respondent has the tablet.
  const std::optional<StaffMember>& signed_in() const { return signed_in_; }

  // The respondent gets the tablet, or nobody is there any more.
  void SignOut();

  // Whether somebody of that number may sign in.
  bool Has(int64_t staff_id) const;

  // Who is likely to sign in next.
  void Expect(int64_t staff_id);

  // Says why a right PIN isn't enough.
  void Refuse(absl::Status status) { SetState(busy_, std::move(status)); }

  // Reads from the disk again who there is.
  void Refresh();

  Q_INVOKABLE void signIn(int row, const QString& pin);

  // The first person signs in by being added. `again` is the PIN typed a second time.
  Q_INVOKABLE void add(const QString& name, const QString& pin, const QString& again);

  // One's own.
  Q_INVOKABLE void changePin(const QString& pin, const QString& again);

  // Anybody but oneself.
  Q_INVOKABLE void remove(int row);

  // Forgets what the last attempt came to.
  Q_INVOKABLE void forgetError();

 Q_SIGNALS:
  void peopleChanged();
  void signedInChanged();
  void stateChanged();
  void signedIn();

 private:
  bool HasRow(int row) const { return row >= 0 && row < rowCount(); }
  void SignInAs(StaffMember member);
  void Added(const StaffMember& member);
  void SetState(bool busy, absl::Status status);
  bool TypedTwice(const QString& pin, const QString& again);

  StaffStore& store_;
  std::vector<StaffMember> people_;
  std::optional<StaffMember> signed_in_;
  int64_t expected_ = 0;
  bool busy_ = false;
  bool differ_ = false;  // The PIN and its repetition.
  absl::Status status_;
  Worker worker_;
};

}  // namespace sucharit
