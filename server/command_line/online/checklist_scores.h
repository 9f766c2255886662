// SPDX-License-Identifier: Apache-2.0
//
// What assessors gave to the items of a checklist, as people type it.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/assessment/assessment.h"
#include "sucharit/v1/result.pb.h"

namespace sucharit {

// The score of one item: `text` is a score that one of its choices earns ("50"), or that choice's
// id. INVALID_ARGUMENT `REASON_ITEM_UNKNOWN` for what is no item of a checklist;
// `REASON_CELL_UNKNOWN` for another score.
absl::StatusOr<v1::ImportedScore> ChecklistScore(const Assessment& assessment,
                                                 const std::string& item, absl::string_view text);

// Reads a CSV file or a workbook with the columns item, score and, if they are there, evidence and
// note, in any order. Rows without a score are left out. The errors of ReadTable, FindTableColumns
// and ChecklistScore, with the file and the cell; REASON_NODE_NOT_IMPORTABLE for an item twice.
absl::StatusOr<std::vector<v1::ImportedScore>> ReadChecklistScores(const std::string& path,
                                                                   const Assessment& assessment);

}  // namespace sucharit
