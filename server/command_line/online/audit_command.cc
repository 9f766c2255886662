// SPDX-License-Identifier: Apache-2.0
#include "server/command_line/online/audit_command.h"

#include <filesystem>
#include <memory>
#include <string>
#include <system_error>

#include "absl/strings/str_cat.h"
#include "common/crypto/digest.h"
#include "common/crypto/sealed_box.h"
#include "common/crypto/secret.h"
#include "common/files/files.h"
#include "common/status/reason.h"
#include "common/status/status_macros.h"
#include "server/command_line/online/round_argument.h"
#include "server/command_line/passphrase.h"
#include "server/export/message_json.h"
#include "server/publish/audit_file.h"

namespace sucharit {
namespace {

using Stub = v1::AdminService::Stub;

constexpr size_t kLargestKeyFile = 4096;
constexpr mode_t kOwnerOnly = 0600;

struct AuditOptions {
  std::string round;
  std::string key;
  std::string output;
  std::string folder;
  std::string passphrase_file;
};

// The path, and the SHA-256 by which two copies are compared.
void SayWritten(const std::string& path, absl::string_view bytes, CommandContext& context) {
  if (context.json) return;
  context.out << path << "  SHA-256 " << crypto::ToHex(crypto::Sha256(bytes)) << "\n";
}

absl::Status WriteBundle(const AuditOptions& options, CommandContext& context,
                         Connection& connection) {
  v1::GetBundleRequest request;
  ASSIGN_OR_RETURN(*request.mutable_round_id(), connection.FindRound(options.round));
  ASSIGN_OR_RETURN(const auto response, connection.Call(&Stub::GetBundle, request));
  const std::string json = MessageToJson(response.bundle());
  RETURN_IF_ERROR(WriteFileAtomically(options.output, json));
  SayWritten(options.output, json, context);
  return absl::OkStatus();
}

absl::Status WriteAuditBundle(const AuditOptions& options, CommandContext& context,
                              Connection& connection) {
  constexpr Say kWarning{"ไฟล์นี้ห้ามเผยแพร่ ส่งให้ผู้ตรวจสอบเท่านั้น",
                         "Not for publication: give this file to the auditor alone."};
  ASSIGN_OR_RETURN(const std::string text, ReadWholeFile(options.key, kLargestKeyFile));
  v1::GetAuditBundleRequest request;
  ASSIGN_OR_RETURN(*request.mutable_round_id(), connection.FindRound(options.round));
  auto key = ParseAuditorKey(text);
  if (!key.ok()) return Within(options.key, key.status());
  request.set_auditor_key(*key);
  ASSIGN_OR_RETURN(const auto response, connection.Call(&Stub::GetAuditBundle, request));
  const std::string file = AuditFile(response.sealed());
  RETURN_IF_ERROR(WriteFileAtomically(options.output, file, kOwnerOnly));
  SayWritten(options.output, file, context);
  context.err << context.In(kWarning) << "\n";
  return absl::OkStatus();
}

absl::Status MakeKeys(const AuditOptions& options, CommandContext& context) {
  constexpr Say kDone{"สร้างกุญแจแล้ว ส่ง auditor.pub ให้หน่วยงาน และเก็บ auditor.key ไว้เป็นความลับ",
                      "Keys made: give auditor.pub to the agency, keep auditor.key to yourself."};
  const std::string private_path = absl::StrCat(options.folder, "/auditor.key");
  std::error_code ignored;
  if (std::filesystem::exists(private_path, ignored)) {
    return Refused(absl::StatusCode::kAlreadyExists, v1::REASON_ALREADY_INITIALIZED,
                   "there is a key already", private_path);
  }
  ASSIGN_OR_RETURN(std::string passphrase, ReadPassphrase(options.passphrase_file, context));
  const crypto::SealingKeyPair pair = crypto::GenerateSealingKeyPair();
  const auto wrapped = WrapAuditorKey(pair.private_key, passphrase);
  crypto::Wipe(passphrase);
  RETURN_IF_ERROR(wrapped.status());
  RETURN_IF_ERROR(MakePrivateFolder(options.folder));
  RETURN_IF_ERROR(WriteFileAtomically(private_path, *wrapped, kOwnerOnly));
  RETURN_IF_ERROR(WriteFileAtomically(absl::StrCat(options.folder, "/auditor.pub"),
                                      FormatAuditorKey(pair.public_key)));
  if (!context.json) context.out << context.In(kDone) << "\n";
  return absl::OkStatus();
}

void AddBundle(CLI::App& app, CommandContext& context, Connection& connection) {
  constexpr Say kAbout{"เขียนชุดข้อมูลผลคะแนนสาธารณะ (bundle.json) ที่ใครก็ตรวจคำนวณซ้ำได้",
                       "Write the public bundle, from which anybody can compute every score again"};
  constexpr Say kOutput{"ไฟล์ปลายทาง", "file to write"};
  const auto options = std::make_shared<AuditOptions>();
  options->output = "bundle.json";
  CLI::App* command = app.add_subcommand("bundle", context.In(kAbout));
  AddRoundArgument(*command, options->round, context);
  command->add_option("--output", options->output, context.In(kOutput))->type_name("FILE");
  command->callback([options, &context, &connection] {
    context.Finish(WriteBundle(*options, context, connection));
  });
}

void AddAuditBundle(CLI::App& app, CommandContext& context, Connection& connection) {
  constexpr Say kAbout{"เขียนจำนวนนับเบื้องหลังคะแนน ผนึกให้ผู้ตรวจสอบคนเดียว (ห้ามเผยแพร่)",
                       "Write the counts behind the scores, sealed to one auditor (not for "
                       "publication)"};
  constexpr Say kKey{"กุญแจสาธารณะของผู้ตรวจสอบ (auditor.pub)", "the auditor's public key"};
  constexpr Say kOutput{"ไฟล์ปลายทาง", "file to write"};
  const auto options = std::make_shared<AuditOptions>();
  CLI::App* command = app.add_subcommand("audit-bundle", context.In(kAbout));
  AddRoundArgument(*command, options->round, context);
  command->add_option("--key", options->key, context.In(kKey))->required()->type_name("FILE");
  command->add_option("--output", options->output, context.In(kOutput))
      ->required()
      ->type_name("FILE");
  command->callback([options, &context, &connection] {
    context.Finish(WriteAuditBundle(*options, context, connection));
  });
}

void AddAuditor(CLI::App& app, CommandContext& context) {
  constexpr Say kAbout{"สำหรับผู้ตรวจสอบ", "For an auditor"};
  constexpr Say kKeygen{"สร้างคู่กุญแจ auditor.pub และ auditor.key",
                        "Make the pair of keys auditor.pub and auditor.key"};
  constexpr Say kFolder{"โฟลเดอร์ที่จะเก็บกุญแจ", "folder for the keys"};
  constexpr Say kPassphrase{"ไฟล์ที่บรรทัดแรกเป็นรหัสผ่าน (ไม่ระบุ = ถามบนจอ)",
                            "file whose first line is the passphrase (else it is asked for)"};
  CLI::App* auditor = app.add_subcommand("auditor", context.In(kAbout));
  auditor->require_subcommand(1);
  const auto options = std::make_shared<AuditOptions>();
  CLI::App* keygen = auditor->add_subcommand("keygen", context.In(kKeygen));
  keygen->add_option("--folder", options->folder, context.In(kFolder))
      ->required()
      ->type_name("DIR");
  keygen->add_option("--passphrase-file", options->passphrase_file, context.In(kPassphrase))
      ->type_name("FILE");
  keygen->callback([options, &context] { context.Finish(MakeKeys(*options, context)); });
}

}  // namespace

void AddAuditCommands(CLI::App& app, CommandContext& context, Connection& connection) {
  AddBundle(app, context, connection);
  AddAuditor(app, context);
  AddAuditBundle(app, context, connection);
}

}  // namespace sucharit
