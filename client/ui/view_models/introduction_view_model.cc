// SPDX-License-Identifier: Apache-2.0
#include "client/ui/view_models/introduction_view_model.h"

namespace sucharit {

IntroductionViewModel::IntroductionViewModel(DisplayViewModel& display) : display_(display) {
  connect(&display, &DisplayViewModel::languageChanged, this, &IntroductionViewModel::changed);
}

void IntroductionViewModel::Choose(const Offer& offer) {
  offer_ = offer;
  Q_EMIT changed();
}

QString IntroductionViewModel::agency() const {
  return offer_ ? display_.In(offer_->round->offer.agency_name()) : QString();
}

QString IntroductionViewModel::name() const {
  return offer_ ? display_.In(offer_->instrument().name) : QString();
}

QString IntroductionViewModel::title() const {
  return offer_ ? display_.In(offer_->round->assessment.definition().title()) : QString();
}

QString IntroductionViewModel::whoMayAnswer() const {
  return offer_ ? display_.In(offer_->instrument().eligibility) : QString();
}

QString IntroductionViewModel::From(const v1::Text& (v1::Introduction::*text)() const) const {
  return offer_ ? display_.In((offer_->instrument().introduction.*text)()) : QString();
}

}  // namespace sucharit
