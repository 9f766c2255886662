// SPDX-License-Identifier: Apache-2.0
#include "server/command_line/verify_command.h"

#include <algorithm>
#include <memory>
#include <string>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "common/crypto/digest.h"
#include "common/crypto/secret.h"
#include "common/files/files.h"
#include "common/status/reason.h"
#include "common/status/status_macros.h"
#include "server/command_line/passphrase.h"
#include "server/export/localized.h"
#include "server/export/message_json.h"
#include "server/publish/audit_file.h"
#include "server/publish/bundle_reader.h"
#include "server/publish/verify_bundle.h"

namespace sucharit {
namespace {

constexpr size_t kLargestKeyFile = 4096;

struct VerifyOptions {
  std::string round;
  std::string bundle;
  std::string audit;
  std::string key;
  std::string passphrase_file;
};

absl::Status Misused(absl::string_view why, absl::string_view argument) {
  return Refused(absl::StatusCode::kInvalidArgument, v1::REASON_ARGUMENT, why, argument);
}

absl::Status Differs(absl::string_view what, absl::string_view where) {
  return Within(what, Refused(absl::StatusCode::kFailedPrecondition, v1::REASON_SCORES_DIFFER,
                              "computed again, other figures come out", where));
}

// A bundle may come from anywhere: nothing in it may steer the terminal.
std::string Printable(std::string text) {
  std::replace_if(
      text.begin(), text.end(),
      [](char character) { return absl::ascii_iscntrl(static_cast<unsigned char>(character)); },
      ' ');
  return text;
}

void SayCheck(const v1::Bundle& bundle, const BundleCheck& check, CommandContext& context) {
  constexpr Say kCounted{"คะแนนที่นับจากคำตอบ (คำนวณซ้ำจากจำนวนผู้ตอบและผลรวม): ",
                         "scores counted from answers (computed again from number and sum): "};
  constexpr Say kImported{"คะแนนที่ผู้ประเมินให้ (นำเข้า): ", "scores given by assessors (imported): "};
  constexpr Say kComputed{"คะแนนรวมที่คำนวณซ้ำ: ", "means computed again: "};
  constexpr Say kTotals{"แบบวัดที่ยอดคำตอบลงตัว: ", "questionnaires whose responses add up: "};
  constexpr Say kAnswers{"ตารางคำตอบที่ถูกต้อง: ", "answer tables that add up: "};
  constexpr Say kReceipts{"ใบรับในรายการที่ลงลายเซ็น (จำนวนตรงกับที่นับ): ", "receipts in signed lists: "};
  constexpr Say kGroups{"คะแนนรายกลุ่มที่คำนวณซ้ำ: ", "scores of groups computed again: "};
  context.out << Printable(In(context.language, bundle.agency_name())) << "  "
              << bundle.definition().id() << "  " << bundle.scores().definition_digest() << "\n"
              << context.In(kCounted) << check.counted << "\n"
              << context.In(kImported) << check.imported << "\n"
              << context.In(kComputed) << check.computed << "\n"
              << context.In(kTotals) << check.totals << "\n"
              << context.In(kAnswers) << check.answer_tables << "\n";
  if (check.receipts != 0) context.out << context.In(kReceipts) << check.receipts << "\n";
  if (check.breakdown_figures != 0) {
    context.out << context.In(kGroups) << check.breakdown_figures << "\n";
  }
}

absl::Status Conclude(const std::string& file, const v1::Bundle& bundle, const BundleCheck& check,
                      CommandContext& context) {
  constexpr Say kRight{"ถูกต้องทุกค่า", "Every figure is right."};
  if (!context.json) SayCheck(bundle, check, context);
  if (!check.differences.empty()) {
    return Differs(file, absl::StrJoin(check.differences, ", "));
  }
  if (context.json) {
    context.out << "{\"counted\": " << check.counted << ", \"imported\": " << check.imported
                << ", \"computed\": " << check.computed << ", \"totals\": " << check.totals
                << ", \"answer_tables\": " << check.answer_tables
                << ", \"breakdown_figures\": " << check.breakdown_figures
                << ", \"receipts\": " << check.receipts << "}\n";
  } else {
    context.out << context.In(kRight) << "\n";
  }
  return absl::OkStatus();
}

absl::Status VerifyBundleFile(const VerifyOptions& options, CommandContext& context) {
  ASSIGN_OR_RETURN(const v1::Bundle bundle, ReadBundle(options.bundle));
  const auto check = VerifyBundle(bundle);
  if (!check.ok()) return Within(options.bundle, check.status());
  return Conclude(options.bundle, bundle, *check, context);
}

absl::StatusOr<v1::AuditBundle> OpenAudit(const VerifyOptions& options, CommandContext& context) {
  ASSIGN_OR_RETURN(const std::string file, ReadWholeFile(options.audit, kLargestAuditFile));
  ASSIGN_OR_RETURN(const std::string wrapped, ReadWholeFile(options.key, kLargestKeyFile));
  ASSIGN_OR_RETURN(std::string passphrase, ReadKnownPassphrase(options.passphrase_file, context));
  const auto key = UnwrapAuditorKey(wrapped, passphrase);
  crypto::Wipe(passphrase);
  if (!key.ok()) return Within(options.key, key.status());
  auto audit = OpenAuditFile(file, *key);
  if (!audit.ok()) return Within(options.audit, audit.status());
  return audit;
}

absl::Status VerifyAuditFile(const VerifyOptions& options, CommandContext& context) {
  constexpr Say kSame{"ตรงกับชุดข้อมูลสาธารณะ: ", "the public bundle is the same: "};
  if (options.key.empty()) return Misused("which key opens it?", "--key");
  ASSIGN_OR_RETURN(const v1::AuditBundle audit, OpenAudit(options, context));
  if (!options.bundle.empty()) {
    ASSIGN_OR_RETURN(const v1::Bundle bundle, ReadBundle(options.bundle));
    if (MessageToJson(bundle) != MessageToJson(audit.bundle())) {
      return Differs(options.audit, options.bundle);
    }
    if (!context.json) context.out << context.In(kSame) << options.bundle << "\n";
  }
  const auto check = VerifyAudit(audit);
  if (!check.ok()) return Within(options.audit, check.status());
  return Conclude(options.audit, audit.bundle(), *check, context);
}

const char* SourceName(v1::CountedFrom from, const CommandContext& context) {
  switch (from) {
    case v1::COUNTED_FROM_BOXES:
      return context.In({"นับใหม่จากคำตอบที่ผนึกไว้", "counted again from the sealed responses"});
    case v1::COUNTED_FROM_ROWS:
      return context.In({"นับใหม่จากแถวข้อมูลที่เก็บไว้", "counted again from the kept rows"});
    default:
      return context.In({"คำนวณใหม่จากจำนวนนับ (ไม่มีคำตอบให้นับแล้ว)",
                         "computed again from the counts (no responses are left)"});
  }
}

absl::Status VerifyRound(const VerifyOptions& options, CommandContext& context) {
  constexpr Say kPeople{" คน", " people"};
  constexpr Say kOther{"  ← ได้ค่าอื่น", "  ← comes out otherwise"};
  constexpr Say kDigest{"SHA-256 ของคะแนน: ", "SHA-256 of the scores: "};
  constexpr Say kRight{"คะแนนตรงกันทุกไบต์", "The scores are the same, byte for byte."};
  if (!context.verify_round) return Misused("no server to ask", "ROUND");
  ASSIGN_OR_RETURN(const v1::VerifyRoundResponse result, context.verify_round(options.round));
  std::vector<std::string> differences;
  if (context.json) context.out << MessageToJson(result);
  for (const v1::VerifiedQuestionnaire& each : result.questionnaires()) {
    if (!each.equal()) differences.push_back(each.questionnaire());
    if (context.json) continue;
    context.out << each.questionnaire() << "  " << each.respondents() << context.In(kPeople) << "  "
                << SourceName(each.counted_from(), context)
                << (each.equal() ? "" : context.In(kOther)) << "\n";
  }
  if (!context.json) {
    context.out << context.In(kDigest) << crypto::ToHex(result.kept_digest()) << "\n";
  }
  if (!result.scores_equal()) {
    differences.push_back(absl::StrCat("SHA-256 ", crypto::ToHex(result.computed_digest())));
  }
  if (!differences.empty()) return Differs(options.round, absl::StrJoin(differences, ", "));
  if (!context.json) context.out << context.In(kRight) << "\n";
  return absl::OkStatus();
}

absl::Status Verify(const VerifyOptions& options, CommandContext& context) {
  const bool from_files = !options.bundle.empty() || !options.audit.empty();
  if (from_files == !options.round.empty()) {
    return Misused("either a round or files", "ROUND, --bundle, --audit");
  }
  if (!options.round.empty()) return VerifyRound(options, context);
  return options.audit.empty() ? VerifyBundleFile(options, context)
                               : VerifyAuditFile(options, context);
}

}  // namespace

void AddVerifyCommand(CLI::App& app, CommandContext& context) {
  constexpr Say kAbout{"คำนวณคะแนนที่เผยแพร่ซ้ำ แล้วเทียบทุกค่า",
                       "Compute published scores again and compare every figure"};
  constexpr Say kRound{"รหัสรอบบนเซิร์ฟเวอร์ (นับและคำนวณใหม่)",
                       "a round on the server (counts and computes again)"};
  constexpr Say kBundle{"ชุดข้อมูลผลคะแนนสาธารณะ ไม่ต้องใช้เซิร์ฟเวอร์", "a public bundle; needs no server"};
  constexpr Say kAudit{"ไฟล์สำหรับผู้ตรวจสอบ (ใช้กับ --key; ระบุ --bundle เพื่อเทียบด้วย)",
                       "an auditor's file (with --key; with --bundle, compares that too)"};
  constexpr Say kKey{"กุญแจลับของผู้ตรวจสอบ (auditor.key)", "the auditor's private key"};
  constexpr Say kPassphrase{"ไฟล์ที่บรรทัดแรกเป็นรหัสผ่านของกุญแจ (ไม่ระบุ = ถามบนจอ)",
                            "file whose first line is the key's passphrase (else it is asked for)"};
  CLI::App* command = app.add_subcommand("verify", context.In(kAbout));
  const auto options = std::make_shared<VerifyOptions>();
  command->add_option("ROUND", options->round, context.In(kRound))->type_name("");
  command->add_option("--bundle", options->bundle, context.In(kBundle))->type_name("FILE");
  command->add_option("--audit", options->audit, context.In(kAudit))->type_name("FILE");
  command->add_option("--key", options->key, context.In(kKey))->type_name("FILE");
  command->add_option("--passphrase-file", options->passphrase_file, context.In(kPassphrase))
      ->type_name("FILE");
  command->callback([options, &context] { context.Finish(Verify(*options, context)); });
}

}  // namespace sucharit
