// SPDX-License-Identifier: Apache-2.0
#include "server/command_line/command_context.h"

#include "common/status/reason.h"
#include "server/command_line/user_message.h"

namespace sucharit {

void CommandContext::Finish(const absl::Status& status) {
  if (status.ok()) return;
  constexpr Say kPrefix{"ไม่สำเร็จ: ", "failed: "};
  exit_status = ReasonOf(status) == v1::REASON_ARGUMENT ? 2 : 1;
  if (json) {
    err << ErrorJson(status, language);
  } else {
    err << In(kPrefix) << UserMessage(status, language) << "\n";
  }
}

}  // namespace sucharit
