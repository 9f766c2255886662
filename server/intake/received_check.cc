// SPDX-License-Identifier: Apache-2.0
#include "server/intake/received_check.h"

#include <string>
#include <vector>

#include "absl/strings/str_join.h"
#include "common/crypto/digest.h"
#include "common/response/received.h"
#include "common/status/reason.h"
#include "common/status/status_macros.h"

namespace sucharit {

absl::StatusOr<v1::CheckReceivedResponse> ReceivedCheck::Answer(
    const DeviceRecord& device, const v1::CheckReceivedRequest& request) {
  ASSIGN_OR_RETURN(const RoundRecord round, rounds_.Find(request.round_id()));
  if (round.agency_code != device.agency_code) {
    return Refused(absl::StatusCode::kNotFound, v1::REASON_ROUND_UNKNOWN, "no such round",
                   crypto::ToHex(request.round_id()));
  }
  ASSIGN_OR_RETURN(const std::vector<std::string> ids, SplitBoxIds(request.box_ids()));
  ASSIGN_OR_RETURN(const std::vector<std::string> missing, boxes_.Missing(request.round_id(), ids));
  ASSIGN_OR_RETURN(const crypto::Secret key, keys_.ReceiptKey(request.round_id()));
  // Read after the boxes were found, so that a backup with a higher number has them.
  ASSIGN_OR_RETURN(const BackupNumbers numbers, backups_.Numbers());
  v1::CheckReceivedResponse response;
  response.set_missing(absl::StrJoin(missing, ""));
  response.set_begun_backup(numbers.begun);
  response.set_good_backup(numbers.good);
  RETURN_IF_ERROR(SignReceived(request, key, response));
  return response;
}

}  // namespace sucharit
