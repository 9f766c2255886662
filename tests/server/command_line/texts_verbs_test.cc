// SPDX-License-Identifier: Apache-2.0
//
// What an administrator types to read, release and withdraw respondents' texts, against a real
// server.
#include <gmock/gmock.h>

#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <vector>

#include "common/crypto/digest.h"
#include "server/command_line/online/texts_command.h"
#include "server/command_line/run_command_line.h"
#include "server/store/row_store.h"
#include "tests/server/testing/required.h"
#include "tests/server/testing/server_for_tests.h"

namespace sucharit {
namespace {

using ::sucharit::testing::CoreForTests;
using ::sucharit::testing::Require;
using ::sucharit::testing::ServerForTests;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

struct Ran {
  int exit_status = 0;
  std::string out;
  std::string err;
};

class TextsVerbsTest : public ::testing::Test {
 protected:
  // A closed round in which three people wrote something under S1 and one under S2.
  void SetUp() override {
    server_.WithCore([&](CoreForTests& core) {
      const RoundRecord round = core.OpenRound();
      id_ = crypto::ToHex(round.round_id);
      core.InsertValid(core.AddDevice("tablet"), round, 5);
      Require(core.Close(round).status());
      auto database = core.database.Lock();
      Require(InsertTexts(*database, round.round_id, "S",
                          {{"S1", {"first", "sec\x1B[31mond\nline", "third"}}, {"S2", {"other"}}}));
    });
  }

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
      AddTextsCommand(app, context, connection);
    };
    std::ostringstream out;
    std::ostringstream err;
    const int status =
        RunCommandLine(static_cast<int>(argv.size()), argv.data(), out, err, {with_server});
    return {status, out.str(), err.str()};
  }

  Ran Mark(const std::string& verb, const std::vector<std::string>& places) const {
    std::vector<std::string> arguments = {"texts", verb,     id_, "--questionnaire",
                                          "S",     "--item", "S1"};
    for (const std::string& place : places) arguments.insert(arguments.end(), {"--place", place});
    return Run(arguments);
  }

  ServerForTests server_;
  std::string id_;
};

TEST_F(TextsVerbsTest, ListsTextsToBeReadOnALineEach) {
  const Ran listed = Run({"texts", "list", id_});

  EXPECT_EQ(listed.exit_status, 0) << listed.err;
  EXPECT_THAT(listed.out, AllOf(HasSubstr("S S1 1  first\n"), HasSubstr("S S1 3  third\n"),
                                HasSubstr("S S2 1  other\n"), Not(HasSubstr("[released]"))));
  EXPECT_THAT(listed.out, HasSubstr("S S1 2  sec [31mond line\n"))
      << "nothing that was written steers the terminal";
  EXPECT_THAT(listed.err, HasSubstr("names and stories"));
}

TEST_F(TextsVerbsTest, ListsOneItemAndGivesJson) {
  const Ran listed = Run({"texts", "list", id_, "--item", "S2", "--json"});

  const nlohmann::json texts = nlohmann::json::parse(listed.out).at("texts");
  ASSERT_EQ(texts.size(), 1u);
  EXPECT_EQ(texts[0].at("text"), "other");
  EXPECT_EQ(texts[0].at("released"), false);
}

TEST_F(TextsVerbsTest, ReleasesTextsOneByOneAndTakesThemBack) {
  const Ran released = Mark("release", {"1", "3"});
  const Ran withdrawn = Mark("withdraw", {"1"});
  const Ran listed = Run({"texts", "list", id_});

  EXPECT_EQ(released.exit_status, 0) << released.err;
  EXPECT_THAT(released.out, HasSubstr("released: 2"));
  EXPECT_THAT(withdrawn.out, HasSubstr("withdrawn: 1"));
  EXPECT_THAT(listed.out, AllOf(HasSubstr("S S1 1  first"), HasSubstr("S S1 3  [released] third")));
}

TEST_F(TextsVerbsTest, RefusesATextThatIsNotThereAndReleasesNoneThen) {
  const Ran refused = Mark("release", {"1", "9"});

  EXPECT_EQ(refused.exit_status, 1);
  EXPECT_THAT(refused.err, HasSubstr("REASON_TEXT_UNKNOWN"));
  EXPECT_THAT(Run({"texts", "list", id_}).out, Not(HasSubstr("[released]")));
}

TEST_F(TextsVerbsTest, NeedsAnItemAndPlacesToRelease) {
  EXPECT_EQ(Run({"texts", "release", id_, "--questionnaire", "S"}).exit_status, 2);
  EXPECT_EQ(Mark("release", {}).exit_status, 2);
  EXPECT_EQ(Run({"texts"}).exit_status, 2);
}

TEST_F(TextsVerbsTest, ShowsNothingOfARoundThatIsOpen) {
  std::string open;
  server_.WithCore([&](CoreForTests& core) { open = crypto::ToHex(core.OpenRound('b').round_id); });

  const Ran refused = Run({"texts", "list", open});

  EXPECT_EQ(refused.exit_status, 1);
  EXPECT_THAT(refused.err, HasSubstr("REASON_ROUND_STATE"));
}

}  // namespace
}  // namespace sucharit
