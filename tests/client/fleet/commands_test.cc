// SPDX-License-Identifier: Apache-2.0
#include "client/fleet/commands.h"

#include <gtest/gtest.h>
#include <signal.h>

#include "client/fleet/fleet_folder.h"
#include "tests/client/core/tablet_for_tests.h"
#include "tests/testing/fake_clock.h"
#include "tests/testing/status_matchers.h"

namespace sucharit {
namespace {

using ::sucharit::testing::FakeClock;
using ::sucharit::testing::IsOk;
using ::sucharit::testing::RoundForTests;
using ::sucharit::testing::TemporaryFolder;
using ::testing::HasSubstr;
using ::testing::internal::CaptureStderr;
using ::testing::internal::CaptureStdout;
using ::testing::internal::GetCapturedStderr;
using ::testing::internal::GetCapturedStdout;

// Two tablets that know one round, and five rows.
class CommandsTest : public ::testing::Test {
 protected:
  CommandsTest() {
    for (const int number : {1, 2}) {
      EXPECT_THAT(Library(**OpenTablet(folder_.path(), number)).Keep(round_.Listed()), IsOk());
    }
    fleet_.folder = folder_.path();
    fleet_.language = Language::kEnglish;
    play_.responses = {"S=" + folder_.Write("s.csv", "S1,S2\n1,yes\n2,no\n3,yes\n4,no\n5,no\n")};
  }

  std::string StatusAsJson() {
    CaptureStdout();
    EXPECT_EQ(RunStatus(fleet_, true), 0);
    return GetCapturedStdout();
  }

  int Play() { return RunPlay(fleet_, play_, clock_); }

  const TemporaryFolder folder_;
  const RoundForTests round_;
  const FakeClock clock_;
  FleetArguments fleet_;
  PlayArguments play_;
};

TEST_F(CommandsTest, DealsTheRowsOutOverTheTablets) {
  fleet_.quiet = true;

  EXPECT_EQ(Play(), 0);

  const std::string status = StatusAsJson();
  EXPECT_THAT(status, HasSubstr(R"("tablet":"tablet-1","round":"61616161616161616161616161616161",)"
                                R"("questionnaire":"S","finished":3,"waiting":3)"));
  EXPECT_THAT(status, HasSubstr(R"("tablet":"tablet-2")"));
  EXPECT_THAT(status, HasSubstr(R"("drafts":0,"total":{"finished":5,"waiting":5,"stored":0,)"));
}

TEST_F(CommandsTest, DiesRightAfterTheAnswerAskedForAndGoesOnLater) {
  fleet_.quiet = true;
  PlayArguments killed = play_;
  killed.kill_at = "answer:3";
  EXPECT_EXIT(RunPlay(fleet_, killed, clock_), ::testing::KilledBySignal(SIGKILL), "");
  EXPECT_THAT(StatusAsJson(), HasSubstr(R"("drafts":1,"total":{"finished":1,)"));

  EXPECT_EQ(Play(), 0);

  EXPECT_THAT(StatusAsJson(), HasSubstr(R"("drafts":0,"total":{"finished":5,)"));
}

TEST_F(CommandsTest, TellsProgressInCountsUnlessQuiet) {
  CaptureStderr();
  EXPECT_EQ(Play(), 0);
  EXPECT_EQ(GetCapturedStderr(),
            "tablet-1: finished in this run: 3\n"
            "tablet-2: finished in this run: 2\n");

  fleet_.quiet = true;
  CaptureStderr();
  EXPECT_EQ(Play(), 0);
  EXPECT_EQ(GetCapturedStderr(), "");
}

TEST_F(CommandsTest, RefusesMisuseByTheNameOfTheArgument) {
  PlayArguments killed = play_;
  killed.kill_at = "answer:never";
  PlayArguments other_round = play_;
  other_round.round = "xyz";
  SyncArguments sync;
  sync.kill_at = "answer:1";
  EnrolArguments enrol;
  enrol.tickets = {"a", "b"};
  enrol.names = {"only one"};

  CaptureStderr();
  EXPECT_EQ(RunPlay(fleet_, killed, clock_), 2);
  EXPECT_EQ(RunPlay(fleet_, other_round, clock_), 2);
  EXPECT_EQ(RunSync(fleet_, sync), 2);
  EXPECT_EQ(RunEnrol(fleet_, enrol), 2);
  const std::string said = GetCapturedStderr();

  EXPECT_THAT(said, HasSubstr("--kill-at answer:never"));
  EXPECT_THAT(said, HasSubstr("--round"));
  EXPECT_THAT(said, HasSubstr("--kill-at answer:1"));
  EXPECT_THAT(said, HasSubstr("--names"));
}

TEST_F(CommandsTest, RefusesATicketThatIsNoneAndGoesOnWithTheNext) {
  EnrolArguments enrol;
  enrol.tickets = {folder_.Write("ticket", "no ticket"), folder_.File("missing")};

  CaptureStderr();
  EXPECT_EQ(RunEnrol(fleet_, enrol), 1);
  const std::string said = GetCapturedStderr();

  EXPECT_THAT(said, HasSubstr("tablet-1: The ticket isn't whole."));
  EXPECT_THAT(said, HasSubstr("REASON_FILE_UNREADABLE"));
}

TEST_F(CommandsTest, SaysInBothLanguagesThatATabletIsNotEnrolled) {
  fleet_.tablets = "1";
  CaptureStderr();
  EXPECT_EQ(RunSync(fleet_, SyncArguments()), 1);
  EXPECT_THAT(GetCapturedStderr(), HasSubstr("This tablet isn't enrolled."));

  fleet_.language = Language::kThai;
  CaptureStderr();
  EXPECT_EQ(RunSync(fleet_, SyncArguments()), 1);
  EXPECT_THAT(GetCapturedStderr(), HasSubstr("แท็บเล็ตนี้ยังไม่ได้ลงทะเบียน"));
}

}  // namespace
}  // namespace sucharit
