// SPDX-License-Identifier: Apache-2.0
#include "server/backup/check_folder.h"

#include <functional>
#include <memory>
#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/crypto/digest.h"
#include "common/crypto/sealed_box.h"
#include "common/crypto/signature.h"
#include "common/files/files.h"
#include "common/status/status_macros.h"
#include "common/time/clock.h"
#include "server/audit/audit_chain.h"
#include "server/export/message_json.h"
#include "server/publish/check_tallies.h"
#include "server/publish/results.h"
#include "server/publish/verify_bundle.h"
#include "server/publish/verify_round.h"
#include "server/rounds/key_folder.h"
#include "server/rounds/rounds.h"
#include "server/sql/statement.h"
#include "server/store/audit_store.h"
#include "server/store/publication_store.h"
#include "server/store/result_store.h"
#include "server/store/round_store.h"
#include "server/store/row_store.h"
#include "server/store/server_database.h"

namespace sucharit {
namespace {

constexpr int64_t kAuditLines = 1000;

bool IsCounted(const RoundRecord& round) {
  return round.state == v1::ROUND_STATE_CLOSED || round.state == v1::ROUND_STATE_PUBLISHED;
}

// A round in words: the first digits are enough to find it.
std::string NameOf(const RoundRecord& round) { return crypto::ToHex(round.round_id).substr(0, 8); }

class FolderChecker {
 public:
  FolderChecker(const FolderToCheck& options, ServerDatabase& database)
      : options_(options),
        database_(database),
        keys_(options.key_folder),
        publications_(database),
        results_(database),
        round_store_(database),
        rows_(database),
        rounds_(database, keys_, clock_),
        verifier_(database, keys_, rounds_) {}

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
        [&](const RoundRecord& round) { return CheckCounts(round); });
    CheckEach("tallies",
              {"จำนวนนับถูกต้อง และให้คะแนนเดิม", "tallies hold, and give the same scores again"},
              [&](const RoundRecord& round) { return CheckTalliesOf(round); });
    CheckEach("rows", {"แถวคำตอบที่เก็บไว้เรียงลำดับ", "kept rows are sorted"},
              [&](const RoundRecord& round) { return CheckRows(round); });
    CheckEach("publications",
              {"ผลที่เผยแพร่คำนวณซ้ำได้ ลายเซ็นถูกต้อง และตรงกับไฟล์",
               "publications compute, are signed, and are those of the files"},
              [&](const RoundRecord& round) { return CheckPublication(round); });
    Check("audit", {"บันทึกการใช้งานต่อกันครบทุกบรรทัด", "the audit log's lines make one whole chain"},
          [&] { return CheckAuditLog(); });
    if (!options_.key_folder.empty()) {
      CheckEach("keys", {"กุญแจของแต่ละรอบมีเท่าที่ควรมี", "each round has the keys that it should have"},
                [&](const RoundRecord& round) { return CheckKeys(round); });
    }
    return std::move(checks_);
  }

 private:
  void Check(const std::string& id, Say about, const std::function<absl::Status()>& check) {
    checks_.push_back({id, about});
    const absl::Status status = check();
    if (!status.ok()) Wrong(std::string(status.message()));
  }

  void CheckEach(const std::string& id, Say about,
                 const std::function<absl::Status(const RoundRecord&)>& check) {
    Check(id, about, [&]() -> absl::Status {
      ASSIGN_OR_RETURN(const std::vector<RoundRecord> rounds, round_store_.List(""));
      for (const RoundRecord& round : rounds) {
        const absl::Status status = check(round);
        if (!status.ok()) Wrong(absl::StrCat(NameOf(round), ": ", status.message()));
      }
      return absl::OkStatus();
    });
  }

