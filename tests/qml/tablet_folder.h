// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>

#include "client/core/tablet_database.h"
#include "common/assessment/assessment.h"
#include "common/time/clock.h"
#include "sucharit/v1/collect.pb.h"

namespace sucharit::testing {

// Who may sign in on a folder that these functions filled.
constexpr char kStaffName[] = "มาลี";
constexpr char kStaffPin[] = "4711";

// Makes the tablet one that has enrolled at a server that nobody can reach.
void EnrolWithoutServer(TabletDatabase& database);

// What a server says that has one round, open from ten days before `today` on.
v1::ListRoundsResponse OneOpenRound(const Assessment& assessment, int32_t today, bool rehearsal);

// Lets it know one round, open from ten days before `today` on.
void KeepOpenRound(TabletDatabase& database, const Assessment& assessment, int32_t today,
                   bool rehearsal = false);

// An enrolled tablet with a round of ita-2567, open on that clock's day, and one member of staff.
void FillTabletFolder(const std::string& folder, const Clock& clock);

}  // namespace sucharit::testing
