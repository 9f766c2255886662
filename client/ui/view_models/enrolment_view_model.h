// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string>

#include <QtQml/qqmlregistration.h>
#include <QObject>
#include <QString>

#include "absl/status/status.h"
#include "client/ui/view_models/display_view_model.h"
#include "client/ui/view_models/found_files.h"
#include "client/ui/view_models/worker.h"

namespace sucharit {

// The ticket with which a tablet joins an installation, and how joining goes.
class EnrolmentViewModel : public QObject {
  Q_OBJECT
  QML_ELEMENT
  QML_UNCREATABLE("main.cc gives it to the pages")
  Q_PROPERTY(QString ticket READ ticket WRITE setTicket NOTIFY ticketChanged)
  // Which server the ticket is for; empty until it is a whole ticket.
  Q_PROPERTY(QString server READ server NOTIFY ticketChanged)
  Q_PROPERTY(QString deviceName READ deviceName WRITE setDeviceName NOTIFY deviceNameChanged)
  Q_PROPERTY(sucharit::FoundFiles* files READ files CONSTANT)
  Q_PROPERTY(bool canEnrol READ canEnrol NOTIFY changed)
  Q_PROPERTY(bool busy READ busy NOTIFY changed)
  Q_PROPERTY(QString error READ error NOTIFY changed)

 public:
  // Joins with a ticket under a name. Called in the worker's thread; may take its time.
  using Enrol = std::function<absl::Status(const std::string& ticket, const std::string& name)>;

  EnrolmentViewModel(Enrol enrol, DisplayViewModel& display);

  QString ticket() const { return ticket_; }
  void setTicket(const QString& ticket);
  QString server() const;
  QString deviceName() const { return device_name_; }
  void setDeviceName(const QString& name);
  FoundFiles* files() { return &files_; }
  bool canEnrol() const;
  bool busy() const { return busy_; }
  QString error() const;

  // Reads the ticket from a text file or from a picture of its QR code, which may also be given as
  // a file: address. False, and an error, if that fails.
  Q_INVOKABLE bool loadTicket(const QString& path);
  // What a camera read. An error if it is no ticket.
  Q_INVOKABLE void scanned(const QString& text);
  Q_INVOKABLE void enrol();

 Q_SIGNALS:
  void ticketChanged();
  void deviceNameChanged();
  void changed();
  void enrolled();

 private:
  void Fail(absl::Status status);

  const Enrol enrol_;
  FoundFiles files_;
  QString ticket_;
  QString device_name_;
  bool busy_ = false;
  absl::Status status_;
  Worker worker_;
};

}  // namespace sucharit
