// SPDX-License-Identifier: Apache-2.0
#include "server/command_line/online/result_command.h"

#include <string>
#include <utility>
#include <vector>

#include "common/assessment/assessment.h"
#include "common/status/reason.h"
#include "common/status/status_macros.h"
#include "server/command_line/online/round_text.h"
#include "server/command_line/show_scores.h"
#include "server/export/message_json.h"
#include "server/scoring/score_files.h"

namespace sucharit {
namespace {

using Stub = v1::AdminService::Stub;

absl::Status Import(const std::string& round, const std::string& file, CommandContext& context,
                    Connection& connection) {
  constexpr Say kDone{"นำเข้าคะแนนแล้ว ", "scores imported: "};
  ASSIGN_OR_RETURN(const std::vector<v1::ImportedScore> scores, ReadImportedScoresCsv(file));
  v1::ImportScoresRequest request;
  ASSIGN_OR_RETURN(*request.mutable_round_id(), connection.FindRound(round));
  *request.mutable_scores() = {scores.begin(), scores.end()};
  RETURN_IF_ERROR(connection.Call(&Stub::ImportScores, request).status());
  if (context.json) {
    context.out << nlohmann::json{{"imported", scores.size()}}.dump() << "\n";
  } else {
    context.out << context.In(kDone) << scores.size() << "\n";
  }
  return absl::OkStatus();
}

absl::StatusOr<v1::GetScoresResponse> FetchScores(const std::string& round,
                                                  Connection& connection) {
  v1::GetScoresRequest request;
  ASSIGN_OR_RETURN(*request.mutable_round_id(), connection.FindRound(round));
  return connection.Call(&Stub::GetScores, request);
}

absl::Status Publish(const std::string& round, bool sure, CommandContext& context,
                     Connection& connection) {
  constexpr Say kDone{
      "เผยแพร่คะแนนแล้ว กุญแจของรอบถูกทำลาย ไม่มีใครเปิดคำตอบรายคนได้อีก โปรดทำลายสำเนากุญแจด้วย",
      "Published. The round's key is destroyed: nobody can open a single response any "
      "more. Please destroy the copies of the key too."};
  if (!sure) {
    return Refused(absl::StatusCode::kInvalidArgument, v1::REASON_ARGUMENT,
                   "can't be undone; say --yes", "--yes");
  }
  v1::PublishRoundRequest request;
  ASSIGN_OR_RETURN(*request.mutable_round_id(), connection.FindRound(round));
  ASSIGN_OR_RETURN(const auto response, connection.Call(&Stub::PublishRound, request));
  if (context.json) {
    context.out << MessageToJson(response.scores());
  } else {
    context.out << context.In(kDone) << "\n";
  }
  return absl::OkStatus();
}

CLI::App* AddVerb(CLI::App& app, const char* name, const Say& about, std::string& round,
                  const CommandContext& context) {
  constexpr Say kRound{"รหัสรอบ หรือส่วนต้นของรหัส", "the round's id, or its beginning"};
  CLI::App* command = app.add_subcommand(name, context.In(about));
  command->add_option("ROUND", round, context.In(kRound))->required()->type_name("");
  return command;
}

}  // namespace

void AddResultCommands(CLI::App& app, CommandContext& context, Connection& connection) {
  constexpr Say kImport{"นำเข้าคะแนนที่ผู้ประเมินให้ (EIT ส่วนที่ 2, OIT)",
                        "Import scores that assessors gave (EIT part 2, OIT)"};
  constexpr Say kFile{"ตาราง part,node,score", "table part,node,score"};
  constexpr Say kPublish{"เผยแพร่คะแนนและทำลายกุญแจของรอบ (เรียกคืนไม่ได้)",
                         "Publish the scores and destroy the round's key (can't be undone)"};
  constexpr Say kYes{"ยืนยัน", "yes, I am sure"};
  struct Options {
    std::string round;
    std::string path;
    bool sure = false;
  };
  const auto options = std::make_shared<Options>();
  CLI::App* import = AddVerb(app, "import", kImport, options->round, context);
  import->add_option("FILE", options->path, context.In(kFile))->required()->type_name("");
  import->callback([options, &context, &connection] {
    context.Finish(Import(options->round, options->path, context, connection));
});
CLI::App* publish = AddVerb(app, "publish", kPublish, options->round, context);
publish->add_flag("--yes", options->sure, context.In(kYes));
publish->callback([options, &context, &connection] {
  context.Finish(Publish(options->round, options->sure, context, connection));
});
context.fetch_scores = [&connection](const std::string& round) -> absl::StatusOr<RoundScores> {
  v1::GetRoundRequest request;
  ASSIGN_OR_RETURN(*request.mutable_round_id(), connection.FindRound(round));
  ASSIGN_OR_RETURN(const auto described, connection.Call(&Stub::GetRound, request));
  ASSIGN_OR_RETURN(Assessment assessment, Assessment::FromBytes(described.definition()));
  ASSIGN_OR_RETURN(const auto response, FetchScores(round, connection));
  return RoundScores{std::move(assessment), response.scores()};
};
}  // namespace sucharit

}  // namespace sucharit
