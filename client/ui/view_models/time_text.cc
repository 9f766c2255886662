// SPDX-License-Identifier: Apache-2.0
#include "client/ui/view_models/time_text.h"

#include <QDateTime>
#include <QLocale>

namespace sucharit {
namespace {

constexpr int kThailandOffsetSeconds = 7 * 60 * 60;
constexpr int kBuddhistEra = 543;

}  // namespace

QString TimeText::Of(int64_t unix_seconds, const DisplayViewModel& display) {
  const QDateTime time =
      QDateTime::fromSecsSinceEpoch(unix_seconds, Qt::OffsetFromUTC, kThailandOffsetSeconds);
  const QLocale locale(display.language());
  const int year = time.date().year();
  const bool thai = locale.language() == QLocale::Thai;
  //: Day and month, year, time: "1 Mar 2024, 12:05". The year is of the Buddhist era in Thai.
  return tr("%1 %2, %3")
      .arg(locale.toString(time, QStringLiteral("d MMM")))
      .arg(thai ? year + kBuddhistEra : year)
      .arg(time.toString(QStringLiteral("HH:mm")));
}

}  // namespace sucharit
