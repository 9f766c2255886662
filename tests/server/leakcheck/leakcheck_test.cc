// SPDX-License-Identifier: Apache-2.0
#include "server/leakcheck/leakcheck.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <set>

#include "absl/strings/str_cat.h"
#include "common/crypto/digest.h"
#include "common/sqlite/statement.h"
#include "server/leakcheck/column_classes.h"
#include "tests/server/testing/core_for_tests.h"
#include "tests/server/testing/required.h"
#include "tests/testing/status_matchers.h"
#include "tests/testing/survey_definition.h"

namespace sucharit {
namespace {

using ::sucharit::testing::CoreForTests;
using ::sucharit::testing::IsOk;
using ::sucharit::testing::IsRefused;
using ::sucharit::testing::Require;
using ::sucharit::testing::Required;
using ::sucharit::testing::TemporaryFolder;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

namespace fs = std::filesystem;

constexpr char kColumnsOfTheSchema[] =
    "SELECT tables.name || '.' || info.name FROM pragma_table_list AS tables "
    "JOIN pragma_table_info(tables.name) AS info "
    "WHERE tables.schema = 'main' AND tables.name NOT LIKE 'sqlite_%'";

class LeakcheckTest : public ::testing::Test {
 protected:
  LeakcheckTest() {
    options_.folder = folder_.File("data");
    options_.key_folder = folder_.File("keys");
  }

  // Twelve people have answered an open round.
  void Collect() {
    CoreForTests core(options_.folder, options_.key_folder);
    round_ = core.OpenRound();
    core.InsertValid(core.AddDevice("front desk"), round_, 12);
  }

  void CollectAndClose() {
    Collect();
    CoreForTests core(options_.folder, options_.key_folder);
    Require(core.Close(round_).status());
  }

  // Changes the database as no program of ours would.
  void Tamper(const std::string& sql) {
    auto database = Required(sqlite::Database::Open(options_.folder + "/sucharit.db"));
    Require(database.Execute(sql.c_str()));
    Require(database.Checkpoint());
  }

  std::string Copy(const std::string& name) {
    fs::copy(options_.folder, folder_.File(name), fs::copy_options::recursive);
    return folder_.File(name);
  }

  LeakReport Report() { return Required(CheckForLeaks(options_)); }

  // The names of the checks that found something.
  std::set<std::string> Leaks() {
    std::set<std::string> names;
    for (const LeakCheck& check : Report().checks) {
      if (check.result == LeakResult::kLeak) names.insert(check.id);
    }
    return names;
  }

  std::vector<std::string> Found(const std::string& id) {
    for (const LeakCheck& check : Report().checks) {
      if (check.id == id) return check.found;
    }
    return {};
  }

