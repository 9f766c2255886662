// SPDX-License-Identifier: Apache-2.0
#include "client/ui/view_models/idle_watch.h"

#include <QCoreApplication>
#include <QEvent>

namespace sucharit {
namespace {

bool IsInput(const QEvent& event) {
  switch (event.type()) {
    case QEvent::MouseButtonPress:
    case QEvent::MouseButtonRelease:
    case QEvent::MouseMove:
    case QEvent::Wheel:
    case QEvent::TouchBegin:
    case QEvent::TouchUpdate:
    case QEvent::TouchEnd:
    case QEvent::KeyPress:
    case QEvent::InputMethod:
      return true;
    default:
      return false;
  }
}

}  // namespace

IdleWatch::IdleWatch(Counting counting) : counting_(counting) {
  second_.setInterval(1000);
  connect(&second_, &QTimer::timeout, this, &IdleWatch::CountSecond);
  QCoreApplication::instance()->installEventFilter(this);
}

IdleWatch::~IdleWatch() {
  if (QCoreApplication::instance() != nullptr) {
    QCoreApplication::instance()->removeEventFilter(this);
  }
}

void IdleWatch::Start() {
  watching_ = true;
  if (counting_ == Counting::kByTimer) second_.start();
  stay();
}

void IdleWatch::Stop() {
  watching_ = false;
  second_.stop();
  stay();
}

void IdleWatch::CountSecond() {
  if (!watching_) return;
  ++idle_seconds_;
  if (idle_seconds_ < kSecondsToWarning) return;
  seconds_left_ = kSecondsToWarning + kSecondsOfWarning - idle_seconds_;
  Q_EMIT secondsLeftChanged();
  SetWarning(true);
  if (seconds_left_ > 0) return;
  Stop();
  Q_EMIT expired();
}

void IdleWatch::stay() {
  idle_seconds_ = 0;
  SetWarning(false);
}

bool IdleWatch::eventFilter(QObject* watched, QEvent* event) {
  if (watching_ && IsInput(*event)) stay();
  return QObject::eventFilter(watched, event);
}

void IdleWatch::SetWarning(bool warning) {
  if (warning == warning_) return;
  warning_ = warning;
  Q_EMIT warningChanged();
}

}  // namespace sucharit
