// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "server/doctor/diagnosis.h"
#include "sucharit/v1/config.pb.h"

namespace sucharit {

// Looks at the PostgreSQL server that the configuration names: whether it lets this machine in,
// keeps what it confirms, and waits for a standby. Nothing if the database is in the data folder.
// Reads settings alone. Blocks for some seconds if nobody answers.
std::optional<Diagnosis> ExamineDatabase(const v1::ServerConfig& config);

}  // namespace sucharit
