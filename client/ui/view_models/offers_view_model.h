// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include <QtQml/qqmlregistration.h>
#include <QAbstractListModel>
#include <QString>

#include "absl/status/status.h"
#include "client/core/library.h"
#include "client/core/outbox.h"
#include "client/ui/view_models/display_view_model.h"
#include "common/time/clock.h"

namespace sucharit {

// One questionnaire of one round that a respondent may begin today.
struct Offer {
  std::shared_ptr<const CollectedRound> round;
  std::string questionnaire;
  int64_t finished = 0;  // On this tablet.

  const Instrument& instrument() const { return *round->assessment.FindInstrument(questionnaire); }
};

// The questionnaires that may be begun now.
class OffersViewModel : public QAbstractListModel {
  Q_OBJECT
  QML_ELEMENT
  QML_UNCREATABLE("main.cc gives it to the pages")
  Q_PROPERTY(int count READ count NOTIFY changed)
  // Whether respondents of one of them need a card.
  Q_PROPERTY(bool takeCards READ takeCards NOTIFY changed)
  Q_PROPERTY(QString error READ error NOTIFY changed)

 public:
  enum Role {
    kName = Qt::UserRole + 1,
    kTitle,
    kAgency,
    kQuestionnaire,
    kFinished,
    kAudience,
    kRehearsal
  };

  // What is passed must outlive the view model.
  OffersViewModel(Library& library, Outbox& outbox, const Clock& clock, DisplayViewModel& display);

  int rowCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role) const override;
  QHash<int, QByteArray> roleNames() const override;

  int count() const { return rowCount(); }
  bool takeCards() const;
  // How many of them are rehearsals.
  int rehearsals() const;
  QString error() const;

  // Reads from the disk again what is offered and how often it was finished.
  void Refresh();

  const Offer& offer(int row) const { return offers_.at(static_cast<size_t>(row)); }

 Q_SIGNALS:
  void changed();

 private:
  absl::Status Read(std::vector<Offer>& offers);

  Library& library_;
  Outbox& outbox_;
  const Clock& clock_;
  DisplayViewModel& display_;
  std::vector<Offer> offers_;
  absl::Status status_;
};

}  // namespace sucharit
