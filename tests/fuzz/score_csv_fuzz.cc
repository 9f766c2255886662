// SPDX-License-Identifier: Apache-2.0
//
// Tables of scores come from other people's spreadsheets: each is read or refused by reason and
// place.
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "absl/strings/string_view.h"
#include "common/status/reason.h"
#include "server/scoring/score_files.h"
#include "tests/fuzz/memory_file.h"

namespace sucharit {
namespace {

void CheckRefusal(const absl::Status& status) {
  if (status.ok()) return;
  if (ReasonOf(status) == v1::REASON_UNSPECIFIED || SubjectOf(status).empty()) abort();
}

}  // namespace
}  // namespace sucharit

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const sucharit::MemoryFile file(absl::string_view(reinterpret_cast<const char*>(data), size));
  sucharit::CheckRefusal(sucharit::ReadImportedScoresCsv(file.path()).status());
  sucharit::CheckRefusal(sucharit::ReadPublishedScoresCsv(file.path()).status());
  return 0;
}
