// SPDX-License-Identifier: Apache-2.0
#include "server/rpc/certificate_keeper.h"

#include <spdlog/spdlog.h>

#include <chrono>

#include "absl/strings/str_cat.h"
#include "common/status/reason.h"
#include "common/status/status_macros.h"
#include "server/operations/served_certificate.h"

namespace sucharit {
namespace {

constexpr std::chrono::seconds kBetweenLooks(2);

bool Same(const crypto::ServerChain& one, const crypto::ServerChain& other) {
  return one.private_key_pem == other.private_key_pem &&
         one.certificates_pem == other.certificates_pem;
}

}  // namespace

absl::StatusOr<std::unique_ptr<CertificateKeeper>> CertificateKeeper::Start(
    const v1::ServerConfig& config, const Clock& clock) {
  std::unique_ptr<CertificateKeeper> keeper(new CertificateKeeper(config, clock));
  if (!HasOperatorsCertificate(config)) return keeper;
  ASSIGN_OR_RETURN(keeper->last_, ReadOperatorsCertificate(config));
  RETURN_IF_ERROR(keeper->Keep(keeper->last_));
  keeper->thread_ = std::thread([raw = keeper.get()] { raw->LookUntilStopped(); });
  return keeper;
}

CertificateKeeper::~CertificateKeeper() {
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    stopped_ = true;
  }
  stop_.notify_all();
  if (thread_.joinable()) thread_.join();
}

absl::Status CertificateKeeper::Keep(const crypto::ServerChain& chain) {
  RETURN_IF_ERROR(CheckOperatorsCertificate(config_, chain, clock_.Now()));
  return key_folder_.ReplaceServed(
      absl::StrCat(chain.private_key_pem, "\n", chain.certificates_pem));
}

void CertificateKeeper::Look() {
  auto chain = ReadOperatorsCertificate(config_);
  absl::Status status = chain.status();
  if (chain.ok()) {
    if (Same(*chain, last_)) return;
    // Tickets carry the authorities of the start.
    chain->authorities_pem = last_.authorities_pem;
    last_ = *chain;
    status = Keep(last_);
    if (status.ok()) spdlog::info("serving the renewed certificate");
  }
  const std::string trouble = status.ok() ? "" : SubjectOf(status);
  if (!status.ok() && trouble != last_trouble_) {
    spdlog::warn("the changed certificate isn't served; the one before is: {}", trouble);
  }
  last_trouble_ = trouble;
}

void CertificateKeeper::LookUntilStopped() {
  std::unique_lock<std::mutex> lock(mutex_);
  while (!stop_.wait_for(lock, kBetweenLooks, [this] { return stopped_; })) Look();
}

}  // namespace sucharit
