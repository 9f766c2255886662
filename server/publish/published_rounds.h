// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <mutex>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "server/plan/plan.h"
#include "server/publish/past_results.h"
#include "server/rounds/rounds.h"
#include "server/store/publication_store.h"
#include "server/store/result_store.h"
#include "server/store/round_store.h"
#include "server/store/row_store.h"
#include "server/store/turns.h"
#include "sucharit/v1/admin.pb.h"

namespace sucharit {

// What a published round gives: its bundle, the auditor's, and what the report is written from.
// Each is FAILED_PRECONDITION `REASON_ROUND_STATE` before publication. Thread-safe.
class PublishedRounds {
 public:
  // All must outlive the object.
  PublishedRounds(ServerDatabase& database, Rounds& rounds, PastResults& past, Plan& plan)
      : publications_(database),
        results_(database),
        round_store_(database),
        rows_(database),
        turns_(database),
        rounds_(rounds),
        past_(past),
        plan_(plan) {}

  // See v1.AdminService.GetBundle: the same bytes for ever, and the breakdowns published since.
  absl::StatusOr<v1::Bundle> Bundle(absl::string_view round_id);

  // See PublishBreakdown.
  absl::StatusOr<v1::PublishBreakdownResponse> PublishBreakdown(
      const v1::PublishBreakdownRequest& request);

  // See ExportRows: gives `use` whole rows, a block at a time, and ends with its error.
  absl::Status ForEachRowBlock(const v1::ExportRowsRequest& request,
                               const std::function<absl::Status(absl::string_view)>& use);

  // See GetAuditBundle.
  absl::StatusOr<std::string> Audit(const v1::GetAuditBundleRequest& request);

  // See GetReportSource.
  absl::StatusOr<v1::ReportSource> ReportSource(absl::string_view round_id);

 private:
  PublicationStore publications_;
  ResultStore results_;
  RoundStore round_store_;
  RowStore rows_;
  Turns turns_;
  Rounds& rounds_;
  PastResults& past_;
  Plan& plan_;
  std::mutex mutex_;  // And a turn: no segment is broken down twice.
};

}  // namespace sucharit
