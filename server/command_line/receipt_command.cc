// SPDX-License-Identifier: Apache-2.0
#include "server/command_line/receipt_command.h"

#include <memory>
#include <nlohmann/json.hpp>
#include <string>

#include "absl/strings/escaping.h"
#include "common/crypto/digest.h"
#include "common/status/reason.h"
#include "common/status/status_macros.h"
#include "server/export/localized.h"
#include "server/publish/bundle_reader.h"
#include "server/publish/receipt_lists.h"

namespace sucharit {
namespace {

struct ReceiptOptions {
  std::string code;
  std::string bundle;
};

absl::Status Check(const ReceiptOptions& options, CommandContext& context) {
  constexpr Say kCounted{"นับแล้ว: คำตอบนี้ถูกนับเป็นหนึ่งชุดใน ", "Counted as one response in "};
  constexpr Say kKey{"ลายเซ็นของรายการถูกต้อง กุญแจของรอบ (Ed25519): ",
                     "The list's signature is right. The round's key (Ed25519): "};
  ASSIGN_OR_RETURN(const v1::Bundle bundle, ReadBundle(options.bundle));
  const auto questionnaire = CheckReceipt(bundle, options.code);
  if (!questionnaire.ok()) {
    return ReasonOf(questionnaire.status()) == v1::REASON_RECEIPT_LIST_FORGED
               ? Within(options.bundle, questionnaire.status())
               : questionnaire.status();
  }
  const std::string key = crypto::ToHex(bundle.receipts(0).receipt_key());
  if (context.json) {
    context.out << nlohmann::json{{"counted", true},
                                  {"questionnaire", *questionnaire},
                                  {"receipt_key", key}}
                       .dump()
                << "\n";
  } else {
    context.out << context.In(kCounted) << absl::Utf8SafeCHexEscape(*questionnaire) << "\n"
                << context.In(kKey) << key << "\n";
  }
  return absl::OkStatus();
}

}  // namespace

void AddReceiptCommand(CLI::App& app, CommandContext& context) {
  constexpr Say kAbout{"ใบรับคำตอบ", "Receipts of responses"};
  constexpr Say kCheck{"ตรวจว่าคำตอบของใบรับถูกนับ ไม่ต้องใช้เซิร์ฟเวอร์",
                       "Check that a receipt's response was counted; needs no server"};
  constexpr Say kCode{"รหัสใบรับ 17 ตัว", "the receipt's 17 characters"};
  constexpr Say kBundle{"ชุดข้อมูลผลคะแนนสาธารณะ (bundle.json)", "the public bundle (bundle.json)"};
  CLI::App* receipt = app.add_subcommand("receipt", context.In(kAbout));
  receipt->require_subcommand(1);
  CLI::App* check = receipt->add_subcommand("check", context.In(kCheck));
  const auto options = std::make_shared<ReceiptOptions>();
  check->add_option("CODE", options->code, context.In(kCode))->required()->type_name("");
  check->add_option("--bundle", options->bundle, context.In(kBundle))
      ->required()
      ->type_name("FILE");
  check->callback([options, &context] { context.Finish(Check(*options, context)); });
}

}  // namespace sucharit
