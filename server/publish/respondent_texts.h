// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "server/store/round_store.h"
#include "server/store/row_store.h"
#include "sucharit/v1/admin.pb.h"

namespace sucharit {

// What respondents wrote in their own words, for a person to read and to release one by one.
// Masking takes out numbers and addresses; only a reader can see a name or a story. Thread-safe.
class RespondentTexts {
 public:
  // `database` must outlive the object.
  explicit RespondentTexts(ServerDatabase& database) : rounds_(database), texts_(database) {}

  // See v1.AdminService.ListTexts. FAILED_PRECONDITION `REASON_ROUND_STATE` before close.
  absl::StatusOr<v1::ListTextsResponse> List(const v1::ListTextsRequest& request);

  // See ReleaseTexts: all of the texts or none. After publication a release can't be taken back:
  // FAILED_PRECONDITION `REASON_ROUND_STATE`.
  absl::Status Release(const v1::ReleaseTextsRequest& request);

 private:
  RoundStore rounds_;
  RowStore texts_;
};

}  // namespace sucharit
