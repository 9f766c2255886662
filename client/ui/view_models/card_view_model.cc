// SPDX-License-Identifier: Apache-2.0
#include "client/ui/view_models/card_view_model.h"

#include <utility>

#include "client/ui/view_models/user_message.h"
#include "common/crypto/card_code.h"
#include "common/crypto/secret.h"
#include "common/status/reason.h"

namespace sucharit {
namespace {

constexpr qsizetype kGroup = 4;
constexpr qsizetype kCharacters = 16;

// Letters and digits as capitals in groups of four; what stands between them is the hand's.
QString Grouped(const QString& text) {
  QString grouped;
  qsizetype characters = 0;
  for (const QChar c : text.toUpper()) {
    if (!c.isLetterOrNumber() || characters == kCharacters) continue;
    if (characters > 0 && characters % kGroup == 0) grouped += QLatin1Char('-');
    grouped += c;
    ++characters;
  }
  return grouped;
}

bool HasAllCharacters(const QString& grouped) {
  return grouped.size() == kCharacters + kCharacters / kGroup - 1;
}

bool HasWhatNoCardHas(const QString& grouped) {
  for (const QChar c : grouped) {
    if (c.unicode() > 127 || QLatin1String("0O1I").contains(c)) return true;
  }
  return false;
}

// Wipes the packed code, which nobody needs to know that it is right.
absl::Status IsCard(const QString& grouped) {
  auto packed = crypto::ParseCard(grouped.toStdString());
  if (packed.ok()) crypto::Wipe(*packed);
  return packed.status();
}

}  // namespace

CardViewModel::CardViewModel(Check check, DisplayViewModel& display) : check_(std::move(check)) {
  connect(&display, &DisplayViewModel::languageChanged, this, &CardViewModel::changed);
}

CardViewModel::~CardViewModel() { typed_.fill(QLatin1Char(' ')); }

QString CardViewModel::error() const {
  if (HasWhatNoCardHas(typed_)) {
    return tr("A card has no 0 and no O, no 1 and no I. Please look again.");
  }
  return UserMessage::For(status_);
}

void CardViewModel::Forget() {
  typed_.fill(QLatin1Char(' '));
  type({});
}

void CardViewModel::type(const QString& text) {
  typed_ = Grouped(text);
  status_ = absl::OkStatus();
  if (HasAllCharacters(typed_)) status_ = IsCard(typed_);
  complete_ = HasAllCharacters(typed_) && status_.ok();
  Q_EMIT changed();
}

void CardViewModel::scanned(const QString& text) {
  type(text);
  if (complete_) return confirm();
  Fail(Refused(absl::StatusCode::kInvalidArgument, v1::REASON_CARD_MALFORMED, "not a card's code"));
}

void CardViewModel::confirm() {
  if (!complete_) return;
  absl::Status status;
  for (const Offer& offer : offers_) {
    const absl::Status fits = check_(offer, code());
    if (fits.ok()) return Q_EMIT accepted(offer);
    // A card that was used is one of this questionnaire; the others don't know it.
    if (status.ok() || ReasonOf(status) == v1::REASON_CARD_UNKNOWN) status = fits;
  }
  if (status.ok()) {
    status = Refused(absl::StatusCode::kNotFound, v1::REASON_CARD_UNKNOWN, "no questionnaire");
  }
  Fail(std::move(status));
}

void CardViewModel::Fail(absl::Status status) {
  status_ = std::move(status);
  Q_EMIT changed();
}

}  // namespace sucharit
