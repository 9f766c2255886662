// SPDX-License-Identifier: Apache-2.0
//
// What an administrator and an auditor type, against a real server.
#include <gmock/gmock.h>

#include <sstream>
#include <string>
#include <vector>

#include "common/crypto/digest.h"
#include "server/command_line/online/audit_command.h"
#include "server/command_line/online/oit_command.h"
#include "server/command_line/online/past_command.h"
#include "server/command_line/online/plan_command.h"
#include "server/command_line/online/publish_command.h"
#include "server/command_line/online/result_command.h"
#include "server/command_line/online/round_command.h"
#include "server/command_line/run_command_line.h"
#include "tests/server/testing/required.h"
#include "tests/server/testing/server_for_tests.h"
#include "tests/testing/test_data.h"

namespace sucharit {
namespace {

using ::sucharit::testing::CoreForTests;
using ::sucharit::testing::ReadFile;
using ::sucharit::testing::ServerForTests;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

struct Ran {
  int exit_status = 0;
  std::string out;
  std::string err;
};

class RoundVerbsTest : public ::testing::Test {
 protected:
  // Runs `sucharit` in English with the server's profile.
  Ran Run(const std::vector<std::string>& arguments) const {
    std::vector<std::string> all = {
        "sucharit",  "--language",     "en", "--profile", server_.folder.File("profile"),
        "--address", server_.address()};
    all.insert(all.end(), arguments.begin(), arguments.end());
    std::vector<const char*> argv;
    for (const std::string& argument : all) argv.push_back(argument.c_str());
    Connection connection;
    const auto with_server = [&](CLI::App& app, CommandContext& context) {
      connection.AddOptions(app, context);
      AddRoundCommand(app, context, connection);
      AddResultCommands(app, context, connection);
      AddOitCommand(app, context, connection);
      AddPublishCommands(app, context, connection);
      AddAuditCommands(app, context, connection);
      AddPlanCommand(app, context, connection);
      AddPastCommand(app, context, connection);
    };
    std::ostringstream out;
    std::ostringstream err;
    const int status =
        RunCommandLine(static_cast<int>(argv.size()), argv.data(), out, err, {with_server});
    return {status, out.str(), err.str()};
  }

  void Close() {
    server_.WithCore([&](CoreForTests& core) {
      core.InsertValid(core.AddDevice("Counter 1"), round_, 6);
      testing::Require(core.Close(round_).status());
    });
  }

  void CloseAndPublish() {
    Close();
    const std::string scores = server_.folder.Write(
        "scores.csv",
        "part,node,score,evidence\nS-2,1,90,\nC,C1,100,\nC,C2,50,https://a.example\n");
    ASSERT_EQ(Run({"import", id_, scores}).exit_status, 0);
    ASSERT_EQ(Run({"publish", id_, "--yes"}).exit_status, 0);
  }

  std::string File(const std::string& name) const { return server_.folder.File(name); }

