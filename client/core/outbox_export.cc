// SPDX-License-Identifier: Apache-2.0
#include "client/core/outbox_export.h"

#include <stdlib.h>

#include <filesystem>
#include <map>
#include <set>
#include <system_error>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "client/core/outbox.h"
#include "common/files/files.h"
#include "common/response/outbox_file.h"
#include "common/sqlite/statement.h"
#include "common/status/reason.h"
#include "common/status/status_macros.h"

namespace sucharit {
namespace {

// Half of what the server takes, to leave room for framing.
constexpr size_t kMostBytes = size_t{512} * 1024;
constexpr size_t kReceiptKeySize = 32;

absl::Status Unreadable(absl::string_view why) {
  return Refused(absl::StatusCode::kDataLoss, v1::REASON_STORAGE_DAMAGED, why, "outbox");
}

// A folder of this user alone, removed with all that is in it.
class PrivateFolder {
 public:
  PrivateFolder() {
    std::error_code ignored;
    path_ = (std::filesystem::temp_directory_path(ignored) / "sucharit-XXXXXX").string();
    made_ = mkdtemp(path_.data()) != nullptr;
  }
  ~PrivateFolder() {
    std::error_code ignored;
    if (made_) std::filesystem::remove_all(path_, ignored);
  }
  PrivateFolder(const PrivateFolder&) = delete;
  PrivateFolder& operator=(const PrivateFolder&) = delete;

  bool made() const { return made_; }
  const std::string& path() const { return path_; }

 private:
  std::string path_;
  bool made_ = false;
};

// Boxes of one group go into the last of its batches until that is full.
class Batches {
 public:
  void Add(v1::PushResponsesRequest group, std::string box) {
    std::vector<v1::PushResponsesRequest>& of_group = groups_[Outbox::GroupOf(group)];
    if (of_group.empty() || IsFull(of_group.back())) of_group.push_back(std::move(group));
    of_group.back().add_boxes(std::move(box));
    ++boxes_;
  }

  int64_t boxes() const { return boxes_; }

  std::vector<v1::PushResponsesRequest> All() const {
    std::vector<v1::PushResponsesRequest> all;
    for (const auto& [group, batches] : groups_) {
      all.insert(all.end(), batches.begin(), batches.end());
    }
    return all;
  }

 private:
  static bool IsFull(const v1::PushResponsesRequest& batch) {
    return static_cast<size_t>(batch.boxes_size()) >= kMaximumBatchBoxes ||
           batch.ByteSizeLong() >= kMostBytes;
  }

  std::map<std::string, std::vector<v1::PushResponsesRequest>> groups_;
  int64_t boxes_ = 0;
};

// Not sorted by group: a damaged page then costs what lies behind it, not everything.
absl::Status Read(sqlite::Database& database, Batches& batches) {
  sqlite::Statement query(database,
                          "SELECT round_id, questionnaire, key_id, counting_id, box FROM outbox "
                          "WHERE refused = 0 ORDER BY box_id");
  while (query.Step()) {
    v1::PushResponsesRequest group;
    group.set_round_id(query.Blob(0));
    group.set_questionnaire(query.Text(1));
    group.set_key_id(query.Blob(2));
    group.set_counting_digest(query.Blob(3));
    batches.Add(std::move(group), query.Blob(4));
  }
  return query.status();
}

// Of the rounds whose boxes are exported. What can't be read is left out: the boxes are worth more.
ReceiptKeys ReadKeys(sqlite::Database& database, const Batches& batches) {
  std::set<std::string> exported;
  for (const v1::PushResponsesRequest& batch : batches.All()) exported.insert(batch.round_id());
  sqlite::Statement query(database, "SELECT round_id, offer FROM round");
  ReceiptKeys keys;
  while (query.Step()) {
    v1::RoundOffer offer;
    if (exported.count(query.Blob(0)) == 0 || !offer.ParseFromString(query.Blob(1))) continue;
    if (offer.receipt_key().size() == kReceiptKeySize) keys[query.Blob(0)] = offer.receipt_key();
  }
  return keys;
}

absl::StatusOr<OutboxExport> Write(const Batches& batches, const ReceiptKeys& keys, bool whole,
                                   const std::string& path) {
  RETURN_IF_ERROR(WriteFileAtomically(path, FormatOutboxFile(batches.All(), keys), 0600));
  return OutboxExport{batches.boxes(), whole};
}

// With its log, which may hold the last boxes.
absl::Status Copy(const std::string& folder, const PrivateFolder& copy) {
  if (!copy.made()) return Unreadable("no room for a copy");
  for (const char* name : {"tablet.db", "tablet.db-wal"}) {
    const std::filesystem::path from = std::filesystem::path(folder) / name;
    std::error_code error;
    if (!std::filesystem::exists(from, error)) continue;
    if (!std::filesystem::copy_file(from, std::filesystem::path(copy.path()) / name, error)) {
      return Unreadable(error.message());
    }
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<OutboxExport> ExportOutbox(TabletDatabase& tablet, const std::string& path) {
  Batches batches;
  ReceiptKeys keys;
  {
    auto database = tablet.Lock();
    RETURN_IF_ERROR(Read(*database, batches));
    keys = ReadKeys(*database, batches);
  }
  return Write(batches, keys, true, path);
}

absl::StatusOr<OutboxExport> ExportOutboxOfFolder(const std::string& folder,
                                                  const std::string& path) {
  const PrivateFolder copy;
  RETURN_IF_ERROR(Copy(folder, copy));
  ASSIGN_OR_RETURN(sqlite::Database database,
                   sqlite::Database::Open(absl::StrCat(copy.path(), "/tablet.db")));
  Batches batches;
  const absl::Status status = Read(database, batches);
  if (!status.ok() && batches.boxes() == 0) return Unreadable(status.message());
  return Write(batches, ReadKeys(database, batches), status.ok(), path);
}

}  // namespace sucharit
