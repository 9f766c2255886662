// SPDX-License-Identifier: Apache-2.0
#include "server/backup/publication_files.h"

#include <algorithm>
#include <filesystem>
#include <optional>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/crypto/digest.h"
#include "common/files/files.h"
#include "common/process/share_work.h"
#include "common/status/reason.h"
#include "common/status/status_macros.h"
#include "server/export/message_json.h"
#include "server/publish/results.h"
#include "server/store/publication_store.h"
#include "server/store/round_store.h"

namespace sucharit {

namespace fs = std::filesystem;

absl::Status RequireFolder(const std::string& folder) {
  std::error_code ignored;
  if (fs::is_directory(folder, ignored)) return absl::OkStatus();
  return Refused(absl::StatusCode::kPermissionDenied, v1::REASON_FILE_NOT_WRITABLE,
                 "no such folder", folder);
}

std::string PublicationFile(const std::string& folder, absl::string_view round_id) {
  return absl::StrCat(folder, "/", kPublicationsFolder, "/", crypto::ToHex(round_id), ".json");
}

absl::Status WritePublicationFile(ServerDatabase& database, absl::string_view round_id,
                                  const std::string& folder) {
  RETURN_IF_ERROR(RequireFolder(folder));
  const fs::path path = PublicationFile(folder, round_id);
  std::error_code ignored;
  if (fs::exists(path, ignored)) return absl::OkStatus();
  ASSIGN_OR_RETURN(const std::optional<v1::Bundle> bundle,
                   PublicationStore(database).Publication(round_id));
  if (!bundle.has_value()) return absl::OkStatus();
  RETURN_IF_ERROR(MakePrivateFolder(path.parent_path().string()));
  return WriteFileAtomically(path.string(), MessageToJson(*bundle));
}

absl::Status WritePublicationFiles(ServerDatabase& database, const std::string& folder) {
  ASSIGN_OR_RETURN(const std::vector<RoundRecord> rounds, RoundStore(database).List(""));
  std::vector<absl::Status> written(rounds.size());
  ShareWork(rounds.size(), [&](size_t i) {
    if (rounds[i].state != v1::ROUND_STATE_PUBLISHED) return;
    written[i] = WritePublicationFile(database, rounds[i].round_id, folder);
  });
  const auto failed = std::find_if(written.begin(), written.end(),
                                   [](const absl::Status& status) { return !status.ok(); });
  return failed == written.end() ? absl::OkStatus() : *failed;
}

}  // namespace sucharit
