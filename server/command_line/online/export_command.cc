// SPDX-License-Identifier: Apache-2.0
#include "server/command_line/online/export_command.h"

#include <filesystem>
#include <string>
#include <system_error>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/crypto/digest.h"
#include "common/files/files.h"
#include "common/status/status_macros.h"
#include "server/export/message_json.h"
#include "server/export/score_csv.h"
#include "server/publish/publication.h"

namespace sucharit {
namespace {

using Stub = v1::AdminService::Stub;

std::string TotalsToCsv(const google::protobuf::RepeatedPtrField<v1::Totals>& totals) {
  std::string csv = "questionnaire,received,counted,card_refused,not_valid,late\n";
  for (const v1::Totals& each : totals) {
    absl::StrAppend(&csv, each.questionnaire(), ",", each.received(), ",", each.counted(), ",",
                    each.card_refused(), ",", each.not_valid(), ",", each.late(), "\n");
  }
  return csv;
}

// What everybody may read, as files. The manifest comes last: with it the export is whole.
absl::Status Export(const std::string& round, const std::string& folder, CommandContext& context,
                    Connection& connection) {
  constexpr Say kDone{"ส่งออกไปที่ ", "exported to "};
  v1::GetScoresRequest request;
  ASSIGN_OR_RETURN(*request.mutable_round_id(), connection.FindRound(round));
  ASSIGN_OR_RETURN(const auto response, connection.Call(&Stub::GetScores, request));
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  const Publication publication = MakePublication(response.scores());
  const std::pair<const char*, std::string> files[] = {
      {"scores.csv", ScoresToCsv(publication.scores())},
      {"scores.json", MessageToJson(publication.scores())},
      {"totals.csv", TotalsToCsv(response.totals())}};
  std::string manifest;
  for (const auto& [name, bytes] : files) {
    RETURN_IF_ERROR(WriteFileAtomically(absl::StrCat(folder, "/", name), bytes));
    absl::StrAppend(&manifest, crypto::ToHex(crypto::Sha256(bytes)), "  ", name, "\n");
  }
  RETURN_IF_ERROR(WriteFileAtomically(absl::StrCat(folder, "/SHA256SUMS"), manifest));
  if (!context.json) context.out << context.In(kDone) << folder << "\n";
  return absl::OkStatus();
}

}  // namespace

void AddExportCommand(CLI::App& app, CommandContext& context, Connection& connection) {
  constexpr Say kExport{"เขียนคะแนนและยอดรวมเป็นไฟล์", "Write scores and totals as files"};
  constexpr Say kRound{"รหัสรอบ หรือส่วนต้นของรหัส", "the round's id, or its beginning"};
  constexpr Say kFolder{"โฟลเดอร์ปลายทาง", "folder to write into"};
  struct Options {
    std::string round;
    std::string folder;
  };
  const auto options = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand("export", context.In(kExport));
  command->add_option("ROUND", options->round, context.In(kRound))->required()->type_name("");
  command->add_option("--folder", options->folder, context.In(kFolder))
      ->required()
      ->type_name("FOLDER");
  command->callback([options, &context, &connection] {
    context.Finish(Export(options->round, options->folder, context, connection));
  });
}

}  // namespace sucharit
