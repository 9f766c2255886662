// SPDX-License-Identifier: Apache-2.0
#include "client/ui/view_models/enrolment_view_model.h"

#include <utility>

#include <QFile>
#include <QImage>
#include <QUrl>

#include "client/ui/view_models/qr_image.h"
#include "client/ui/view_models/user_message.h"
#include "common/enrolment/ticket.h"
#include "common/status/reason.h"

namespace sucharit {
namespace {

constexpr qint64 kLargestTicket = qint64{64} * 1024;
constexpr qint64 kLargestPicture = qint64{32} * 1024 * 1024;
constexpr int kLongestName = 64;  // Letters, by collect.proto.

absl::Status Unreadable() {
  return Refused(absl::StatusCode::kInvalidArgument, v1::REASON_FILE_UNREADABLE,
                 "the ticket file can't be read");
}

// A ticket as text, or what the QR code in a picture says.
absl::StatusOr<std::string> ReadTicketFile(QFile& file) {
  if (!file.open(QIODevice::ReadOnly) || file.size() > kLargestPicture) return Unreadable();
  const QByteArray bytes = file.readAll();
  const QImage picture = QImage::fromData(bytes);
  if (!picture.isNull()) return ReadQrIn(picture);
  if (bytes.size() > kLargestTicket) return Unreadable();
  return bytes.trimmed().toStdString();
}

}  // namespace

EnrolmentViewModel::EnrolmentViewModel(Enrol enrol, DisplayViewModel& display)
    : enrol_(std::move(enrol)) {
  connect(&display, &DisplayViewModel::languageChanged, this, &EnrolmentViewModel::changed);
}

void EnrolmentViewModel::setTicket(const QString& ticket) {
  if (ticket == ticket_) return;
  ticket_ = ticket;
  status_ = absl::OkStatus();
  Q_EMIT ticketChanged();
  Q_EMIT changed();
}

void EnrolmentViewModel::setDeviceName(const QString& name) {
  if (name == device_name_) return;
  device_name_ = name.left(kLongestName);
  Q_EMIT deviceNameChanged();
  Q_EMIT changed();
}

bool EnrolmentViewModel::canEnrol() const {
  return !busy_ && !ticket_.trimmed().isEmpty() && !device_name_.trimmed().isEmpty();
}

QString EnrolmentViewModel::error() const { return UserMessage::For(status_); }

bool EnrolmentViewModel::loadTicket(const QString& path) {
  const QUrl address(path);
  QFile file(address.isLocalFile() ? address.toLocalFile() : path);
  const auto text = ReadTicketFile(file);
  if (!text.ok()) {
    Fail(text.status());
    return false;
  }
  setTicket(QString::fromStdString(*text));
  return true;
}

void EnrolmentViewModel::scanned(const QString& text) {
  const auto ticket = ParseTicket(text.toStdString());
  if (!ticket.ok()) return Fail(ticket.status());
  setTicket(text);
}

QString EnrolmentViewModel::server() const {
  const auto ticket = ParseTicket(ticket_.toStdString());
  return ticket.ok() ? QString::fromStdString(ticket->address()) : QString();
}

void EnrolmentViewModel::enrol() {
  if (!canEnrol()) return;
  busy_ = true;
  status_ = absl::OkStatus();
  Q_EMIT changed();
  worker_.Run(
      this,
      [enrol = enrol_, ticket = ticket_.trimmed().toStdString(),
       name = device_name_.trimmed().toStdString()] { return enrol(ticket, name); },
      [this](absl::Status status) {
        busy_ = false;
        if (!status.ok()) return Fail(std::move(status));
        setTicket({});
        Q_EMIT changed();
        Q_EMIT enrolled();
      });
}

void EnrolmentViewModel::Fail(absl::Status status) {
  status_ = std::move(status);
  Q_EMIT changed();
}

}  // namespace sucharit
