// SPDX-License-Identifier: Apache-2.0
#include "server/command_line/online/restore_command.h"

#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "absl/strings/str_join.h"
#include "common/crypto/secret.h"
#include "common/files/files.h"
#include "common/status/status_macros.h"
#include "server/backup/backup_key.h"
#include "server/backup/restore.h"
#include "server/command_line/passphrase.h"
#include "server/export/message_json.h"
#include "server/publish/bundle_reader.h"
#include "server/publish/results.h"

namespace sucharit {
namespace {

constexpr size_t kLargestKeyFile = 4096;

struct RestoreOptions {
  std::string backup;
  std::string key;
  std::string passphrase_file;
  std::string folder;
  std::vector<std::string> bundles;
};

absl::StatusOr<crypto::Secret> ReadKey(const RestoreOptions& options, CommandContext& context) {
  ASSIGN_OR_RETURN(const std::string wrapped, ReadWholeFile(options.key, kLargestKeyFile));
  ASSIGN_OR_RETURN(std::string passphrase, ReadKnownPassphrase(options.passphrase_file, context));
  auto key = UnwrapBackupKey(wrapped, passphrase);
  crypto::Wipe(passphrase);
  return key;
}

void ShowAsJson(const Restored& restored, CommandContext& context) {
  auto json = nlohmann::ordered_json::parse(MessageToJson(restored.manifest));
  json["published"] = restored.published;
  json["left_out"] = restored.left_out;
  context.out << json.dump(1) << "\n";
}

void ShowRounds(const Say& what, const std::vector<std::string>& rounds, CommandContext& context) {
  if (!rounds.empty()) context.out << context.In(what) << absl::StrJoin(rounds, " ") << "\n";
}

absl::Status Restore(const RestoreOptions& options, CommandContext& context) {
  constexpr Say kDone{"กู้คืนแล้วจากข้อมูลสำรองหมายเลข ", "Restored from backup number "};
  constexpr Say kPublished{"เผยแพร่หลังการสำรองนี้ นำมาจากไฟล์ผลที่เก็บไว้ข้างข้อมูลสำรอง: ",
                           "Published after this backup, taken from beside it: "};
  constexpr Say kLeftOut{"ไฟล์ผลข้างข้อมูลสำรองที่นำมาใช้ไม่ได้ (ใช้ข้อมูลสำรองที่ใหม่กว่า หรือ --bundle): ",
                         "Results beside the backup that can't be used (restore a later backup, or "
                         "name them with --bundle): "};
  constexpr Say kNext{
      "ตรวจด้วย `sucharit check` แล้วตั้ง data_folder ในไฟล์การตั้งค่าเป็นโฟลเดอร์นี้ "
      "โฟลเดอร์กุญแจไม่อยู่ในข้อมูลสำรอง ต้องใช้ของเดิม",
      "Check it with `sucharit check`, then name the folder as data_folder in the configuration. "
      "The key folder is in no backup: the old one is needed."};
  Restoration restoration{options.backup, options.folder};
  restoration.publications =
      (std::filesystem::path(options.backup).parent_path() / kPublicationsFolder).string();
  for (const std::string& path : options.bundles) {
    ASSIGN_OR_RETURN(restoration.bundles.emplace_back(), ReadBundle(path));
  }
  ASSIGN_OR_RETURN(const crypto::Secret key, ReadKey(options, context));
  ASSIGN_OR_RETURN(const Restored restored, RestoreBackup(restoration, key));
  if (context.json) {
    ShowAsJson(restored, context);
    return absl::OkStatus();
  }
  context.out << context.In(kDone) << restored.manifest.number() << ": " << options.folder << "\n";
  ShowRounds(kPublished, restored.published, context);
  ShowRounds(kLeftOut, restored.left_out, context);
  context.out << context.In(kNext) << "\n";
  return absl::OkStatus();
}

}  // namespace

void AddRestoreCommand(CLI::App& app, CommandContext& context) {
  constexpr Say kAbout{"กู้คืนข้อมูลสำรองลงโฟลเดอร์ใหม่ (ตรวจทั้งไฟล์ก่อนเขียนสิ่งใด)",
                       "Restore a backup into a new folder (all of it is checked first)"};
  constexpr Say kBackup{"ไฟล์ข้อมูลสำรอง", "the backup"};
  constexpr Say kKey{"กุญแจข้อมูลสำรอง (backup.key)", "the backup key (backup.key)"};
  constexpr Say kPassphrase{"ไฟล์ที่บรรทัดแรกเป็นรหัสผ่าน (ไม่ระบุ = ถามบนจอ)",
                            "file whose first line is the passphrase (else it is asked for)"};
  constexpr Say kFolder{"โฟลเดอร์ข้อมูลใหม่ (ยังไม่มีหรือว่าง)",
                        "the new data folder (not there, or empty)"};
  constexpr Say kBundle{"bundle.json ของรอบที่เผยแพร่หลังจากสำรองข้อมูล (ระบุซ้ำได้)",
                        "bundle.json of a round that was published after the backup (repeatable)"};
  CLI::App* command = app.add_subcommand("restore", context.In(kAbout));
  const auto options = std::make_shared<RestoreOptions>();
  command->add_option("BACKUP", options->backup, context.In(kBackup))->type_name("")->required();
  command->add_option("--key", options->key, context.In(kKey))->required()->type_name("FILE");
  command->add_option("--passphrase-file", options->passphrase_file, context.In(kPassphrase))
      ->type_name("FILE");
  command->add_option("--folder", options->folder, context.In(kFolder))
      ->required()
      ->type_name("DIR");
  command->add_option("--bundle", options->bundles, context.In(kBundle))->type_name("FILE");
  command->callback([options, &context] { context.Finish(Restore(*options, context)); });
}

}  // namespace sucharit
