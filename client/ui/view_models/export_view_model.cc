// SPDX-License-Identifier: Apache-2.0
#include "client/ui/view_models/export_view_model.h"

#include <utility>

#include <QDir>
#include <QFileInfo>
#include <QStandardPaths>
#include <QStorageInfo>

#include "client/ui/view_models/user_message.h"

namespace sucharit {
namespace {

bool IsRemovable(const QStorageInfo& volume) {
  const QString root = volume.rootPath();
  return volume.isValid() && volume.isReady() && !volume.isReadOnly() &&
         (root.startsWith(QLatin1String("/media/")) ||
          root.startsWith(QLatin1String("/run/media/")));
}

// The first name that no file has yet.
QString NewFileIn(const QString& folder) {
  int number = 1;
  QString path;
  do {
    path = QDir(folder).filePath(QStringLiteral("sucharit-outbox-%1.bin").arg(number++));
  } while (QFileInfo::exists(path));
  return path;
}

}  // namespace

QString ExportViewModel::FirstRemovableOrDownloads() {
  for (const QStorageInfo& volume : QStorageInfo::mountedVolumes()) {
    if (IsRemovable(volume)) return volume.rootPath();
  }
  const QString downloads = QStandardPaths::writableLocation(QStandardPaths::DownloadLocation);
  return QFileInfo(downloads).isDir() ? downloads : QDir::homePath();
}

ExportViewModel::ExportViewModel(Export write, Destination destination, DisplayViewModel& display)
    : write_(std::move(write)), destination_(std::move(destination)) {
  connect(&display, &DisplayViewModel::languageChanged, this, &ExportViewModel::changed);
}

QString ExportViewModel::result() const {
  if (!ran_ || busy_) return {};
  if (!status_.ok()) return UserMessage::For(status_);
  const int boxes = static_cast<int>(exported_.boxes);
  if (!exported_.whole) {
    return tr("%n sealed response(s) could be read and are in %1. Some are damaged: bring the "
              "tablet to the administrator too.",
              "", boxes)
        .arg(path_);
  }
  return tr("%n sealed response(s) are in %1. Give the file to the administrator; the responses "
            "stay here too.",
            "", boxes)
      .arg(path_);
}

void ExportViewModel::exportOutbox() {
  if (busy_) return;
  busy_ = ran_ = true;
  path_ = NewFileIn(destination_());
  Q_EMIT changed();
  worker_.Run(
      this, [this, path = path_.toStdString()] { return write_(path); },
      [this](const absl::StatusOr<OutboxExport>& exported) { Ended(exported); });
}

void ExportViewModel::Ended(const absl::StatusOr<OutboxExport>& exported) {
  busy_ = false;
  status_ = exported.status();
  exported_ = exported.ok() ? *exported : OutboxExport();
  Q_EMIT changed();
}

}  // namespace sucharit
