// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>

#include <QtQml/qqmlregistration.h>
#include <QObject>
#include <QPointer>
#include <QSettings>
#include <QString>

namespace sucharit {

// The keyboard on the screen, without its keys: whether it is shown, and what pressing one does to
// the field that is being edited. It learns nothing and keeps nothing of what is typed.
class KeyboardViewModel : public QObject {
  Q_OBJECT
  QML_ELEMENT
  QML_UNCREATABLE("main.cc gives it to the window")
  // "automatic", "on" or "off". Remembered in the settings.
  Q_PROPERTY(QString mode READ mode WRITE setMode NOTIFY modeChanged)
  // Whether it is shown: a field is being edited, and the keyboard is wanted.
  Q_PROPERTY(bool open READ open NOTIFY openChanged)
  // Whether the field takes digits only; else letters.
  Q_PROPERTY(bool digits READ digits NOTIFY openChanged)
  // Whether the field would rather have Latin letters.
  Q_PROPERTY(bool latin READ latin NOTIFY openChanged)

 public:
  // Asked each time that a field gets the focus, since a keyboard may be plugged in.
  using HasKeyboard = std::function<bool()>;

  // `settings` must outlive the view model.
  KeyboardViewModel(QSettings& settings, HasKeyboard has_keyboard);

  QString mode() const { return mode_; }
  void setMode(const QString& mode);
  bool open() const { return open_; }
  bool digits() const { return digits_; }
  bool latin() const { return latin_; }

  // Into the field, where its cursor stands; what is marked is replaced.
  Q_INVOKABLE void type(const QString& text);
  Q_INVOKABLE void backspace();
  // A new line, or, in a field of one line, done.
  Q_INVOKABLE void enter();
  // Ends editing.
  Q_INVOKABLE void hide();

 Q_SIGNALS:
  void modeChanged();
  void openChanged();

 private:
  void Look(QObject* focus);
  bool Wanted() const;
  void Press(int key, const QString& text);

  QSettings& settings_;
  const HasKeyboard has_keyboard_;
  QString mode_;
  QPointer<QObject> field_;  // Null while no text is being edited.
  bool open_ = false;
  bool digits_ = false;
  bool latin_ = false;
};

}  // namespace sucharit
