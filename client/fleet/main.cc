// SPDX-License-Identifier: Apache-2.0
//
// sucharit-fleet: many tablets without a screen, on the tablet's own code, for demonstrations, load
// and fault tests.
#include <CLI/CLI.hpp>
#include <string>

#include "client/fleet/commands.h"
#include "common/process/plain_locks.h"
#include "common/text/language.h"
#include "common/time/clock.h"

namespace sucharit {
namespace {

// The command line in one language, filled by parsing.
class CommandLine {
 public:
  explicit CommandLine(Language language)
      : app_(Say{"เล่นคำตอบผ่านโปรแกรมของแท็บเล็ตจริงหลายเครื่องโดยไม่มีหน้าจอ",
                 "Plays responses through real tablet code, on many tablets without a screen"}
                 .In(language),
             "sucharit-fleet") {
    fleet_.language = language;
    app_.set_help_flag("-h,--help", Text({"แสดงวิธีใช้", "Shows this help"}));
    app_.require_subcommand(1);
    DescribeLanguage(app_);
    DescribeEnrol();
    DescribePlay();
    DescribeSync();
    DescribeStatus();
  }

  int Run(int argc, char** argv) {
    try {
      app_.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
      return app_.exit(error) == 0 ? 0 : 2;
    }
    if (enrol_->parsed()) return RunEnrol(fleet_, enrol_arguments_);
    if (play_->parsed()) return RunPlay(fleet_, play_arguments_, SystemClock());
    if (sync_->parsed()) return RunSync(fleet_, sync_arguments_);
    return RunStatus(fleet_, json_);
  }

 private:
  std::string Text(const Say& text) const { return text.In(fleet_.language); }

  void DescribeLanguage(CLI::App& app) {
    app.add_option("--language", language_, Text({"ภาษา: th หรือ en", "th or en"}))
        ->check(CLI::IsMember({"th", "en"}));
  }

  CLI::App* AddVerb(const std::string& name, const Say& description, bool chooses_tablets) {
    CLI::App* verb = app_.add_subcommand(name, Text(description));
    DescribeLanguage(*verb);
    verb->add_option("--folder", fleet_.folder,
                     Text({"โฟลเดอร์ของแท็บเล็ตทั้งหมด (tablet-1, tablet-2, ...)",
                           "Folder of the tablets (tablet-1, tablet-2, ...)"}))
        ->required();
    verb->add_flag("--quiet", fleet_.quiet,
                   Text({"ไม่แสดงความคืบหน้า", "Shows no progress on stderr"}));
    if (chooses_tablets) {
      verb->add_option("--tablet", fleet_.tablets,
                       Text({"หมายเลขแท็บเล็ต เช่น 1,3 หรือ all", "Numbers such as 1,3, or all"}))
          ->capture_default_str();
    }
    return verb;
  }

