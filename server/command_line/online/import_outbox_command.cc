// SPDX-License-Identifier: Apache-2.0
#include "server/command_line/online/import_outbox_command.h"

#include <cstdint>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "common/files/files.h"
#include "common/response/outbox_file.h"
#include "common/response/receipt.h"
#include "common/status/reason.h"
#include "common/status/status_macros.h"

namespace sucharit {
namespace {

using Stub = v1::AdminService::Stub;

// What became of the boxes of a file.
struct Imported {
  int64_t stored = 0;
  int64_t late = 0;
  int64_t refused = 0;
  int64_t unproven = 0;  // Kept or late as the server says, but the file has no key to verify it.
  absl::Status first_refusal;  // Of a whole batch, whose boxes count as refused.
};

// What the server says of each box, verified by the key that the tablet was given for the round:
// not by one that this server gives now.
absl::StatusOr<std::vector<v1::Outcome>> OutcomesOf(const v1::PushResponsesRequest& batch,
                                                    const v1::PushResponsesResponse& receipt,
                                                    const ReceiptKeys& keys, Imported& imported) {
  const auto key = keys.find(batch.round_id());
  std::vector<std::string> ids;
  for (const std::string& box : batch.boxes()) ids.push_back(BoxId(box));
  if (key != keys.end()) return VerifyReceipt(batch.round_id(), ids, receipt, key->second);
  imported.unproven += batch.boxes_size();
  std::vector<v1::Outcome> outcomes;
  for (const char outcome : receipt.outcomes()) {
    outcomes.push_back(static_cast<v1::Outcome>(outcome));
  }
  outcomes.resize(ids.size(), v1::OUTCOME_REFUSED);
  return outcomes;
}

void Add(const v1::PushResponsesRequest& batch,
         const absl::StatusOr<std::vector<v1::Outcome>>& outcomes, Imported& imported) {
  if (!outcomes.ok()) {
    imported.refused += batch.boxes_size();
    if (imported.first_refusal.ok()) imported.first_refusal = outcomes.status();
    return;
  }
  for (const v1::Outcome outcome : *outcomes) {
    if (outcome == v1::OUTCOME_STORED) {
      ++imported.stored;
    } else if (outcome == v1::OUTCOME_TOO_LATE) {
      ++imported.late;
    } else {
      ++imported.refused;
    }
  }
}

void Show(const Imported& imported, CommandContext& context) {
  constexpr Say kStored{"เซิร์ฟเวอร์เก็บแล้ว (รวมที่เคยได้รับแล้ว): ",
                        "kept by the server (with those it had already): "};
  constexpr Say kLate{"มาสาย ไม่ถูกนับ: ", "too late, not counted: "};
  constexpr Say kRefused{"ถูกปฏิเสธ: ", "refused: "};
  constexpr Say kUnproven{"ในจำนวนนี้ตรวจลายเซ็นใบรับไม่ได้ เพราะไฟล์ไม่มีกุญแจของรอบ: ",
                          "of these without a verified receipt, because the file lacks the round's "
                          "key: "};
  if (context.json) {
    context.out << nlohmann::ordered_json{{"stored", imported.stored},
                                          {"late", imported.late},
                                          {"refused", imported.refused},
                                          {"unproven", imported.unproven}}
                       .dump()
                << "\n";
    return;
  }
  context.out << context.In(kStored) << imported.stored << "\n"
              << context.In(kLate) << imported.late << "\n"
              << context.In(kRefused) << imported.refused << "\n";
  if (imported.unproven == 0) return;
  context.out << context.In(kUnproven) << imported.unproven << "\n";
}

// A batch that is refused doesn't keep the others out.
absl::Status Import(const std::string& file, CommandContext& context, Connection& connection) {
  ASSIGN_OR_RETURN(const std::string bytes, ReadWholeFile(file));
  const auto outbox = ReadOutboxFile(bytes);
  if (!outbox.ok()) return Within(file, outbox.status());
  Imported imported;
  for (const v1::PushResponsesRequest& batch : outbox->batches) {
    const auto receipt = connection.Call(&Stub::ImportOutbox, batch);
    if (receipt.ok()) {
      Add(batch, OutcomesOf(batch, *receipt, outbox->receipt_keys, imported), imported);
    } else {
      Add(batch, receipt.status(), imported);
    }
    if (absl::IsUnavailable(imported.first_refusal)) return imported.first_refusal;
  }
  Show(imported, context);
  return imported.first_refusal;
}

}  // namespace

void AddImportOutboxCommand(CLI::App& app, CommandContext& context, Connection& connection) {
  constexpr Say kAbout{
      "นำเข้าคำตอบที่ผนึกไว้จากไฟล์ฉุกเฉินของแท็บเล็ต (สั่งซ้ำได้ แต่ละคำตอบนับครั้งเดียว)",
      "Bring in the sealed responses of a tablet's emergency file (may be repeated; each counts "
      "once)"};
  constexpr Say kFile{"ไฟล์ที่แท็บเล็ตเขียน", "the file that the tablet wrote"};
  CLI::App* command = app.add_subcommand("import-outbox", context.In(kAbout));
  const auto file = std::make_shared<std::string>();
  command->add_option("FILE", *file, context.In(kFile))->required()->type_name("");
  command->callback(
      [file, &context, &connection] { context.Finish(Import(*file, context, connection)); });
}

}  // namespace sucharit
