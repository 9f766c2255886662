// SPDX-License-Identifier: Apache-2.0
#include "server/command_line/online/texts_command.h"

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/ascii.h"
#include "common/status/status_macros.h"
#include "server/command_line/online/round_argument.h"
#include "server/export/message_json.h"

namespace sucharit {
namespace {

using Stub = v1::AdminService::Stub;

struct TextsOptions {
  std::string round;
  std::string questionnaire;
  std::string item;
  std::vector<int32_t> places;
};

// A respondent may have typed anything: nothing of it may steer the terminal.
std::string OnOneLine(std::string text) {
  std::replace_if(
      text.begin(), text.end(),
      [](char character) { return absl::ascii_iscntrl(static_cast<unsigned char>(character)); },
      ' ');
  return text;
}

void Show(const v1::ListTextsResponse& response, CommandContext& context) {
  constexpr Say kReleased{"[เผยแพร่ได้] ", "[released] "};
  constexpr Say kRead{
      "โปรดอ่านทุกข้อความก่อนอนุญาต: ระบบปิดเลขประจำตัว โทรศัพท์ อีเมล และลิงก์ให้ แต่มองไม่เห็นชื่อและเรื่องเล่า",
      "Read each text before you release it: numbers and addresses are masked, names and stories "
      "aren't."};
  for (const v1::RespondentText& text : response.texts()) {
    context.out << text.questionnaire() << " " << text.item() << " " << text.place() << "  "
                << (text.released() ? context.In(kReleased) : "") << OnOneLine(text.text()) << "\n";
  }
  context.err << context.In(kRead) << "\n";
}

absl::Status List(const TextsOptions& options, CommandContext& context, Connection& connection) {
  v1::ListTextsRequest request;
  ASSIGN_OR_RETURN(*request.mutable_round_id(), connection.FindRound(options.round));
  request.set_questionnaire(options.questionnaire);
  request.set_item(options.item);
  ASSIGN_OR_RETURN(const auto response, connection.Call(&Stub::ListTexts, request));
  if (context.json) {
    context.out << MessageToJson(response);
  } else {
    Show(response, context);
  }
  return absl::OkStatus();
}

absl::Status Mark(const TextsOptions& options, bool release, CommandContext& context,
                  Connection& connection) {
  constexpr Say kReleased{"อนุญาตให้เผยแพร่แล้ว: ", "released: "};
  constexpr Say kWithdrawn{"ถอนออกแล้ว: ", "withdrawn: "};
  v1::ReleaseTextsRequest request;
  ASSIGN_OR_RETURN(*request.mutable_round_id(), connection.FindRound(options.round));
  request.set_questionnaire(options.questionnaire);
  request.set_item(options.item);
  *request.mutable_places() = {options.places.begin(), options.places.end()};
  request.set_release(release);
  RETURN_IF_ERROR(connection.Call(&Stub::ReleaseTexts, request).status());
  if (!context.json) {
    context.out << context.In(release ? kReleased : kWithdrawn) << options.places.size() << "\n";
  }
  return absl::OkStatus();
}

absl::Status Release(const TextsOptions& options, CommandContext& context, Connection& connection) {
  return Mark(options, true, context, connection);
}

absl::Status Withdraw(const TextsOptions& options, CommandContext& context,
                      Connection& connection) {
  return Mark(options, false, context, connection);
}

using Action = absl::Status (*)(const TextsOptions&, CommandContext&, Connection&);

// The verb, and whether it names single texts.
void AddVerb(CLI::App& parent, const char* name, const Say& about, Action action, bool places,
             CommandContext& context, Connection& connection) {
  constexpr Say kQuestionnaire{"รหัสแบบวัด", "the questionnaire's id"};
  constexpr Say kItem{"รหัสข้อคำถาม", "the item's id"};
  constexpr Say kPlace{"ลำดับตามที่ texts list แสดง ระบุได้หลายค่า", "places as texts list shows them"};
  CLI::App* command = parent.add_subcommand(name, context.In(about));
  const auto options = std::make_shared<TextsOptions>();
  AddRoundArgument(*command, options->round, context);
  command->add_option("--questionnaire", options->questionnaire, context.In(kQuestionnaire))
      ->type_name("ID")
      ->required(places);
  command->add_option("--item", options->item, context.In(kItem))
      ->type_name("ID")
      ->required(places);
  if (places) {
    command->add_option("--place", options->places, context.In(kPlace))->type_name("N")->required();
  }
  command->callback([action, options, &context, &connection] {
    context.Finish(action(*options, context, connection));
  });
}

}  // namespace

void AddTextsCommand(CLI::App& app, CommandContext& context, Connection& connection) {
  constexpr Say kTexts{"ข้อความที่ผู้ตอบเขียนเอง", "What respondents wrote in their own words"};
  constexpr Say kList{"แสดงข้อความให้อ่านก่อนอนุญาต",
                      "List the texts, to be read before any is released"};
  constexpr Say kRelease{"อนุญาตให้ข้อความออกไปกับผลที่ส่งออก (texts.csv)",
                         "Let texts go out with the exported results (texts.csv)"};
  constexpr Say kWithdraw{"ถอนการอนุญาต ก่อนเผยแพร่เท่านั้น", "Take a release back, before publication"};
  CLI::App* texts = app.add_subcommand("texts", context.In(kTexts));
  texts->require_subcommand(1);
  AddVerb(*texts, "list", kList, List, false, context, connection);
  AddVerb(*texts, "release", kRelease, Release, true, context, connection);
  AddVerb(*texts, "withdraw", kWithdraw, Withdraw, true, context, connection);
}

}  // namespace sucharit
