// SPDX-License-Identifier: Apache-2.0
#include "server/export/totals_csv.h"

#include "absl/strings/str_cat.h"

namespace sucharit {

std::string TotalsToCsv(const google::protobuf::RepeatedPtrField<v1::Totals>& totals) {
  std::string csv = "questionnaire,received,counted,card_refused,not_valid,late\n";
  for (const v1::Totals& each : totals) {
    absl::StrAppend(&csv, each.questionnaire(), ",", each.received(), ",", each.counted(), ",",
                    each.card_refused(), ",", each.not_valid(), ",", each.late(), "\n");
  }
  return csv;
}

}  // namespace sucharit
