// SPDX-License-Identifier: Apache-2.0
#include "client/ui/view_models/diagnostics_view_model.h"

#include <algorithm>
#include <utility>

#include <QCoreApplication>
#include <QVariantMap>

#include "client/ui/fonts.h"
#include "client/ui/self_test.h"
#include "client/ui/view_models/time_text.h"
#include "client/ui/view_models/user_message.h"
#include "common/status/reason.h"
#include "common/status/status_macros.h"

namespace sucharit {
namespace {

constexpr int64_t kEventsShown = 100;
constexpr int64_t kFailuresShown = 10;
constexpr int64_t kMegabyte = int64_t{1024} * 1024;

QVariantMap Row(const QString& label, const QString& value) {
  return {{QStringLiteral("label"), label},
          {QStringLiteral("value"), value.isEmpty() ? QStringLiteral("–") : value}};
}

QVariantMap Line(const QString& text, bool good) {
  return {{QStringLiteral("text"), text}, {QStringLiteral("good"), good}};
}

// For those who look it up in the manual: the same in every language.
QString Code(const absl::Status& status) {
  const v1::Reason reason = ReasonOf(status);
  return QString::fromStdString(reason == v1::REASON_UNSPECIFIED
                                    ? absl::StatusCodeToString(status.code())
                                    : v1::Reason_Name(reason));
}

QString Seconds(int64_t milliseconds) {
  return QString::number(static_cast<double>(milliseconds) / 1000, 'f', 1);
}

}  // namespace

DiagnosticsViewModel::DiagnosticsViewModel(TabletDatabase& database, const StorageSpace& space,
                                           EventLog& log, const Clock& clock,
                                           DisplayViewModel& display)
    : database_(database), space_(space), log_(log), clock_(clock), display_(display) {
  connect(&display, &DisplayViewModel::languageChanged, this, &DiagnosticsViewModel::changed);
}

QVariantList DiagnosticsViewModel::identity() const {
  const Diagnostics& known = read_.diagnostics;
  if (!known.enrolled) return {Row(tr("Tablet"), tr("not enrolled"))};
  return {Row(tr("Agency"), display_.In(known.agency_name)),
          Row(tr("Tablet"), QString::fromStdString(known.device_name)),
          Row(tr("Tablet’s number"), QString::fromStdString(known.device_id)),
          Row(tr("Server"), QString::fromStdString(known.address)),
          Row(tr("Server’s fingerprint"), QString::fromStdString(known.fingerprint))};
}

QVariantList DiagnosticsViewModel::program() const {
  const Diagnostics& known = read_.diagnostics;
  QVariantList rows = {
      Row(tr("Version of the app"), QCoreApplication::applicationVersion()),
      Row(tr("Version of the stored data"), QString::number(known.schema_version)),
      Row(tr("Free storage"),
          known.free_bytes < 0 ? tr("unknown") : tr("%1 MB").arg(known.free_bytes / kMegabyte))};
  for (const HeldDefinition& definition : known.definitions) {
    rows << Row(tr("Questionnaire held"),
                tr("%1 (%2, %3)")
                    .arg(display_.In(definition.title), QString::fromStdString(definition.id),
                         QString::fromStdString(definition.digest)));
  }
  return rows;
}

QVariantList DiagnosticsViewModel::outbox() const {
  QVariantList rows;
  for (const WaitingRound& round : read_.diagnostics.rounds) {
    const QString title = display_.In(round.title);
    const QString name = QString::fromStdString(round.round_id);
    QString value = tr("%n waiting", "", static_cast<int>(round.waiting)) + OldestOf(round);
    if (round.refused > 0) {
      value += tr(", %n refused by the server", "", static_cast<int>(round.refused));
    }
    rows << Row(title.isEmpty() ? name : tr("%1 (%2)").arg(title, name), value);
  }
  return rows;
}

// Only days are known: see WaitingRound.
QString DiagnosticsViewModel::OldestOf(const WaitingRound& round) const {
  if (!round.since_day) return {};
  const int days = std::max(0, DayInThailand(clock_.Now()) - *round.since_day);
  return days == 0 ? tr(", the oldest since today") : tr(", the oldest for %n day(s)", "", days);
}

QStringList DiagnosticsViewModel::failures() const {
  QStringList lines;
  for (const Event& event : read_.failures) {
    lines << TimeText::Of(event.at_unix, display_) + QStringLiteral(": ") +
                 UserMessage::For(event.outcome);
  }
  return lines;
}

QStringList DiagnosticsViewModel::log() const {
  QStringList lines;
  for (const Event& event : read_.events) lines << LineOf(event);
  return lines;
}

QString DiagnosticsViewModel::LineOf(const Event& event) const {
  QString line =
      TimeText::Of(event.at_unix, display_) + QStringLiteral(" · ") + WhatHappened(event);
  if (event.milliseconds > 0) line += tr(" · %1 s").arg(Seconds(event.milliseconds));
  if (!event.outcome.ok()) line += QStringLiteral(" · ") + Code(event.outcome);
  return line;
}

QString DiagnosticsViewModel::WhatHappened(const Event& event) const {
  const int count = static_cast<int>(event.count);
  switch (event.kind) {
    case EventKind::kStarted:
      return tr("The app was started");
    case EventKind::kEnrolled:
      return event.outcome.ok() ? tr("Enrolled") : tr("Enrolling failed");
    case EventKind::kSynchronized:
      return event.outcome.ok() ? tr("Synchronized, %n received by the server", "", count)
                                : tr("Synchronizing failed, %n received by the server", "", count);
    case EventKind::kExported:
      return event.outcome.ok() ? tr("%n saved to a file", "", count)
                                : tr("Saving to a file failed");
    case EventKind::kChecked:
      return tr("Self-test, %n fault(s)", "", count);
  }
  return {};
}

QVariantList DiagnosticsViewModel::checks() const {
  if (results_.empty()) return {};
  const auto right = [this](SelfCheck check) {
    return std::any_of(results_.begin(), results_.end(), [check](const SelfCheckResult& result) {
      return result.check == check && result.status.ok();
    });
  };
  return {Line(tr("What is stored can be read"), right(SelfCheck::kDatabaseAnswers)),
          Line(tr("The stored data is whole"), right(SelfCheck::kDatabaseIsWhole)),
          Line(tr("Unfinished responses are encrypted"), right(SelfCheck::kDraftsAreSecret)),
          Line(tr("Finished responses are sealed"), right(SelfCheck::kResponsesAreSealed)),
          Line(tr("Thai letters can be shown"), screen_.fonts),
          Line(tr("Every page can be shown"), screen_.pages)};
}

QString DiagnosticsViewModel::error() const { return UserMessage::For(read_.status); }

void DiagnosticsViewModel::Refresh() {
  results_.clear();
  ReadInWorker();
}

void DiagnosticsViewModel::ReadInWorker() {
  worker_.Run(
      this,
      [&database = database_, &space = space_, &log = log_] {
        return ReadAll(database, space, log);
      },
      [this](absl::StatusOr<Read> read) {
        if (read.ok()) {
          read_ = *std::move(read);
        } else {
          read_.status = read.status();
        }
        Q_EMIT changed();
      });
}

absl::StatusOr<DiagnosticsViewModel::Read> DiagnosticsViewModel::ReadAll(TabletDatabase& database,
                                                                         const StorageSpace& space,
                                                                         EventLog& log) {
  Read read;
  ASSIGN_OR_RETURN(read.diagnostics, ReadDiagnostics(database, space));
  ASSIGN_OR_RETURN(read.events, log.Latest(kEventsShown));
  ASSIGN_OR_RETURN(read.failures, log.FailedSynchronizations(kFailuresShown));
  return read;
}

void DiagnosticsViewModel::check() {
  if (checking_) return;
  checking_ = true;
  results_.clear();
  check_began_ = clock_.Now();
  Q_EMIT changed();
  worker_.Run(
      this, [&database = database_] { return CheckTablet(database); },
      [this](std::vector<SelfCheckResult> results) { Checked(std::move(results)); });
}

void DiagnosticsViewModel::Checked(std::vector<SelfCheckResult> results) {
  results_ = std::move(results);
  screen_ = {ThaiIsDrawn(), PagesCanBeLoaded()};
  checking_ = false;
  const QVariantList lines = checks();
  const auto faults = std::count_if(lines.begin(), lines.end(), [](const QVariant& line) {
    return !line.toMap().value(QStringLiteral("good")).toBool();
  });
  const int64_t took = absl::ToInt64Milliseconds(clock_.Now() - check_began_);
  // A log that can't be written is found by the checks themselves.
  log_.Add({EventKind::kChecked, faults, std::max<int64_t>(0, took), absl::OkStatus()})
      .IgnoreError();
  Q_EMIT changed();
  ReadInWorker();
}

}  // namespace sucharit
