// SPDX-License-Identifier: Apache-2.0
#include "server/command_line/online/report_command.h"

#include <string>

#include "common/status/status_macros.h"

namespace sucharit {

void LetReportTakeRounds(CommandContext& context, Connection& connection) {
  context.fetch_report_source =
      [&connection](const std::string& round) -> absl::StatusOr<v1::ReportSource> {
    v1::GetReportSourceRequest request;
    ASSIGN_OR_RETURN(*request.mutable_round_id(), connection.FindRound(round));
    ASSIGN_OR_RETURN(auto response,
                     connection.Call(&v1::AdminService::Stub::GetReportSource, request));
    return response.source();
  };
}

}  // namespace sucharit
