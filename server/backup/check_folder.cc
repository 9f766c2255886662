// SPDX-License-Identifier: Apache-2.0
#include "server/backup/check_folder.h"

#include <functional>
#include <memory>
#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/crypto/digest.h"
#include "common/process/share_work.h"
#include "common/status/status_macros.h"
#include "server/audit/audit_chain.h"
#include "server/backup/check_round.h"
#include "server/sql/statement.h"
#include "server/store/audit_store.h"
#include "server/store/round_store.h"
#include "server/store/server_database.h"

namespace sucharit {
namespace {

constexpr int64_t kAuditLines = 1000;

// A round in words: the first digits are enough to find it.
std::string NameOf(const RoundRecord& round) { return crypto::ToHex(round.round_id).substr(0, 8); }

class FolderChecker {
 public:
  FolderChecker(const FolderToCheck& options, ServerDatabase& database)
      : options_(options),
        database_(database),
        round_store_(database),
        round_checker_(options, database) {}

  // An error here is a finding, too: it says that the check couldn't be done.
  std::vector<FolderCheck> Run() {
    Check("pages", {"หน้าข้อมูลและดัชนีของฐานข้อมูลสมบูรณ์", "the database's pages and indexes are whole"},
          [&] { return CheckPages(); });
    if (!checks_.back().wrong.empty()) return std::move(checks_);
    Check("references",
          {"ทุกระเบียนอ้างถึงสิ่งที่มีอยู่จริง", "every record refers to something that is there"},
          [&] { return CheckReferences(); });
    Check("boxes",
          {"ทุกกล่องคำตอบตรงกับลายพิมพ์ SHA-256 ของตน", "every box is the one that its SHA-256 names"},
          [&] { return CheckBoxes(); });
    CheckEach(
        "counts",
        {"คำตอบที่ได้รับ = ที่นับ + ที่อยู่ในยอดรวมอื่น", "received = counted + what stands in another total"},
        &RoundChecker::CheckCounts);
    CheckEach("tallies",
              {"จำนวนนับถูกต้อง และให้คะแนนเดิม", "tallies hold, and give the same scores again"},
              &RoundChecker::CheckTalliesOf);
    CheckEach("rows", {"แถวคำตอบที่เก็บไว้เรียงลำดับ", "kept rows are sorted"}, &RoundChecker::CheckRows);
    CheckEach("publications",
              {"ผลที่เผยแพร่คำนวณซ้ำได้ ลายเซ็นถูกต้อง และตรงกับไฟล์",
               "publications compute, are signed, and are those of the files"},
              &RoundChecker::CheckPublication);
    Check("audit", {"บันทึกการใช้งานต่อกันครบทุกบรรทัด", "the audit log's lines make one whole chain"},
          [&] { return CheckAuditLog(); });
    if (!options_.key_folder.empty()) {
      CheckEach("keys", {"กุญแจของแต่ละรอบมีเท่าที่ควรมี", "each round has the keys that it should have"},
                &RoundChecker::CheckKeys);
    }
    return std::move(checks_);
  }

 private:
  void Check(const std::string& id, Say about, const std::function<absl::Status()>& check) {
    checks_.push_back({id, about});
    const absl::Status status = check();
    if (!status.ok()) Wrong(std::string(status.message()));
  }

  // The rounds side by side, their findings in the rounds' order.
  void CheckEach(const std::string& id, Say about,
                 RoundChecker::Findings (RoundChecker::*check)(const RoundRecord&)) {
    Check(id, about, [&]() -> absl::Status {
      ASSIGN_OR_RETURN(const std::vector<RoundRecord> rounds, round_store_.List(""));
      std::vector<RoundChecker::Findings> found(rounds.size());
      ShareWork(rounds.size(), [&](size_t i) { found[i] = (round_checker_.*check)(rounds[i]); });
      for (size_t i = 0; i < rounds.size(); ++i) Wrong(NameOf(rounds[i]), found[i]);
      return absl::OkStatus();
    });
  }

  void Wrong(std::string what) { checks_.back().wrong.push_back(std::move(what)); }
  void Wrong(const std::string& round, const RoundChecker::Findings& found) {
    if (!found.ok()) return Wrong(absl::StrCat(round, ": ", found.status().message()));
    for (const std::string& each : *found) Wrong(absl::StrCat(round, ": ", each));
  }

  absl::Status CheckPages() { return database_.Lock()->CheckIntegrity(); }

  absl::Status CheckReferences() {
    auto database = database_.Lock();
    sql::Statement query(*database, "PRAGMA foreign_key_check");
    while (query.Step()) Wrong(query.Text(0));
    return query.status();
  }

  // Boxes are emptied when their round is published or cancelled.
  absl::Status CheckBoxes() {
    auto database = database_.Lock();
    sql::Statement query(*database,
                         "SELECT box.round_id, box_id, box, state FROM box "
                         "JOIN round ON round.round_id = box.round_id ORDER BY 1, 2");
    while (query.Step()) {
      const std::string box = query.Blob(2);
      if (box.empty() && query.Int(3) >= v1::ROUND_STATE_PUBLISHED) continue;
      if (crypto::Sha256(box) == query.Blob(1)) continue;
      Wrong(absl::StrCat(crypto::ToHex(query.Blob(0)).substr(0, 8), ": ",
                         crypto::ToHex(query.Blob(1))));
    }
    return query.status();
  }

  absl::Status CheckAuditLog() {
    AuditStore store(database_);
    ChainCheck chain(std::nullopt);
    while (true) {
      ASSIGN_OR_RETURN(const std::vector<v1::AuditLine> lines,
                       store.Lines(chain.lines(), 0, kAuditLines));
      if (lines.empty()) break;
      for (const v1::AuditLine& line : lines) RETURN_IF_ERROR(chain.Add(line));
    }
    return CheckAuditHeads();
  }

  // What was signed is still there.
  absl::Status CheckAuditHeads() {
    auto database = database_.Lock();
    sql::Statement query(*database,
                         "SELECT sequence FROM audit_head LEFT JOIN audit_line USING(sequence) "
                         "WHERE sequence > 0 AND audit_line.hash IS NOT audit_head.hash "
                         "ORDER BY sequence");
    while (query.Step()) Wrong(absl::StrCat("line ", query.Int(0)));
    return query.status();
  }

  const FolderToCheck& options_;
  ServerDatabase& database_;
  RoundStore round_store_;
  RoundChecker round_checker_;
  std::vector<FolderCheck> checks_;
};

}  // namespace

absl::StatusOr<std::vector<FolderCheck>> CheckDataFolder(const FolderToCheck& options) {
  ASSIGN_OR_RETURN(const std::unique_ptr<ServerDatabase> database,
                   ServerDatabase::OpenAsItIs(options.folder));
  return FolderChecker(options, *database).Run();
}

}  // namespace sucharit
