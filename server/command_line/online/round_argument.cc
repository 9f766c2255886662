// SPDX-License-Identifier: Apache-2.0
#include "server/command_line/online/round_argument.h"

#include <utility>

#include "common/status/reason.h"
#include "common/status/status_macros.h"

namespace sucharit {

void AddRoundArgument(CLI::App& command, std::string& round, const CommandContext& context) {
  constexpr Say kRound{"รหัสรอบ หรือส่วนต้นของรหัส", "the round's id, or its beginning"};
  command.add_option("ROUND", round, context.In(kRound))->required()->type_name("");
}

absl::StatusOr<FetchedRound> FetchRound(const std::string& name, Connection& connection) {
  v1::GetRoundRequest request;
  ASSIGN_OR_RETURN(*request.mutable_round_id(), connection.FindRound(name));
  ASSIGN_OR_RETURN(v1::GetRoundResponse response,
                   connection.Call(&v1::AdminService::Stub::GetRound, request));
  ASSIGN_OR_RETURN(Assessment assessment, Assessment::FromBytes(response.definition()));
  return FetchedRound{request.round_id(), std::move(*response.mutable_round()),
                      std::move(assessment)};
}

absl::Status Misused(absl::string_view why, absl::string_view argument) {
  return Refused(absl::StatusCode::kInvalidArgument, v1::REASON_ARGUMENT, why, argument);
}

}  // namespace sucharit
