// SPDX-License-Identifier: Apache-2.0
//
// Tables come from other people's programs: any bytes must be read or refused by reason, and every
// row that is read must have a line of its own and as many cells as the head.
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "absl/strings/string_view.h"
#include "common/csv/answers_csv.h"
#include "common/csv/csv.h"
#include "common/status/reason.h"

namespace sucharit {
namespace {

void CheckRefusal(const absl::Status& status) {
  if (!status.ok() && ReasonOf(status) == v1::REASON_UNSPECIFIED) abort();
}

void CheckRows(absl::string_view bytes) {
  int64_t line = 0;
  size_t columns = 0;
  CheckRefusal(ForEachCsvRow(bytes, [&](const CsvRow& row) {
    if (row.line <= line || row.cells.empty()) abort();
    if (columns != 0 && row.cells.size() != columns) abort();
    line = row.line;
    columns = row.cells.size();
    return absl::OkStatus();
  }));
}

void CheckAnswerRows(absl::string_view bytes) {
  static const Assessment& assessment = *new Assessment(*LoadAssessment("ita-2567"));
  const Instrument& instrument = *assessment.FindInstrument("EIT");
  CheckRefusal(
      ForEachResponse(bytes, assessment, instrument, [&](const std::vector<v1::Answer>& answers) {
        if (answers.size() != instrument.items.size()) abort();
        return absl::OkStatus();
      }));
}

}  // namespace
}  // namespace sucharit

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const absl::string_view input(reinterpret_cast<const char*>(data), size);
  sucharit::CheckRows(input);
  sucharit::CheckAnswerRows(input);
  return 0;
}
