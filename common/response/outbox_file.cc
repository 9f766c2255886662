// SPDX-License-Identifier: Apache-2.0
#include "common/response/outbox_file.h"

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

std::string FormatOutboxFile(const std::vector<v1::PushResponsesRequest>& batches) {
  std::string file(kMagic);
  for (const v1::PushResponsesRequest& batch : batches) {
    const std::string bytes = batch.SerializeAsString();
    AppendLength(file, bytes.size());
    file.append(bytes);
  }
  return file.append(crypto::Sha256(file));
}

absl::StatusOr<std::vector<v1::PushResponsesRequest>> ParseOutboxFile(absl::string_view bytes) {
  ASSIGN_OR_RETURN(absl::string_view body, Body(bytes));
  const absl::string_view digest = bytes.substr(bytes.size() - crypto::kSha256Size);
  if (crypto::Sha256(bytes.substr(0, bytes.size() - crypto::kSha256Size)) != digest) {
    return Malformed("the file was changed or cut");
  }
  std::vector<v1::PushResponsesRequest> batches;
  while (!body.empty()) {
    ASSIGN_OR_RETURN(batches.emplace_back(), TakeBatch(body));
  }
  return batches;
}

}  // namespace sucharit
