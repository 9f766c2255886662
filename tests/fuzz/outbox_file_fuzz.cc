// SPDX-License-Identifier: Apache-2.0
//
// A tablet's emergency export travels on a stick: whatever it has become, it is read whole or
// refused. No mutation hits a digest, so each input is read as it is and with the digest it needs.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "common/crypto/digest.h"
#include "common/response/outbox_file.h"
#include "common/status/reason.h"

namespace sucharit {
namespace {

void Read(const std::string& file) {
  const auto read = ReadOutboxFile(file);
  if (!read.ok()) {
    if (ReasonOf(read.status()) != v1::REASON_OUTBOX_FILE_MALFORMED) abort();
    return;
  }
  const std::string written = FormatOutboxFile(read->batches, read->receipt_keys);
  const auto again = ReadOutboxFile(written);
  if (!again.ok() || FormatOutboxFile(again->batches, again->receipt_keys) != written) abort();
}

}  // namespace
}  // namespace sucharit

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string file(reinterpret_cast<const char*>(data), size);
  sucharit::Read(file);
  sucharit::Read(file + sucharit::crypto::Sha256(file));
  return 0;
}
