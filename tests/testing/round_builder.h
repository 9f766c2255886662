// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/assessment/assessment.h"
#include "common/crypto/sealed_box.h"
#include "common/crypto/signature.h"
#include "common/response/sealed_content.h"
#include "sucharit/v1/collect.pb.h"
#include "tests/testing/small_definition.h"

namespace sucharit::testing {

// The day on which FakeClock starts, in days since 1970-01-01 in Thailand.
int32_t TestDay();

// A round with both sides' keys: what the server offers, and what only the server could do.
class RoundForTests {
 public:
  // Open from a week before TestDay() to a week after it, with all questionnaires of `assessment`.
  // Rounds with different `letter` have different ids.
  explicit RoundForTests(Assessment assessment = SmallAssessment(), char letter = 'a');

  // What tablets are told; a test may change what it is about.
  v1::RoundOffer offer;

  // The offer as the answer to ListRounds.
  v1::ListRoundsResponse Listed() const;

  const Assessment& assessment() const { return assessment_; }
  const std::string& round_id() const { return offer.round_id(); }
  const crypto::SealingKeyPair& sealing_keys() const { return sealing_keys_; }
  const crypto::SigningKeyPair& receipt_keys() const { return receipt_keys_; }

  // Takes other words for everything that counts alike, as a server may while a round is open.
  void ChangeWording(const v1::Definition& definition);

  // What a box holds, opened with the round's private key and checked.
  absl::StatusOr<CheckedResponse> Open(const std::string& box,
                                       const std::string& questionnaire) const;

  // Offers the questionnaire's cards: these, packed.
  void ListCards(const std::string& questionnaire, const std::vector<std::string>& cards);

  // The receipt that gives all boxes of a batch one outcome.
  v1::PushResponsesResponse Sign(const v1::PushResponsesRequest& batch, v1::Outcome outcome) const;

 private:
  Assessment assessment_;
  crypto::SealingKeyPair sealing_keys_;
  crypto::SigningKeyPair receipt_keys_;
};

// An answer by name.
v1::Answer AnswerTo(const std::string& item, const std::string& choice);

}  // namespace sucharit::testing
