// SPDX-License-Identifier: Apache-2.0
#include "server/command_line/leakcheck_command.h"

#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_join.h"
#include "common/status/reason.h"
#include "common/status/status_macros.h"
#include "server/leakcheck/leakcheck.h"

namespace sucharit {
namespace {

// What no look at one folder can tell.
constexpr Say kNotSeen[] = {
    {"สำเนาสำรอง สแนปช็อต และเศษข้อมูลบนดิสก์นอกไฟล์เหล่านี้ (แฟลชและระบบไฟล์อาจเก็บของเก่าไว้)",
     "backups, snapshots, and what the disk keeps outside of these files (flash and file systems "
     "may "
     "keep what was overwritten)"},
    {"หน่วยความจำและสวอปของเครื่อง บันทึกของระบบอื่น และสิ่งที่ผ่านเครือข่าย",
     "the machine's memory and swap, logs of other programs, and what passed over the network"},
    {"สำเนากุญแจที่เจ้าหน้าที่เก็บไว้: ใครมีกุญแจกับสำเนาของกล่องที่รอนับ ย่อมอ่านคำตอบได้",
     "copies of the key that officers keep: whoever has the key and a copy of the waiting boxes "
     "can "
     "read them"},
    {"ชื่อ ตำแหน่ง เรื่องเล่า และสำนวนในข้อความที่ผู้ตอบเขียนเอง",
     "names, positions, stories and style in what respondents wrote themselves"},
    {"เซิร์ฟเวอร์หรือแท็บเล็ตที่ถูกดัดแปลงโปรแกรม", "a server or tablet whose program was changed"},
    {"เศษข้อมูลในไฟล์ที่สั้นกว่า 32 ไบต์", "residues in the file that are shorter than 32 bytes"},
};

const char* ResultName(LeakResult result) {
  switch (result) {
    case LeakResult::kHolds:
      return "holds";
    case LeakResult::kLeak:
      return "leak";
    case LeakResult::kNotChecked:
      return "not_checked";
  }
  return "";
}

Say ResultWord(LeakResult result) {
  switch (result) {
    case LeakResult::kHolds:
      return {"ผ่าน      ", "holds      "};
    case LeakResult::kLeak:
      return {"รั่ว       ", "LEAK       "};
    case LeakResult::kNotChecked:
      return {"ไม่ได้ตรวจ ", "not checked"};
  }
  return {"", ""};
}

void ShowJson(const LeakReport& report, CommandContext& context) {
  nlohmann::ordered_json json;
  json["leaks"] = report.Leaks();
  json["checks"] = nlohmann::ordered_json::array();
  for (const LeakCheck& check : report.checks) {
    json["checks"].push_back({{"id", check.id},
                              {"result", ResultName(check.result)},
                              {"about", context.In(check.about)},
                              {"found", check.found}});
  }
  json["differences"] = nlohmann::ordered_json::array();
  for (const CopyDifference& each : report.differences) {
    json["differences"].push_back({{"what", context.In(each.what)},
                                   {"where", each.where},
                                   {"here", each.here},
                                   {"other", each.other}});
  }
  for (const Say& limit : kNotSeen) json["not_seen"].push_back(context.In(limit));
  // File names may hold bytes that are no UTF-8.
  context.out << json.dump(1, ' ', false, nlohmann::ordered_json::error_handler_t::replace) << "\n";
}

void ShowDifferences(const LeakReport& report, CommandContext& context) {
  constexpr Say kHere{"  เฉพาะที่นี่ ", "  only here "};
  constexpr Say kOther{"  เฉพาะอีกสำเนา ", "  only in the other copy "};
  for (const CopyDifference& each : report.differences) {
    context.out << context.In(each.what) << "  " << each.where << context.In(kHere) << each.here
                << context.In(kOther) << each.other << "\n";
  }
}

void ShowText(const LeakReport& report, CommandContext& context) {
  constexpr Say kCannotSee{"สิ่งที่การตรวจนี้มองไม่เห็น", "What this check can't see"};
  for (const LeakCheck& check : report.checks) {
    context.out << context.In(ResultWord(check.result)) << "  " << check.id << ": "
                << context.In(check.about) << "\n";
    for (const std::string& where : check.found) context.out << "    " << where << "\n";
  }
  ShowDifferences(report, context);
  context.out << context.In(kCannotSee) << ":\n";
  for (const Say& limit : kNotSeen) context.out << "  - " << context.In(limit) << "\n";
}

absl::Status Leakcheck(const LeakCheckOptions& options, CommandContext& context) {
  ASSIGN_OR_RETURN(const LeakReport report, CheckForLeaks(options));
  context.json ? ShowJson(report, context) : ShowText(report, context);
  if (!report.Leaks()) return absl::OkStatus();
  std::vector<std::string> names;
  for (const LeakCheck& check : report.checks) {
    if (check.result == LeakResult::kLeak) names.push_back(check.id);
  }
  return Refused(absl::StatusCode::kFailedPrecondition, v1::REASON_LEAK_FOUND,
                 "a check of what the files tell has failed", absl::StrJoin(names, ", "));
}

}  // namespace

void AddLeakcheckCommand(CLI::App& app, CommandContext& context) {
  constexpr Say kAbout{
      "ตรวจว่าไฟล์ของเซิร์ฟเวอร์บอกได้หรือไม่ว่าใครตอบอะไร (หยุดเซิร์ฟเวอร์ก่อน หรือใช้สำเนา)",
      "Check whether the server's files tell who said what (with the server stopped, "
      "or on a copy)"};
  constexpr Say kFolder{"โฟลเดอร์ข้อมูลของเซิร์ฟเวอร์ (อ่านอย่างเดียว)",
                        "the server's data folder (read only)"};
  constexpr Say kCompare{"สำเนาอีกชุดของโฟลเดอร์เดียวกัน: บอกว่าความต่างเปิดเผยอะไร",
                         "another copy of the folder: tells what the difference gives away"};
  constexpr Say kPlanted{"ไฟล์ข้อความที่ต้องไม่พบในไฟล์ใด บรรทัดละหนึ่ง (hex:… = ไบต์)",
                         "a file of strings that no file may hold, one a line (hex:… for bytes)"};
  constexpr Say kKeys{"โฟลเดอร์กุญแจ: ตรวจว่าไม่มีกุญแจใดอยู่ในโฟลเดอร์ข้อมูล",
                      "the key folder: none of its keys may be in the data folder"};
  CLI::App* command = app.add_subcommand("leakcheck", context.In(kAbout));
  const auto options = std::make_shared<LeakCheckOptions>();
  command->add_option("FOLDER", options->folder, context.In(kFolder))->type_name("")->required();
  command->add_option("--compare", options->other_copy, context.In(kCompare))
      ->type_name("OTHER_COPY");
  command->add_option("--planted", options->planted, context.In(kPlanted))->type_name("FILE");
  command->add_option("--key-folder", options->key_folder, context.In(kKeys))->type_name("FOLDER");
  command->callback([options, &context] { context.Finish(Leakcheck(*options, context)); });
}

}  // namespace sucharit
