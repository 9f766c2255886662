// SPDX-License-Identifier: Apache-2.0
//
// The emergency export of a tablet: its waiting boxes in a file, for `sucharit import-outbox`.
//
// A file is the line "sucharit outbox 1\n"; then a byte with the number of rounds, and for each its
// id (16 bytes) and the public key of its receipts (32 bytes), by id; then for each batch four
// bytes with its length (the highest byte first) and that many bytes of a serialized
// v1.PushResponsesRequest; at the end the SHA-256 of all bytes before it, 32 bytes. The digest
// finds damage. It doesn't prove where the file comes from: nothing has to, because a box is worth
// what opening it shows.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "sucharit/v1/collect.pb.h"

namespace sucharit {

// A batch of a file has no more than one that is pushed.
inline constexpr size_t kMaximumBatchBoxes = 1000;

// By round id the public key that the tablet was given for its receipts: whoever brings the file to
// the server believes no other. A tablet whose storage is damaged may know none.
using ReceiptKeys = std::map<std::string, std::string>;

// What a file holds.
struct OutboxFile {
  std::vector<v1::PushResponsesRequest> batches;
  ReceiptKeys receipt_keys;
};

// The file's bytes. `batches` have at least one box each, in an order that doesn't tell when they
// were finished. Of more than 255 keys the first ones are written.
std::string FormatOutboxFile(const std::vector<v1::PushResponsesRequest>& batches,
                             const ReceiptKeys& receipt_keys = {});

// Reads untrusted bytes, all of them or none. INVALID_ARGUMENT `REASON_OUTBOX_FILE_MALFORMED` if a
// byte was changed, lost or added, or if a batch has no box, a box of an impossible size, or no
// round. Unknown rounds and keys are for the server to refuse.
absl::StatusOr<OutboxFile> ReadOutboxFile(absl::string_view bytes);

// The batches alone.
absl::StatusOr<std::vector<v1::PushResponsesRequest>> ParseOutboxFile(absl::string_view bytes);

}  // namespace sucharit
