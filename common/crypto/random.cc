// SPDX-License-Identifier: Apache-2.0
#include "common/crypto/random.h"

#include <sodium.h>

#include "common/crypto/bytes.h"

namespace sucharit::crypto {

std::string RandomBytes(size_t size) {
  RequireSodium();
  std::string bytes(size, '\0');
  randombytes_buf(bytes.data(), size);
  return bytes;
}

uint32_t RandomBelow(uint32_t limit) {
  RequireSodium();
  return randombytes_uniform(limit);
}

}  // namespace sucharit::crypto
