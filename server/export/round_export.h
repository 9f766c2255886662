// SPDX-License-Identifier: Apache-2.0
//
// A published round as a folder of files.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/text/language.h"
#include "server/export/export_folder.h"
#include "server/export/row_table.h"
#include "sucharit/v1/admin.pb.h"
#include "sucharit/v1/result.pb.h"

namespace sucharit {

enum class ExportFormat { kCsv, kXlsx, kSav, kJson };

struct RoundExport {
  std::set<ExportFormat> formats = {ExportFormat::kCsv, ExportFormat::kXlsx, ExportFormat::kSav,
                                    ExportFormat::kJson};
  bool byte_order_mark = false;  // In CSV.
  Language language = Language::kThai;

  // Kept rows by questionnaire; of questionnaires that are missing here there are no row files.
  std::map<std::string, RowSource> rows;

  // What respondents wrote; of these the released ones are written, if there are any.
  std::vector<v1::RespondentText> texts;

  // Called now and then with the file that is being written and the rows written so far.
  std::function<void(const std::string& file, int64_t rows)> on_progress;
};

// Writes, by format:
//
//   always  definition.textproto, manifest.json, SHA256SUMS
//   csv     scores.csv, items.csv, answers.csv, breakdown.csv, totals.csv, imported.csv, texts.csv,
//           rows-Q.csv
//   xlsx    results.xlsx, rows-Q.xlsx
//   sav     rows-Q.sav
//   json    bundle.json, scores.json
//
// All or nothing (see ExportFolder); two exports of one bundle are equal, byte by byte. Takes what
// is public and rows, nothing else. Errors: those of the definition in the bundle, of ForEachRow,
// and of ExportFolder.
absl::StatusOr<std::vector<ExportedFile>> ExportRound(const v1::Bundle& bundle,
                                                      const RoundExport& what,
                                                      const std::string& folder);

}  // namespace sucharit
