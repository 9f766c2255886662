// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "server/doctor/diagnosis.h"
#include "sucharit/v1/admin.pb.h"

namespace sucharit {

// A round with the tablets of its agency.
struct ExaminedRound {
  v1::Round round;
  std::vector<v1::Device> devices;
};

// What a person should do about the rounds `today` (days since 1970-01-01 in Thailand): a diagnosis
// for each thing to do, and one that says so if there is none. Knows no more than an administrator
// may see of an open round.
Diagnoses ExamineRounds(const std::vector<ExaminedRound>& rounds, int32_t today);

}  // namespace sucharit
