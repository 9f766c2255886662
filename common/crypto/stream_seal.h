// SPDX-License-Identifier: Apache-2.0
//
// Encrypts files of any size to a public key, piece by piece: a random key is sealed to it
// (sealed_box.h), and pieces follow each other under that key (XChaCha20-Poly1305, libsodium's
// crypto_secretstream), so that a change, a cut and a swap are found.
#pragma once

#include <cstddef>
#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/crypto/secret.h"

namespace sucharit::crypto {

// The sealed key and the cipher's own head.
inline constexpr size_t kStreamHeadSize = 32 + 48 + 24;

// What sealing adds to a piece.
inline constexpr size_t kStreamPieceOverhead = 17;

// One thread.
class StreamSealer {
 public:
  // INVALID_ARGUMENT if `public_key` has the wrong length.
  static absl::StatusOr<StreamSealer> To(absl::string_view public_key);

  StreamSealer(StreamSealer&&) noexcept;
  StreamSealer& operator=(StreamSealer&&) noexcept;
  ~StreamSealer();

  // What stands before the pieces.
  const std::string& head() const { return head_; }

  // The next piece, encrypted. Nothing follows the `last` one.
  std::string Seal(absl::string_view piece, bool last);

 private:
  StreamSealer();

  struct State;
  std::unique_ptr<State> state_;
  std::string head_;
};

// One thread.
class StreamOpener {
 public:
  // INVALID_ARGUMENT `REASON_BOX_UNREADABLE` if the stream is for another key, or its head is
  // damaged.
  static absl::StatusOr<StreamOpener> Open(absl::string_view head, const Secret& private_key);

  StreamOpener(StreamOpener&&) noexcept;
  StreamOpener& operator=(StreamOpener&&) noexcept;
  ~StreamOpener();

  // The next piece. INVALID_ARGUMENT `REASON_BOX_UNREADABLE` if it was changed, isn't the next one,
  // or comes after the last.
  absl::StatusOr<std::string> Next(absl::string_view sealed);

  // Whether the last piece has been opened.
  bool ended() const;

 private:
  StreamOpener();

  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace sucharit::crypto
