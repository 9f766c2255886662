// SPDX-License-Identifier: Apache-2.0
#include "client/ui/view_models/keyboard_view_model.h"

#include <utility>

#include <QCoreApplication>
#include <QGuiApplication>
#include <QInputMethodEvent>
#include <QInputMethodQueryEvent>
#include <QKeyEvent>
#include <QQuickItem>
#include <QQuickWindow>
#include <QStringList>

namespace sucharit {
namespace {

constexpr char kModeKey[] = "keyboard/mode";

bool IsMode(const QString& mode) {
  static const QStringList kModes = {QStringLiteral("automatic"), QStringLiteral("on"),
                                     QStringLiteral("off")};
  return kModes.contains(mode);
}

}  // namespace

KeyboardViewModel::KeyboardViewModel(QSettings& settings, HasKeyboard has_keyboard)
    : settings_(settings), has_keyboard_(std::move(has_keyboard)) {
  const QString mode = settings_.value(QLatin1String(kModeKey)).toString();
  mode_ = IsMode(mode) ? mode : QStringLiteral("automatic");
  auto* const application = qobject_cast<QGuiApplication*>(QCoreApplication::instance());
  connect(application, &QGuiApplication::focusObjectChanged, this, &KeyboardViewModel::Look);
}

void KeyboardViewModel::setMode(const QString& mode) {
  if (mode == mode_ || !IsMode(mode)) return;
  mode_ = mode;
  settings_.setValue(QLatin1String(kModeKey), mode_);
  Q_EMIT modeChanged();
  Look(QGuiApplication::focusObject());
}

bool KeyboardViewModel::Wanted() const {
  return mode_ == QLatin1String("on") || (mode_ == QLatin1String("automatic") && !has_keyboard_());
}

void KeyboardViewModel::Look(QObject* focus) {
  QInputMethodQueryEvent asked(Qt::ImEnabled | Qt::ImHints);
  if (focus != nullptr) QCoreApplication::sendEvent(focus, &asked);
  field_ = asked.value(Qt::ImEnabled).toBool() ? focus : nullptr;
  const auto hints = Qt::InputMethodHints(asked.value(Qt::ImHints).toInt());
  digits_ = (hints & (Qt::ImhDigitsOnly | Qt::ImhFormattedNumbersOnly)) != 0;
  latin_ = hints.testFlag(Qt::ImhPreferLatin);
  open_ = field_ && Wanted();
  Q_EMIT openChanged();
}

void KeyboardViewModel::type(const QString& text) {
  if (!field_) return;
  QInputMethodEvent typed;
  typed.setCommitString(text);
  QCoreApplication::sendEvent(field_, &typed);
}

void KeyboardViewModel::backspace() { Press(Qt::Key_Backspace, QStringLiteral("\b")); }

void KeyboardViewModel::enter() { Press(Qt::Key_Return, QStringLiteral("\r")); }

void KeyboardViewModel::hide() {
  if (auto* const item = qobject_cast<QQuickItem*>(field_)) item->setFocus(false);
}

// By way of the window, as from a keyboard.
void KeyboardViewModel::Press(int key, const QString& text) {
  const auto* const item = qobject_cast<QQuickItem*>(field_);
  if (item == nullptr || item->window() == nullptr) return;
  QKeyEvent press(QEvent::KeyPress, key, Qt::NoModifier, text);
  QCoreApplication::sendEvent(item->window(), &press);
  QKeyEvent release(QEvent::KeyRelease, key, Qt::NoModifier, text);
  QCoreApplication::sendEvent(item->window(), &release);
}

}  // namespace sucharit
