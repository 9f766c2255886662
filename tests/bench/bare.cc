// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/bare.h"

#include <fcntl.h>
#include <libpq-fe.h>
#include <sqlite3.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <iostream>

#include "common/crypto/random.h"
#include "common/response/receipt.h"
#include "tests/bench/measure.h"

namespace sucharit::bench {
namespace {

constexpr size_t kPage = 4096;

// As long as a round's.
const std::string kRoundId(16, 'r');
constexpr char kQuestionnaireName[] = "EIT";

void Check(bool good, const char* what) {
  if (good) return;
  std::cerr << what << " failed\n";
  abort();
}

// Numbers in PostgreSQL's binary form, the highest byte first.
template <typename Number>
void AppendNumber(Number number, std::string& to) {
  for (size_t byte = sizeof number; byte-- > 0;) {
    to += static_cast<char>(static_cast<uint64_t>(number) >> (8 * byte) & 0xff);
  }
}

void AppendField(const std::string& field, std::string& to) {
  AppendNumber(static_cast<uint32_t>(field.size()), to);
  to += field;
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

BareSqlite::BareSqlite(const std::string& path) {
  Check(sqlite3_open(path.c_str(), &handle_) == SQLITE_OK, "open");
  Execute("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;");
  Execute("CREATE TABLE box(id BLOB NOT NULL UNIQUE, box BLOB NOT NULL)");
  Check(sqlite3_prepare_v2(handle_, "INSERT INTO box(id, box) VALUES(?, ?)", -1, &insert_,
                           nullptr) == SQLITE_OK,
        "prepare");
}

BareSqlite::~BareSqlite() {
  sqlite3_finalize(insert_);
  sqlite3_close(handle_);
}

void BareSqlite::Execute(const char* sql) {
  Check(sqlite3_exec(handle_, sql, nullptr, nullptr, nullptr) == SQLITE_OK, sql);
}

double BareSqlite::Insert(const std::vector<HashedBox>& boxes, size_t in_transaction) {
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

BarePostgres::BarePostgres(const std::string& place) : connection_(PQconnectdb(place.c_str())) {
  PGresult* made = PQexec(connection_,
                          "CREATE TABLE bare_box(round_id BYTEA NOT NULL, questionnaire TEXT "
                          "COLLATE \"C\" NOT NULL, box_id BYTEA NOT NULL, late BIGINT NOT NULL, "
                          "reason BIGINT NOT NULL, box BYTEA NOT NULL, "
                          "PRIMARY KEY(round_id, questionnaire, box_id))");
  Check(PQresultStatus(made) == PGRES_COMMAND_OK, "create");
  PQclear(made);
}

BarePostgres::~BarePostgres() { PQfinish(connection_); }

double BarePostgres::Insert(const std::vector<HashedBox>& boxes, size_t in_transaction) {
  const double begin = Now();
  for (size_t i = 0; i < boxes.size(); i += in_transaction) {
    Copy(&boxes[i], std::min(in_transaction, boxes.size() - i));
  }
  return Now() - begin;
}

// https://www.postgresql.org/docs/15/sql-copy.html, "Binary Format".
void BarePostgres::Copy(const HashedBox* boxes, size_t count) {
  constexpr uint16_t kColumns = 6;
  constexpr uint16_t kEnd = 0xffff;
  const std::string zero(sizeof(uint64_t), '\0');
  std::string data("PGCOPY\n\377\r\n\0", 11);
  AppendNumber(uint64_t{0}, data);
  for (size_t i = 0; i < count; ++i) {
    AppendNumber(kColumns, data);
    for (const std::string& field :
         {kRoundId, std::string(kQuestionnaireName), boxes[i].id, zero, zero, boxes[i].box}) {
      AppendField(field, data);
    }
  }
  AppendNumber(kEnd, data);
  PGresult* begun = PQexec(connection_, "COPY bare_box FROM STDIN (FORMAT binary)");
  Check(PQresultStatus(begun) == PGRES_COPY_IN, "copy");
  PQclear(begun);
  Check(PQputCopyData(connection_, data.data(), static_cast<int>(data.size())) == 1, "copy data");
  Check(PQputCopyEnd(connection_, nullptr) == 1, "copy end");
  while (PGresult* done = PQgetResult(connection_)) {
    Check(PQresultStatus(done) == PGRES_COMMAND_OK, "insert");
    PQclear(done);
  }
}

}  // namespace sucharit::bench
