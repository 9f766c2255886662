// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtQml/qqmlregistration.h>
#include <QObject>
#include <QSettings>
#include <QString>
#include <QTranslator>

#include "sucharit/v1/assessment.pb.h"

namespace sucharit {

// How the screen speaks and how large its letters are. What staff choose is remembered in the
// settings; what a respondent chooses lasts until the tablet is taken back.
class DisplayViewModel : public QObject {
  Q_OBJECT
  QML_ELEMENT
  QML_UNCREATABLE("main.cc gives it to the pages")
  // "th" or "en".
  Q_PROPERTY(QString language READ language WRITE setLanguage NOTIFY languageChanged)
  // Size of all text against the normal: 1, 1.5 or 2.
  Q_PROPERTY(qreal textScale READ textScale WRITE setTextScale NOTIFY textScaleChanged)
  // "light", "dark" or "contrast".
  Q_PROPERTY(QString look READ look WRITE setLook NOTIFY lookChanged)

 public:
  // `settings` must outlive the view model.
  explicit DisplayViewModel(QSettings& settings);
  ~DisplayViewModel() override;

  QString language() const { return language_; }
  void setLanguage(const QString& language);
  qreal textScale() const { return text_scale_; }
  void setTextScale(qreal scale);
  QString look() const { return look_; }
  void setLook(const QString& look);

  // The three steps, round and round.
  Q_INVOKABLE void nextTextScale();
  Q_INVOKABLE void otherLanguage();
  Q_INVOKABLE void nextLook();

  // From HandOver() to TakeBack() a respondent holds the tablet.
  void HandOver();
  void TakeBack();

  // `text` in the language of the screen.
  QString In(const v1::Text& text) const;

 Q_SIGNALS:
  // Also means: what tr() said before is in the wrong language.
  void languageChanged();
  void textScaleChanged();
  void lookChanged();

 private:
  void UseLanguage(const QString& language);
  void UseTextScale(qreal scale);
  void UseLook(const QString& look);
  void Remember();
  void Recall();

  QSettings& settings_;
  QTranslator translator_;
  QString language_;
  qreal text_scale_ = 1;
  QString look_ = QStringLiteral("light");
  bool handed_over_ = false;
};

}  // namespace sucharit
