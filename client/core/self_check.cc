// SPDX-License-Identifier: Apache-2.0
#include "client/core/self_check.h"

#include <string>

#include "client/core/outbox.h"
#include "common/crypto/aead.h"
#include "common/crypto/sealed_box.h"
#include "common/status/status_macros.h"

namespace sucharit {
namespace {

constexpr char kSample[] = "self-check";

absl::Status CheckAnswers(TabletDatabase& database) { return Outbox(database).Counts().status(); }

absl::Status CheckWhole(TabletDatabase& database) {
  RETURN_IF_ERROR(database.Lock()->CheckIntegrity());
  return Outbox(database).Check();
}

absl::Status CheckDraftKey(TabletDatabase& database) {
  ASSIGN_OR_RETURN(const std::string hidden,
                   crypto::Encrypt(kSample, kSample, database.draft_key()));
  ASSIGN_OR_RETURN(const std::string shown, crypto::Decrypt(hidden, kSample, database.draft_key()));
  return shown == kSample && hidden.find(kSample) == std::string::npos
             ? absl::OkStatus()
             : absl::InternalError("encryption changed what it was given");
}

absl::Status CheckSealing() {
  const crypto::SealingKeyPair right = crypto::GenerateSealingKeyPair();
  const crypto::SealingKeyPair wrong = crypto::GenerateSealingKeyPair();
  ASSIGN_OR_RETURN(const std::string box, crypto::Seal(kSample, right.public_key));
  ASSIGN_OR_RETURN(const std::string opened,
                   crypto::OpenBox(box, right.public_key, right.private_key));
  if (crypto::OpenBox(box, wrong.public_key, wrong.private_key).ok()) {
    return absl::InternalError("a box opened with another key");
  }
  return opened == kSample ? absl::OkStatus() : absl::InternalError("a box held something else");
}

}  // namespace

std::vector<SelfCheckResult> CheckTablet(TabletDatabase& database) {
  return {{SelfCheck::kDatabaseAnswers, CheckAnswers(database)},
          {SelfCheck::kDatabaseIsWhole, CheckWhole(database)},
          {SelfCheck::kDraftsAreSecret, CheckDraftKey(database)},
          {SelfCheck::kResponsesAreSealed, CheckSealing()}};
}

}  // namespace sucharit
