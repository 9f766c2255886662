// SPDX-License-Identifier: Apache-2.0
#include "server/command_line/show_scores.h"

#include <optional>

#include "absl/strings/str_join.h"
#include "common/files/files.h"
#include "common/status/reason.h"
#include "common/status/status_macros.h"
#include "server/export/message_json.h"
#include "server/export/score_csv.h"
#include "server/export/score_text.h"
#include "server/scoring/comparison.h"
#include "server/scoring/score_files.h"

namespace sucharit {
namespace {

constexpr mode_t kReadableByAll = 0644;

absl::StatusOr<std::string> FormatOf(const ShowOptions& options, const CommandContext& context) {
  if (!context.json) return options.format.empty() ? "text" : options.format;
  if (options.format.empty() || options.format == "json") return "json";
  return Refused(absl::StatusCode::kInvalidArgument, v1::REASON_ARGUMENT,
                 "--json contradicts --format", "--json, --format");
}

std::string Render(const Assessment& assessment, const v1::Scores& scores,
                   const std::string& format, Language language, const Comparison* comparison) {
  if (format == "csv") return ScoresToCsv(scores);
  if (format == "json") return MessageToJson(scores);
  return ScoresToText(assessment, scores, language, comparison);
}

absl::Status Deliver(const std::string& text, const std::string& output, CommandContext& context) {
  if (!output.empty()) return WriteFileAtomically(output, text, kReadableByAll);
  context.out << text << std::flush;
  if (context.out) return absl::OkStatus();
  return Refused(absl::StatusCode::kUnavailable, v1::REASON_FILE_NOT_WRITABLE,
                 "standard output can't be written", "stdout");
}

// A difference names every node, by level and id as in the table.
absl::Status CheckNothingDiffers(const Comparison& comparison, const ShowOptions& options,
                                 const CommandContext& context) {
  if (comparison.different.empty()) return absl::OkStatus();
  const std::string nodes =
      absl::StrJoin(comparison.different, ", ", [&](std::string* out, const ScoreKey& key) {
        out->append(NodeLabel(key, context.language));
      });
  return Within(options.beside, Refused(absl::StatusCode::kFailedPrecondition,
                                        v1::REASON_SCORES_DIFFER, "scores differ", nodes));
}

}  // namespace

void AddShowOptions(CLI::App& command, ShowOptions& options, const CommandContext& context) {
  constexpr Say kFormat{"รูปแบบผลลัพธ์: text (ตารางสำหรับอ่าน), csv หรือ json",
                        "form of the result: text (a table to read), csv or json"};
  constexpr Say kOutput{"เขียนผลลัพธ์ลงไฟล์นี้แทนจอภาพ",
                        "write the result to this file instead of the terminal"};
  constexpr Say kBeside{
      "เทียบกับตารางคะแนน (level,node,exact,score,printed_in_report_if_different)",
      "compare with a table of scores (level,node,exact,score,printed_in_report_if_different)"};
  command.add_option("--format", options.format, context.In(kFormat))
      ->check(CLI::IsMember({"text", "csv", "json"}).description(""))
      ->type_name("text|csv|json");
  command.add_option("--output", options.output, context.In(kOutput))->type_name("FILE");
  command.add_option("--beside", options.beside, context.In(kBeside))->type_name("FILE");
}

absl::Status ShowScores(const Assessment& assessment, const v1::Scores& scores,
                        const ShowOptions& options, CommandContext& context) {
  ASSIGN_OR_RETURN(const std::string format, FormatOf(options, context));
  std::optional<Comparison> comparison;
  if (!options.beside.empty()) {
    ASSIGN_OR_RETURN(const std::vector<PublishedScore> published,
                     ReadPublishedScoresCsv(options.beside));
    comparison = CompareScores(scores, published);
  }
  const Comparison* beside = comparison ? &*comparison : nullptr;
  RETURN_IF_ERROR(Deliver(Render(assessment, scores, format, context.language, beside),
                          options.output, context));
  return beside == nullptr ? absl::OkStatus() : CheckNothingDiffers(*beside, options, context);
}

}  // namespace sucharit
