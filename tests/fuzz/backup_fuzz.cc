// SPDX-License-Identifier: Apache-2.0
//
// Whoever has the public key can make a backup, and disks break: any file is read whole or refused.
// No mutation hits an encrypted piece, so each input is read as it is and as what a backup holds.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "absl/strings/string_view.h"
#include "common/crypto/sealed_box.h"
#include "common/crypto/stream_seal.h"
#include "common/status/reason.h"
#include "server/backup/backup_file.h"
#include "tests/fuzz/memory_file.h"

namespace sucharit {
namespace {

const crypto::SealingKeyPair& Key() {
  static const auto* const key = new crypto::SealingKeyPair(crypto::GenerateSealingKeyPair());
  return *key;
}

void Read(absl::string_view file) {
  int64_t given = 0;
  const MemoryFile memory(file);
  const auto manifest =
      ReadBackup(memory.path(), Key().private_key, [&](int, absl::string_view bytes) {
        given += static_cast<int64_t>(bytes.size());
        return absl::OkStatus();
      });
  if (!manifest.ok()) {
    const v1::Reason reason = ReasonOf(manifest.status());
    if (reason != v1::REASON_BACKUP_MALFORMED && reason != v1::REASON_BACKUP_KEY) abort();
    return;
  }
  for (const v1::BackupFile& named : manifest->files()) given -= named.size();
  if (given != 0) abort();
}

std::string Encrypted(absl::string_view plaintext) {
  auto sealer = crypto::StreamSealer::To(Key().public_key);
  if (!sealer.ok()) abort();
  return std::string(kBackupFormat) + "\n" + crypto::KeyId(Key().public_key) + sealer->head() +
         sealer->Seal(plaintext, /*last=*/true);
}

}  // namespace
}  // namespace sucharit

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const absl::string_view input(reinterpret_cast<const char*>(data), size);
  sucharit::Read(input);
  if (size <= size_t{64} * 1024) sucharit::Read(sucharit::Encrypted(input));
  return 0;
}
