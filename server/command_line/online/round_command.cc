// SPDX-License-Identifier: Apache-2.0
#include "server/command_line/online/round_command.h"

#include <string>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "common/assessment/assessment.h"
#include "common/crypto/digest.h"
#include "common/crypto/random.h"
#include "common/response/sealed_content.h"
#include "common/status/reason.h"
#include "common/status/status_macros.h"
#include "server/command_line/online/completeness_text.h"
#include "server/command_line/online/dates.h"
#include "server/command_line/online/key_copies.h"
#include "server/command_line/online/round_argument.h"
#include "server/command_line/online/round_text.h"
#include "server/export/localized.h"

namespace sucharit {
namespace {

using Stub = v1::AdminService::Stub;

// How long a round is open unless somebody says otherwise, in days.
constexpr int32_t kUsualLength = 90;
constexpr size_t kDeviceIdSize = 16;

struct RoundOptions {
  std::string round;
  std::string agency;
  std::string definition;
  std::vector<std::string> populations;
  std::vector<std::string> card_questionnaires;
  std::string first_day;
  std::string last_day;
  std::string custody = "server";
  bool rehearsal = false;
  KeyCopyOptions key;
  std::vector<std::string> given_up;
  bool accept_failed = false;
  bool sure = false;
};

absl::StatusOr<v1::Population> ParsePopulation(const std::string& text) {
  const std::vector<std::string> parts = absl::StrSplit(text, '=');
  int64_t size = 0;
  if (parts.size() != 2 || !absl::SimpleAtoi(parts[1], &size)) {
    return Misused("not of the form IIT=31", absl::StrCat("--population ", text));
  }
  v1::Population population;
  population.set_questionnaire(parts[0]);
  population.set_size(size);
  return population;
}

absl::StatusOr<v1::CreateRoundRequest> CreateRequest(const RoundOptions& options,
                                                     const Clock& clock) {
  ASSIGN_OR_RETURN(const Assessment assessment, LoadAssessment(options.definition));
  v1::CreateRoundRequest request;
  request.set_round_id(crypto::RandomBytes(kRoundIdSize));
  request.set_agency_code(options.agency);
  request.set_definition(assessment.bytes());
  for (const std::string& text : options.populations) {
    ASSIGN_OR_RETURN(*request.add_populations(), ParsePopulation(text));
  }
  *request.mutable_card_questionnaires() = {options.card_questionnaires.begin(),
                                            options.card_questionnaires.end()};
  request.set_first_day(DayInThailand(clock.Now()));
  if (!options.first_day.empty()) {
    ASSIGN_OR_RETURN(const int32_t day, ParseDay(options.first_day, "--first-day"));
    request.set_first_day(day);
  }
  request.set_last_day(request.first_day() + kUsualLength);
  if (!options.last_day.empty()) {
    ASSIGN_OR_RETURN(const int32_t day, ParseDay(options.last_day, "--last-day"));
    request.set_last_day(day);
  }
  request.set_custody(options.custody == "offline" ? v1::KEY_CUSTODY_OFFLINE
                                                   : v1::KEY_CUSTODY_SERVER);
  request.set_rehearsal(options.rehearsal);
  return request;
}

absl::Status Create(const RoundOptions& options, CommandContext& context, Connection& connection) {
  constexpr Say kCreated{"สร้างรอบแล้ว: ", "round created: "};
  constexpr Say kUnverified{"โปรดทราบ สิ่งต่อไปนี้ในนิยามยังไม่ได้รับการยืนยัน:",
                            "Please note: nobody has confirmed these parts of the definition:"};
  constexpr Say kNext{"ขั้นต่อไป: sucharit round open ", "Next: sucharit round open "};
  ASSIGN_OR_RETURN(const v1::CreateRoundRequest request, CreateRequest(options, context.clock));
  ASSIGN_OR_RETURN(const auto response, connection.Call(&Stub::CreateRound, request));
  const std::string id = crypto::ToHex(request.round_id());
  if (context.json) {
    context.out << nlohmann::json{{"round_id", id}}.dump() << "\n";
    return absl::OkStatus();
  }
  context.out << context.In(kCreated) << id << "\n";
  if (!response.unverified().empty()) context.out << context.In(kUnverified) << "\n";
  for (const v1::Text& fact : response.unverified()) {
    context.out << "  - " << In(context.language, fact) << "\n";
  }
  context.out << context.In(kNext) << id << "\n";
  return absl::OkStatus();
}

absl::Status Open(const RoundOptions& options, CommandContext& context, Connection& connection) {
  constexpr Say kOpened{"เปิดรอบแล้ว เก็บสำเนากุญแจเหล่านี้ไว้นอกเซิร์ฟเวอร์:",
                        "The round is open. Keep these copies of its key away from the server:"};
  constexpr Say kOffline{
      "เซิร์ฟเวอร์ไม่มีกุญแจของรอบนี้แล้ว จะปิดรอบได้ต้องนำสำเนาหนึ่งชุดกลับมา หากสำเนาหายทั้งหมดจะไม่มีใครเปิดคำตอบได้",
      "The server has no key of this round any more: one copy must be brought back to close it. If "
      "all are lost, nobody can ever open the responses."};
  v1::OpenRoundRequest open;
  ASSIGN_OR_RETURN(*open.mutable_round_id(), connection.FindRound(options.round));
  absl::Status status = AddKeyCopies(options.key, context, connection, open);
  if (status.ok()) status = connection.Call(&Stub::OpenRound, open).status();
  for (v1::KeyCopy& copy : *open.mutable_copies()) WipeKeyCopy(copy);
  RETURN_IF_ERROR(status);
  if (context.json) return absl::OkStatus();
  context.out << context.In(kOpened) << "\n";
  for (const v1::KeyCopy& copy : open.copies()) context.out << "  - " << copy.place() << "\n";
  ASSIGN_OR_RETURN(const FetchedRound fetched, FetchRound(options.round, connection));
  if (fetched.round.custody() == v1::KEY_CUSTODY_OFFLINE) {
    context.out << context.In(kOffline) << "\n";
  }
  return absl::OkStatus();
}

absl::Status Extend(const RoundOptions& options, CommandContext& context, Connection& connection) {
  constexpr Say kDone{"วันสุดท้ายของรอบคือ ", "the last day of the round is "};
  v1::ExtendRoundRequest request;
  ASSIGN_OR_RETURN(*request.mutable_round_id(), connection.FindRound(options.round));
  ASSIGN_OR_RETURN(const int32_t last_day, ParseDay(options.last_day, "--last-day"));
  request.set_last_day(last_day);
  RETURN_IF_ERROR(connection.Call(&Stub::ExtendRound, request).status());
  if (!context.json) {
    context.out << context.In(kDone) << FormatDay(last_day, context.language) << "\n";
  }
  return absl::OkStatus();
}

absl::Status Close(const RoundOptions& options, CommandContext& context, Connection& connection) {
  constexpr Say kCounting{"กำลังปิดรอบและนับคำตอบ …", "closing the round and counting …"};
  constexpr Say kClosed{"ปิดรอบและนับคำตอบแล้ว", "The round is closed and counted"};
  ASSIGN_OR_RETURN(const FetchedRound fetched, FetchRound(options.round, connection));
  v1::CloseRoundRequest request;
  request.set_round_id(fetched.round_id);
  request.set_accept_failed(options.accept_failed);
  for (const std::string& device : options.given_up) {
    request.add_given_up_devices(crypto::FromHex(device, kDeviceIdSize));
    if (request.given_up_devices().rbegin()->empty()) return Misused("not a tablet's id", device);
  }
  RETURN_IF_ERROR(ShowCompleteness(fetched, context.err, context.language, connection));
  context.err << context.In(kCounting) << "\n";
  ASSIGN_OR_RETURN(*request.mutable_key(), ReadKeyCopy(options.key, context));
  const auto called = connection.Call(&Stub::CloseRound, request);
  WipeKeyCopy(*request.mutable_key());
  RETURN_IF_ERROR(called.status());
  const v1::CloseRoundResponse& response = *called;
  if (context.json) {
    context.out << TotalsToJson(response.totals()).dump(1) << "\n";
  } else {
    context.out << context.In(kClosed) << "\n" << TotalsToText(response.totals(), context.language);
  }
  return absl::OkStatus();
}

absl::Status Status(const RoundOptions& options, CommandContext& context, Connection& connection) {
  ASSIGN_OR_RETURN(const FetchedRound fetched, FetchRound(options.round, connection));
  const v1::Round& round = fetched.round;
  if (context.json) {
    context.out << RoundToJson(round).dump(1) << "\n";
    return absl::OkStatus();
  }
  context.out << RoundToText(round, context.language);
  if (round.state() == v1::ROUND_STATE_CLOSED || round.state() == v1::ROUND_STATE_PUBLISHED) {
    context.out << TotalsToText(round.totals(), context.language);
  }
  return ShowCompleteness(fetched, context.out, context.language, connection);
}

absl::Status List(const RoundOptions& options, CommandContext& context, Connection& connection) {
  v1::AdminListRoundsRequest request;
  request.set_agency_code(options.agency);
  ASSIGN_OR_RETURN(const auto response, connection.Call(&Stub::ListRounds, request));
  nlohmann::json rows = nlohmann::json::array();
  for (const v1::Round& round : response.rounds()) {
    if (context.json) {
      rows.push_back(RoundToJson(round));
    } else {
      context.out << crypto::ToHex(round.round_id()) << "  " << round.agency_code() << "  "
                  << round.definition_id() << "  [" << StateName(round.state(), context.language)
                  << "]" << RoundMarks(round, context.language) << "\n";
    }
  }
  if (context.json) context.out << rows.dump(1) << "\n";
  return absl::OkStatus();
}

absl::Status Cancel(const RoundOptions& options, CommandContext& context, Connection& connection) {
  constexpr Say kDone{"ยกเลิกรอบและทำลายกุญแจแล้ว", "the round is cancelled and its key destroyed"};
  if (!options.sure) return Misused("can't be undone; say --yes", "--yes");
  v1::CancelRoundRequest request;
  ASSIGN_OR_RETURN(*request.mutable_round_id(), connection.FindRound(options.round));
  RETURN_IF_ERROR(connection.Call(&Stub::CancelRound, request).status());
  if (!context.json) context.out << context.In(kDone) << "\n";
  return absl::OkStatus();
}

// One verb of `round`, with options of its own.
struct Verb {
  using Action = absl::Status (*)(const RoundOptions&, CommandContext&, Connection&);

