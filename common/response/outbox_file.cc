// SPDX-License-Identifier: Apache-2.0
#include "common/response/outbox_file.h"

#include <algorithm>
#include <cstdint>
#include <utility>

#include "absl/strings/strip.h"
#include "common/crypto/digest.h"
#include "common/response/sealed_content.h"
#include "common/status/reason.h"
#include "common/status/status_macros.h"

namespace sucharit {
namespace {

constexpr absl::string_view kMagic = "sucharit outbox 1\n";
constexpr size_t kLengthSize = 4;
constexpr unsigned kBitsOfByte = 8;
constexpr size_t kReceiptKeySize = 32;
constexpr size_t kMostRounds = 255;

absl::Status Malformed(absl::string_view why) {
  return Refused(absl::StatusCode::kInvalidArgument, v1::REASON_OUTBOX_FILE_MALFORMED, why);
}

void AppendLength(std::string& file, size_t length) {
  for (size_t i = kLengthSize; i-- > 0;) {
    file.push_back(static_cast<char>((length >> (kBitsOfByte * i)) & 0xFF));
  }
}

size_t ReadLength(absl::string_view bytes) {
  size_t length = 0;
  for (const char byte : bytes.substr(0, kLengthSize)) {
    length = (length << kBitsOfByte) | static_cast<uint8_t>(byte);
  }
  return length;
}

// The batches' bytes, without the line before and the digest behind them.
absl::StatusOr<absl::string_view> Body(absl::string_view bytes) {
  if (!absl::ConsumePrefix(&bytes, kMagic)) return Malformed("not an export of a tablet");
  if (bytes.size() < crypto::kSha256Size) return Malformed("the file is cut");
  bytes.remove_suffix(crypto::kSha256Size);
  return bytes;
}

absl::Status CheckBatch(const v1::PushResponsesRequest& batch) {
  if (batch.round_id().size() != kRoundIdSize) return Malformed("a batch names no round");
  if (batch.boxes().empty() || static_cast<size_t>(batch.boxes_size()) > kMaximumBatchBoxes) {
    return Malformed("a batch has no boxes or too many");
  }
  for (const std::string& box : batch.boxes()) {
    if (box.empty() || box.size() > kMaximumBoxSize)
      return Malformed("a box can't be of that size");
  }
  return absl::OkStatus();
}

// Takes the rounds off `body`. By id, each once, so that a file has one form.
absl::StatusOr<ReceiptKeys> TakeReceiptKeys(absl::string_view& body) {
  if (body.empty()) return Malformed("the file is cut");
  const size_t rounds = static_cast<uint8_t>(body[0]);
  body.remove_prefix(1);
  if (rounds * (kRoundIdSize + kReceiptKeySize) > body.size()) return Malformed("the file is cut");
  ReceiptKeys keys;
  for (size_t i = 0; i < rounds; ++i) {
    const std::string round_id(body.substr(0, kRoundIdSize));
    if (!keys.empty() && round_id <= keys.rbegin()->first) return Malformed("rounds in disorder");
    keys[round_id] = std::string(body.substr(kRoundIdSize, kReceiptKeySize));
    body.remove_prefix(kRoundIdSize + kReceiptKeySize);
  }
  return keys;
}

// Takes the first batch off `body`.
absl::StatusOr<v1::PushResponsesRequest> TakeBatch(absl::string_view& body) {
  if (body.size() < kLengthSize) return Malformed("bytes are left over");
  const size_t length = ReadLength(body);
  body.remove_prefix(kLengthSize);
  if (length > body.size()) return Malformed("a batch is longer than the file");
  v1::PushResponsesRequest batch;
  if (!batch.ParseFromArray(body.data(), static_cast<int>(length))) {
    return Malformed("a batch can't be read");
  }
  body.remove_prefix(length);
  RETURN_IF_ERROR(CheckBatch(batch));
  return batch;
}

}  // namespace

std::string FormatOutboxFile(const std::vector<v1::PushResponsesRequest>& batches,
                             const ReceiptKeys& receipt_keys) {
  std::string file(kMagic);
  const size_t rounds = std::min(receipt_keys.size(), kMostRounds);
  file.push_back(static_cast<char>(rounds));
  auto round = receipt_keys.begin();
  for (size_t i = 0; i < rounds; ++i, ++round) file.append(round->first).append(round->second);
  for (const v1::PushResponsesRequest& batch : batches) {
    const std::string bytes = batch.SerializeAsString();
    AppendLength(file, bytes.size());
    file.append(bytes);
  }
  return file.append(crypto::Sha256(file));
}

absl::StatusOr<OutboxFile> ReadOutboxFile(absl::string_view bytes) {
  ASSIGN_OR_RETURN(absl::string_view body, Body(bytes));
  const absl::string_view digest = bytes.substr(bytes.size() - crypto::kSha256Size);
  if (crypto::Sha256(bytes.substr(0, bytes.size() - crypto::kSha256Size)) != digest) {
    return Malformed("the file was changed or cut");
  }
  OutboxFile file;
  ASSIGN_OR_RETURN(file.receipt_keys, TakeReceiptKeys(body));
  while (!body.empty()) {
    ASSIGN_OR_RETURN(file.batches.emplace_back(), TakeBatch(body));
  }
  return file;
}

absl::StatusOr<std::vector<v1::PushResponsesRequest>> ParseOutboxFile(absl::string_view bytes) {
  ASSIGN_OR_RETURN(OutboxFile file, ReadOutboxFile(bytes));
  return std::move(file.batches);
}

}  // namespace sucharit
