// SPDX-License-Identifier: Apache-2.0
#include "server/publish/verify_bundle.h"

#include <google/protobuf/util/message_differencer.h>

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/assessment/assessment.h"
#include "common/response/receipt_code.h"
#include "common/response/receipt_list.h"
#include "common/status/reason.h"
#include "common/status/status_macros.h"
#include "server/publish/answer_tables.h"
#include "server/publish/breakdown.h"
#include "server/publish/check_tallies.h"
#include "server/publish/publication.h"
#include "server/publish/receipt_lists.h"
#include "server/publish/verify_conduct.h"
#include "server/publish/verify_tables.h"
#include "server/scoring/scoring.h"

namespace sucharit {
namespace {

using ::google::protobuf::util::MessageDifferencer;

using NodeKey = std::tuple<std::string, std::string, std::string>;

NodeKey KeyOf(const v1::NodeScore& node) { return {node.level(), node.part(), node.node()}; }

std::string NameOf(const NodeKey& key) {
  return absl::StrCat(std::get<0>(key), " ", std::get<2>(key));
}

void CompareNodes(const v1::Scores& published, const v1::Scores& recomputed, BundleCheck& check) {
  std::map<NodeKey, const v1::NodeScore*> expected;
  for (const v1::NodeScore& node : recomputed.nodes()) expected[KeyOf(node)] = &node;
  for (const v1::NodeScore& node : published.nodes()) {
    const auto found = expected.find(KeyOf(node));
    const bool equal = found != expected.end() && MessageDifferencer::Equals(*found->second, node);
    if (found != expected.end()) expected.erase(found);
    if (!equal) {
      check.differences.push_back(NameOf(KeyOf(node)));
    } else if (node.origin() == v1::ORIGIN_COUNTED) {
      ++check.counted;
    } else if (node.origin() == v1::ORIGIN_IMPORTED) {
      ++check.imported;
    } else {
      ++check.computed;
    }
  }
  for (const auto& [key, node] : expected) check.differences.push_back(NameOf(key));
}

void CompareText(absl::string_view published, absl::string_view expected, absl::string_view what,
                 BundleCheck& check) {
  if (published != expected) check.differences.emplace_back(what);
}

// `recomputed` may come from another version of the program: that alone is no difference.
void CompareScores(const v1::Scores& published, v1::Scores recomputed, BundleCheck& check) {
  recomputed.set_program_version(published.program_version());
  const size_t before = check.differences.size();
  CompareText(published.definition_id(), recomputed.definition_id(), "definition_id", check);
  CompareText(published.definition_digest(), recomputed.definition_digest(), "definition_digest",
              check);
  CompareText(published.counting_digest(), recomputed.counting_digest(), "counting_digest", check);
  CompareNodes(published, recomputed, check);
  CompareText(published.level(), recomputed.level(), "level", check);
  // Whatever else could differ, down to the order.
  if (check.differences.size() == before &&
      published.SerializeAsString() != recomputed.SerializeAsString()) {
    check.differences.emplace_back("scores");
  }
  // Scores of imported parts, which have no node of their own.
  if (check.differences.size() == before) {
    check.imported += static_cast<size_t>(published.imported_size());
  }
}

absl::StatusOr<Assessment> AssessmentOf(const v1::Bundle& bundle) {
  auto assessment = Assessment::FromDefinition(bundle.definition());
  if (!assessment.ok()) return Within("definition", assessment.status());
  return assessment;
}

void CompareAnswers(const v1::Bundle& bundle, const std::vector<v1::AnswerTable>& answers,
                    BundleCheck& check) {
  if (static_cast<size_t>(bundle.answers_size()) != answers.size()) {
    check.differences.emplace_back("answers");
    return;
  }
  for (size_t i = 0; i < answers.size(); ++i) {
    const v1::AnswerTable& published = bundle.answers(static_cast<int>(i));
    if (MessageDifferencer::Equals(published, answers[i])) continue;
    check.differences.push_back(absl::StrCat("answers ", published.item()));
  }
}

void CompareCounted(const v1::Bundle& bundle, const std::vector<v1::Tally>& tallies,
                    BundleCheck& check) {
  for (const v1::Totals& totals : bundle.totals()) {
    const auto found = std::find_if(tallies.begin(), tallies.end(), [&](const v1::Tally& tally) {
      return tally.questionnaire() == totals.questionnaire();
    });
    if (found != tallies.end() && found->respondents() == totals.counted()) continue;
    check.differences.push_back(absl::StrCat("totals ", totals.questionnaire()));
  }
}

int64_t CountedOf(const v1::Bundle& bundle, const std::string& questionnaire) {
  int64_t counted = 0;
  for (const v1::Totals& totals : bundle.totals()) {
    if (totals.questionnaire() == questionnaire) counted = totals.counted();
  }
  return counted;
}

// Where respondents were shown a number there is a list to find it in, unless they were too few.
void CheckNoListIsMissing(const Assessment& assessment, const v1::Bundle& bundle,
                          BundleCheck& check) {
  const v1::KeyCustody custody =
      bundle.offline_key() ? v1::KEY_CUSTODY_OFFLINE : v1::KEY_CUSTODY_SERVER;
  for (const std::string& questionnaire : assessment.Questionnaires()) {
    const Instrument& instrument = *assessment.FindInstrument(questionnaire);
    if (!ShowsReceipts(instrument.collection.receipts, custody)) continue;
    if (CountedOf(bundle, questionnaire) < assessment.minimum_group()) continue;
    const bool is_there = std::any_of(
        bundle.receipts().begin(), bundle.receipts().end(),
        [&](const v1::ReceiptList& list) { return list.questionnaire() == questionnaire; });
    if (!is_there) check.differences.push_back(absl::StrCat("receipts ", questionnaire));
  }
}

void CheckReceiptLists(const v1::Bundle& bundle, BundleCheck& check) {
  const absl::Status status = VerifyReceiptLists(bundle);
  if (!status.ok()) {
    check.differences.push_back(absl::StrCat("receipts ", SubjectOf(status)));
    return;
  }
  for (const v1::ReceiptList& list : bundle.receipts()) {
    check.receipts += static_cast<size_t>(ReceiptCount(list));
  }
}

absl::Status CompareBreakdowns(const v1::Bundle& bundle, const Assessment& assessment,
                               const std::vector<v1::Tally>& tallies, BundleCheck& check) {
  for (const v1::Breakdown& published : bundle.breakdowns()) {
    ASSIGN_OR_RETURN(const v1::Breakdown made,
                     MakeBreakdown(assessment, published.segment(), tallies, {}));
    if (MessageDifferencer::Equals(published, made)) continue;
    check.differences.push_back(absl::StrCat("breakdown ", published.segment()));
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<BundleCheck> VerifyBundle(const v1::Bundle& bundle) {
  ASSIGN_OR_RETURN(const Assessment assessment, AssessmentOf(bundle));
  ASSIGN_OR_RETURN(const v1::Scores recomputed, RecomputeScores(assessment, bundle.scores()));
  BundleCheck check;
  CompareScores(bundle.scores(), recomputed, check);
  CheckTotals(assessment, bundle, check);
  CheckAnswerTables(assessment, bundle, check);
  CheckBreakdowns(assessment, bundle, check);
  CheckConduct(assessment, bundle, check);
  CheckReceiptLists(bundle, check);
  CheckNoListIsMissing(assessment, bundle, check);
  return check;
}

absl::StatusOr<BundleCheck> VerifyAudit(const v1::AuditBundle& audit) {
  const v1::Bundle& bundle = audit.bundle();
  ASSIGN_OR_RETURN(const Assessment assessment, AssessmentOf(bundle));
  const std::vector<v1::Tally> tallies(audit.tallies().begin(), audit.tallies().end());
  RETURN_IF_ERROR(CheckTallies(assessment, tallies));
  const std::vector<v1::ImportedScore> imported(audit.imported().begin(), audit.imported().end());
  ASSIGN_OR_RETURN(v1::Scores scores, ComputeScores(assessment, tallies, imported));
  ASSIGN_OR_RETURN(BundleCheck check, VerifyBundle(bundle));
  BundleCheck from_tallies;
  CompareScores(bundle.scores(), MakePublication(std::move(scores)).scores(), from_tallies);
  CompareCounted(bundle, tallies, from_tallies);
  CompareAnswers(bundle, MakeAnswerTables(assessment, tallies), from_tallies);
  RETURN_IF_ERROR(CompareBreakdowns(bundle, assessment, tallies, from_tallies));
  check.differences.insert(check.differences.end(), from_tallies.differences.begin(),
                           from_tallies.differences.end());
  return check;
}

}  // namespace sucharit
