// SPDX-License-Identifier: Apache-2.0
#include "server/command_line/online/publish_command.h"

#include <memory>
#include <string>
#include <vector>

#include "common/status/reason.h"
#include "common/status/status_macros.h"
#include "server/command_line/online/breakdown_text.h"
#include "server/command_line/online/round_argument.h"
#include "server/export/message_json.h"
#include "sucharit/v1/backup.grpc.pb.h"

namespace sucharit {
namespace {

using Stub = v1::AdminService::Stub;

struct PublishOptions {
  std::string round;
  std::vector<std::string> segments;
  bool breakdown = false;
  bool sure = false;
};

absl::Status Sure(const PublishOptions& options) {
  return options.sure ? absl::OkStatus() : Misused("can't be undone; say --yes", "--yes");
}

absl::StatusOr<v1::PublishBreakdownResponse> CallBreakdown(const PublishOptions& options,
                                                           const std::string& round_id,
                                                           Connection& connection) {
  v1::PublishBreakdownRequest request;
  request.set_round_id(round_id);
  *request.mutable_segments() = {options.segments.begin(), options.segments.end()};
  return connection.Call(&Stub::PublishBreakdown, request);
}

// Who may publish needn't be allowed to ask about backups; then nothing is said.
void SayIfNotBackedUp(CommandContext& context, Connection& connection) {
  constexpr Say kWarning{
      "คำเตือน: ไม่มีการสำรองข้อมูลก่อนเผยแพร่ เพราะยังไม่ได้ตั้ง backup_key และ backup_folder ในเซิร์ฟเวอร์",
      "Warning: no backup was made before publishing, because the server has no backup_key and "
      "backup_folder."};
  const auto backups =
      connection.Call(&v1::BackupService::Stub::GetBackups, v1::GetBackupsRequest());
  if (!backups.ok() || (backups->has_key() && backups->has_folder())) return;
  context.err << context.In(kWarning) << "\n";
}

absl::Status Publish(const PublishOptions& options, CommandContext& context,
                     Connection& connection) {
  constexpr Say kDone{
      "เผยแพร่คะแนนแล้ว กุญแจของรอบถูกทำลาย ไม่มีใครเปิดคำตอบรายคนได้อีก โปรดทำลายสำเนากุญแจด้วย:",
      "Published. The round's key is destroyed: nobody can open a single response any "
      "more. Please destroy the copies of the key too:"};
  RETURN_IF_ERROR(Sure(options));
  ASSIGN_OR_RETURN(const FetchedRound fetched, FetchRound(options.round, connection));
  v1::PublishRoundRequest request;
  request.set_round_id(fetched.round_id);
  ASSIGN_OR_RETURN(const auto response, connection.Call(&Stub::PublishRound, request));
  SayIfNotBackedUp(context, connection);
  if (context.json) {
    context.out << MessageToJson(response.scores());
  } else {
    context.out << context.In(kDone) << "\n";
    for (const std::string& place : response.copies_to_destroy()) {
      context.out << "  - " << place << "\n";
    }
  }
  if (!options.breakdown) return absl::OkStatus();
  ASSIGN_OR_RETURN(const auto broken_down, CallBreakdown(options, fetched.round_id, connection));
  if (!context.json) {
    context.out << BreakdownsToText(fetched.assessment, broken_down.breakdowns(), context.language);
  }
  return absl::OkStatus();
}

absl::Status BreakDown(const PublishOptions& options, CommandContext& context,
                       Connection& connection) {
  RETURN_IF_ERROR(Sure(options));
  ASSIGN_OR_RETURN(const FetchedRound fetched, FetchRound(options.round, connection));
  ASSIGN_OR_RETURN(const auto response, CallBreakdown(options, fetched.round_id, connection));
  if (context.json) {
    context.out << MessageToJson(response);
  } else {
    context.out << BreakdownsToText(fetched.assessment, response.breakdowns(), context.language);
  }
  return absl::OkStatus();
}

using Action = absl::Status (*)(const PublishOptions&, CommandContext&, Connection&);

CLI::App* AddVerb(CLI::App& app, const char* name, const Say& about, Action action,
                  const std::shared_ptr<PublishOptions>& options, CommandContext& context,
                  Connection& connection) {
  constexpr Say kYes{"ยืนยัน", "yes, I am sure"};
  CLI::App* command = app.add_subcommand(name, context.In(about));
  AddRoundArgument(*command, options->round, context);
  command->add_flag("--yes", options->sure, context.In(kYes));
  command->callback([action, options, &context, &connection] {
    context.Finish(action(*options, context, connection));
  });
  return command;
}

}  // namespace

void AddPublishCommands(CLI::App& app, CommandContext& context, Connection& connection) {
  constexpr Say kPublish{"เผยแพร่คะแนนและทำลายกุญแจของรอบ (เรียกคืนไม่ได้)",
                         "Publish the scores and destroy the round's key (can't be undone)"};
  constexpr Say kWithBreakdown{"เผยแพร่คะแนนแยกตามกลุ่มทั้งหมดด้วย",
                               "publish the scores by all segments too"};
  constexpr Say kBreakdown{
      "เผยแพร่คะแนนแยกตามกลุ่ม โดยซ่อนกลุ่มที่เล็กเกินไป (เรียกคืนไม่ได้)",
      "Publish the scores by groups, hiding those that are too small (can't be undone)"};
  constexpr Say kSegments{"รหัสการจำแนก (ไม่ระบุ = ทั้งหมด)", "segments' ids (all without any)"};
  const auto publish = std::make_shared<PublishOptions>();
  AddVerb(app, "publish", kPublish, Publish, publish, context, connection)
      ->add_flag("--breakdown", publish->breakdown, context.In(kWithBreakdown));
  const auto breakdown = std::make_shared<PublishOptions>();
  AddVerb(app, "breakdown", kBreakdown, BreakDown, breakdown, context, connection)
      ->add_option("SEGMENT", breakdown->segments, context.In(kSegments))
      ->type_name("");
}

}  // namespace sucharit
