// SPDX-License-Identifier: Apache-2.0
#include "tests/testing/round_builder.h"

#include <utility>

#include "common/crypto/card_code.h"
#include "common/response/card_list.h"
#include "common/response/receipt.h"
#include "common/status/status_macros.h"
#include "tests/testing/fake_clock.h"

namespace sucharit::testing {

int32_t TestDay() { return DayInThailand(FakeClock().Now()); }

RoundForTests::RoundForTests(Assessment assessment, char letter)
    : assessment_(std::move(assessment)),
      sealing_keys_(crypto::GenerateSealingKeyPair()),
      receipt_keys_(crypto::GenerateSigningKeyPair()) {
  offer.set_round_id(std::string(kRoundIdSize, letter));
  offer.mutable_agency_name()->set_th("เทศบาลทดสอบ");
  offer.mutable_agency_name()->set_en("Test municipality");
  offer.set_state(v1::ROUND_STATE_OPEN);
  offer.set_definition(assessment_.bytes());
  for (const std::string& id : assessment_.Questionnaires()) offer.add_questionnaires(id);
  offer.set_sealing_key(sealing_keys_.public_key);
  offer.set_key_id(crypto::KeyId(sealing_keys_.public_key));
  offer.set_receipt_key(receipt_keys_.public_key);
  offer.set_first_day(TestDay() - 7);
  offer.set_last_day(TestDay() + 7);
}

v1::ListRoundsResponse RoundForTests::Listed() const {
  v1::ListRoundsResponse offers;
  *offers.add_rounds() = offer;
  return offers;
}

void RoundForTests::ChangeWording(const v1::Definition& definition) {
  assessment_ = Assessment::FromDefinition(definition).value();
  offer.set_definition(assessment_.bytes());
}

absl::StatusOr<CheckedResponse> RoundForTests::Open(const std::string& box,
                                                    const std::string& questionnaire) const {
  ASSIGN_OR_RETURN(const std::string content,
                   crypto::OpenBox(box, sealing_keys_.public_key, sealing_keys_.private_key));
  const ResponseContext context{round_id(), &assessment_,
                                assessment_.FindInstrument(questionnaire)};
  return DecodeContent(context, content);
}

void RoundForTests::ListCards(const std::string& questionnaire,
                              const std::vector<std::string>& cards) {
  std::vector<std::string> hashes;
  for (const std::string& card : cards) {
    hashes.push_back(crypto::CardHash(card, round_id(), questionnaire));
  }
  offer.clear_cards();
  *offer.add_cards() =
      SignCardList(round_id(), questionnaire, hashes, receipt_keys_.private_key).value();
}

v1::PushResponsesResponse RoundForTests::Sign(const v1::PushResponsesRequest& batch,
                                              v1::Outcome outcome) const {
  std::vector<std::string> ids;
  for (const std::string& box : batch.boxes()) ids.push_back(BoxId(box));
  const std::vector<v1::Outcome> outcomes(ids.size(), outcome);
  return SignReceipt(batch.round_id(), ids, outcomes, receipt_keys_.private_key).value();
}

v1::Answer AnswerTo(const std::string& item, const std::string& choice) {
  v1::Answer answer;
  answer.set_item(item);
  answer.set_choice(choice);
  return answer;
}

}  // namespace sucharit::testing
