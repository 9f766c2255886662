// SPDX-License-Identifier: Apache-2.0
#include "server/command_line/online/result_command.h"

#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include "common/status/status_macros.h"
#include "server/command_line/online/completeness_text.h"
#include "server/command_line/online/round_argument.h"
#include "server/scoring/score_files.h"

namespace sucharit {
namespace {

using Stub = v1::AdminService::Stub;

absl::Status Import(const std::string& round, const std::string& file, CommandContext& context,
                    Connection& connection) {
  constexpr Say kDone{"นำเข้าคะแนนแล้ว ", "scores imported: "};
  ASSIGN_OR_RETURN(const std::vector<v1::ImportedScore> scores, ReadImportedScoresCsv(file));
  ASSIGN_OR_RETURN(const FetchedRound fetched, FetchRound(round, connection));
  v1::ImportScoresRequest request;
  request.set_round_id(fetched.round_id);
  *request.mutable_scores() = {scores.begin(), scores.end()};
  RETURN_IF_ERROR(connection.Call(&Stub::ImportScores, request).status());
  if (context.json) {
    context.out << nlohmann::json{{"imported", scores.size()}}.dump() << "\n";
    return absl::OkStatus();
  }
  context.out << context.In(kDone) << scores.size() << "\n";
  return ShowCompleteness(fetched, context.out, context.language, connection);
}

absl::StatusOr<RoundScores> FetchScores(const std::string& round, Connection& connection) {
  ASSIGN_OR_RETURN(FetchedRound fetched, FetchRound(round, connection));
  v1::GetScoresRequest request;
  request.set_round_id(fetched.round_id);
  ASSIGN_OR_RETURN(const auto response, connection.Call(&Stub::GetScores, request));
  return RoundScores{std::move(fetched.assessment), response.scores()};
}

}  // namespace

void AddResultCommands(CLI::App& app, CommandContext& context, Connection& connection) {
  constexpr Say kImport{"นำเข้าคะแนนที่ผู้ประเมินให้ (EIT ส่วนที่ 2, OIT)",
                        "Import scores that assessors gave (EIT part 2, OIT)"};
  constexpr Say kFile{"ตาราง part,node,score และ evidence,note ถ้ามี",
                      "table part,node,score and, if you like, evidence,note"};
  struct Options {
    std::string round;
    std::string file;
  };
  const auto options = std::make_shared<Options>();
  CLI::App* import = app.add_subcommand("import", context.In(kImport));
  AddRoundArgument(*import, options->round, context);
  import->add_option("FILE", options->file, context.In(kFile))->required()->type_name("");
  import->callback([options, &context, &connection] {
    context.Finish(Import(options->round, options->file, context, connection));
});
context.fetch_scores = [&connection](const std::string& round) {
  return FetchScores(round, connection);
};
context.verify_round =
    [&connection](const std::string& round) -> absl::StatusOr<v1::VerifyRoundResponse> {
  v1::VerifyRoundRequest request;
  ASSIGN_OR_RETURN(*request.mutable_round_id(), connection.FindRound(round));
  return connection.Call(&Stub::VerifyRound, request);
};
}  // namespace sucharit

}  // namespace sucharit
