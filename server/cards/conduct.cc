// SPDX-License-Identifier: Apache-2.0
#include "server/cards/conduct.h"

#include <algorithm>
#include <string>
#include <vector>

#include "common/crypto/digest.h"
#include "common/status/reason.h"
#include "common/status/status_macros.h"

namespace sucharit {
namespace {

// What a tablet can do on a day, and then some; and ten years of days of a few questionnaires.
constexpr int32_t kMostADay = 100'000;
constexpr int kMostDays = 20'000;

bool IsPossible(const v1::DayConduct& day) {
  return day.day() > 0 && day.finished() >= 0 && day.finished() <= kMostADay &&
         day.abandoned() >= 0 && day.abandoned() <= kMostADay && day.quick() >= 0 &&
         day.quick() <= day.finished();
}

bool Asks(const RoundRecord& round, const std::string& questionnaire) {
  return std::any_of(
      round.populations.begin(), round.populations.end(),
      [&](const v1::Population& each) { return each.questionnaire() == questionnaire; });
}

}  // namespace

absl::Status ConductReports::Take(const DeviceRecord& device,
                                  const v1::ReportConductRequest& request) {
  ASSIGN_OR_RETURN(const RoundRecord round, rounds_.Find(request.round_id()));
  if (round.agency_code != device.agency_code) {
    return Refused(absl::StatusCode::kNotFound, v1::REASON_ROUND_UNKNOWN, "another agency's round",
                   crypto::ToHex(round.round_id));
  }
  const bool possible =
      request.days_size() <= kMostDays &&
      std::all_of(request.days().begin(), request.days().end(), [&](const v1::DayConduct& day) {
        return IsPossible(day) && Asks(round, day.questionnaire());
      });
  if (!possible) {
    return Refused(absl::StatusCode::kInvalidArgument, v1::REASON_ARGUMENT, "counts that can't be",
                   "days");
  }
  if (round.state >= v1::ROUND_STATE_PUBLISHED) return absl::OkStatus();
  return conduct_.Keep(round.round_id, device.device.device_id(),
                       {request.days().begin(), request.days().end()});
}

}  // namespace sucharit
