// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string>
#include <utility>
#include <vector>

#include <QtQml/qqmlregistration.h>
#include <QObject>
#include <QString>

#include "absl/status/status.h"
#include "client/ui/view_models/display_view_model.h"
#include "client/ui/view_models/offers_view_model.h"

namespace sucharit {

// The card that a respondent drew: its code as it is typed or scanned, and which questionnaire it
// is for. The code is wiped once it isn't needed.
class CardViewModel : public QObject {
  Q_OBJECT
  QML_ELEMENT
  QML_UNCREATABLE("main.cc gives it to the pages")
  // In groups of four, capitals only, whatever was typed.
  Q_PROPERTY(QString typed READ typed NOTIFY changed)
  // Whether the code has all its characters and its check character fits.
  Q_PROPERTY(bool complete READ complete NOTIFY changed)
  Q_PROPERTY(QString error READ error NOTIFY changed)

 public:
  // Whether a card is one of an offer's: the errors of CheckCard().
  using Check = std::function<absl::Status(const Offer& offer, const std::string& card)>;

  // `display` must outlive the view model.
  CardViewModel(Check check, DisplayViewModel& display);
  ~CardViewModel() override;

  QString typed() const { return typed_; }
  bool complete() const { return complete_; }
  QString error() const;
  std::string code() const { return typed_.toStdString(); }

  // Cards of these offers are taken from now on.
  void Ask(std::vector<Offer> offers) { offers_ = std::move(offers); }
  void Forget();

  Q_INVOKABLE void type(const QString& text);
  // The code that a camera read; goes on at once if it is right.
  Q_INVOKABLE void scanned(const QString& text);
  Q_INVOKABLE void confirm();

 Q_SIGNALS:
  void changed();
  void accepted(const sucharit::Offer& offer);

 private:
  void Fail(absl::Status status);

  const Check check_;
  std::vector<Offer> offers_;
  QString typed_;
  bool complete_ = false;
  absl::Status status_;
};

}  // namespace sucharit
