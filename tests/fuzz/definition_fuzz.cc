// SPDX-License-Identifier: Apache-2.0
//
// Definitions come from files and from servers: any bytes must be read or refused with a reason, in
// bounded time. By what was read, any answers must be accepted or refused with a reason.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "absl/strings/string_view.h"
#include "common/assessment/answers.h"
#include "common/assessment/assessment.h"
#include "common/status/reason.h"

namespace sucharit {
namespace {

void CheckRefusal(const absl::Status& status) {
  if (ReasonOf(status) == v1::REASON_UNSPECIFIED) abort();
  if (SubjectOf(status).empty()) abort();
}

void CheckRoundTrip(const Assessment& assessment) {
  const absl::StatusOr<Assessment> again = Assessment::FromBytes(assessment.bytes());
  if (!again.ok() || again->definition_digest() != assessment.definition_digest()) abort();
  if (again->counting_digest() != assessment.counting_digest()) abort();
}

// Takes the definition's own bytes for answers.
void CheckAnswersTo(const Assessment& assessment) {
  for (const Instrument& instrument : assessment.instruments()) {
    const size_t size = std::min(RowSize(assessment, instrument), assessment.bytes().size());
    const auto bytes = absl::string_view(assessment.bytes()).substr(0, size);
    const absl::StatusOr<CheckedAnswers> row = UnpackRow(assessment, instrument, bytes);
    if (row.ok() && row->PackRow() != bytes) abort();
    if (!row.ok()) CheckRefusal(row.status());
    const std::string none(size, '\0');
    const absl::StatusOr<CheckedAnswers> empty = UnpackAnswers(assessment, instrument, none);
    if (!empty.ok()) CheckRefusal(empty.status());
  }
}

void Check(const absl::StatusOr<Assessment>& result) {
  if (result.ok()) {
    CheckRoundTrip(*result);
    CheckAnswersTo(*result);
  } else {
    CheckRefusal(result.status());
  }
}

}  // namespace
}  // namespace sucharit

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const absl::string_view input(reinterpret_cast<const char*>(data), size);
  sucharit::Check(sucharit::Assessment::FromText(input));
  sucharit::Check(sucharit::Assessment::FromBytes(input));
  return 0;
}
