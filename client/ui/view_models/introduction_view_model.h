// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include <QtQml/qqmlregistration.h>
#include <QObject>
#include <QString>

#include "client/ui/view_models/display_view_model.h"
#include "client/ui/view_models/offers_view_model.h"

namespace sucharit {

// What the respondent's first page says: the definition's own words. Empty until staff have chosen.
class IntroductionViewModel : public QObject {
  Q_OBJECT
  QML_ELEMENT
  QML_UNCREATABLE("main.cc gives it to the pages")
  Q_PROPERTY(QString agency READ agency NOTIFY changed)
  Q_PROPERTY(QString name READ name NOTIFY changed)
  Q_PROPERTY(QString title READ title NOTIFY changed)
  Q_PROPERTY(QString whoAsks READ whoAsks NOTIFY changed)
  Q_PROPERTY(QString why READ why NOTIFY changed)
  Q_PROPERTY(QString howLong READ howLong NOTIFY changed)
  Q_PROPERTY(QString whatIsKept READ whatIsKept NOTIFY changed)
  Q_PROPERTY(QString whatNeverIs READ whatNeverIs NOTIFY changed)
  Q_PROPERTY(QString whoMayAnswer READ whoMayAnswer NOTIFY changed)

 public:
  // `display` must outlive the view model.
  explicit IntroductionViewModel(DisplayViewModel& display);

  void Choose(const Offer& offer);
  const std::optional<Offer>& offer() const { return offer_; }

  QString agency() const;
  QString name() const;
  QString title() const;
  QString whoAsks() const { return From(&v1::Introduction::who_asks); }
  QString why() const { return From(&v1::Introduction::why); }
  QString howLong() const { return From(&v1::Introduction::how_long); }
  QString whatIsKept() const { return From(&v1::Introduction::what_is_kept); }
  QString whatNeverIs() const { return From(&v1::Introduction::what_never_is); }
  QString whoMayAnswer() const;

 Q_SIGNALS:
  void changed();

 private:
  QString From(const v1::Text& (v1::Introduction::*text)() const) const;

  DisplayViewModel& display_;
  std::optional<Offer> offer_;
};

}  // namespace sucharit
