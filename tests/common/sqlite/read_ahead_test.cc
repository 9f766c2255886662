// SPDX-License-Identifier: Apache-2.0
#include "common/sqlite/read_ahead.h"

#include <gmock/gmock.h>
#include <sqlite3.h>

#include <algorithm>
#include <filesystem>
#include <random>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/sqlite/database.h"
#include "common/sqlite/statement.h"
#include "tests/testing/status_matchers.h"
#include "tests/testing/temporary_folder.h"

namespace sucharit::sqlite {
namespace {

using ::sucharit::testing::IsOk;
using ::sucharit::testing::IsRefused;

constexpr sqlite3_int64 kPage = 4096;

// What the layer asks of the files below it, and a page of theirs that can't be read.
struct Below {
  std::vector<int> reads;  // Their sizes.
  sqlite3_int64 bad_page = -1;
};

Below& Seen() {
  static Below below;
  return below;
}

const sqlite3_io_methods* real_methods;

int Read(sqlite3_file* file, void* bytes, int size, sqlite3_int64 offset) {
  Seen().reads.push_back(size);
  const sqlite3_int64 bad = Seen().bad_page * kPage;
  if (bad >= 0 && offset <= bad && bad < offset + size) return SQLITE_IOERR_READ;
  return real_methods->xRead(file, bytes, size, offset);
}

int Open(sqlite3_vfs* vfs, const char* name, sqlite3_file* file, int flags, int* out_flags) {
  auto* const real = static_cast<sqlite3_vfs*>(vfs->pAppData);
  const int code = real->xOpen(real, name, file, flags, out_flags);
  if (code != SQLITE_OK || (flags & SQLITE_OPEN_MAIN_DB) == 0) return code;
  static sqlite3_io_methods methods;
  real_methods = file->pMethods;
  methods = *real_methods;
  methods.xRead = Read;
  file->pMethods = &methods;
  return code;
}

// The default for all connections that are opened while it lives.
class WatchedFiles {
 public:
  WatchedFiles() {
    Seen() = {};
    sqlite3_vfs_register(&Vfs(), 1);
  }
  ~WatchedFiles() { sqlite3_vfs_unregister(&Vfs()); }
  WatchedFiles(const WatchedFiles&) = delete;
  WatchedFiles& operator=(const WatchedFiles&) = delete;

 private:
  static sqlite3_vfs& Vfs() {
    static sqlite3_vfs vfs = [] {
      sqlite3_vfs* const real = sqlite3_vfs_find(nullptr);
      sqlite3_vfs made = *real;
      made.pNext = nullptr;
      made.zName = "watched";
      made.pAppData = real;
      made.xOpen = Open;
      return made;
    }();
    return vfs;
  }
};

// A table of large blobs, and a connection that writes.
class ReadAheadTest : public ::testing::Test {
 protected:
  ReadAheadTest() : writer_(Database::Open(path_).value()) {
    Run("PRAGMA busy_timeout=0; PRAGMA wal_autocheckpoint=0;"
        "CREATE TABLE t(id INTEGER PRIMARY KEY, v BLOB NOT NULL) STRICT;");
  }

  void Run(const std::string& sql) { ASSERT_THAT(writer_.Execute(sql.c_str()), IsOk()) << sql; }

  void Insert(int64_t id, size_t size) {
    const std::string value(size, static_cast<char>('a' + id % 26));
    ASSERT_THAT(Statement(writer_, "INSERT OR REPLACE INTO t(id, v) VALUES(?, ?)")
                    .Bind(id)
                    .BindBlob(value)
                    .Run(),
                IsOk());
  }

  Database Reader() { return Database::OpenReader(path_).value(); }

  static absl::StatusOr<std::string> Find(Database& database, int64_t id) {
    Statement query(database, "SELECT v FROM t WHERE id = ?");
    query.Bind(id);
    const std::string value = query.Step() ? query.Blob(0) : "";
    if (!query.status().ok()) return query.status();
    return value;
  }

  // All rows behind each other.
  static std::string All(Database& database) {
    Statement query(database, "SELECT id, v FROM t ORDER BY id");
    std::string all;
    while (query.Step()) absl::StrAppend(&all, query.Int(0), " ", query.Bytes(1), "\n");
    EXPECT_THAT(query.status(), IsOk());
    return all;
  }

