// SPDX-License-Identifier: Apache-2.0
#include "client/ui/view_models/display_view_model.h"

#include <QCoreApplication>
#include <QtDebug>

namespace sucharit {
namespace {

constexpr char kLanguageKey[] = "display/language";
constexpr char kTextScaleKey[] = "display/textScale";

constexpr char kLookKey[] = "display/look";

bool IsLook(const QString& look) {
  return look == QLatin1String("light") || look == QLatin1String("dark") ||
         look == QLatin1String("contrast");
}

bool IsLanguage(const QString& language) {
  return language == QLatin1String("th") || language == QLatin1String("en");
}

qreal NearestStep(qreal scale) { return scale < 1.25 ? 1 : scale < 1.75 ? 1.5 : 2; }

}  // namespace

DisplayViewModel::DisplayViewModel(QSettings& settings) : settings_(settings) { Recall(); }

DisplayViewModel::~DisplayViewModel() { QCoreApplication::removeTranslator(&translator_); }

void DisplayViewModel::setLanguage(const QString& language) {
  if (language == language_ || !IsLanguage(language)) return;
  UseLanguage(language);
  Remember();
}

void DisplayViewModel::setTextScale(qreal scale) {
  if (qFuzzyCompare(NearestStep(scale), text_scale_)) return;
  UseTextScale(scale);
  Remember();
}

void DisplayViewModel::setLook(const QString& look) {
  if (look == look_ || !IsLook(look)) return;
  UseLook(look);
  Remember();
}

void DisplayViewModel::nextLook() {
  setLook(look_ == QLatin1String("light")  ? QStringLiteral("dark")
          : look_ == QLatin1String("dark") ? QStringLiteral("contrast")
                                           : QStringLiteral("light"));
}

void DisplayViewModel::nextTextScale() { setTextScale(text_scale_ > 1.75 ? 1 : text_scale_ + 0.5); }

void DisplayViewModel::otherLanguage() {
  setLanguage(language_ == QLatin1String("th") ? QStringLiteral("en") : QStringLiteral("th"));
}

void DisplayViewModel::HandOver() { handed_over_ = true; }

void DisplayViewModel::TakeBack() {
  handed_over_ = false;
  Recall();
}

QString DisplayViewModel::In(const v1::Text& text) const {
  return QString::fromStdString(language_ == QLatin1String("en") ? text.en() : text.th());
}

void DisplayViewModel::UseLanguage(const QString& language) {
  if (language == language_) return;
  language_ = language;
  QCoreApplication::removeTranslator(&translator_);
  if (translator_.load(QStringLiteral(":/i18n/sucharit_%1.qm").arg(language_))) {
    QCoreApplication::installTranslator(&translator_);
  } else {
    qCritical("The translation is missing from the program.");
  }
  Q_EMIT languageChanged();
}

void DisplayViewModel::UseTextScale(qreal scale) {
  text_scale_ = NearestStep(scale);
  Q_EMIT textScaleChanged();
}

void DisplayViewModel::UseLook(const QString& look) {
  look_ = look;
  Q_EMIT lookChanged();
}

void DisplayViewModel::Remember() {
  if (handed_over_) return;
  settings_.setValue(QLatin1String(kLanguageKey), language_);
  settings_.setValue(QLatin1String(kTextScaleKey), text_scale_);
  settings_.setValue(QLatin1String(kLookKey), look_);
}

void DisplayViewModel::Recall() {
  const QString language = settings_.value(QLatin1String(kLanguageKey)).toString();
  UseLanguage(IsLanguage(language) ? language : QStringLiteral("th"));
  UseTextScale(settings_.value(QLatin1String(kTextScaleKey), 1).toReal());
  const QString look = settings_.value(QLatin1String(kLookKey)).toString();
  UseLook(IsLook(look) ? look : QStringLiteral("light"));
}

}  // namespace sucharit
