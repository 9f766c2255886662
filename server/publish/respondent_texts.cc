// SPDX-License-Identifier: Apache-2.0
#include "server/publish/respondent_texts.h"

#include <cstdint>
#include <vector>

#include "common/crypto/digest.h"
#include "common/status/reason.h"
#include "common/status/status_macros.h"

namespace sucharit {
namespace {

absl::Status WrongState(absl::string_view round_id, absl::string_view why) {
  return Refused(absl::StatusCode::kFailedPrecondition, v1::REASON_ROUND_STATE, why,
                 crypto::ToHex(round_id));
}

bool IsAskedFor(const StoredText& text, const v1::ListTextsRequest& request) {
  return (request.questionnaire().empty() || request.questionnaire() == text.questionnaire) &&
         (request.item().empty() || request.item() == text.item);
}

}  // namespace

absl::StatusOr<v1::ListTextsResponse> RespondentTexts::List(const v1::ListTextsRequest& request) {
  ASSIGN_OR_RETURN(const RoundRecord round, rounds_.Find(request.round_id()));
  if (round.state != v1::ROUND_STATE_CLOSED && round.state != v1::ROUND_STATE_PUBLISHED) {
    return WrongState(round.round_id, "the round isn't counted");
  }
  ASSIGN_OR_RETURN(const std::vector<StoredText> stored, texts_.AllTexts(round.round_id));
  v1::ListTextsResponse response;
  for (const StoredText& text : stored) {
    if (!IsAskedFor(text, request)) continue;
    v1::RespondentText* listed = response.add_texts();
    listed->set_questionnaire(text.questionnaire);
    listed->set_item(text.item);
    listed->set_place(static_cast<int32_t>(text.place + 1));
    listed->set_text(text.text);
    listed->set_released(text.released);
  }
  return response;
}

absl::Status RespondentTexts::Release(const v1::ReleaseTextsRequest& request) {
  ASSIGN_OR_RETURN(const RoundRecord round, rounds_.Find(request.round_id()));
  const bool published = round.state == v1::ROUND_STATE_PUBLISHED;
  if (round.state != v1::ROUND_STATE_CLOSED && !published) {
    return WrongState(round.round_id, "the round isn't counted");
  }
  if (published && !request.release()) {
    return WrongState(round.round_id, "what is published can't be taken back");
  }
  std::vector<int64_t> places;
  for (const int32_t place : request.places()) places.push_back(int64_t{place} - 1);
  return texts_.SetReleased(round.round_id, request.questionnaire(), request.item(), places,
                            request.release());
}

}  // namespace sucharit
