// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <condition_variable>
#include <memory>
#include <mutex>
#include <string>
#include <thread>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/crypto/certificate_chain.h"
#include "common/time/clock.h"
#include "server/rounds/key_folder.h"
#include "sucharit/v1/config.pb.h"

namespace sucharit {

// Puts the operator's own certificate where the server serves it from, and does so again when its
// files are renewed, but only if they are fit to be served: a half-written or wrong file changes
// nothing and is told in the log. Looks every two seconds, in a thread of its own.
class CertificateKeeper {
 public:
  // Does nothing if the configuration names no certificate. The errors of ReadOperatorsCertificate
  // and CheckOperatorsCertificate. `clock` must outlive the keeper.
  static absl::StatusOr<std::unique_ptr<CertificateKeeper>> Start(const v1::ServerConfig& config,
                                                                  const Clock& clock);
  ~CertificateKeeper();
  CertificateKeeper(const CertificateKeeper&) = delete;
  CertificateKeeper& operator=(const CertificateKeeper&) = delete;

 private:
  CertificateKeeper(const v1::ServerConfig& config, const Clock& clock)
      : config_(config), clock_(clock), key_folder_(config.key_folder()) {}

  absl::Status Keep(const crypto::ServerChain& chain);
  void Look();
  void LookUntilStopped();

  const v1::ServerConfig config_;
  const Clock& clock_;
  const KeyFolder key_folder_;
  crypto::ServerChain last_;  // What was looked at last, fit or not.
  std::string last_trouble_;
  std::mutex mutex_;
  std::condition_variable stop_;
  bool stopped_ = false;  // Guarded by mutex_.
  std::thread thread_;
};

}  // namespace sucharit
