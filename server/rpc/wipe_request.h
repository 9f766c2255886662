// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "common/crypto/secret.h"

namespace sucharit {

// Wipes a secret of a request as soon as its call ends. gRPC hands a request out as const, but it
// is this call's alone and nobody reads it afterwards. What the library itself received it into is
// beyond reach (server/anonymize/README.md).
class WipedAtEnd {
 public:
  explicit WipedAtEnd(const std::string& secret) : secret_(const_cast<std::string&>(secret)) {}
  ~WipedAtEnd() {
    if (!secret_.empty()) crypto::Wipe(secret_);  // An absent one is shared by all requests.
  }
  WipedAtEnd(const WipedAtEnd&) = delete;
  WipedAtEnd& operator=(const WipedAtEnd&) = delete;

 private:
  std::string& secret_;
};

}  // namespace sucharit
