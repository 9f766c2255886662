// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/bare.h"

#include <fcntl.h>
#include <sqlite3.h>
#include <unistd.h>

#include <cstdlib>
#include <iostream>

#include "common/crypto/random.h"
#include "common/response/receipt.h"
#include "tests/bench/measure.h"

namespace sucharit::bench {
namespace {

constexpr size_t kPage = 4096;

void Check(bool good, const char* what) {
  if (good) return;
  std::cerr << what << " failed\n";
  abort();
}

}  // namespace

std::vector<HashedBox> RandomBoxes(size_t count, size_t size) {
  std::vector<HashedBox> boxes(count);
  for (HashedBox& each : boxes) {
    each.box = crypto::RandomBytes(size);
    each.id = BoxId(each.box);
  }
  return boxes;
}

std::vector<double> FsyncSeconds(const std::string& folder, int count) {
  const std::string path = folder + "/fsync";
  const std::string page(kPage, 'x');
  const int file = open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
  const auto write_page = [&](int number) {
    const auto place = static_cast<off_t>(page.size()) * number;
    Check(pwrite(file, page.data(), page.size(), place) == static_cast<ssize_t>(page.size()),
          "write");
  };
  // The file has its size before, as a log that is written again has.
  for (int i = 0; i < count; ++i) write_page(i);
  Check(fsync(file) == 0, "fsync");
  std::vector<double> seconds;
  for (int i = 0; i < count; ++i) {
    const double begin = Now();
    write_page(i);
    Check(fdatasync(file) == 0, "fdatasync");
    seconds.push_back(Now() - begin);
  }
  close(file);
  unlink(path.c_str());
  return seconds;
}

BareStore::BareStore(const std::string& path) {
  Check(sqlite3_open(path.c_str(), &handle_) == SQLITE_OK, "open");
  Execute("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;");
  Execute("CREATE TABLE box(id BLOB NOT NULL UNIQUE, box BLOB NOT NULL)");
  Check(sqlite3_prepare_v2(handle_, "INSERT INTO box(id, box) VALUES(?, ?)", -1, &insert_,
                           nullptr) == SQLITE_OK,
        "prepare");
}

BareStore::~BareStore() {
  sqlite3_finalize(insert_);
  sqlite3_close(handle_);
}

void BareStore::Execute(const char* sql) {
  Check(sqlite3_exec(handle_, sql, nullptr, nullptr, nullptr) == SQLITE_OK, sql);
}

double BareStore::Insert(const std::vector<HashedBox>& boxes, size_t in_transaction) {
  const double begin = Now();
  for (size_t i = 0; i < boxes.size(); ++i) {
    if (i % in_transaction == 0) Execute("BEGIN");
    const auto bind = [&](int place, const std::string& bytes) {
      sqlite3_bind_blob(insert_, place, bytes.data(), static_cast<int>(bytes.size()),
                        SQLITE_STATIC);
    };
    bind(1, boxes[i].id);
    bind(2, boxes[i].box);
    Check(sqlite3_step(insert_) == SQLITE_DONE, "insert");
    sqlite3_reset(insert_);
    if ((i + 1) % in_transaction == 0 || i + 1 == boxes.size()) Execute("COMMIT");
  }
  return Now() - begin;
}

}  // namespace sucharit::bench
