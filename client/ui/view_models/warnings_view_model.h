// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include <QtQml/qqmlregistration.h>
#include <QObject>
#include <QString>

#include "client/core/outbox.h"
#include "client/core/storage_space.h"
#include "client/ui/view_models/display_view_model.h"
#include "common/time/clock.h"

namespace sucharit {

// What will hurt soon, for staff to act on before it does.
class WarningsViewModel : public QObject {
  Q_OBJECT
  QML_ELEMENT
  QML_UNCREATABLE("main.cc gives it to the pages")
  // A sentence each; empty while there is nothing to warn of.
  Q_PROPERTY(QString storage READ storage NOTIFY changed)
  Q_PROPERTY(QString unsent READ unsent NOTIFY changed)

 public:
  // Unsent responses older than this are warned about.
  static constexpr int kDaysUnsent = 3;

  // What is passed must outlive the view model.
  WarningsViewModel(Outbox& outbox, const StorageSpace& space, const Clock& clock,
                    DisplayViewModel& display);

  QString storage() const;
  QString unsent() const;

  // Looks again.
  void Refresh();

 Q_SIGNALS:
  void changed();

 private:
  Outbox& outbox_;
  const StorageSpace& space_;
  const Clock& clock_;
  int64_t free_bytes_ = -1;
  int days_unsent_ = 0;
};

}  // namespace sucharit
