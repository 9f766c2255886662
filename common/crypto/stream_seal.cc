// SPDX-License-Identifier: Apache-2.0
#include "common/crypto/stream_seal.h"

#include <sodium.h>

#include "absl/strings/str_cat.h"
#include "common/crypto/bytes.h"
#include "common/crypto/sealed_box.h"
#include "common/status/reason.h"
#include "common/status/status_macros.h"

namespace sucharit::crypto {
namespace {

constexpr size_t kKeySize = crypto_secretstream_xchacha20poly1305_KEYBYTES;
constexpr size_t kSealedKeySize = kKeySize + kSealOverhead;

static_assert(kStreamHeadSize ==
              kSealedKeySize + crypto_secretstream_xchacha20poly1305_HEADERBYTES);
static_assert(kStreamPieceOverhead == crypto_secretstream_xchacha20poly1305_ABYTES);

absl::Status Unreadable(absl::string_view why) {
  return Refused(absl::StatusCode::kInvalidArgument, v1::REASON_BOX_UNREADABLE, why);
}

}  // namespace

struct StreamSealer::State {
  crypto_secretstream_xchacha20poly1305_state cipher;
  ~State() { sodium_memzero(&cipher, sizeof cipher); }
};

StreamSealer::StreamSealer() : state_(std::make_unique<State>()) {}
StreamSealer::StreamSealer(StreamSealer&&) noexcept = default;
StreamSealer& StreamSealer::operator=(StreamSealer&&) noexcept = default;
StreamSealer::~StreamSealer() = default;

absl::StatusOr<StreamSealer> StreamSealer::To(absl::string_view public_key) {
  RequireSodium();
  Secret key(kKeySize);
  crypto_secretstream_xchacha20poly1305_keygen(key.data());
  ASSIGN_OR_RETURN(const std::string sealed_key, crypto::Seal(key.view(), public_key));
  StreamSealer sealer;
  std::string header(crypto_secretstream_xchacha20poly1305_HEADERBYTES, '\0');
  crypto_secretstream_xchacha20poly1305_init_push(&sealer.state_->cipher, Bytes(header),
                                                  key.data());
  sealer.head_ = absl::StrCat(sealed_key, header);
  return sealer;
}

std::string StreamSealer::Seal(absl::string_view piece, bool last) {
  std::string sealed(piece.size() + kStreamPieceOverhead, '\0');
  crypto_secretstream_xchacha20poly1305_push(
      &state_->cipher, Bytes(sealed), nullptr, Bytes(piece), piece.size(), nullptr, 0,
      last ? crypto_secretstream_xchacha20poly1305_TAG_FINAL : 0);
  return sealed;
}

struct StreamOpener::State {
  crypto_secretstream_xchacha20poly1305_state cipher;
  bool ended = false;
  ~State() { sodium_memzero(&cipher, sizeof cipher); }
};

StreamOpener::StreamOpener() : state_(std::make_unique<State>()) {}
StreamOpener::StreamOpener(StreamOpener&&) noexcept = default;
StreamOpener& StreamOpener::operator=(StreamOpener&&) noexcept = default;
StreamOpener::~StreamOpener() = default;

absl::StatusOr<StreamOpener> StreamOpener::Open(absl::string_view head, const Secret& private_key) {
  if (head.size() != kStreamHeadSize) return Unreadable("the head is cut");
  ASSIGN_OR_RETURN(const std::string public_key, SealingPublicKey(private_key));
  ASSIGN_OR_RETURN(std::string bytes,
                   OpenBox(head.substr(0, kSealedKeySize), public_key, private_key));
  const Secret key = Secret::Take(bytes);
  StreamOpener opener;
  if (key.size() != kKeySize ||
      crypto_secretstream_xchacha20poly1305_init_pull(
          &opener.state_->cipher, Bytes(head.substr(kSealedKeySize)), key.data()) != 0) {
    return Unreadable("the head is damaged");
  }
  return opener;
}

absl::StatusOr<std::string> StreamOpener::Next(absl::string_view sealed) {
  if (state_->ended) return Unreadable("something follows the end");
  if (sealed.size() < kStreamPieceOverhead) return Unreadable("a piece is cut");
  std::string piece(sealed.size() - kStreamPieceOverhead, '\0');
  unsigned char tag = 0;
  if (crypto_secretstream_xchacha20poly1305_pull(&state_->cipher, Bytes(piece), nullptr, &tag,
                                                 Bytes(sealed), sealed.size(), nullptr, 0) != 0) {
    return Unreadable("a piece is damaged");
  }
  state_->ended = tag == crypto_secretstream_xchacha20poly1305_TAG_FINAL;
  return piece;
}

bool StreamOpener::ended() const { return state_->ended; }

}  // namespace sucharit::crypto