  ServerForTests server_;
  const RoundRecord round_ = server_.OpenRound();
  const std::string id_ = crypto::ToHex(round_.round_id);
};

TEST_F(RoundVerbsTest, AChecklistIsFilledItemByItemAndSaysWhatIsMissing) {
  const Ran set = Run({"oit", "set", id_, "C1", "100", "--evidence", "https://a.example/c1"});
  const Ran noted = Run({"oit", "set", id_, "C1", "50", "--note", "half of it"});
  const Ran list = Run({"oit", "list", id_});
  const Ran status = Run({"round", "status", id_});

  EXPECT_EQ(set.exit_status, 0) << set.err;
  EXPECT_THAT(set.out, HasSubstr("S-2 0/1; C 1/2"));
  EXPECT_EQ(noted.exit_status, 0) << noted.err;
  EXPECT_THAT(list.out,
              AllOf(HasSubstr("Structure"), HasSubstr("https://a.example/c1"),
                    HasSubstr("half of it"), HasSubstr("News"), HasSubstr("missing: S-2 1, C C2")));
  EXPECT_THAT(status.out, HasSubstr("scores to import: S-2 0/1; C 1/2"));
}

TEST_F(RoundVerbsTest, AChecklistIsFilledFromATable) {
  const std::string table = server_.folder.Write(
      "oit.csv", "item,score,evidence,note\nC1,100,https://a.example/c1,\nC2,0,,nothing there\n");

  const Ran import = Run({"oit", "import", id_, table});
  const Ran list = Run({"oit", "list", id_, "--json"});

  EXPECT_EQ(import.exit_status, 0) << import.err;
  EXPECT_THAT(import.out, HasSubstr("C 2/2"));
  EXPECT_THAT(list.out, HasSubstr("nothing there"));
}

TEST_F(RoundVerbsTest, AScoreThatNoChoiceEarnsIsRefused) {
  const Ran set = Run({"oit", "set", id_, "C1", "55"});

  EXPECT_EQ(set.exit_status, 1);
  EXPECT_THAT(set.err, HasSubstr("REASON_CELL_UNKNOWN"));
}

TEST_F(RoundVerbsTest, APublicBundleIsVerifiedWithoutAServer) {
  CloseAndPublish();
  ASSERT_EQ(Run({"bundle", id_, "--output", File("bundle.json")}).exit_status, 0);
  ASSERT_EQ(Run({"bundle", id_, "--output", File("again.json")}).exit_status, 0);
  server_.Stop();

  const Ran verified = Run({"verify", "--bundle", File("bundle.json")});

  EXPECT_EQ(verified.exit_status, 0) << verified.err;
  EXPECT_THAT(verified.out, AllOf(HasSubstr("counted from answers"), HasSubstr("Every figure")));
  EXPECT_EQ(ReadFile(File("bundle.json")), ReadFile(File("again.json")));
}

TEST_F(RoundVerbsTest, AChangedBundleIsRefusedByTheNodeThatDiffers) {
  CloseAndPublish();
  ASSERT_EQ(Run({"bundle", id_, "--output", File("bundle.json")}).exit_status, 0);
  std::string json = ReadFile(File("bundle.json"));
  const size_t figure = json.find("\"score\": \"50.00\"");
  ASSERT_NE(figure, std::string::npos);
  json.replace(figure, 16, "\"score\": \"51.00\"");
  const std::string changed = server_.folder.Write("changed.json", json);

  const Ran verified = Run({"verify", "--bundle", changed});

  EXPECT_EQ(verified.exit_status, 1);
  EXPECT_THAT(verified.err, AllOf(HasSubstr("REASON_SCORES_DIFFER"), HasSubstr("item ")));
}

TEST_F(RoundVerbsTest, ARoundIsCountedAgainOnTheServer) {
  Close();
  ASSERT_EQ(Run({"import", id_,
                 server_.folder.Write("scores.csv", "part,node,score\nS-2,1,90\nC,2,75\n")})
                .exit_status,
            0);

  const Ran before = Run({"verify", id_});
  ASSERT_EQ(Run({"publish", id_, "--yes", "--breakdown"}).exit_status, 0);
  const Ran after = Run({"verify", id_});

  EXPECT_EQ(before.exit_status, 0) << before.err;
  EXPECT_THAT(before.out, AllOf(HasSubstr("S  6 people"), HasSubstr("from the sealed responses")));
  EXPECT_EQ(after.exit_status, 0) << after.err;
  EXPECT_THAT(after.out, AllOf(HasSubstr("from the counts"), HasSubstr("byte for byte")));
}

TEST_F(RoundVerbsTest, AnAuditorOpensAndChecksTheCountsBehindABundle) {
  CloseAndPublish();
  const std::string passphrase = server_.folder.Write("passphrase", "a passphrase long enough\n");
  const std::string keys = File("auditor");
  ASSERT_EQ(
      Run({"auditor", "keygen", "--folder", keys, "--passphrase-file", passphrase}).exit_status, 0);
  ASSERT_EQ(Run({"bundle", id_, "--output", File("bundle.json")}).exit_status, 0);
  for (const char* name : {"audit", "again"}) {
    const Ran written =
        Run({"audit-bundle", id_, "--key", keys + "/auditor.pub", "--output", File(name)});
    ASSERT_EQ(written.exit_status, 0) << written.err;
    EXPECT_THAT(written.err, HasSubstr("Not for publication"));
  }

  const Ran verified = Run({"verify", "--audit", File("audit"), "--bundle", File("bundle.json"),
                            "--key", keys + "/auditor.key", "--passphrase-file", passphrase});
  const Ran second_keys =
      Run({"auditor", "keygen", "--folder", keys, "--passphrase-file", passphrase});

  EXPECT_EQ(verified.exit_status, 0) << verified.err;
  EXPECT_THAT(verified.out, AllOf(HasSubstr("bundle is the same"), HasSubstr("Every figure")));
  EXPECT_EQ(ReadFile(File("audit")), ReadFile(File("again")));
  EXPECT_THAT(ReadFile(File("audit")), HasSubstr("NOT FOR PUBLICATION"));
  EXPECT_EQ(second_keys.exit_status, 1) << "keys are never overwritten";
}

TEST_F(RoundVerbsTest, APlanIsAddedToChangedListedAndRemovedFrom) {
  const Ran add = Run({"plan", "add", id_, "--topic", "1", "--measure", "Write a handbook",
                       "--responsible", "Finance", "--step", "Appoint people", "--step", "Write",
                       "--begins", "เมษายน ๒๕๖๘", "--ends", "9/2568"});
  const Ran edit = Run({"plan", "edit", id_, "1", "--status", "under way"});
  const Ran list = Run({"plan", "list", id_});
  const Ran bad = Run({"plan", "edit", id_, "1", "--ends", "1/2568"});
  const Ran remove = Run({"plan", "remove", id_, "1"});
  const Ran empty = Run({"plan", "list", id_});

  EXPECT_EQ(add.exit_status, 0) << add.err;
  EXPECT_EQ(edit.exit_status, 0) << edit.err;
  EXPECT_THAT(list.out, AllOf(HasSubstr("Topic 1 Service"), HasSubstr("Write a handbook"),
                              HasSubstr("2) Write"), HasSubstr("April 2568 to September 2568"),
                              HasSubstr("[under way]")));
  EXPECT_EQ(bad.exit_status, 1);
  EXPECT_THAT(bad.err, HasSubstr("REASON_MEASURE"));
  EXPECT_EQ(remove.exit_status, 0) << remove.err;
  EXPECT_THAT(empty.out, AllOf(Not(HasSubstr("handbook")), HasSubstr("no measure yet")));
}

TEST_F(RoundVerbsTest, AnEarlierYearIsImportedListedAndRemoved) {
  const Ran import = Run({"past", "import", "--agency", testing::kAgency, "--definition",
                          "ita-2566", testing::TestData("example-ita-2566-indicators.csv")});
  const Ran list = Run({"past", "list", "--agency", testing::kAgency});
  const Ran unsure = Run({"past", "remove", "--agency", testing::kAgency, "2566"});
  const Ran remove = Run({"past", "remove", "--agency", testing::kAgency, "2566", "--yes"});
  const Ran again = Run({"past", "remove", "--agency", testing::kAgency, "2566", "--yes"});

  EXPECT_EQ(import.exit_status, 0) << import.err;
  EXPECT_THAT(list.out, AllOf(HasSubstr("2566"), HasSubstr("ita-2566")));
  EXPECT_EQ(unsure.exit_status, 2);
  EXPECT_EQ(remove.exit_status, 0) << remove.err;
  EXPECT_THAT(again.err, HasSubstr("REASON_PAST_RESULT_UNKNOWN"));
}

TEST_F(RoundVerbsTest, MisuseOfVerifyIsNoFailedVerification) {
  EXPECT_EQ(Run({"verify"}).exit_status, 2);
  EXPECT_EQ(Run({"verify", id_, "--bundle", "x"}).exit_status, 2);
  EXPECT_EQ(Run({"verify", "--audit", "x"}).exit_status, 2);
}

}  // namespace
}  // namespace sucharit
