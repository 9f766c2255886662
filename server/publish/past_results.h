// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "server/store/agency_store.h"
#include "server/store/past_store.h"
#include "server/store/publication_store.h"
#include "server/store/round_store.h"
#include "sucharit/v1/admin.pb.h"

namespace sucharit {

// What an agency reached in other years: imported, or published here. Thread-safe.
class PastResults {
 public:
  // `database` must outlive the object.
  explicit PastResults(ServerDatabase& database)
      : agencies_(database), past_(database), publications_(database), rounds_(database) {}

  // See v1.AdminService.PutPastResult, RemovePastResult and ListPastResults. A year that is both
  // imported and published stands there twice, as imported first.
  absl::StatusOr<v1::Scores> Put(const v1::PutPastResultRequest& request);
  absl::Status Remove(absl::string_view agency_code, int32_t fiscal_year_be);
  absl::StatusOr<std::vector<v1::PastResult>> List(absl::string_view agency_code);

  // The years before that of `definition`, of assessments of the same kind: those whose score tree
  // has the same root ("ITA"). Of each year once: what was published here before what was imported.
  // By year; none for a definition without a year.
  absl::StatusOr<std::vector<v1::PastResult>> Before(absl::string_view agency_code,
                                                     const v1::Definition& definition);

 private:
  AgencyStore agencies_;
  PastStore past_;
  PublicationStore publications_;
  RoundStore rounds_;
};

}  // namespace sucharit
