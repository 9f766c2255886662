// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtQml/qqmlregistration.h>
#include <QObject>
#include <QTimer>

namespace sucharit {

// Notices that nobody has touched the screen or a key for a while: first a warning, then the end.
class IdleWatch : public QObject {
  Q_OBJECT
  QML_ELEMENT
  QML_UNCREATABLE("main.cc gives it to the window")
  // Whether the warning is to be shown.
  Q_PROPERTY(bool warning READ warning NOTIFY warningChanged)
  // Seconds until the end, while the warning is shown.
  Q_PROPERTY(int secondsLeft READ secondsLeft NOTIFY secondsLeftChanged)

 public:
  static constexpr int kSecondsToWarning = 90;
  static constexpr int kSecondsOfWarning = 30;

  // Who counts the seconds.
  enum class Counting { kByTimer, kByCaller };

  // Sees every input event of the application.
  explicit IdleWatch(Counting counting = Counting::kByTimer);
  ~IdleWatch() override;

  bool warning() const { return warning_; }
  int secondsLeft() const { return seconds_left_; }

  // Begins to watch, or begins anew.
  void Start();
  void Stop();

  // What each passing second does, if it watches.
  void CountSecond();

  // Somebody is there.
  Q_INVOKABLE void stay();

  bool eventFilter(QObject* watched, QEvent* event) override;

 Q_SIGNALS:
  void warningChanged();
  void secondsLeftChanged();
  void expired();

 private:
  void SetWarning(bool warning);

  const Counting counting_;
  QTimer second_;
  bool watching_ = false;
  int idle_seconds_ = 0;
  int seconds_left_ = kSecondsOfWarning;
  bool warning_ = false;
};

}  // namespace sucharit
