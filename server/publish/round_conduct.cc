// SPDX-License-Identifier: Apache-2.0
#include "server/publish/round_conduct.h"

#include <string>
#include <utility>

#include "common/status/status_macros.h"

namespace sucharit {

absl::StatusOr<std::vector<v1::Conduct>> RoundConduct::Of(const RoundRecord& round,
                                                          const Assessment& assessment) {
  ASSIGN_OR_RETURN(const std::vector<v1::QuestionnaireCards> accounts,
                   cards_.Accounts(round.round_id));
  std::vector<v1::Conduct> conducts;
  for (const std::string& questionnaire : assessment.Questionnaires()) {
    ASSIGN_OR_RETURN(v1::Conduct conduct, conduct_.Sum(round.round_id, questionnaire));
    ASSIGN_OR_RETURN(const ResultStore::Found found,
                     results_.FoundOf(round.round_id, questionnaire));
    conduct.set_identical(found.identical);
    for (const v1::QuestionnaireCards& each : accounts) {
      if (each.questionnaire() == questionnaire) *conduct.mutable_cards() = each.account();
    }
    conducts.push_back(std::move(conduct));
  }
  return conducts;
}

}  // namespace sucharit
