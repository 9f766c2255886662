// SPDX-License-Identifier: Apache-2.0
//
// Lines and heads of an audit log come from the one who is audited: a chain is whole or the first
// line that isn't right is named, and no head is believed that its key hasn't signed.
#include <google/protobuf/util/json_util.h>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "absl/strings/string_view.h"
#include "common/status/reason.h"
#include "server/audit/audit_chain.h"
#include "sucharit/v1/audit.pb.h"

namespace sucharit {
namespace {

void CheckBroken(const absl::Status& status) {
  if (ReasonOf(status) != v1::REASON_AUDIT_LOG_BROKEN || SubjectOf(status).empty()) abort();
}

// As it is, and with hashes that fit, which few inputs would have otherwise.
void CheckLines(const v1::ListAuditLinesResponse& lines, bool mend) {
  ChainCheck check(std::nullopt);
  std::string previous = HashBeforeTheFirstLine();
  for (v1::AuditLine line : lines.lines()) {
    if (mend) {
      line.set_sequence(check.lines() + 1);
      line.set_previous_hash(previous);
      line.set_hash(HashOfLine(line));
      previous = line.hash();
    }
    const absl::Status status = check.Add(line);
    if (mend && !line.withheld() && !status.ok()) abort();
    if (!status.ok()) return CheckBroken(status);
  }
}

void CheckHead(const v1::AuditHead& head) {
  if (!IsSigned(head)) CheckBroken(ChainCheck(std::nullopt).Finish(head));
}

}  // namespace
}  // namespace sucharit

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  sucharit::v1::ListAuditLinesResponse lines;
  if (lines.ParseFromArray(data, static_cast<int>(size))) {
    sucharit::CheckLines(lines, false);
    sucharit::CheckLines(lines, true);
  }
  sucharit::v1::AuditHead head;
  const std::string json(reinterpret_cast<const char*>(data), size);
  if (google::protobuf::util::JsonStringToMessage(json, &head).ok()) sucharit::CheckHead(head);
  return 0;
}