  Verb(CLI::App& parent, const char* name, const Say& about, Action action, CommandContext& in,
       Connection& connection)
      : options(std::make_shared<RoundOptions>()),
        command(parent.add_subcommand(name, in.In(about))),
        context(in) {
    command->callback([action, options = options, &in, &connection] {
      in.Finish(action(*options, in, connection));
    });
  }

  Verb& OfRound() {
    constexpr Say kRound{"รหัสรอบ หรือส่วนต้นของรหัส", "the round's id, or its beginning"};
    command->add_option("ROUND", options->round, context.In(kRound))->required()->type_name("");
    return *this;
  }

  std::shared_ptr<RoundOptions> options;
  CLI::App* command;
  CommandContext& context;
};

// How the round's key is kept, and whether it counts.
void AddRoundKind(CLI::App& create, RoundOptions& options, const CommandContext& context) {
  constexpr Say kCustody{
      "ผู้ถือกุญแจระหว่างเปิดรอบ: server = เซิร์ฟเวอร์ (ค่าเริ่มต้น), offline = เจ้าหน้าที่เท่านั้น",
      "who holds the key while the round is open: server (usual), or offline: officers only"};
  constexpr Say kRehearsal{"รอบซ้อม: ทำได้ทุกขั้นตอน แต่เผยแพร่ไม่ได้",
                           "a rehearsal: everything runs, nothing can be published"};
  create.add_option("--custody", options.custody, context.In(kCustody))
      ->check(CLI::IsMember({"server", "offline"}))
      ->type_name("server|offline");
  create.add_flag("--rehearsal", options.rehearsal, context.In(kRehearsal));
}

void AddCreate(CLI::App& round, CommandContext& context, Connection& connection) {
  constexpr Say kAbout{"สร้างรอบการประเมิน (ยังไม่เปิด)", "Create a round (not open yet)"};
  constexpr Say kAgency{"รหัสหน่วยงาน", "the agency's code"};
  constexpr Say kDefinition{"นิยามแบบประเมิน เช่น ita-2567 หรือไฟล์",
                            "definition, such as ita-2567, or a file"};
  constexpr Say kPopulation{"จำนวนผู้มีสิทธิตอบ เช่น IIT=31 (ระบุทุกแบบวัด)",
                            "how many may answer, such as IIT=31 (one for each questionnaire)"};
  constexpr Say kFirst{"วันแรก เช่น 2567-03-01 (ค่าเริ่มต้น วันนี้)",
                       "first day, such as 2567-03-01 (today)"};
  constexpr Say kLast{"วันสุดท้าย (ค่าเริ่มต้น 90 วันหลังวันแรก)", "last day (90 days after the first)"};
  constexpr Say kCards{"แบบสำรวจที่ต้องใช้บัตร เช่น IIT",
                       "a questionnaire that takes a card, for example IIT"};
  const Verb verb(round, "create", kAbout, Create, context, connection);
  RoundOptions& options = *verb.options;
  verb.command->add_option("--agency", options.agency, context.In(kAgency))->required();
  verb.command->add_option("--definition", options.definition, context.In(kDefinition))
      ->required()
      ->type_name("NAME|FILE");
  verb.command->add_option("--population", options.populations, context.In(kPopulation))
      ->required()
      ->allow_extra_args(false)
      ->type_name("ID=N");
  verb.command->add_option("--cards", options.card_questionnaires, context.In(kCards))
      ->allow_extra_args(false)
      ->type_name("ID");
  verb.command->add_option("--first-day", options.first_day, context.In(kFirst))->type_name("DATE");
  verb.command->add_option("--last-day", options.last_day, context.In(kLast))->type_name("DATE");
  AddRoundKind(*verb.command, options, context);
}

void AddOpen(CLI::App& round, CommandContext& context, Connection& connection) {
  constexpr Say kAbout{"เขียนสำเนากุญแจ อ่านกลับมาตรวจ แล้วเปิดรอบ",
                       "Write a copy of the round's key, read it back, and open the round"};
  constexpr Say kCopy{"ไฟล์สำเนากุญแจ ควรอยู่บนสื่อที่ถอดออกได้ (ระบุซ้ำได้)",
                      "file for a copy, best on removable media (may be repeated)"};
  constexpr Say kPlace{"สถานที่เก็บสำเนานั้น เช่น ตู้นิรภัยกองคลัง (ระบุตามลำดับสำเนา)",
                       "where that copy is kept, such as the finance division's safe (one each)"};
  constexpr Say kPassphrase{"ไฟล์ที่บรรทัดแรกเป็นรหัสผ่าน (ไม่ระบุ = ถามบนจอ)",
                            "file whose first line is the passphrase (else it is asked for)"};
  Verb verb(round, "open", kAbout, Open, context, connection);
  verb.OfRound();
  KeyCopyOptions& key = verb.options->key;
  verb.command->add_option("--key-copy", key.files, context.In(kCopy))
      ->required()
      ->allow_extra_args(false)
      ->type_name("FILE");
  verb.command->add_option("--place", key.places, context.In(kPlace))
      ->allow_extra_args(false)
      ->type_name("TEXT");
  verb.command->add_option("--passphrase-file", key.passphrase_files, context.In(kPassphrase))
      ->allow_extra_args(false)
      ->type_name("FILE");
}

void AddClose(CLI::App& round, CommandContext& context, Connection& connection) {
  constexpr Say kAbout{
      "ปิดรอบ: หยุดรับคำตอบใหม่ รอแท็บเล็ตส่งให้ครบ แล้วนับ (สั่งซ้ำได้)",
      "Close: nothing new begins, tablets send what is left, then count (may be repeated)"};
  constexpr Say kGiveUp{"ไม่รอแท็บเล็ตเครื่องนี้ คำตอบที่ค้างอยู่จะนับเป็นมาสาย",
                        "don't wait for this tablet; what it still holds will be late"};
  constexpr Say kAccept{"ปิดแม้มีคำตอบที่เปิดไม่ได้เกิน 1 %",
                        "close although more than 1 % of the boxes failed"};
  constexpr Say kCopy{"สำเนากุญแจที่นำกลับมา หากเซิร์ฟเวอร์ไม่ได้ถือกุญแจ",
                      "a copy of the key, brought back, if the server holds none"};
  constexpr Say kPassphrase{
      "ไฟล์ที่บรรทัดแรกเป็นรหัสผ่านของสำเนา (ไม่ระบุ = ถามบนจอ)",
      "file whose first line is the copy's passphrase (else it is asked for)"};
  Verb verb(round, "close", kAbout, Close, context, connection);
  verb.OfRound();
  verb.command->add_option("--give-up", verb.options->given_up, context.In(kGiveUp))
      ->allow_extra_args(false)
      ->type_name("DEVICE");
  verb.command->add_flag("--accept-failed", verb.options->accept_failed, context.In(kAccept));
  KeyCopyOptions& key = verb.options->key;
  verb.command->add_option("--key-copy", key.files, context.In(kCopy))->type_name("FILE");
  verb.command->add_option("--passphrase-file", key.passphrase_files, context.In(kPassphrase))
      ->type_name("FILE");
}

}  // namespace

void AddRoundCommand(CLI::App& app, CommandContext& context, Connection& connection) {
  constexpr Say kAbout{"รอบการประเมินของหน่วยงาน", "Rounds of an assessment"};
  constexpr Say kExtend{"เลื่อนวันสุดท้ายของรอบ", "Change the last day of a round"};
  constexpr Say kLast{"วันสุดท้าย เช่น 2567-06-30", "last day, such as 2567-06-30"};
  constexpr Say kStatus{"แสดงสถานะของรอบ", "Show how a round stands"};
  constexpr Say kList{"แสดงรอบทั้งหมด", "List the rounds"};
  constexpr Say kOfAgency{"เฉพาะของหน่วยงานนี้", "only of this agency"};
  constexpr Say kCancel{"ยกเลิกรอบและทำลายกุญแจ (เรียกคืนไม่ได้)",
                        "Cancel a round and destroy its key (can't be undone)"};
  constexpr Say kYes{"ยืนยัน", "yes, I am sure"};
  CLI::App* round = app.add_subcommand("round", context.In(kAbout));
  round->require_subcommand(1);
  AddCreate(*round, context, connection);
  AddOpen(*round, context, connection);
  Verb extend(*round, "extend", kExtend, Extend, context, connection);
  extend.OfRound();
  extend.command->add_option("--last-day", extend.options->last_day, context.In(kLast))
      ->required()
      ->type_name("DATE");
  AddClose(*round, context, connection);
  Verb(*round, "status", kStatus, Status, context, connection).OfRound();
  const Verb list(*round, "list", kList, List, context, connection);
  list.command->add_option("--agency", list.options->agency, context.In(kOfAgency));
  Verb cancel(*round, "cancel", kCancel, Cancel, context, connection);
  cancel.OfRound();
  cancel.command->add_flag("--yes", cancel.options->sure, context.In(kYes));
}

}  // namespace sucharit