  TemporaryFolder folder_;
  LeakCheckOptions options_;
  RoundRecord round_;
};

// Whoever adds a column says here what it tells about respondents: server/leakcheck/README.md.
TEST_F(LeakcheckTest, KnowsEveryColumnOfTheSchemaAndNoOther) {
  const std::string folder = folder_.File("fresh");
  Require(ServerDatabase::Create(folder));
  auto database = Required(sqlite::Database::Open(folder + "/sucharit.db"));
  std::set<std::string> schema;
  sqlite::Statement query(database, kColumnsOfTheSchema);
  while (query.Step()) schema.insert(query.Text(0));
  ASSERT_THAT(query.status(), IsOk());

  std::set<std::string> classified;
  for (const ClassifiedColumn& each : ClassifiedColumns()) {
    classified.insert(absl::StrCat(each.table, ".", each.column));
  }

  EXPECT_EQ(schema, classified) << "classify new columns in server/leakcheck/column_classes.cc";
}

TEST_F(LeakcheckTest, LetsNothingOfTheInstallationStandBesideResponses) {
  for (const ClassifiedColumn& each : ClassifiedColumns()) {
    if (HoldsResponses(each.table)) {
      EXPECT_NE(each.about, ColumnClass::kInstallation) << each.table << "." << each.column;
    }
  }
}

TEST_F(LeakcheckTest, FindsNothingAtAnyStepOfARound) {
  Collect();
  EXPECT_THAT(Leaks(), IsEmpty()) << "open";
  {
    CoreForTests core(options_.folder, options_.key_folder);
    Require(core.Close(round_).status());
  }
  EXPECT_THAT(Leaks(), IsEmpty()) << "closed";
  {
    CoreForTests core(options_.folder, options_.key_folder);
    Require(core.rounds.Cancel(round_.round_id));
    EXPECT_THAT(core.Insert(core.AddDevice("back office"), round_,
                            {testing::SealResponse(round_, {}, testing::ReceiptNumber(90))}),
                ElementsAre(v1::OUTCOME_TOO_LATE));
  }
  EXPECT_THAT(Leaks(), IsEmpty()) << "cancelled, and of a box that came later nothing stays";
}

TEST_F(LeakcheckTest, FindsNothingWhereAnotherRoundStaysWhenOneIsEmptied) {
  CoreForTests core(options_.folder, options_.key_folder);
  const RoundRecord first = core.OpenRound('a');
  const RoundRecord second = core.OpenRound('b');
  const std::string device = core.AddDevice("front desk");
  for (int part = 0; part < 4; ++part) {
    for (const RoundRecord* round : {&first, &second}) {
      std::vector<std::string> boxes;
      for (int i = 0; i < 100; ++i) {
        boxes.push_back(testing::SealResponse(*round, {}, testing::ReceiptNumber(part * 100 + i)));
      }
      core.Insert(device, *round, boxes);
    }
  }
  Require(core.rounds.Cancel(first.round_id));
  options_.folder = Copy("copy");

  EXPECT_THAT(Leaks(), IsEmpty());
}

TEST_F(LeakcheckTest, WritesNothing) {
  CollectAndClose();
  const std::string before = testing::ReadFile(options_.folder + "/sucharit.db");
  const auto changed = fs::last_write_time(options_.folder + "/sucharit.db");

  Report();

  EXPECT_EQ(testing::ReadFile(options_.folder + "/sucharit.db"), before);
  EXPECT_EQ(fs::last_write_time(options_.folder + "/sucharit.db"), changed);
  EXPECT_FALSE(fs::exists(options_.folder + "/sucharit.db-wal"));
  EXPECT_FALSE(fs::exists(options_.folder + "/sucharit.db-shm"));
}

TEST_F(LeakcheckTest, RefusesAFolderThatAServerHolds) {
  const CoreForTests core(options_.folder, options_.key_folder);

  EXPECT_THAT(CheckForLeaks(options_),
              IsRefused(absl::StatusCode::kUnavailable, v1::REASON_STORAGE_IN_USE));
}

TEST_F(LeakcheckTest, RefusesAFolderWithoutADatabase) {
  options_.folder = folder_.File("nothing");

  EXPECT_THAT(CheckForLeaks(options_),
              IsRefused(absl::StatusCode::kFailedPrecondition, v1::REASON_NOT_INITIALIZED));
}

TEST_F(LeakcheckTest, FindsAColumnThatNobodyHasClassified) {
  Collect();
  Tamper("ALTER TABLE box ADD COLUMN arrived INTEGER");

  EXPECT_THAT(Leaks(), ElementsAre("columns"));
  EXPECT_THAT(Found("columns"), ElementsAre("box.arrived"));
}

TEST_F(LeakcheckTest, FindsATableWithHiddenRowNumbers) {
  Collect();
  Tamper("CREATE TABLE arrival(box_id BLOB)");

  EXPECT_THAT(Leaks(), ElementsAre("columns", "order"));
  EXPECT_THAT(Found("order"), ElementsAre("arrival (rowid)"));
}

TEST_F(LeakcheckTest, FindsATrigger) {
  Collect();
  Tamper("CREATE TRIGGER spy AFTER INSERT ON box BEGIN UPDATE device SET revoked = 0; END");

  EXPECT_THAT(Leaks(), ElementsAre("order"));
}

TEST_F(LeakcheckTest, FindsATriggerThatLooksLikeTheAuditLogs) {
  Collect();
  Tamper("DROP TRIGGER audit_line_stays");
  Tamper("CREATE TRIGGER audit_line_stays AFTER INSERT ON box BEGIN SELECT 1; END");

  EXPECT_THAT(Leaks(), ElementsAre("order"));
}

TEST_F(LeakcheckTest, FindsABoxThatDoesNotStandUnderItsHash) {
  Collect();
  Tamper("UPDATE box SET box = zeroblob(100) WHERE box_id = (SELECT MIN(box_id) FROM box)");

  EXPECT_THAT(Leaks(), ElementsAre("boxes"));
}

TEST_F(LeakcheckTest, FindsBoxesThatAreLeftOfARoundThatIsOver) {
  Collect();
  Tamper(absl::StrCat("UPDATE round SET state = ", v1::ROUND_STATE_PUBLISHED));

  EXPECT_THAT(Leaks(), ElementsAre("boxes"));
}

TEST_F(LeakcheckTest, FindsWhatWasOpenedBeforeClose) {
  CollectAndClose();
  Tamper(absl::StrCat("UPDATE round SET state = ", v1::ROUND_STATE_CLOSING));

  EXPECT_THAT(Leaks(), ElementsAre("opened"));
}

TEST_F(LeakcheckTest, FindsARowThatTheDefinitionDrops) {
  CollectAndClose();
  Tamper("INSERT INTO row_block SELECT round_id, 'S', 0, x'0000' FROM round");

  EXPECT_THAT(Leaks(), Contains("opened"));
}

TEST_F(LeakcheckTest, FindsTextsInAnotherOrderThanTheirOwn) {
  CollectAndClose();
  Tamper(
      "INSERT INTO free_text SELECT round_id, 'S', 'WHY', 1, 'second', 0 FROM round;"
      "INSERT INTO free_text SELECT round_id, 'S', 'WHY', 2, 'first', 0 FROM round");

  EXPECT_THAT(Leaks(), ElementsAre("sorted"));
}

TEST_F(LeakcheckTest, FindsRowsInAnotherOrderThanTheirOwn) {
  const Assessment survey = testing::SurveyAssessment();
  const size_t size = RowSize(survey, *survey.FindInstrument("Q"));
  CollectAndClose();
  {
    auto database = Required(sqlite::Database::Open(options_.folder + "/sucharit.db"));
    Require(sqlite::Statement(database, "UPDATE definition SET definition = ?")
                .BindBlob(survey.definition().SerializeAsString())
                .Run());
    Require(
        sqlite::Statement(database, "INSERT INTO row_block SELECT round_id, 'Q', 0, ? FROM round")
            .BindBlob(std::string(size, 'b') + std::string(size, 'a'))
            .Run());
  }

  EXPECT_THAT(Leaks(), ElementsAre("sorted"));
}

TEST_F(LeakcheckTest, FindsAFreePageThatIsNotZero) {
  Collect();
  Tamper(
      "PRAGMA secure_delete = OFF; CREATE TABLE secret(a TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;"
      "INSERT INTO secret WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 900)"
      "SELECT 'respondent number ' || i FROM n; DROP TABLE secret");

  EXPECT_THAT(Leaks(), Contains("free-pages"));
}

TEST_F(LeakcheckTest, FindsADeletedRowBetweenRows) {
  Collect();
  Tamper(
      "PRAGMA secure_delete = OFF;"
      "UPDATE agency SET name_th = 'respondent 17 was the one who wrote that about the director';"
      "UPDATE agency SET name_th = 'x'");

  EXPECT_THAT(Leaks(), ElementsAre("unused-space"));
  EXPECT_THAT(Found("unused-space"), ElementsAre(HasSubstr("agency")));
}

TEST_F(LeakcheckTest, FindsALogThatIsNotEmpty) {
  Collect();
  folder_.Write("data/sucharit.db-wal", "frames");

  EXPECT_THAT(Leaks(), ElementsAre("log"));
}

TEST_F(LeakcheckTest, FindsAFileThatTheServerDoesNotMake) {
  Collect();
  folder_.Write("data/arrivals.txt", "nothing");

  EXPECT_THAT(Leaks(), ElementsAre("files"));
  EXPECT_THAT(Found("files"), ElementsAre("arrivals.txt"));
}

TEST_F(LeakcheckTest, FindsEachKeyOfTheKeyFolderInAnyForm) {
  Collect();
  const std::string name = "rounds/" + crypto::ToHex(round_.round_id) + ".receipt";
  const std::string key = testing::ReadFile(options_.key_folder + "/" + name);
  for (const std::string& form : {key, crypto::ToHex(key)}) {
    folder_.Write("data/lock", "x" + form + "y");

    EXPECT_THAT(Leaks(), ElementsAre("keys"));
    EXPECT_THAT(Found("keys"), Contains(HasSubstr(name)));
  }
}

TEST_F(LeakcheckTest, FindsAKeyByItsShapeWithoutTheKeyFolder) {
  Collect();
  folder_.Write("data/lock", "-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2Vw\n");
  options_.key_folder.clear();

  EXPECT_THAT(Leaks(), ElementsAre("keys"));
}

TEST_F(LeakcheckTest, FindsPlantedStringsAndBytesWhereverTheyBegin) {
  Collect();
  folder_.Write("data/lock", std::string((1 << 20) - 3, ' ') + "planted card code\x01\x02\x03\x04");
  options_.planted = folder_.Write("planted", "not there\nplanted card code\r\nhex:01020304\n");

  EXPECT_THAT(Leaks(), ElementsAre("planted"));
  EXPECT_THAT(Found("planted"),
              ElementsAre(HasSubstr("lock: " + options_.planted + " line 2"), HasSubstr("line 3")));
}

TEST_F(LeakcheckTest, SaysThatWithoutAListNothingPlantedWasLookedFor) {
  Collect();

  const LeakReport report = Report();

  const auto planted = std::find_if(report.checks.begin(), report.checks.end(),
                                    [](const LeakCheck& check) { return check.id == "planted"; });
  ASSERT_NE(planted, report.checks.end());
  EXPECT_EQ(planted->result, LeakResult::kNotChecked);
}

TEST_F(LeakcheckTest, TellsHowManyBoxesCameBetweenTwoCopies) {
  Collect();
  options_.other_copy = Copy("earlier");
  {
    CoreForTests core(options_.folder, options_.key_folder);
    core.Insert(core.AddDevice("back office"), round_,
                {testing::SealResponse(round_, {}, testing::ReceiptNumber(90))});
  }

  const LeakReport report = Report();

  EXPECT_FALSE(report.Leaks());
  ASSERT_EQ(report.differences.size(), 3U);
  EXPECT_THAT(report.differences[0].what.en, HasSubstr("boxes that only one copy has"));
  EXPECT_EQ(report.differences[0].here, 1);
  EXPECT_EQ(report.differences[0].other, 0);
  EXPECT_THAT(report.differences[2].what.en, HasSubstr("enrolled"));
}

TEST_F(LeakcheckTest, FindsCountsThatChangedBetweenTwoCopies) {
  CollectAndClose();
  options_.other_copy = Copy("earlier");
  Tamper("UPDATE tally SET tally = x''");

  EXPECT_THAT(Leaks(), ElementsAre("copies"));
}

}  // namespace
}  // namespace sucharit
