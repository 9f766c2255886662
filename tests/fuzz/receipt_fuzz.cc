// SPDX-License-Identifier: Apache-2.0
//
// Receipts come from the network: none but the signed one may be believed.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

#include "common/crypto/digest.h"
#include "common/response/receipt.h"
#include "common/status/reason.h"

namespace sucharit {
namespace {

// The public key of RFC 8032, 7.1, TEST 2. No input is a signature by it over this text.
constexpr char kPublicKey[] = "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c";

}  // namespace
}  // namespace sucharit

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  sucharit::v1::PushResponsesResponse receipt;
  if (!receipt.ParseFromArray(data, static_cast<int>(size))) return 0;
  std::vector<std::string> ids;
  for (size_t i = 0; i < receipt.outcomes().size() && i < 8; ++i) {
    ids.push_back(sucharit::BoxId(std::to_string(i)));
  }
  const auto outcomes = sucharit::VerifyReceipt(
      std::string(16, 'r'), ids, receipt, sucharit::crypto::FromHex(sucharit::kPublicKey, 32));
  if (outcomes.ok()) abort();
  if (sucharit::ReasonOf(outcomes.status()) != sucharit::v1::REASON_RECEIPT_NOT_GENUINE) abort();
  return 0;
}
