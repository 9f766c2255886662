// SPDX-License-Identifier: Apache-2.0
#include "common/crypto/secret.h"

#include <sodium.h>

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <utility>

#include "common/crypto/bytes.h"

namespace sucharit::crypto {

void RequireSodium() {
  if (sodium_init() < 0) {
    std::fputs("libsodium can't be initialized\n", stderr);
    std::abort();
  }
}

Secret::Secret(size_t size) : size_(size) {
  RequireSodium();
  data_ = static_cast<unsigned char*>(sodium_malloc(size == 0 ? 1 : size));
  if (data_ == nullptr) {
    std::fputs("no memory for a key\n", stderr);
    std::abort();
  }
  sodium_memzero(data_, size_);
}

Secret Secret::CopyOf(absl::string_view bytes) {
  Secret secret(bytes.size());
  if (!bytes.empty()) std::memcpy(secret.data_, bytes.data(), bytes.size());
  return secret;
}

Secret Secret::Take(std::string& bytes) {
  Secret secret = CopyOf(bytes);
  Wipe(bytes);
  return secret;
}

Secret::Secret(Secret&& other) noexcept
    : data_(std::exchange(other.data_, nullptr)), size_(std::exchange(other.size_, 0)) {}

Secret& Secret::operator=(Secret&& other) noexcept {
  std::swap(data_, other.data_);
  std::swap(size_, other.size_);
  return *this;
}

Secret::~Secret() { sodium_free(data_); }

absl::string_view Secret::view() const { return {reinterpret_cast<const char*>(data_), size_}; }

void Wipe(std::string& text) {
  if (!text.empty()) sodium_memzero(text.data(), text.size());
  text.clear();
}

}  // namespace sucharit::crypto
