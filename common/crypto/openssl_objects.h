// SPDX-License-Identifier: Apache-2.0
//
// OpenSSL's objects with owners, for this folder's sources alone.
#pragma once

#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/x509.h>

#include <memory>
#include <string>

#include "absl/strings/string_view.h"

namespace sucharit::crypto {

template <auto Free>
struct Freer {
  template <typename T>
  void operator()(T* pointer) const {
    Free(pointer);
  }
};

using Key = std::unique_ptr<EVP_PKEY, Freer<EVP_PKEY_free>>;
using Certificate = std::unique_ptr<X509, Freer<X509_free>>;
using Buffer = std::unique_ptr<BIO, Freer<BIO_free_all>>;

// What was written into a buffer in memory.
inline std::string Contents(BIO* buffer) {
  char* data = nullptr;
  const long size = BIO_get_mem_data(buffer, &data);
  return std::string(data, static_cast<size_t>(size));
}

// To read from; the bytes must outlive it.
inline Buffer Reader(absl::string_view bytes) {
  return Buffer(BIO_new_mem_buf(bytes.data(), static_cast<int>(bytes.size())));
}

}  // namespace sucharit::crypto
