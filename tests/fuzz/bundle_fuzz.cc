// SPDX-License-Identifier: Apache-2.0
//
// Bundles and auditors' files come from anywhere: any bytes must be read or refused by reason, and
// whatever is read must be checked without a crash.
#include <google/protobuf/stubs/logging.h>

#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "absl/strings/string_view.h"
#include "common/status/reason.h"
#include "server/publish/audit_file.h"
#include "server/publish/bundle_reader.h"
#include "server/publish/verify_bundle.h"

namespace sucharit {
namespace {

void CheckRefusal(const absl::Status& status) {
  if (!status.ok() && ReasonOf(status) == v1::REASON_UNSPECIFIED) abort();
}

void CheckBundle(absl::string_view json) {
  const auto bundle = ParseBundle(json);
  CheckRefusal(bundle.status());
  if (bundle.ok()) CheckRefusal(VerifyBundle(*bundle).status());
}

// As if it had been opened: what a dishonest agency could seal.
void CheckAudit(absl::string_view bytes) {
  const google::protobuf::LogSilencer silence;
  v1::AuditBundle audit;
  if (!audit.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()))) return;
  CheckRefusal(VerifyAudit(audit).status());
}

}  // namespace
}  // namespace sucharit

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const absl::string_view input(reinterpret_cast<const char*>(data), size);
  sucharit::CheckBundle(input);
  sucharit::CheckAudit(input);
  return 0;
}
