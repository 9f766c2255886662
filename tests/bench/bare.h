// SPDX-License-Identifier: Apache-2.0
//
// What the machine can do without us: the disk's fsync, and a bare program that keeps boxes.
#pragma once

#include <string>
#include <vector>

struct pg_conn;
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

// Keeps boxes, each on the disk when its transaction ends.
class BareStore {
 public:
  BareStore() = default;
  virtual ~BareStore() = default;
  BareStore(const BareStore&) = delete;
  BareStore& operator=(const BareStore&) = delete;

  // Seconds for all of them, so many in a transaction.
  virtual double Insert(const std::vector<HashedBox>& boxes, size_t in_transaction) = 0;
};

// In an SQLite file: write-ahead log, synchronous=FULL, a unique index on the hashes.
class BareSqlite : public BareStore {
 public:
  explicit BareSqlite(const std::string& path);
  ~BareSqlite() override;

  double Insert(const std::vector<HashedBox>& boxes, size_t in_transaction) override;

 private:
  void Execute(const char* sql);

  sqlite3* handle_ = nullptr;
  sqlite3_stmt* insert_ = nullptr;
};

// In a PostgreSQL database ("postgresql://..."): a binary COPY for each transaction, by one
// connection, into a table with the server's columns and its unique key.
class BarePostgres : public BareStore {
 public:
  explicit BarePostgres(const std::string& place);
  ~BarePostgres() override;

  double Insert(const std::vector<HashedBox>& boxes, size_t in_transaction) override;

 private:
  void Copy(const HashedBox* boxes, size_t count);

  pg_conn* connection_ = nullptr;
};

}  // namespace sucharit::bench
