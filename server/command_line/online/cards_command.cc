// SPDX-License-Identifier: Apache-2.0
#include "server/command_line/online/cards_command.h"

#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "common/files/files.h"
#include "common/status/reason.h"
#include "common/status/status_macros.h"
#include "server/cards/card_sheet.h"
#include "server/command_line/online/round_argument.h"
#include "server/document/pdf_writer.h"

namespace sucharit {
namespace {

using Stub = v1::AdminService::Stub;

constexpr int32_t kMostACall = 10'000;

// Spare cards, so that whoever draws last still has a choice.
constexpr int64_t kSparePercent = 10;

struct CardOptions {
  std::string round;
  std::string questionnaire;
  int64_t count = 0;
  bool population = false;
  std::string output;
  std::vector<int32_t> serials;
  int64_t left_over = 0;
  std::vector<std::string> witnesses;
};

// What a call that names a questionnaire of a round begins with.
template <typename Request>
absl::StatusOr<Request> RequestFor(const CardOptions& options, Connection& connection) {
  Request request;
  ASSIGN_OR_RETURN(*request.mutable_round_id(), connection.FindRound(options.round));
  request.set_questionnaire(options.questionnaire);
  return request;
}

absl::StatusOr<int64_t> CountOf(const CardOptions& options, const v1::Round& round) {
  if (!options.population) {
    if (options.count > 0) return options.count;
    return Misused("say --count or --population", "--count");
  }
  for (const v1::Population& population : round.populations()) {
    if (population.questionnaire() != options.questionnaire) continue;
    return population.size() + (population.size() * kSparePercent + 99) / 100;
  }
  return Misused("the round doesn't ask that questionnaire", "--questionnaire");
}

absl::StatusOr<std::vector<v1::MadeCard>> MakeCards(const CardOptions& options, int64_t count,
                                                    Connection& connection) {
  ASSIGN_OR_RETURN(auto request, RequestFor<v1::MakeCardsRequest>(options, connection));
  std::vector<v1::MadeCard> cards;
  while (static_cast<int64_t>(cards.size()) < count) {
    const int64_t left = count - static_cast<int64_t>(cards.size());
    request.set_count(static_cast<int32_t>(std::min<int64_t>(left, kMostACall)));
    ASSIGN_OR_RETURN(const auto made, connection.Call(&Stub::MakeCards, request));
    cards.insert(cards.end(), made.cards().begin(), made.cards().end());
  }
  return cards;
}

absl::Status WriteSheet(const CardWords& words, const std::vector<v1::MadeCard>& cards,
                        const std::string& path) {
  ASSIGN_OR_RETURN(const std::string html, CardSheet(words, cards));
  ASSIGN_OR_RETURN(const std::string pdf, document::HtmlToPdf(html));
  return WriteFileAtomically(path, pdf, 0600);
}

// The codes are told once, so nothing is made before a sheet was written to the same place.
absl::Status TrySheet(const CardWords& words, const std::string& path) {
  std::error_code ignored;
  if (std::filesystem::exists(path, ignored)) {
    return Misused("the file is there already", absl::StrCat("--output ", path));
  }
  v1::MadeCard sample;
  sample.set_code("2222-2222-2222-2222");
  absl::Status written = WriteSheet(words, {sample}, path);
  std::filesystem::remove(path, ignored);
  return written;
}

// Nobody knows the codes of cards that weren't written.
absl::Status VoidAll(const CardOptions& options, const std::vector<v1::MadeCard>& cards,
                     Connection& connection) {
  ASSIGN_OR_RETURN(auto request, RequestFor<v1::VoidCardsRequest>(options, connection));
  for (const v1::MadeCard& card : cards) request.add_serials(card.serial());
  return connection.Call(&Stub::VoidCards, request).status();
}

absl::Status Print(const CardOptions& options, CommandContext& context, Connection& connection) {
  constexpr Say kPrinted{"เขียนบัตรแล้ว ลำดับที่ ", "cards written, serials "};
  constexpr Say kAdvice{
      "พิมพ์แล้วลบไฟล์นี้ทิ้ง ใครมีไฟล์นี้ก็ตอบแทนผู้ถือบัตรได้",
      "Print the file and delete it: whoever has it can answer in place of others."};
  ASSIGN_OR_RETURN(const FetchedRound fetched, FetchRound(options.round, connection));
  const Instrument* instrument = fetched.assessment.FindInstrument(options.questionnaire);
  if (instrument == nullptr) {
    return Refused(absl::StatusCode::kNotFound, v1::REASON_QUESTIONNAIRE_UNKNOWN,
                   "the round has no such questionnaire", options.questionnaire);
  }
  ASSIGN_OR_RETURN(const int64_t count, CountOf(options, fetched.round));
  const CardWords words{fetched.round.agency_name(), instrument->name};
  RETURN_IF_ERROR(TrySheet(words, options.output));
  ASSIGN_OR_RETURN(const std::vector<v1::MadeCard> cards, MakeCards(options, count, connection));
  absl::Status written = WriteSheet(words, cards, options.output);
  if (!written.ok()) {
    RETURN_IF_ERROR(VoidAll(options, cards, connection));
    return written;
  }
  const int32_t first = cards.front().serial();
  const int32_t last = cards.back().serial();
  if (context.json) {
    context.out << nlohmann::json{{"first_serial", first},
                                  {"last_serial", last},
                                  {"file", options.output}}
                       .dump()
                << "\n";
    return absl::OkStatus();
  }
  context.out << context.In(kPrinted) << first << "–" << last << ": " << options.output << "\n"
              << context.In(kAdvice) << "\n";
  return absl::OkStatus();
}

absl::Status Void(const CardOptions& options, CommandContext& context, Connection& connection) {
  constexpr Say kDone{"ยกเลิกบัตรแล้ว: ", "cards made void: "};
  ASSIGN_OR_RETURN(auto request, RequestFor<v1::VoidCardsRequest>(options, connection));
  *request.mutable_serials() = {options.serials.begin(), options.serials.end()};
  RETURN_IF_ERROR(connection.Call(&Stub::VoidCards, request).status());
  if (!context.json) {
    context.out << context.In(kDone) << absl::StrJoin(options.serials, ", ") << "\n";
  }
  return absl::OkStatus();
}

absl::Status Reconcile(const CardOptions& options, CommandContext& context,
                       Connection& connection) {
  constexpr Say kDone{"บันทึกบัตรที่เหลือแล้ว: ", "left-over cards noted: "};
  ASSIGN_OR_RETURN(auto request, RequestFor<v1::ReconcileCardsRequest>(options, connection));
  request.set_left_over(options.left_over);
  *request.mutable_witnesses() = {options.witnesses.begin(), options.witnesses.end()};
  RETURN_IF_ERROR(connection.Call(&Stub::ReconcileCards, request).status());
  if (!context.json) context.out << context.In(kDone) << options.left_over << "\n";
  return absl::OkStatus();
}

nlohmann::json JsonOf(const v1::QuestionnaireCards& cards) {
  const v1::CardAccount& account = cards.account();
  return {{"questionnaire", cards.questionnaire()},
          {"printed", account.printed()},
          {"void", account.voided()},
          {"reconciled", cards.reconciled()},
          {"left_over", account.left_over()},
          {"used", account.used()},
          {"refused", account.refused()},
          {"not_returned", account.not_returned()},
          {"witnesses",
           std::vector<std::string>(account.witnesses().begin(), account.witnesses().end())}};
}

void Show(const v1::QuestionnaireCards& cards, CommandContext& context) {
  constexpr Say kPrinted{"พิมพ์ ", "printed "};
  constexpr Say kVoid{"ยกเลิก ", "void "};
  constexpr Say kLeftOver{"เหลือ ", "left over "};
  constexpr Say kNotYet{"ยังไม่ได้นับบัตรที่เหลือ", "left-over cards not counted yet"};
  constexpr Say kUsed{"ใช้ ", "used "};
  constexpr Say kNotReturned{"ไม่ได้คืน ", "not returned "};
  constexpr Say kRefused{"คำตอบที่ไม่รับเพราะบัตร ", "responses refused because of their card "};
  const v1::CardAccount& account = cards.account();
  context.out << cards.questionnaire() << ": " << context.In(kPrinted) << account.printed() << ", "
              << context.In(kVoid) << account.voided() << ", ";
  if (!cards.reconciled()) {
    context.out << context.In(kNotYet) << "\n";
    return;
  }
  context.out << context.In(kLeftOver) << account.left_over() << " ("
              << absl::StrJoin(account.witnesses(), ", ") << "), " << context.In(kUsed)
              << account.used() << ", " << context.In(kNotReturned) << account.not_returned()
              << ", " << context.In(kRefused) << account.refused() << "\n";
}

absl::Status List(const CardOptions& options, CommandContext& context, Connection& connection) {
  v1::GetCardsRequest request;
  ASSIGN_OR_RETURN(*request.mutable_round_id(), connection.FindRound(options.round));
  ASSIGN_OR_RETURN(const auto cards, connection.Call(&Stub::GetCards, request));
  nlohmann::json rows = nlohmann::json::array();
  for (const v1::QuestionnaireCards& each : cards.questionnaires()) {
    if (context.json) {
      rows.push_back(JsonOf(each));
    } else {
      Show(each, context);
    }
  }
  if (context.json) context.out << rows.dump(1) << "\n";
  return absl::OkStatus();
}

using Verb = absl::Status (*)(const CardOptions&, CommandContext&, Connection&);

// Adds a verb with its ROUND and, unless it is about all of them, its questionnaire.
CLI::App* AddVerb(CLI::App& cards, const char* name, const Say& about, Verb verb,
                  const std::shared_ptr<CardOptions>& options, CommandContext& context,
                  Connection& connection) {
  constexpr Say kQuestionnaire{"แบบสำรวจ เช่น IIT", "the questionnaire, for example IIT"};
  CLI::App* command = cards.add_subcommand(name, context.In(about));
  AddRoundArgument(*command, options->round, context);
  if (verb != &List) {
    command->add_option("--questionnaire", options->questionnaire, context.In(kQuestionnaire))
        ->required();
  }
  command->callback([verb, options, &context, &connection] {
    context.Finish(verb(*options, context, connection));
  });
  return command;
}

void AddPrint(CLI::App& cards, CommandContext& context, Connection& connection) {
  constexpr Say kAbout{"ทำบัตรและเขียนแผ่นพิมพ์ PDF", "Make cards and write the sheet to print"};
  constexpr Say kCount{"จำนวนบัตร", "how many cards"};
  constexpr Say kPopulation{"เท่าจำนวนบุคลากร บวกร้อยละ 10", "as many as people, and 10 % more"};
  constexpr Say kOutput{"ไฟล์ PDF ที่จะเขียน (อ่านได้เฉพาะผู้ใช้นี้)",
                        "the PDF file to write (only this user can read it)"};
  const auto options = std::make_shared<CardOptions>();
  CLI::App* print = AddVerb(cards, "print", kAbout, &Print, options, context, connection);
  CLI::Option* count = print->add_option("--count", options->count, context.In(kCount));
  print->add_flag("--population", options->population, context.In(kPopulation))->excludes(count);
  print->add_option("--output", options->output, context.In(kOutput))
      ->required()
      ->type_name("FILE.pdf");
}

void AddVoid(CLI::App& cards, CommandContext& context, Connection& connection) {
  constexpr Say kAbout{"ยกเลิกบัตรตามเลขลำดับ ก่อนมีผู้ใช้", "Make cards void by serial, before use"};
  constexpr Say kSerial{"เลขลำดับที่ขอบแผ่น", "the serial on the sheet's margin"};
  const auto options = std::make_shared<CardOptions>();
  CLI::App* command = AddVerb(cards, "void", kAbout, &Void, options, context, connection);
  command->add_option("--serial", options->serials, context.In(kSerial))->required();
}

void AddReconcile(CLI::App& cards, CommandContext& context, Connection& connection) {
  constexpr Say kAbout{"บันทึกบัตรที่เหลือซึ่งนับต่อหน้าพยานสองคน",
                       "Enter the left-over cards, as counted before two witnesses"};
  constexpr Say kLeftOver{"จำนวนบัตรที่ไม่มีผู้จับ ไม่รวมที่ยกเลิก",
                          "cards that nobody drew, void ones not among them"};
  constexpr Say kWitness{"ชื่อพยาน อย่างน้อยสองคน", "a witness's name; at least two"};
  const auto options = std::make_shared<CardOptions>();
  CLI::App* command = AddVerb(cards, "reconcile", kAbout, &Reconcile, options, context, connection);
  command->add_option("--left-over", options->left_over, context.In(kLeftOver))->required();
  command->add_option("--witness", options->witnesses, context.In(kWitness))->required();
}

}  // namespace

void AddCardsCommand(CLI::App& app, CommandContext& context, Connection& connection) {
  constexpr Say kAbout{"บัตรตอบแบบสำรวจ: หนึ่งคนหนึ่งคำตอบ", "Cards: one person, one response"};
  constexpr Say kList{"แสดงจำนวนบัตร", "Show how many cards there are"};
  CLI::App* cards = app.add_subcommand("cards", context.In(kAbout));
  cards->require_subcommand(1);
  AddPrint(*cards, context, connection);
  AddVoid(*cards, context, connection);
  AddReconcile(*cards, context, connection);
  AddVerb(*cards, "list", kList, &List, std::make_shared<CardOptions>(), context, connection);
}

}  // namespace sucharit
