// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "absl/time/time.h"
#include "server/doctor/diagnosis.h"

namespace sucharit {

// Looks at an installation on the machine that it runs on, whether its server runs or not:
// configuration, folders and who may read them, room on the disk, the server's certificate,
// backups, PostgreSQL if it is there. Reads only; opens neither the folder's database nor a key.
Diagnoses ExamineInstallation(const std::string& config_path, absl::Time now);

}  // namespace sucharit
