// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>

#include <cstdlib>

#include "tests/server/command_line/run_sucharit.h"
#include "tests/testing/temporary_folder.h"

namespace sucharit {
namespace {

using ::sucharit::testing::Ran;
using ::sucharit::testing::RunSucharit;
using ::sucharit::testing::TemporaryFolder;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::StartsWith;

// Each test begins without a language in the environment.
class CommandLineTest : public ::testing::Test {
 protected:
  CommandLineTest() {
    unsetenv("SUCHARIT_LANGUAGE");
    unsetenv("LANG");
  }
};

TEST_F(CommandLineTest, EveryVerbHasHelp) {
  const std::vector<std::vector<std::string>> verbs = {
      {}, {"score"}, {"verify"}, {"definition"}, {"definition", "check"}, {"definition", "show"}};
  for (std::vector<std::string> arguments : verbs) {
    arguments.push_back("--help");

    const Ran ran = RunSucharit(arguments);

    EXPECT_EQ(ran.exit_status, 0);
    EXPECT_THAT(ran.out, HasSubstr("วิธีใช้: sucharit"));
    EXPECT_THAT(ran.out, Not(HasSubstr("Options")));
    EXPECT_THAT(ran.err, IsEmpty());
  }
}

TEST_F(CommandLineTest, TheLanguageIsThatOfTheOptionElseOfTheEnvironmentElseThai) {
  EXPECT_THAT(RunSucharit({"--help"}).out, HasSubstr("วิธีใช้"));
  setenv("LANG", "en_GB.UTF-8", 1);
  EXPECT_THAT(RunSucharit({"--help"}).out, HasSubstr("Usage"));
  setenv("SUCHARIT_LANGUAGE", "th", 1);
  EXPECT_THAT(RunSucharit({"--help"}).out, HasSubstr("วิธีใช้"));
  EXPECT_THAT(RunSucharit({"--help", "--language", "en"}).out, HasSubstr("Usage"));
  EXPECT_THAT(RunSucharit({"score", "--help", "--language=en"}).out, HasSubstr("Usage"));
}

TEST_F(CommandLineTest, MisuseExitsWithTwoAndSaysSoOnStderr) {
  const std::vector<std::vector<std::string>> misuses = {
      {},
      {"scor"},
      {"score", "--nonsense"},
      {"score", "--format", "xml"},
      {"score", "--definition"},
      {"score"},
      {"score", "--definition", "ita-2567"},
      {"score", "--definition", "ita-2567", "--responses", "IIT"},
      {"score", "--definition", "ita-2567", "--responses", "=x"},
      {"--language", "fr", "score"},
      {"definition"},
      {"definition", "show"}};
  for (const std::vector<std::string>& arguments : misuses) {
    const Ran ran = RunSucharit(arguments);

    EXPECT_EQ(ran.exit_status, 2) << ran.err;
    EXPECT_THAT(ran.err, HasSubstr("[REASON_ARGUMENT]"));
    EXPECT_THAT(ran.out, IsEmpty());
  }
}

TEST_F(CommandLineTest, ErrorsAreJsonForWhoAsksForJson) {
  EXPECT_THAT(RunSucharit({"--json", "scor"}).err, StartsWith("{\"reason\": \"REASON_ARGUMENT\""));
  EXPECT_THAT(RunSucharit({"definition", "show", "nix", "--json"}).err,
              StartsWith("{\"reason\": \"REASON_DEFINITION_UNKNOWN\", \"subject\": \"nix\""));
}

TEST_F(CommandLineTest, DefinitionShowHasItemsChoicesAndWhatIsUnverified) {
  const Ran ran = RunSucharit({"definition", "show", "ita-2567", "--language", "en"});

  EXPECT_EQ(ran.exit_status, 0);
  EXPECT_THAT(ran.out, HasSubstr("Nobody has confirmed"));
  EXPECT_THAT(ran.out, HasSubstr("I15"));
  EXPECT_THAT(RunSucharit({"definition", "show", "ita-2567", "--json"}).out, StartsWith("{"));
}

TEST_F(CommandLineTest, DefinitionCheckRefusesABrokenFileByItsPlace) {
  const TemporaryFolder folder;
  const std::string path = folder.Write("broken.textproto", "id: \"x\"\nnonsense: 1\n");

  const Ran ran = RunSucharit({"definition", "check", path, "--language", "en"});

  EXPECT_EQ(ran.exit_status, 1);
  EXPECT_THAT(ran.err, HasSubstr(path + ": line 2"));
  EXPECT_THAT(ran.err, HasSubstr("[REASON_DEFINITION_MALFORMED]"));
  EXPECT_EQ(RunSucharit({"definition", "check", "ita-2567"}).exit_status, 0);
}

}  // namespace
}  // namespace sucharit
