// SPDX-License-Identifier: Apache-2.0
#include "server/backup/adopt_publication.h"

#include <google/protobuf/util/message_differencer.h>

#include <optional>

#include "common/crypto/digest.h"
#include "common/status/reason.h"
#include "common/status/status_macros.h"
#include "server/publish/verify_bundle.h"
#include "server/store/publication_store.h"
#include "server/store/round_store.h"

namespace sucharit {
namespace {

constexpr size_t kRoundIdBytes = 16;

absl::Status Malformed(absl::string_view why, const v1::Bundle& bundle) {
  return Refused(absl::StatusCode::kInvalidArgument, v1::REASON_BUNDLE_MALFORMED, why,
                 bundle.round());
}

absl::Status CheckFigures(const v1::Bundle& bundle) {
  ASSIGN_OR_RETURN(const BundleCheck check, VerifyBundle(bundle));
  if (check.differences.empty()) return absl::OkStatus();
  return Refused(absl::StatusCode::kInvalidArgument, v1::REASON_BUNDLE_MALFORMED,
                 "the figures don't hold", check.differences.front());
}

absl::Status CheckRound(const RoundRecord& round, const v1::Bundle& bundle) {
  if (bundle.agency_code() != round.agency_code ||
      bundle.scores().definition_digest() != crypto::ToHex(round.definition_digest)) {
    return Malformed("another agency's or another definition's", bundle);
  }
  for (const v1::ReceiptList& list : bundle.receipts()) {
    if (list.receipt_key() != round.receipt_key) return Malformed("another round's key", bundle);
  }
  return absl::OkStatus();
}

absl::Status RequireSame(const std::optional<v1::Bundle>& published, const v1::Bundle& bundle) {
  if (published.has_value() &&
      google::protobuf::util::MessageDifferencer::Equals(published->scores(), bundle.scores())) {
    return absl::OkStatus();
  }
  return Refused(absl::StatusCode::kFailedPrecondition, v1::REASON_ROUND_STATE,
                 "the round was published with other scores", bundle.round());
}

}  // namespace

absl::Status AdoptPublication(ServerDatabase& database, const v1::Bundle& bundle) {
  RETURN_IF_ERROR(CheckFigures(bundle));
  const std::string round_id = crypto::FromHex(bundle.round(), kRoundIdBytes);
  ASSIGN_OR_RETURN(const RoundRecord round, RoundStore(database).Find(round_id));
  RETURN_IF_ERROR(CheckRound(round, bundle));
  PublicationStore publications(database);
  if (round.state == v1::ROUND_STATE_PUBLISHED) {
    ASSIGN_OR_RETURN(const auto published, publications.Publication(round_id));
    return RequireSame(published, bundle);
  }
  if (round.state == v1::ROUND_STATE_DRAFT || round.state == v1::ROUND_STATE_CANCELLED) {
    return Refused(absl::StatusCode::kFailedPrecondition, v1::REASON_ROUND_STATE,
                   "a draft or cancelled round can't have been published", bundle.round());
  }
  return publications.Adopt(round_id, round.state, bundle);
}

}  // namespace sucharit
