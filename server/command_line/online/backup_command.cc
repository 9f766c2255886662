// SPDX-License-Identifier: Apache-2.0
#include "server/command_line/online/backup_command.h"

#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <system_error>

#include "absl/strings/str_cat.h"
#include "common/crypto/digest.h"
#include "common/crypto/sealed_box.h"
#include "common/files/files.h"
#include "common/status/reason.h"
#include "common/status/status_macros.h"
#include "server/backup/backup_key.h"
#include "server/backup/backups.h"
#include "server/command_line/passphrase.h"
#include "server/operations/config.h"
#include "server/store/server_database.h"
#include "sucharit/v1/backup.grpc.pb.h"

namespace sucharit {
namespace {

using Stub = v1::BackupService::Stub;

constexpr mode_t kOwnerOnly = 0600;

struct BackupOptions {
  std::string output;
  std::string config;
  int keep = 0;  // 0: all.
};

struct KeygenOptions {
  std::string folder;
  std::string passphrase_file;
};

// A backup that was made, and how many older ones went.
struct Done {
  v1::MadeBackup made;
  int removed = 0;
};

void Show(const Done& done, CommandContext& context) {
  constexpr Say kDone{"สำรองข้อมูลแล้ว หมายเลข ", "Backup made, number "};
  constexpr Say kRemoved{"จำนวนข้อมูลสำรองเก่าที่ลบ: ", "Old backups removed: "};
  const v1::MadeBackup& made = done.made;
  if (context.json) {
    context.out << nlohmann::ordered_json({{"number", made.number()},
                                           {"file", made.path()},
                                           {"size", made.size()},
                                           {"sha256", crypto::ToHex(made.digest())},
                                           {"removed", done.removed}})
                       .dump(1)
                << "\n";
    return;
  }
  context.out << context.In(kDone) << made.number() << ": " << made.path() << "  SHA-256 "
              << crypto::ToHex(made.digest()) << "\n";
  if (done.removed > 0) context.out << context.In(kRemoved) << done.removed << "\n";
}

// The server writes into its own folder.
absl::StatusOr<v1::MadeBackup> MakeOnServer(Connection& connection) {
  v1::MakeBackupRequest request;
  request.set_on_server(true);
  v1::MadeBackup made;
  RETURN_IF_ERROR(
      connection.Stream<Stub>(&Stub::MakeBackup, request,
                              std::function<absl::Status(const v1::MakeBackupResponse&)>(
                                  [&](const v1::MakeBackupResponse& response) {
                                    made = response.made();
                                    return absl::OkStatus();
                                  })));
  return made;
}

// The server sends it; it counts once it lies on this disk.
absl::StatusOr<v1::MadeBackup> Fetch(const std::string& path, Connection& connection) {
  ASSIGN_OR_RETURN(FileWriter file, FileWriter::Create(path, kOwnerOnly));
  v1::MadeBackup made;
  crypto::Sha256Stream digest;
  RETURN_IF_ERROR(
      connection.Stream<Stub>(&Stub::MakeBackup, v1::MakeBackupRequest(),
                              std::function<absl::Status(const v1::MakeBackupResponse&)>(
                                  [&](const v1::MakeBackupResponse& response) {
                                    if (response.has_made()) made = response.made();
                                    digest.Add(response.part());
                                    return file.Write(response.part());
                                  })));
  if (digest.Finish() != made.digest()) {
    return Refused(absl::StatusCode::kDataLoss, v1::REASON_BACKUP_MALFORMED,
                   "what arrived isn't what was sent", path);
  }
  RETURN_IF_ERROR(file.Commit());
  made.set_path(path);
  v1::ConfirmBackupRequest confirm;
  confirm.set_number(made.number());
  confirm.set_digest(made.digest());
  RETURN_IF_ERROR(connection.Call(&Stub::ConfirmBackup, confirm).status());
  return made;
}

// On the server's own machine, beside it or without it: needs no sign-in, but the server's files.
absl::Status MakeHere(const BackupOptions& options, CommandContext& context) {
  ASSIGN_OR_RETURN(const v1::ServerConfig config, LoadConfig(options.config));
  ASSIGN_OR_RETURN(const auto database, ServerDatabase::OpenBeside(config));
  Backups backups(*database, config, context.clock);
  Done done;
  ASSIGN_OR_RETURN(done.made, backups.MakeInFolder());
  absl::Status status;
  if (options.keep > 0) {
    const auto removed = backups.KeepNewest(options.keep);
    status = removed.status();
    done.removed = removed.value_or(0);
  }
  // It is made, whatever became of the old ones.
  Show(done, context);
  return status;
}

absl::Status Backup(const BackupOptions& options, CommandContext& context, Connection& connection) {
  if (!options.config.empty()) return MakeHere(options, context);
  Done done;
  ASSIGN_OR_RETURN(done.made, options.output.empty() ? MakeOnServer(connection)
                                                     : Fetch(options.output, connection));
  Show(done, context);
  return absl::OkStatus();
}

absl::Status RefuseExisting(const std::string& path) {
  std::error_code ignored;
  if (!std::filesystem::exists(path, ignored)) return absl::OkStatus();
  return Refused(absl::StatusCode::kAlreadyExists, v1::REASON_ALREADY_INITIALIZED,
                 "there is a key already", path);
}

absl::Status MakeKeys(const KeygenOptions& options, CommandContext& context) {
  constexpr Say kDone{
      "สร้างกุญแจแล้ว เก็บ backup.key ไว้นอกเครื่องเซิร์ฟเวอร์ แล้วใส่บรรทัดนี้ในไฟล์การตั้งค่าของ sucharitd:",
      "Key made: keep backup.key away from the server, and put this line into sucharitd's "
      "configuration:"};
  const std::string path = absl::StrCat(options.folder, "/backup.key");
  RETURN_IF_ERROR(RefuseExisting(path));
  ASSIGN_OR_RETURN(std::string passphrase, ReadPassphrase(options.passphrase_file, context));
  const crypto::SealingKeyPair pair = crypto::GenerateSealingKeyPair();
  const auto wrapped = WrapBackupKey(pair.private_key, passphrase);
  crypto::Wipe(passphrase);
  RETURN_IF_ERROR(wrapped.status());
  RETURN_IF_ERROR(MakePrivateFolder(options.folder));
  RETURN_IF_ERROR(WriteFileAtomically(path, *wrapped, kOwnerOnly));
  const std::string public_key = FormatBackupKey(pair.public_key);
  if (context.json) {
    context.out << nlohmann::ordered_json({{"backup_key", public_key}, {"file", path}}).dump(1)
                << "\n";
  } else {
    context.out << context.In(kDone) << "\nbackup_key: \"" << public_key << "\"\n";
  }
  return absl::OkStatus();
}

void AddKeygen(CLI::App& backup, CommandContext& context) {
  constexpr Say kAbout{"สร้างกุญแจที่ใช้เข้ารหัสข้อมูลสำรอง", "Make the key that backups are encrypted to"};
  constexpr Say kFolder{"โฟลเดอร์ที่จะเก็บกุญแจ (นอกเครื่องเซิร์ฟเวอร์)",
                        "folder for the key (not on the server)"};
  constexpr Say kPassphrase{"ไฟล์ที่บรรทัดแรกเป็นรหัสผ่าน (ไม่ระบุ = ถามบนจอ)",
                            "file whose first line is the passphrase (else it is asked for)"};
  const auto options = std::make_shared<KeygenOptions>();
  CLI::App* keygen = backup.add_subcommand("keygen", context.In(kAbout));
  keygen->add_option("--folder", options->folder, context.In(kFolder))
      ->required()
      ->type_name("DIR");
  keygen->add_option("--passphrase-file", options->passphrase_file, context.In(kPassphrase))
      ->type_name("FILE");
  keygen->callback([options, &context] { context.Finish(MakeKeys(*options, context)); });
}

}  // namespace

void AddBackupCommand(CLI::App& app, CommandContext& context, Connection& connection) {
  constexpr Say kAbout{"สำรองข้อมูลที่เข้ารหัสแล้ว ขณะเซิร์ฟเวอร์ทำงานอยู่ (ไม่มีกุญแจอยู่ในนั้น)",
                       "Make an encrypted backup while the server runs (without keys)"};
  constexpr Say kOutput{"รับไฟล์มาไว้ที่นี่ (ไม่ระบุ = เก็บในโฟลเดอร์สำรองของเซิร์ฟเวอร์)",
                        "fetch it into this file (else it goes into the server's backup folder)"};
  constexpr Say kConfig{"ทำบนเครื่องเซิร์ฟเวอร์เอง ตามไฟล์การตั้งค่านี้",
                        "make it on the server's own machine, by this configuration"};
  constexpr Say kKeep{
      "เก็บข้อมูลสำรองที่สมบูรณ์ไว้ N ชุดล่าสุดในโฟลเดอร์ แล้วลบชุดที่เก่ากว่า (ไม่ระบุ = ไม่ลบ)",
      "keep the newest N good ones in the folder and remove older ones (else none is removed)"};
  CLI::App* command = app.add_subcommand("backup", context.In(kAbout));
  command->require_subcommand(0, 1);
  const auto options = std::make_shared<BackupOptions>();
  CLI::Option* output =
      command->add_option("--output", options->output, context.In(kOutput))->type_name("FILE");
  CLI::Option* config = command->add_option("--config", options->config, context.In(kConfig))
                            ->type_name("FILE")
                            ->excludes(output);
  command->add_option("--keep", options->keep, context.In(kKeep))
      ->check(CLI::Range(1, 100'000))
      ->needs(config)
      ->type_name("N");
  AddKeygen(*command, context);
  command->callback([options, command, &context, &connection] {
    if (command->get_subcommands().empty()) context.Finish(Backup(*options, context, connection));
  });
}

}  // namespace sucharit
