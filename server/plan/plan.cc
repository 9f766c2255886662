// SPDX-License-Identifier: Apache-2.0
#include "server/plan/plan.h"

#include <set>

#include "absl/strings/str_cat.h"
#include "common/status/reason.h"
#include "common/status/status_macros.h"
#include "server/plan/measure_rules.h"

namespace sucharit {
namespace {

absl::Status CheckMeasures(const Assessment& assessment, const v1::PutMeasuresRequest& request) {
  std::set<int32_t> numbers;
  for (int i = 0; i < request.measures_size(); ++i) {
    const v1::Measure& measure = request.measures(i);
    absl::Status checked = CheckMeasure(assessment, measure);
    if (checked.ok() && measure.number() != 0 && !numbers.insert(measure.number()).second) {
      checked = Refused(absl::StatusCode::kInvalidArgument, v1::REASON_MEASURE, "a number twice",
                        absl::StrCat("number ", measure.number()));
    }
    if (checked.ok()) continue;
    if (request.measures_size() == 1) return checked;
    return Within(absl::StrCat("measure ", i + 1), checked);
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<v1::PutMeasuresResponse> Plan::Put(const v1::PutMeasuresRequest& request) {
  ASSIGN_OR_RETURN(const RoundRecord round, round_store_.Find(request.round_id()));
  ASSIGN_OR_RETURN(const Assessment assessment, rounds_.AssessmentOf(round));
  RETURN_IF_ERROR(CheckMeasures(assessment, request));
  const std::vector<v1::Measure> measures(request.measures().begin(), request.measures().end());
  ASSIGN_OR_RETURN(const std::vector<int32_t> numbers, plan_.Put(round.round_id, measures));
  v1::PutMeasuresResponse response;
  *response.mutable_numbers() = {numbers.begin(), numbers.end()};
  return response;
}

absl::Status Plan::Remove(absl::string_view round_id, int32_t number) {
  RETURN_IF_ERROR(round_store_.Find(round_id).status());
  return plan_.Remove(round_id, number);
}

absl::StatusOr<std::vector<v1::Measure>> Plan::List(absl::string_view round_id) {
  RETURN_IF_ERROR(round_store_.Find(round_id).status());
  return plan_.List(round_id);
}

}  // namespace sucharit
