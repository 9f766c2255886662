// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/server/command_line/run_sucharit.h"
#include "tests/server/testing/core_for_tests.h"
#include "tests/testing/temporary_folder.h"

namespace sucharit {
namespace {

using ::sucharit::testing::CoreForTests;
using ::sucharit::testing::RunSucharit;
using ::sucharit::testing::TemporaryFolder;
using ::testing::HasSubstr;

class LeakcheckCommandTest : public ::testing::Test {
 protected:
  LeakcheckCommandTest() { CoreForTests(data_, folder_.File("keys")).OpenRound(); }

  TemporaryFolder folder_;
  const std::string data_ = folder_.File("data");
};

TEST_F(LeakcheckCommandTest, SaysThatEveryCheckHoldsAndWhatItCannotSee) {
  const auto result = RunSucharit({"leakcheck", data_, "--language", "en"});

  EXPECT_EQ(result.exit_status, 0) << result.err;
  EXPECT_THAT(result.out, HasSubstr("holds        columns: every column is known"));
  EXPECT_THAT(result.out, HasSubstr("not checked  planted"));
  EXPECT_THAT(result.out, HasSubstr("What this check can't see"));
}

TEST_F(LeakcheckCommandTest, SpeaksThai) {
  const auto result = RunSucharit({"leakcheck", data_, "--language", "th"});

  EXPECT_THAT(result.out, HasSubstr("สิ่งที่การตรวจนี้มองไม่เห็น"));
}

TEST_F(LeakcheckCommandTest, EndsWithOneAndNamesTheChecksThatFailed) {
  folder_.Write("data/arrivals.txt", "x");

  const auto result = RunSucharit({"leakcheck", data_, "--language", "en"});

  EXPECT_EQ(result.exit_status, 1);
  EXPECT_THAT(result.out, HasSubstr("LEAK         files"));
  EXPECT_THAT(result.err, HasSubstr("files: "));
  EXPECT_THAT(result.err, HasSubstr("[REASON_LEAK_FOUND]"));
}

TEST_F(LeakcheckCommandTest, WritesJson) {
  const auto result = RunSucharit({"leakcheck", data_, "--json"});

  EXPECT_THAT(result.out, HasSubstr("\"leaks\": false"));
  EXPECT_THAT(result.out, HasSubstr("\"id\": \"columns\""));
}

TEST_F(LeakcheckCommandTest, WithoutAFolderIsMisuse) {
  EXPECT_EQ(RunSucharit({"leakcheck"}).exit_status, 2);
}

}  // namespace
}  // namespace sucharit
