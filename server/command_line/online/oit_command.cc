// SPDX-License-Identifier: Apache-2.0
#include "server/command_line/online/oit_command.h"

#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "common/status/reason.h"
#include "common/status/status_macros.h"
#include "server/command_line/online/checklist_scores.h"
#include "server/command_line/online/completeness_text.h"
#include "server/command_line/online/round_argument.h"
#include "server/export/display_width.h"
#include "server/export/localized.h"

namespace sucharit {
namespace {

using Stub = v1::AdminService::Stub;
using ScoreKey = std::pair<std::string, std::string>;

constexpr size_t kIdWidth = 6;
constexpr size_t kScoreWidth = 5;
constexpr size_t kTextWidth = 80;

struct OitOptions {
  std::string round;
  std::string item;
  std::string score;
  std::optional<std::string> evidence;
  std::optional<std::string> note;
  std::string file;
};

absl::StatusOr<std::map<ScoreKey, v1::ImportedScore>> FetchScores(const FetchedRound& fetched,
                                                                  Connection& connection) {
  v1::ListImportedScoresRequest request;
  request.set_round_id(fetched.round_id);
  ASSIGN_OR_RETURN(const v1::ListImportedScoresResponse response,
                   connection.Call(&Stub::ListImportedScores, request));
  std::map<ScoreKey, v1::ImportedScore> scores;
  for (const v1::ImportedScore& score : response.scores()) {
    scores[{score.part(), score.node()}] = score;
  }
  return scores;
}

absl::Status Send(const FetchedRound& fetched, const std::vector<v1::ImportedScore>& scores,
                  CommandContext& context, Connection& connection) {
  constexpr Say kDone{"บันทึกคะแนนแล้ว ", "scores kept: "};
  v1::ImportScoresRequest request;
  request.set_round_id(fetched.round_id);
  request.set_merge(true);
  *request.mutable_scores() = {scores.begin(), scores.end()};
  RETURN_IF_ERROR(connection.Call(&Stub::ImportScores, request).status());
  if (context.json) {
    context.out << nlohmann::json{{"imported", scores.size()}}.dump() << "\n";
    return absl::OkStatus();
  }
  context.out << context.In(kDone) << scores.size() << "\n";
  return ShowCompleteness(fetched, context.out, context.language, connection);
}

// What isn't said again stays as it was.
absl::Status Set(const OitOptions& options, CommandContext& context, Connection& connection) {
  ASSIGN_OR_RETURN(const FetchedRound fetched, FetchRound(options.round, connection));
  ASSIGN_OR_RETURN(v1::ImportedScore score,
                   ChecklistScore(fetched.assessment, options.item, options.score));
  ASSIGN_OR_RETURN(const auto kept, FetchScores(fetched, connection));
  const auto before = kept.find({score.part(), score.node()});
  if (before != kept.end()) {
    score.set_evidence(before->second.evidence());
    score.set_note(before->second.note());
  }
  if (options.evidence) score.set_evidence(*options.evidence);
  if (options.note) score.set_note(*options.note);
  return Send(fetched, {score}, context, connection);
}

absl::Status Import(const OitOptions& options, CommandContext& context, Connection& connection) {
  ASSIGN_OR_RETURN(const FetchedRound fetched, FetchRound(options.round, connection));
  ASSIGN_OR_RETURN(const std::vector<v1::ImportedScore> scores,
                   ReadChecklistScores(options.file, fetched.assessment));
  return Send(fetched, scores, context, connection);
}

std::string ItemToText(const Item& item, const v1::ImportedScore* score, Language language) {
  constexpr Say kNote{"หมายเหตุ: ", "note: "};
  const std::string indent(kIdWidth + kScoreWidth + 4, ' ');
  std::string text = absl::StrCat(
      "  ", FitToWidth(item.id, kIdWidth),
      AlignRight(score == nullptr ? "-" : score->score(), kScoreWidth), "  ",
      absl::StripTrailingAsciiWhitespace(FitToWidth(In(language, item.text), kTextWidth)), "\n");
  if (score == nullptr) return text;
  if (!score->evidence().empty()) absl::StrAppend(&text, indent, score->evidence(), "\n");
  if (!score->note().empty()) {
    absl::StrAppend(&text, indent, kNote.In(language), score->note(), "\n");
  }
  return text;
}

nlohmann::json ItemToJson(const Item& item, const v1::ImportedScore* score, Language language) {
  nlohmann::json row{{"item", item.id}, {"text", In(language, item.text)}, {"score", nullptr}};
  if (score == nullptr) return row;
  row["score"] = score->score();
  row["evidence"] = score->evidence();
  row["note"] = score->note();
  return row;
}

absl::Status List(const OitOptions& options, CommandContext& context, Connection& connection) {
  ASSIGN_OR_RETURN(const FetchedRound fetched, FetchRound(options.round, connection));
  ASSIGN_OR_RETURN(const auto scores, FetchScores(fetched, connection));
  nlohmann::json rows = nlohmann::json::array();
  for (const Instrument& instrument : fetched.assessment.instruments()) {
    if (instrument.is_survey) continue;
    if (!context.json) {
      context.out << instrument.id << "  " << In(context.language, instrument.name) << "\n";
    }
    for (size_t position : instrument.items) {
      const Item& item = fetched.assessment.items()[position];
      const auto found = scores.find({instrument.id, item.id});
      const v1::ImportedScore* score = found == scores.end() ? nullptr : &found->second;
      if (context.json) {
        rows.push_back(ItemToJson(item, score, context.language));
      } else {
        context.out << ItemToText(item, score, context.language);
      }
    }
  }
  if (context.json) {
    context.out << rows.dump(1) << "\n";
    return absl::OkStatus();
  }
  return ShowCompleteness(fetched, context.out, context.language, connection);
}

using Action = absl::Status (*)(const OitOptions&, CommandContext&, Connection&);

CLI::App* AddVerb(CLI::App& oit, const char* name, const Say& about, Action action,
                  const std::shared_ptr<OitOptions>& options, CommandContext& context,
                  Connection& connection) {
  CLI::App* command = oit.add_subcommand(name, context.In(about));
  AddRoundArgument(*command, options->round, context);
  command->callback([action, options, &context, &connection] {
    context.Finish(action(*options, context, connection));
  });
  return command;
}

void AddSet(CLI::App& oit, CommandContext& context, Connection& connection) {
  constexpr Say kAbout{"บันทึกคะแนนของข้อหนึ่ง พร้อมที่อยู่หลักฐานและหมายเหตุ",
                       "Keep the score of one item, with evidence and a note"};
  constexpr Say kItem{"รหัสข้อ เช่น O19", "the item's id, such as O19"};
  constexpr Say kScore{"คะแนนของข้อ เช่น 0, 50 หรือ 100", "its score, such as 0, 50 or 100"};
  constexpr Say kEvidence{"ที่อยู่เว็บของหลักฐาน", "web address of the evidence"};
  constexpr Say kNote{"หมายเหตุของผู้ประเมิน", "why this score"};
  const auto options = std::make_shared<OitOptions>();
  CLI::App* command = AddVerb(oit, "set", kAbout, Set, options, context, connection);
  command->add_option("ITEM", options->item, context.In(kItem))->required()->type_name("");
  command->add_option("SCORE", options->score, context.In(kScore))->required()->type_name("");
  command->add_option("--evidence", options->evidence, context.In(kEvidence))->type_name("URL");
  command->add_option("--note", options->note, context.In(kNote))->type_name("TEXT");
}

}  // namespace

void AddOitCommand(CLI::App& app, CommandContext& context, Connection& connection) {
  constexpr Say kAbout{"คะแนนการเปิดเผยข้อมูล (OIT) ที่ผู้ประเมินให้",
                       "Scores of the checklist (OIT) that assessors give"};
  constexpr Say kList{"แสดงทุกข้อ คะแนน หลักฐาน และความครบถ้วน",
                      "Show each item with its score and evidence, and what is missing"};
  constexpr Say kImport{"นำเข้าตาราง item,score,evidence,note",
                        "Import a table item,score,evidence,note"};
  constexpr Say kFile{"ไฟล์ .csv หรือ .xlsx", "a .csv or .xlsx file"};
  CLI::App* oit = app.add_subcommand("oit", context.In(kAbout));
  oit->require_subcommand(1);
  AddSet(*oit, context, connection);
  AddVerb(*oit, "list", kList, List, std::make_shared<OitOptions>(), context, connection);
  const auto options = std::make_shared<OitOptions>();
  CLI::App* import = AddVerb(*oit, "import", kImport, Import, options, context, connection);
  import->add_option("FILE", options->file, context.In(kFile))->required()->type_name("");
}

}  // namespace sucharit
