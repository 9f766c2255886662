// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include <QtQml/qqmlregistration.h>
#include <QAbstractListModel>
#include <QSettings>
#include <QString>

#include "client/ui/view_models/display_view_model.h"
#include "client/ui/view_models/offers_view_model.h"
#include "common/assessment/assessment.h"
#include "sucharit/v1/response.pb.h"

namespace sucharit {

// What the staff answers when handing over, such as the service point. What was chosen last is
// proposed the next time, since a tablet rarely moves.
class StaffQuestionsViewModel : public QAbstractListModel {
  Q_OBJECT
  QML_ELEMENT
  QML_UNCREATABLE("main.cc gives it to the pages")
  Q_PROPERTY(int count READ count NOTIFY answersChanged)
  Q_PROPERTY(bool complete READ complete NOTIFY answersChanged)

 public:
  enum Role { kQuestion = Qt::UserRole + 1, kChoices, kChosen };

  // What is passed must outlive the view model.
  StaffQuestionsViewModel(QSettings& settings, DisplayViewModel& display);

  int rowCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role) const override;
  QHash<int, QByteArray> roleNames() const override;

  int count() const { return rowCount(); }
  bool complete() const;

  // The questions of this questionnaire, none for most.
  void Ask(const Offer& offer);

  Q_INVOKABLE void choose(int row, int choice);

  // One for each question that is answered.
  std::vector<v1::Answer> Answers() const;

 Q_SIGNALS:
  void answersChanged();

 private:
  // Position of the choice that was taken last, or -1.
  int Remembered(const Item& item) const;

  QSettings& settings_;
  DisplayViewModel& display_;
  std::vector<Item> items_;
  std::vector<int> chosen_;  // Positions, or -1.
};

}  // namespace sucharit