  WatchedFiles files_;
  testing::TemporaryFolder folder_;
  const std::string path_ = folder_.File("test.db");
  Database writer_;
};

TEST_F(ReadAheadTest, ReadsALargeBlobInFewPieces) {
  Insert(1, 100 * kPage);
  ASSERT_THAT(writer_.Checkpoint(), IsOk());
  Database reader = Reader();
  Seen().reads.clear();

  EXPECT_EQ(Find(reader, 1).value(), std::string(100 * kPage, 'b'));

  EXPECT_LE(Seen().reads.size(), 15U);
}

TEST_F(ReadAheadTest, ReadsNoMoreThanPagesThatLieApart) {
  for (int64_t id = 0; id < 400; ++id) Insert(id, 2000);
  ASSERT_THAT(writer_.Checkpoint(), IsOk());
  Database reader = Reader();
  ASSERT_THAT(Find(reader, 0), IsOk());  // What is read once: the schema.
  Seen().reads.clear();

  for (const int64_t id : {300, 100, 350, 50, 200}) {
    EXPECT_EQ(Find(reader, id).value().size(), 2000U);
  }

  EXPECT_EQ(*std::max_element(Seen().reads.begin(), Seen().reads.end()), kPage);
}

TEST_F(ReadAheadTest, WritesNothing) {
  Database reader = Reader();

  EXPECT_FALSE(reader.Execute("DELETE FROM t").ok());
}

TEST_F(ReadAheadTest, SeesInTheNextTransactionWhatWasWrittenAfterAPieceWasRead) {
  Insert(1, 8 * kPage);
  ASSERT_THAT(writer_.Checkpoint(), IsOk());
  Database reader = Reader();
  ASSERT_THAT(reader.Execute("PRAGMA cache_size=0"), IsOk());
  ASSERT_EQ(Find(reader, 1).value(), std::string(8 * kPage, 'b'));
  ASSERT_THAT(Statement(writer_, "UPDATE t SET v = ?").BindBlob(std::string(8 * kPage, 'x')).Run(),
              IsOk());
  ASSERT_THAT(writer_.Checkpoint(), IsOk());

  EXPECT_EQ(Find(reader, 1).value(), std::string(8 * kPage, 'x'));
}

TEST_F(ReadAheadTest, RefusesAFileThatIsCutWithinABlob) {
  Insert(1, 100 * kPage);
  ASSERT_THAT(writer_.Checkpoint(), IsOk());
  Database reader = Reader();
  Database plain = Database::Open(path_).value();
  std::filesystem::resize_file(path_, 50 * kPage + kPage / 2);

  const auto is_damaged = IsRefused(absl::StatusCode::kDataLoss, v1::REASON_STORAGE_DAMAGED);
  EXPECT_THAT(Find(reader, 1).status(), is_damaged);
  EXPECT_THAT(Find(plain, 1).status(), is_damaged);
}

TEST_F(ReadAheadTest, TellsOnlyOfTheBadPageThatItCannotBeRead) {
  for (int64_t id = 0; id < 4; ++id) Insert(id, 4 * kPage);
  ASSERT_THAT(writer_.Checkpoint(), IsOk());
  Database reader = Reader();
  ASSERT_THAT(reader.Execute("PRAGMA cache_size=0"), IsOk());
  ASSERT_THAT(writer_.Execute("PRAGMA cache_size=0"), IsOk());
  int failed = 0;

  for (sqlite3_int64 page = 1; page < 20; ++page) {
    Seen().bad_page = page;
    for (int64_t id = 0; id < 4; ++id) {
      const absl::StatusOr<std::string> found = Find(reader, id);
      EXPECT_EQ(found.status(), Find(writer_, id).status()) << page << " " << id;
      if (found.ok()) continue;
      ++failed;
      EXPECT_THAT(found.status(),
                  IsRefused(absl::StatusCode::kUnavailable, v1::REASON_STORAGE_NOT_WRITABLE));
    }
  }
  EXPECT_GE(failed, 16);
}

// One connection reads while the other does what it likes, at random.
class ReadAheadPropertyTest : public ReadAheadTest, public ::testing::WithParamInterface<int> {
 protected:
  ReadAheadPropertyTest() : random_(static_cast<uint64_t>(GetParam())) {
    Run("PRAGMA synchronous=OFF");
    for (int64_t id = 0; id < 12; ++id) InsertSome(id);
  }

  uint64_t Random(uint64_t below) { return random_() % below; }

  void InsertSome(int64_t id) {
    const std::string value(Random(8 * kPage), static_cast<char>('a' + Random(26)));
    ASSERT_THAT(Statement(writer_, "INSERT OR REPLACE INTO t(id, v) VALUES(?, ?)")
                    .Bind(id)
                    .BindBlob(value)
                    .Run(),
                IsOk());
  }

  // As far as the reader lets it.
  void CheckpointSome() {
    constexpr int kModes[] = {SQLITE_CHECKPOINT_PASSIVE, SQLITE_CHECKPOINT_FULL,
                              SQLITE_CHECKPOINT_RESTART, SQLITE_CHECKPOINT_TRUNCATE};
    const int code =
        sqlite3_wal_checkpoint_v2(writer_.handle(), nullptr, kModes[Random(4)], nullptr, nullptr);
    EXPECT_TRUE(code == SQLITE_OK || code == SQLITE_BUSY) << code;
  }

  void WriteSome() {
    switch (Random(8)) {
      case 0:
        return Run(absl::StrCat("DELETE FROM t WHERE id = ", Random(20)));
      case 1:
        return Run("VACUUM");
      case 2:
      case 3:
      case 4:
        return InsertSome(static_cast<int64_t>(Random(20)));
      default:
        return CheckpointSome();
    }
  }

  // What the reader sees of all rows, while the other one is busy between them.
  std::string AllWhileSomebodyWrites(Database& reader) {
    Statement query(reader, "SELECT id, v FROM t ORDER BY id");
    std::string all;
    while (query.Step()) {
      absl::StrAppend(&all, query.Int(0), " ", query.Bytes(1), "\n");
      while (Random(3) == 0) WriteSome();
    }
    EXPECT_THAT(query.status(), IsOk());
    return all;
  }

  std::mt19937_64 random_;
};

TEST_P(ReadAheadPropertyTest, ReadsWhatIsReadWithoutIt) {
  Database reader = Reader();
  ASSERT_THAT(reader.Execute("PRAGMA cache_size=0"), IsOk());

  for (int transaction = 0; transaction < 24; ++transaction) {
    while (Random(4) != 0) WriteSome();
    const std::string expected = All(writer_);
    ASSERT_THAT(reader.Execute("BEGIN; SELECT COUNT(*) FROM t WHERE id = 0"), IsOk());
    while (Random(3) != 0) WriteSome();
    for (uint64_t reads = 1 + Random(3); reads > 0; --reads) {
      ASSERT_TRUE(AllWhileSomebodyWrites(reader) == expected) << transaction;
    }
    ASSERT_THAT(reader.Execute("COMMIT"), IsOk());
  }
}

INSTANTIATE_TEST_SUITE_P(Seeds, ReadAheadPropertyTest, ::testing::Range(0, 8));

}  // namespace
}  // namespace sucharit::sqlite
