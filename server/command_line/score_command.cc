// SPDX-License-Identifier: Apache-2.0
#include "server/command_line/score_command.h"

#include <filesystem>
#include <memory>
#include <set>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "common/status/reason.h"
#include "common/status/status_macros.h"
#include "server/command_line/show_scores.h"
#include "server/scoring/score_files.h"
#include "server/scoring/scoring.h"

namespace sucharit {
namespace {

struct ScoreOptions {
  std::string round;
  std::string definition;
  std::vector<std::string> responses;  // "IIT=FILE"
  std::string imported;
  ShowOptions show;
};

absl::Status Misused(absl::string_view message, absl::string_view argument) {
  return Refused(absl::StatusCode::kInvalidArgument, v1::REASON_ARGUMENT, message, argument);
}

// Files of this size take more than a second to read.
constexpr std::uintmax_t kLargeFileBytes = std::uintmax_t{8} << 20;

void ShowProgress(const std::string& path, CommandContext& context) {
  constexpr Say kReading{"กำลังอ่าน ", "reading "};
  std::error_code ignored;
  const std::uintmax_t size = std::filesystem::file_size(path, ignored);
  if (ignored || size < kLargeFileBytes) return;
  context.err << context.In(kReading) << path << " (" << (size >> 20) << " MiB) …\n" << std::flush;
}

// Reads one "IIT=FILE".
absl::StatusOr<v1::Tally> ReadResponses(const std::string& argument, const Assessment& assessment,
                                        CommandContext& context) {
  const std::vector<std::string> parts = absl::StrSplit(argument, absl::MaxSplits('=', 1));
  if (parts.size() != 2 || parts[0].empty() || parts[1].empty()) {
    return Misused("not of the form IIT=FILE", absl::StrCat("--responses ", argument));
  }
  const Instrument* instrument = assessment.FindInstrument(parts[0]);
  if (instrument == nullptr || !instrument->is_survey) {
    return Refused(absl::StatusCode::kInvalidArgument, v1::REASON_QUESTIONNAIRE_UNKNOWN,
                   "not a questionnaire of the definition", parts[0]);
  }
  ShowProgress(parts[1], context);
  return ReadResponsesCsv(parts[1], assessment, *instrument);
}

absl::StatusOr<std::vector<v1::Tally>> ReadAllResponses(const ScoreOptions& options,
                                                        const Assessment& assessment,
                                                        CommandContext& context) {
  std::vector<v1::Tally> tallies;
  std::set<std::string> questionnaires;
  for (const std::string& argument : options.responses) {
    ASSIGN_OR_RETURN(v1::Tally tally, ReadResponses(argument, assessment, context));
    // The same file named twice would count everybody twice.
    if (!questionnaires.insert(tally.questionnaire()).second) {
      return Misused("a questionnaire twice", absl::StrCat("--responses ", argument));
    }
    tallies.push_back(std::move(tally));
  }
  return tallies;
}

absl::Status ScoreFiles(const ScoreOptions& options, CommandContext& context) {
  if (options.definition.empty()) return Misused("which definition?", "--definition");
  if (options.responses.empty() && options.imported.empty()) {
    return Misused("nothing to score", "--responses, --imported");
  }
  ASSIGN_OR_RETURN(const Assessment assessment, LoadAssessment(options.definition));
  ASSIGN_OR_RETURN(const std::vector<v1::Tally> tallies,
                   ReadAllResponses(options, assessment, context));
  std::vector<v1::ImportedScore> imported;
  if (!options.imported.empty()) {
    ASSIGN_OR_RETURN(imported, ReadImportedScoresCsv(options.imported));
  }
  ASSIGN_OR_RETURN(const v1::Scores scores, ComputeScores(assessment, tallies, imported));
  return ShowScores(assessment, scores, options.show, context);
}

absl::Status ScoreRound(const ScoreOptions& options, CommandContext& context) {
  if (!options.definition.empty() || !options.responses.empty() || !options.imported.empty()) {
    return Misused("either a round or files", "ROUND, --definition, --responses, --imported");
  }
  if (!context.fetch_scores) return Misused("no server to ask", "ROUND");
  ASSIGN_OR_RETURN(const RoundScores fetched, context.fetch_scores(options.round));
  return ShowScores(fetched.assessment, fetched.scores, options.show, context);
}

}  // namespace

void AddScoreCommand(CLI::App& app, CommandContext& context) {
  constexpr Say kAbout{"คะแนนที่คำนวณอย่างถูกต้องแน่นอน ของรอบบนเซิร์ฟเวอร์ หรือจากไฟล์",
                       "Exact scores, of a round on the server or from files"};
  constexpr Say kRound{"รหัสรอบบนเซิร์ฟเวอร์ (ไม่ระบุ = คำนวณจากไฟล์)",
                       "a round's id on the server (without it, files are scored)"};
  constexpr Say kDefinition{"นิยามแบบประเมิน: ชื่อในโปรแกรม (เช่น ita-2567) หรือไฟล์",
                            "the definition: a built-in name (such as ita-2567) or a file"};
  constexpr Say kResponses{"ไฟล์คำตอบของแบบวัด เช่น IIT=iit.csv (ระบุได้หลายครั้ง)",
                           "responses of a questionnaire, such as IIT=iit.csv (may be repeated)"};
  constexpr Say kImported{"ตารางคะแนนนำเข้า (part,node,score)",
                          "table of imported scores (part,node,score)"};
  CLI::App* command = app.add_subcommand("score", context.In(kAbout));
  const auto options = std::make_shared<ScoreOptions>();
  command->add_option("ROUND", options->round, context.In(kRound))->type_name("");
  command->add_option("--definition", options->definition, context.In(kDefinition))
      ->type_name("NAME|FILE");
  command->add_option("--responses", options->responses, context.In(kResponses))
      ->type_name("ID=FILE")
      ->allow_extra_args(false);
  command->add_option("--imported", options->imported, context.In(kImported))->type_name("FILE");
  AddShowOptions(*command, options->show, context);
  command->callback([options, &context] {
    context.Finish(options->round.empty() ? ScoreFiles(*options, context)
                                          : ScoreRound(*options, context));
  });
}

}  // namespace sucharit
