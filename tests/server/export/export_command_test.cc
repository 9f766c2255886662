// SPDX-License-Identifier: Apache-2.0
//
// `sucharit export` against a real server whose round keeps its rows.
#include "server/command_line/online/export_command.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <filesystem>
#include <sstream>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/assessment/answers.h"
#include "common/crypto/digest.h"
#include "common/crypto/sealed_box.h"
#include "common/crypto/signature.h"
#include "common/csv/csv.h"
#include "common/response/receipt.h"
#include "common/response/sealed_content.h"
#include "server/command_line/run_command_line.h"
#include "tests/server/testing/required.h"
#include "tests/server/testing/server_for_tests.h"
#include "tests/testing/survey_definition.h"

namespace sucharit {
namespace {

using ::sucharit::testing::CoreForTests;
using ::sucharit::testing::ReadFile;
using ::sucharit::testing::Require;
using ::sucharit::testing::Required;
using ::sucharit::testing::ServerForTests;
using ::testing::AllOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::SizeIs;

constexpr char kWords[] = "PLANTED-WORDS";

struct Ran {
  int exit_status = 0;
  std::string out;
  std::string err;
};

v1::Answer Chose(const std::string& item, const std::string& choice) {
  v1::Answer answer;
  answer.set_item(item);
  answer.set_choice(choice);
  return answer;
}

class ExportCommandTest : public ::testing::Test {
 protected:
  // A closed round of the survey with `respondents`, who all say why they weren't satisfied.
  void CloseRound(int respondents) {
    server_.WithCore([&](CoreForTests& core) {
      const RoundRecord round = OpenSurvey(core);
      const std::string tablet = core.AddDevice("Counter 1");
      for (int number = 1; number <= respondents; ++number) Send(round, tablet, number, core);
      Require(core.Close(round).status());
      round_id_ = round.round_id;
    });
  }

  Ran Export(const std::vector<std::string>& arguments) const {
    std::vector<std::string> all = {"sucharit",
                                    "--language",
                                    "en",
                                    "--profile",
                                    server_.folder.File("profile"),
                                    "--address",
                                    server_.address(),
                                    "export",
                                    crypto::ToHex(round_id_),
                                    "--folder",
                                    results_};
    all.insert(all.end(), arguments.begin(), arguments.end());
    std::vector<const char*> argv;
    for (const std::string& argument : all) argv.push_back(argument.c_str());
    Connection connection;
    const auto with_server = [&](CLI::App& app, CommandContext& context) {
      connection.AddOptions(app, context);
      AddExportCommand(app, context, connection);
    };
    std::ostringstream out;
    std::ostringstream err;
    const int status =
        RunCommandLine(static_cast<int>(argv.size()), argv.data(), out, err, {with_server});
    return {status, out.str(), err.str()};
  }

  std::vector<std::string> Names() const {
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(results_)) {
      names.push_back(entry.path().filename().string());
    }
    std::sort(names.begin(), names.end());
    return names;
  }

  std::string File(const std::string& name) const {
    return ReadFile(absl::StrCat(results_, "/", name));
  }

  ServerForTests server_;
  std::string round_id_;
  const std::string results_ = server_.folder.File("results");

 private:
  RoundRecord OpenSurvey(CoreForTests& core) const {
    v1::CreateRoundRequest request = testing::SmallRound();
    request.set_definition(assessment_.bytes());
    request.mutable_populations(0)->set_questionnaire("Q");
    Require(core.rounds.Create(request).status());
    const auto sealing = crypto::GenerateSealingKeyPair();
    const auto receipts = crypto::GenerateSigningKeyPair();
    Require(core.keys.SaveRoundKeys(request.round_id(), sealing.private_key, receipts.private_key));
    Require(core.round_store.SetKeys(request.round_id(), sealing.public_key, receipts.public_key));
    Require(core.round_store.Move(request.round_id(), v1::ROUND_STATE_DRAFT, v1::ROUND_STATE_OPEN));
    return Required(core.round_store.Find(request.round_id()));
  }

  void Send(const RoundRecord& round, const std::string& tablet, int number,
            CoreForTests& core) const {
    const Instrument& questionnaire = assessment_.instruments().front();
    std::vector<v1::Answer> answers = {Chose("POINT", "north"), Chose("AGE", "old"),
                                       Chose("SAT", "low"), Chose("SPEED", "fast")};
    answers.emplace_back().set_item("CHANNEL");
    answers.back().mutable_choices()->add_ids("web");
    answers.emplace_back().set_item("WHY");
    answers.back().set_text(kWords);
    const CheckedAnswers checked = Required(CheckAnswers(assessment_, questionnaire, answers));
    const ResponseContext context{round.round_id, &assessment_, &questionnaire};
    const std::string box = testing::SealPlaintext(
        round, Required(EncodeContent(context, checked, testing::ReceiptNumber(number))));
    Require(core.boxes.Insert({{tablet, round.round_id, "Q", {{BoxId(box), box}}}}).at(0).status());
  }

  const Assessment assessment_ = testing::SurveyAssessment();
};

TEST_F(ExportCommandTest, WritesEverythingWithTheKeptRowsAndNoWordThatSomebodyWrote) {
  CloseRound(5);
  Require(server_.Publish(round_id_).status());

  const Ran ran = Export({"--rows"});

  EXPECT_EQ(ran.exit_status, 0) << ran.err;
  EXPECT_THAT(ran.err, HasSubstr("Don't publish them"));
  EXPECT_THAT(ran.out, AllOf(HasSubstr("exported to "), HasSubstr("rows-Q.sav")));
  EXPECT_THAT(Names(), SizeIs(16));
  const CsvTable rows = Required(ParseCsv(File("rows-Q.csv")));
  ASSERT_THAT(rows.rows, SizeIs(5));
  EXPECT_THAT(rows.rows[0].cells,
              ElementsAre("north", "old", "low", "fast", "0", "0", "1", "0", "", "", "1", "0"));
  for (const std::string& name : Names()) EXPECT_THAT(File(name), Not(HasSubstr(kWords))) << name;
}

TEST_F(ExportCommandTest, WritesNoSingleResponseUnlessAskedFor) {
  CloseRound(5);
  Require(server_.Publish(round_id_).status());

  const Ran ran = Export({});

  EXPECT_EQ(ran.exit_status, 0) << ran.err;
  EXPECT_THAT(Names(), Not(Contains(HasSubstr("rows-"))));
}

TEST_F(ExportCommandTest, WritesOnlyTheFormatsAskedForAndTellsThemAsJson) {
  CloseRound(5);
  Require(server_.Publish(round_id_).status());

  const Ran ran = Export({"--format", "csv,json", "--bom", "--json", "--rows"});

  EXPECT_EQ(ran.exit_status, 0) << ran.err;
  EXPECT_THAT(ran.out, HasSubstr("{\"name\":\"rows-Q.csv\",\"rows\":5,"));
  EXPECT_THAT(Names(), Not(Contains(HasSubstr(".xlsx"))));
  EXPECT_EQ(File("items.csv").substr(0, 3), "\xEF\xBB\xBF");
}

TEST_F(ExportCommandTest, WritesNothingOfARoundThatIsNotPublished) {
  CloseRound(5);

  const Ran ran = Export({});

  EXPECT_EQ(ran.exit_status, 1);
  EXPECT_FALSE(std::filesystem::exists(results_));
}

TEST_F(ExportCommandTest, RefusesAFormatThatItDoesNotKnow) {
  CloseRound(5);

  EXPECT_EQ(Export({"--format", "pdf"}).exit_status, 2);
}

}  // namespace
}  // namespace sucharit
