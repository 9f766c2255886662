// SPDX-License-Identifier: Apache-2.0
//
// A configuration is written by people: any bytes must be read or refused by reason and place, and
// what is read must survive being written.
#include <google/protobuf/util/message_differencer.h>

#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "absl/strings/string_view.h"
#include "common/status/reason.h"
#include "server/operations/config.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const auto config =
      sucharit::ParseConfig(absl::string_view(reinterpret_cast<const char*>(data), size));
  if (!config.ok()) {
    const bool says_why =
        sucharit::ReasonOf(config.status()) == sucharit::v1::REASON_CONFIG_MALFORMED &&
        !sucharit::SubjectOf(config.status()).empty();
    if (!says_why) abort();
    return 0;
  }
  const auto again = sucharit::ParseConfig(sucharit::FormatConfig(*config));
  if (!again.ok() || !google::protobuf::util::MessageDifferencer::Equals(*again, *config)) abort();
  return 0;
}
