// SPDX-License-Identifier: Apache-2.0
//
// What the machine can do without us: the disk's fsync, and a bare program that keeps boxes in
// SQLite.
#pragma once

#include <string>
#include <vector>

struct sqlite3;
struct sqlite3_stmt;

namespace sucharit::bench {

// A box and its SHA-256.
struct HashedBox {
  std::string id;
  std::string box;
};

// `count` boxes of `size` random bytes. To whoever has no key, a sealed box is just that.
std::vector<HashedBox> RandomBoxes(size_t count, size_t size);

// Seconds that each of `count` writes of 4 KiB took to be on the disk, in a file of its own.
std::vector<double> FsyncSeconds(const std::string& folder, int count);

// Boxes in an SQLite file: write-ahead log, synchronous=FULL, a unique index on the hashes.
class BareStore {
 public:
  explicit BareStore(const std::string& path);
  ~BareStore();
  BareStore(const BareStore&) = delete;
  BareStore& operator=(const BareStore&) = delete;

  // Seconds for all of them, so many in a transaction.
  double Insert(const std::vector<HashedBox>& boxes, size_t in_transaction);

 private:
  void Execute(const char* sql);

  sqlite3* handle_ = nullptr;
  sqlite3_stmt* insert_ = nullptr;
};

}  // namespace sucharit::bench
