// SPDX-License-Identifier: Apache-2.0
#include "client/ui/view_models/found_files.h"

#include <algorithm>
#include <utility>

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QStandardPaths>

namespace sucharit {
namespace {

constexpr int kDeepest = 2;
constexpr size_t kMostFolders = 500;
constexpr qint64 kLargestFile = qint64{32} * 1024 * 1024;

// Removable media lie in a folder of the user, or straight in /media.
QStringList UsualPlaces() {
  return {QStandardPaths::writableLocation(QStandardPaths::DownloadLocation),
          QStandardPaths::writableLocation(QStandardPaths::PicturesLocation),
          QStandardPaths::writableLocation(QStandardPaths::HomeLocation), QStringLiteral("/media"),
          QStringLiteral("/run/media")};
}

bool MayBeTicket(const QFileInfo& file) {
  if (file.size() > kLargestFile) return false;
  if (file.suffix().compare(QLatin1String("txt"), Qt::CaseInsensitive) != 0) return true;
  QFile text(file.filePath());
  return text.open(QIODevice::ReadOnly) && text.read(64).trimmed().startsWith("SUCHARIT1");
}

// Folders within `places`, those that lie in two of them once.
QStringList FoldersIn(const QStringList& places) {
  QStringList folders;
  std::vector<std::pair<QString, int>> open;
  for (const QString& place : places) open.emplace_back(place, 0);
  for (size_t i = 0; i < open.size() && i < kMostFolders; ++i) {
    const auto [path, depth] = open[i];
    const QDir folder(path);
    if (path.isEmpty() || !folder.exists() || folders.contains(folder.canonicalPath())) continue;
    folders << folder.canonicalPath();
    if (depth == kDeepest) continue;
    for (const QString& name :
         folder.entryList(QDir::Dirs | QDir::NoDotAndDotDot | QDir::NoSymLinks)) {
      open.emplace_back(folder.filePath(name), depth + 1);
    }
  }
  return folders;
}

}  // namespace

FoundFiles::FoundFiles() : places_(UsualPlaces()) {}

void FoundFiles::setPlaces(const QStringList& places) {
  places_ = places;
  Q_EMIT changed();
}

int FoundFiles::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(files_.size());
}

QVariant FoundFiles::data(const QModelIndex& index, int role) const {
  if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
  const QFileInfo file(files_[static_cast<size_t>(index.row())].path);
  switch (role) {
    case kName:
      return file.fileName();
    case kFolder:
      return file.path();
    case kPath:
      return file.filePath();
    default:
      return {};
  }
}

QHash<int, QByteArray> FoundFiles::roleNames() const {
  return {{kName, "name"}, {kFolder, "folder"}, {kPath, "path"}};
}

void FoundFiles::look() {
  worker_.Run(
      this, [places = places_] { return FilesIn(places); },
      [this](std::vector<File> files) {
        beginResetModel();
        files_ = std::move(files);
        endResetModel();
        looked_ = true;
        Q_EMIT changed();
      });
}

std::vector<FoundFiles::File> FoundFiles::FilesIn(const QStringList& places) {
  const QStringList names = {QStringLiteral("*.txt"), QStringLiteral("*.png"),
                             QStringLiteral("*.jpg"), QStringLiteral("*.jpeg")};
  std::vector<File> files;
  for (const QString& folder : FoldersIn(places)) {
    for (const QFileInfo& file : QDir(folder).entryInfoList(names, QDir::Files | QDir::Readable)) {
      if (MayBeTicket(file)) files.push_back({file.filePath(), file.lastModified()});
    }
  }
  std::sort(files.begin(), files.end(),
            [](const File& a, const File& b) { return a.changed > b.changed; });
  if (files.size() > static_cast<size_t>(kMost)) files.resize(static_cast<size_t>(kMost));
  return files;
}

}  // namespace sucharit
