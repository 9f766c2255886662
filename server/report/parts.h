// SPDX-License-Identifier: Apache-2.0
//
// The parts of the report, each a run of blocks. An annex that has nothing to say is empty, and its
// heading is put before it by the report.
#pragma once

#include <string>

#include "server/report/facts.h"

namespace sucharit::report {

// "รายงานการวิเคราะห์ผลการประเมิน…" as one line, for the file's properties.
std::string ReportTitle(const Facts& facts);

// The title, part 1 (the overall score, charts) and part 2 (the table of indicators).
Blocks SummaryParts(const Facts& facts);

// Part 3: each topic with its items, sorted.
Blocks TopicsPart(const Facts& facts);

// The measures, for landscape pages.
Blocks PlanPart(const Facts& facts);

Blocks TrendAnnex(const Facts& facts);
Blocks AnswersAnnex(const Facts& facts);
Blocks BreakdownsAnnex(const Facts& facts);
Blocks TextsAnnex(const Facts& facts);
Blocks ConductAnnex(const Facts& facts);
Blocks ImportedAnnex(const Facts& facts);
Blocks ProvenanceAnnex(const Facts& facts);
Blocks UnverifiedAnnex(const Facts& facts);

}  // namespace sucharit::report
