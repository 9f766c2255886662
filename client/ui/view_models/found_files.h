// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include <QtQml/qqmlregistration.h>
#include <QAbstractListModel>
#include <QDateTime>
#include <QString>
#include <QStringList>

#include "client/ui/view_models/worker.h"

namespace sucharit {

// Files that may be a ticket, newest first: ticket files and pictures in the usual folders and on
// media that are plugged in. For a kiosk, where nobody sees folders.
class FoundFiles : public QAbstractListModel {
  Q_OBJECT
  QML_ELEMENT
  QML_UNCREATABLE("EnrolmentViewModel gives it to its page")
  // Where to look, two folders deep.
  Q_PROPERTY(QStringList places READ places WRITE setPlaces NOTIFY changed)
  Q_PROPERTY(int count READ count NOTIFY changed)
  // Whether it has looked.
  Q_PROPERTY(bool looked READ looked NOTIFY changed)

 public:
  enum Role { kName = Qt::UserRole + 1, kFolder, kPath };
  static constexpr int kMost = 20;

  FoundFiles();

  QStringList places() const { return places_; }
  void setPlaces(const QStringList& places);
  int count() const { return rowCount(); }
  bool looked() const { return looked_; }

  int rowCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role) const override;
  QHash<int, QByteArray> roleNames() const override;

  Q_INVOKABLE void look();

 Q_SIGNALS:
  void changed();

 private:
  struct File {
    QString path;
    QDateTime changed;
  };

  static std::vector<File> FilesIn(const QStringList& places);

  QStringList places_;
  std::vector<File> files_;
  bool looked_ = false;
  Worker worker_;
};

}  // namespace sucharit
