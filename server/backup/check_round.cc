// SPDX-License-Identifier: Apache-2.0
#include "server/backup/check_round.h"

#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/crypto/sealed_box.h"
#include "common/crypto/signature.h"
#include "common/files/files.h"
#include "common/status/status_macros.h"
#include "server/backup/publication_files.h"
#include "server/export/message_json.h"
#include "server/publish/check_tallies.h"
#include "server/publish/verify_bundle.h"

namespace sucharit {
namespace {

using Wrong = std::vector<std::string>;

bool IsCounted(const RoundRecord& round) {
  return round.state == v1::ROUND_STATE_CLOSED || round.state == v1::ROUND_STATE_PUBLISHED;
}

// Until publication the server needs its key, unless it is kept elsewhere; from then on nobody
// may have it.
bool NeedsSealingKey(const RoundRecord& round) {
  return !round.sealing_key.empty() && round.custody == v1::KEY_CUSTODY_SERVER &&
         round.state >= v1::ROUND_STATE_OPEN && round.state <= v1::ROUND_STATE_CLOSED;
}

// Rows of one size, block after block.
class SortedRows {
 public:
  explicit SortedRows(size_t size) : size_(size), sorted_(size != 0) {}

  void Add(absl::string_view rows) {
    sorted_ = sorted_ && rows.size() % size_ == 0;
    for (; sorted_ && !rows.empty(); rows.remove_prefix(size_)) {
      sorted_ = last_ <= rows.substr(0, size_);
      last_.assign(rows.data(), size_);
    }
  }

  bool sorted() const { return sorted_; }

 private:
  const size_t size_;
  std::string last_;
  bool sorted_;
};

}  // namespace

// A publication that was taken from its bundle has no tallies here.
RoundChecker::Findings RoundChecker::CheckCounts(const RoundRecord& round) {
  Wrong wrong;
  if (!IsCounted(round)) return wrong;
  ASSIGN_OR_RETURN(const std::vector<v1::Tally> tallies, results_.Tallies(round.round_id));
  if (tallies.empty() && round.state == v1::ROUND_STATE_PUBLISHED) return wrong;
  ASSIGN_OR_RETURN(const Assessment assessment, rounds_.AssessmentOf(round));
  ASSIGN_OR_RETURN(const std::vector<v1::Totals> all, rounds_.TotalsOf(round, assessment));
  for (const v1::Totals& totals : all) {
    const int64_t sum =
        totals.counted() + totals.card_refused() + totals.not_valid() + totals.late();
    if (sum == totals.received()) continue;
    wrong.push_back(absl::StrCat(totals.questionnaire(), " ", totals.received(), " != ", sum));
  }
  return wrong;
}

RoundChecker::Findings RoundChecker::CheckTalliesOf(const RoundRecord& round) {
  Wrong wrong;
  if (!IsCounted(round)) return wrong;
  ASSIGN_OR_RETURN(const std::vector<v1::Tally> tallies, results_.Tallies(round.round_id));
  if (tallies.empty()) return wrong;
  ASSIGN_OR_RETURN(const Assessment assessment, rounds_.AssessmentOf(round));
  RETURN_IF_ERROR(CheckTallies(assessment, tallies));
  ASSIGN_OR_RETURN(const v1::VerifyRoundResponse verified, verifier_.Verify(round.round_id));
  if (!verified.scores_equal()) wrong.emplace_back("scores");
  for (const v1::VerifiedQuestionnaire& each : verified.questionnaires()) {
    if (!each.equal()) wrong.push_back(absl::StrCat("tally ", each.questionnaire()));
  }
  return wrong;
}

RoundChecker::Findings RoundChecker::CheckRows(const RoundRecord& round) {
  ASSIGN_OR_RETURN(const Assessment assessment, rounds_.AssessmentOf(round));
  Wrong wrong;
  for (const std::string& questionnaire : assessment.Questionnaires()) {
    SortedRows rows(RowSize(assessment, *assessment.FindInstrument(questionnaire)));
    RETURN_IF_ERROR(
        rows_.ForEachBlock(round.round_id, questionnaire, [&rows](absl::string_view block) {
          rows.Add(block);
          return absl::OkStatus();
        }));
    if (!rows.sorted()) wrong.push_back(questionnaire);
  }
  return wrong;
}

RoundChecker::Findings RoundChecker::CheckPublication(const RoundRecord& round) {
  ASSIGN_OR_RETURN(std::optional<v1::Bundle> bundle, publications_.Publication(round.round_id));
  Wrong wrong;
  const bool published = round.state == v1::ROUND_STATE_PUBLISHED;
  if (bundle.has_value() != published)
    wrong.emplace_back("a publication that doesn't fit the state");
  if (!bundle.has_value()) return wrong;
  const std::string path = PublicationFile(options_.folder, round.round_id);
  const auto file = ReadWholeFile(path);
  if (!file.ok() || *file != MessageToJson(*bundle)) wrong.push_back(path);
  ASSIGN_OR_RETURN(const std::vector<v1::Breakdown> breakdowns,
                   publications_.Breakdowns(round.round_id));
  *bundle->mutable_breakdowns() = {breakdowns.begin(), breakdowns.end()};
  ASSIGN_OR_RETURN(BundleCheck check, VerifyBundle(*bundle));
  wrong.insert(wrong.end(), check.differences.begin(), check.differences.end());
  return wrong;
}

RoundChecker::Findings RoundChecker::CheckKeys(const RoundRecord& round) {
  Wrong wrong;
  if (round.sealing_key.empty()) return wrong;
  const auto sealing = keys_.SealingKey(round.round_id);
  const bool over = round.state >= v1::ROUND_STATE_PUBLISHED;
  if (over && sealing.ok()) wrong.emplace_back("the private key wasn't destroyed");
  if (!sealing.ok() && NeedsSealingKey(round)) wrong.emplace_back("the private key is missing");
  if (sealing.ok()) {
    ASSIGN_OR_RETURN(const std::string public_key, crypto::SealingPublicKey(*sealing));
    if (public_key != round.sealing_key) wrong.emplace_back("the private key is another round's");
  }
  ASSIGN_OR_RETURN(const crypto::Secret receipts, keys_.ReceiptKey(round.round_id));
  ASSIGN_OR_RETURN(const std::string public_key, crypto::SigningPublicKey(receipts));
  if (public_key != round.receipt_key) wrong.emplace_back("the receipt key is another round's");
  return wrong;
}

}  // namespace sucharit