  void DescribeEnrol() {
    enrol_ = AddVerb("enrol", {"ลงทะเบียนแท็บเล็ต ตั๋วละหนึ่งเครื่อง", "Enrols one tablet for each ticket"},
                     false);
    enrol_
        ->add_option("--ticket", enrol_arguments_.tickets,
                     Text({"แฟ้มตั๋วลงทะเบียน (ใส่ได้หลายแฟ้ม)", "Ticket file; may be repeated"}))
        ->required();
    enrol_
        ->add_option("--names", enrol_arguments_.names,
                     Text({"ชื่อเครื่อง ตามลำดับตั๋ว คั่นด้วยจุลภาค",
                           "Names of the devices in the order of the tickets, with commas"}))
        ->delimiter(',');
    enrol_
        ->add_option("--first", enrol_arguments_.first,
                     Text({"หมายเลขของเครื่องแรก", "Number of the first tablet"}))
        ->check(CLI::Range(1, 100'000))
        ->capture_default_str();
  }

  void DescribePlay() {
    play_ = AddVerb("play",
                    {"ตอบแบบสำรวจจากแฟ้ม แบบออฟไลน์ แถวแบ่งเวียนให้แท็บเล็ตทุกเครื่อง ทำต่อได้เมื่อถูกขัดจังหวะ",
                     "Answers questionnaires from files, offline. Rows go round-robin to all "
                     "tablets of the folder; each is played once, also after an interruption"},
                    true);
    play_
        ->add_option("--responses", play_arguments_.responses,
                     Text({"แบบสำรวจ=แฟ้ม เช่น IIT=iit.csv (ใส่ได้หลายแฟ้ม)",
                           "QUESTIONNAIRE=FILE such as IIT=iit.csv; may be repeated"}))
        ->required();
    play_->add_option(
        "--cards", play_arguments_.cards,
        Text({"แบบสำรวจ=แฟ้มรหัสบัตร บรรทัดละใบ แถวที่ 1 ใช้บัตรใบที่ 1 เรื่อยไป",
              "QUESTIONNAIRE=FILE with the code of a card on each line: the first row "
              "takes the first card, and so on"}));
    play_->add_option("--round", play_arguments_.round,
                      Text({"รหัสรอบ ถ้ามีมากกว่าหนึ่งรอบ", "Round id, if several are open"}));
    play_->add_option("--kill-at", play_arguments_.kill_at,
                      Text({"answer:N จำลองไฟดับทันทีหลังบันทึกคำตอบที่ N (เพื่อทดสอบ)",
                            "answer:N kills the program (SIGKILL) right after the N-th answer of "
                            "this run was saved: a fault for tests"}));
  }

  void DescribeSync() {
    sync_ = AddVerb("sync", {"ส่งคำตอบที่รออยู่ ทุกเครื่องพร้อมกัน", "Sends what waits, all tablets at once"},
                    true);
    sync_
        ->add_option("--batch", sync_arguments_.batch,
                     Text({"จำนวนคำตอบต่อชุด", "Responses in a batch"}))
        ->check(CLI::Range(1, 1000))
        ->capture_default_str();
    sync_
        ->add_option("--attempts", sync_arguments_.attempts,
                     Text({"จำนวนครั้งที่ลองเมื่อเครือข่ายขัดข้อง",
                           "Attempts when the network or the server is away"}))
        ->check(CLI::Range(1, 1000))
        ->capture_default_str();
    sync_->add_option("--kill-at", sync_arguments_.kill_at,
                      Text({"sent:N จำลองไฟดับเมื่อใบรับของชุดที่ N มาถึงแต่ยังไม่ได้ใช้ (เพื่อทดสอบ)",
                            "sent:N kills the program (SIGKILL) when the N-th batch was answered "
                            "and its receipt isn't applied yet: a fault for tests"}));
    sync_
        ->add_option("--hold-after", sync_arguments_.hold_after,
                     Text({"หลังใช้ใบรับ N ใบ พิมพ์ holding แล้วรอหนึ่งบรรทัดจาก stdin (เพื่อทดสอบ)",
                           "After N receipts prints 'holding' and waits for a line on stdin: "
                           "for tests"}))
        ->check(CLI::PositiveNumber);
  }

  void DescribeStatus() {
    status_ =
        AddVerb("status", {"นับคำตอบของแต่ละเครื่อง", "Counts the responses of each tablet"}, true);
    status_->add_flag("--json", json_, Text({"แสดงเป็น JSON", "Prints JSON"}));
  }

  FleetArguments fleet_;
  EnrolArguments enrol_arguments_;
  PlayArguments play_arguments_;
  SyncArguments sync_arguments_;
  std::string language_;
  bool json_ = false;
  CLI::App app_;
  CLI::App* enrol_ = nullptr;
  CLI::App* play_ = nullptr;
  CLI::App* sync_ = nullptr;
  CLI::App* status_ = nullptr;
};

}  // namespace
}  // namespace sucharit

int main(int argc, char** argv) {
  sucharit::UsePlainLocks();
  return sucharit::CommandLine(sucharit::ChooseLanguage(argc, argv)).Run(argc, argv);
}
