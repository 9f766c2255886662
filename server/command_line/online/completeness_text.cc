// SPDX-License-Identifier: Apache-2.0
#include "server/command_line/online/completeness_text.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "common/status/status_macros.h"

namespace sucharit {

std::string CompletenessToText(const std::vector<PartCompleteness>& parts, Language language) {
  constexpr Say kScores{"คะแนนที่ต้องนำเข้า: ", "scores to import: "};
  constexpr Say kMissing{"ยังขาด: ", "missing: "};
  if (parts.empty()) return "";
  std::vector<std::string> missing;
  std::string text = kScores.In(language);
  const char* separator = "";
  for (const PartCompleteness& part : parts) {
    absl::StrAppend(&text, separator, part.part, " ", part.present, "/", part.needed);
    separator = "; ";
    missing.insert(missing.end(), part.missing.begin(), part.missing.end());
  }
  text += "\n";
  if (missing.empty()) return text;
  return absl::StrCat(text, kMissing.In(language), absl::StrJoin(missing, ", "), "\n");
}

absl::Status ShowCompleteness(const FetchedRound& fetched, std::ostream& out, Language language,
                              Connection& connection) {
  v1::ListImportedScoresRequest request;
  request.set_round_id(fetched.round_id);
  ASSIGN_OR_RETURN(const v1::ListImportedScoresResponse imported,
                   connection.Call(&v1::AdminService::Stub::ListImportedScores, request));
  const std::vector<v1::ImportedScore> scores(imported.scores().begin(), imported.scores().end());
  out << CompletenessToText(CompletenessOf(fetched.assessment, scores), language);
  return absl::OkStatus();
}

}  // namespace sucharit