  void Wrong(std::string what) { checks_.back().wrong.push_back(std::move(what)); }
  void Wrong(const RoundRecord& round, absl::string_view what) {
    Wrong(absl::StrCat(NameOf(round), ": ", what));
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

  // A publication that was taken from its bundle has no tallies here.
  absl::Status CheckCounts(const RoundRecord& round) {
    if (!IsCounted(round)) return absl::OkStatus();
    ASSIGN_OR_RETURN(const std::vector<v1::Tally> tallies, results_.Tallies(round.round_id));
    if (tallies.empty() && round.state == v1::ROUND_STATE_PUBLISHED) return absl::OkStatus();
    ASSIGN_OR_RETURN(const Assessment assessment, rounds_.AssessmentOf(round));
    ASSIGN_OR_RETURN(const std::vector<v1::Totals> all, rounds_.TotalsOf(round, assessment));
    for (const v1::Totals& totals : all) {
      const int64_t sum =
          totals.counted() + totals.card_refused() + totals.not_valid() + totals.late();
      if (sum == totals.received()) continue;
      Wrong(round, absl::StrCat(totals.questionnaire(), " ", totals.received(), " != ", sum));
    }
    return absl::OkStatus();
  }

  absl::Status CheckTalliesOf(const RoundRecord& round) {
    if (!IsCounted(round)) return absl::OkStatus();
    ASSIGN_OR_RETURN(const std::vector<v1::Tally> tallies, results_.Tallies(round.round_id));
    if (tallies.empty()) return absl::OkStatus();
    ASSIGN_OR_RETURN(const Assessment assessment, rounds_.AssessmentOf(round));
    RETURN_IF_ERROR(CheckTallies(assessment, tallies));
    ASSIGN_OR_RETURN(const v1::VerifyRoundResponse verified, verifier_.Verify(round.round_id));
    if (!verified.scores_equal()) Wrong(round, "scores");
    for (const v1::VerifiedQuestionnaire& each : verified.questionnaires()) {
      if (!each.equal()) Wrong(round, absl::StrCat("tally ", each.questionnaire()));
    }
    return absl::OkStatus();
  }

  absl::Status CheckRows(const RoundRecord& round) {
    ASSIGN_OR_RETURN(const Assessment assessment, rounds_.AssessmentOf(round));
    for (const std::string& questionnaire : assessment.Questionnaires()) {
      const size_t size = RowSize(assessment, *assessment.FindInstrument(questionnaire));
      std::string last;
      bool sorted = size != 0;
      RETURN_IF_ERROR(
          rows_.ForEachBlock(round.round_id, questionnaire, [&](absl::string_view rows) {
            sorted = sorted && rows.size() % size == 0;
            for (size_t place = 0; sorted && place < rows.size(); place += size) {
              sorted = last <= std::string(rows.substr(place, size));
              last = std::string(rows.substr(place, size));
            }
            return absl::OkStatus();
          }));
      if (!sorted) Wrong(round, questionnaire);
    }
    return absl::OkStatus();
  }

  absl::Status CheckPublication(const RoundRecord& round) {
    ASSIGN_OR_RETURN(std::optional<v1::Bundle> bundle, publications_.Publication(round.round_id));
    const bool published = round.state == v1::ROUND_STATE_PUBLISHED;
    if (bundle.has_value() != published) Wrong(round, "a publication that doesn't fit the state");
    if (!bundle.has_value()) return absl::OkStatus();
    const std::string path = absl::StrCat(options_.folder, "/", kPublicationsFolder, "/",
                                          crypto::ToHex(round.round_id), ".json");
    const auto file = ReadWholeFile(path);
    if (!file.ok() || *file != MessageToJson(*bundle)) Wrong(round, path);
    ASSIGN_OR_RETURN(const std::vector<v1::Breakdown> breakdowns,
                     publications_.Breakdowns(round.round_id));
    *bundle->mutable_breakdowns() = {breakdowns.begin(), breakdowns.end()};
    ASSIGN_OR_RETURN(const BundleCheck check, VerifyBundle(*bundle));
    for (const std::string& difference : check.differences) Wrong(round, difference);
    return absl::OkStatus();
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

  // Until publication the server needs its key, unless it is kept elsewhere; from then on nobody
  // may have it.
  bool NeedsSealingKey(const RoundRecord& round) const {
    return !round.sealing_key.empty() && round.custody == v1::KEY_CUSTODY_SERVER &&
           round.state >= v1::ROUND_STATE_OPEN && round.state <= v1::ROUND_STATE_CLOSED;
  }

  absl::Status CheckKeys(const RoundRecord& round) {
    if (round.sealing_key.empty()) return absl::OkStatus();
    const auto sealing = keys_.SealingKey(round.round_id);
    const bool over = round.state >= v1::ROUND_STATE_PUBLISHED;
    if (over && sealing.ok()) Wrong(round, "the private key wasn't destroyed");
    if (!sealing.ok() && NeedsSealingKey(round)) Wrong(round, "the private key is missing");
    if (sealing.ok()) {
      ASSIGN_OR_RETURN(const std::string public_key, crypto::SealingPublicKey(*sealing));
      if (public_key != round.sealing_key) Wrong(round, "the private key is another round's");
    }
    ASSIGN_OR_RETURN(const crypto::Secret receipts, keys_.ReceiptKey(round.round_id));
    ASSIGN_OR_RETURN(const std::string public_key, crypto::SigningPublicKey(receipts));
    if (public_key != round.receipt_key) Wrong(round, "the receipt key is another round's");
    return absl::OkStatus();
  }

  const FolderToCheck& options_;
  ServerDatabase& database_;
  const SystemClock clock_;
  const KeyFolder keys_;
  PublicationStore publications_;
  ResultStore results_;
  RoundStore round_store_;
  RowStore rows_;
  Rounds rounds_;
  RoundVerifier verifier_;
  std::vector<FolderCheck> checks_;
};

}  // namespace

absl::StatusOr<std::vector<FolderCheck>> CheckDataFolder(const FolderToCheck& options) {
  ASSIGN_OR_RETURN(const std::unique_ptr<ServerDatabase> database,
                   ServerDatabase::OpenAsItIs(options.folder));
  return FolderChecker(options, *database).Run();
}

}  // namespace sucharit
