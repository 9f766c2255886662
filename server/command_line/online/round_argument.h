// SPDX-License-Identifier: Apache-2.0
//
// What most verbs about a round begin with.
#pragma once

#include <CLI/CLI.hpp>
#include <string>

#include "absl/status/statusor.h"
#include "common/assessment/assessment.h"
#include "server/command_line/online/connection.h"
#include "sucharit/v1/admin.pb.h"

namespace sucharit {

// Adds the positional ROUND. `round` must outlive the parse.
void AddRoundArgument(CLI::App& command, std::string& round, const CommandContext& context);

// A round and its definition, as the server has them.
struct FetchedRound {
  std::string round_id;
  v1::Round round;
  Assessment assessment;
};

// `name` as Connection::FindRound takes it; its errors and GetRound's.
absl::StatusOr<FetchedRound> FetchRound(const std::string& name, Connection& connection);

// REASON_ARGUMENT, shown with status 2.
absl::Status Misused(absl::string_view why, absl::string_view argument);

}  // namespace sucharit
