// SPDX-License-Identifier: Apache-2.0
//
// A round whose key officers keep, its receipts, and a tablet's emergency file: what is typed,
// against a real server with real tablet code.
#include <gmock/gmock.h>

#include <filesystem>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <vector>

#include "common/crypto/digest.h"
#include "common/crypto/random.h"
#include "common/crypto/signature.h"
#include "common/response/outbox_file.h"
#include "common/response/receipt_code.h"
#include "common/response/sealed_content.h"
#include "server/command_line/online/export_command.h"
#include "server/command_line/online/import_outbox_command.h"
#include "server/command_line/online/publish_command.h"
#include "server/command_line/online/result_command.h"
#include "server/command_line/online/round_command.h"
#include "server/command_line/run_command_line.h"
#include "tests/end_to_end/enrolled_tablet.h"

namespace sucharit {
namespace {

using ::sucharit::testing::CoreForTests;
using ::sucharit::testing::ReadFile;
using ::sucharit::testing::Require;
using ::sucharit::testing::Required;
using ::sucharit::testing::ServerForTests;
using ::sucharit::testing::Tablet;
using ::testing::AllOf;
using ::testing::HasSubstr;

struct Ran {
  int exit_status = 0;
  std::string out;
  std::string err;
};

class CustodyVerbsTest : public ::testing::Test {
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
      AddPublishCommands(app, context, connection);
      AddExportCommand(app, context, connection);
      AddImportOutboxCommand(app, context, connection);
    };
    std::ostringstream out;
    std::ostringstream err;
    const int status =
        RunCommandLine(static_cast<int>(argv.size()), argv.data(), out, err, {with_server});
    return {status, out.str(), err.str()};
  }

  std::string File(const std::string& name) const { return server_.folder.File(name); }

  // A draft of the small definition; its id.
  std::string Create(v1::KeyCustody custody, bool rehearsal = false) const {
    v1::CreateRoundRequest request = testing::SmallRound('b');
    request.set_custody(custody);
    request.set_rehearsal(rehearsal);
    v1::CreateRoundResponse response;
    Require(server_.Call(&v1::AdminService::Stub::CreateRound, request, &response));
    return crypto::ToHex(request.round_id());
  }

  std::string ImportedScores() const {
    return server_.folder.Write("scores.csv",
                                "part,node,score,evidence\nS-2,1,90,\nC,C1,100,\nC,C2,50,\n");
  }

  ServerForTests server_;
};

TEST_F(CustodyVerbsTest, ARoundIsOpenedClosedAndPublishedWithAKeyThatOfficersKeep) {
  const std::string id = Create(v1::KEY_CUSTODY_OFFLINE);
  const std::string words = server_.folder.Write("words", "a passphrase long enough\n");
  const std::vector<std::string> one = {"round",
                                        "open",
                                        id,
                                        "--key-copy",
                                        File("safe.key"),
                                        "--place",
                                        "the safe",
                                        "--passphrase-file",
                                        words};
  std::vector<std::string> both = one;
  both.insert(both.end(), {"--key-copy", File("vault.key"), "--place", "the vault"});

  const Ran too_few = Run(one);
  const Ran opened = Run(both);

  EXPECT_EQ(too_few.exit_status, 1);
  EXPECT_THAT(too_few.err, HasSubstr("REASON_KEY_COPIES_TOO_FEW"));
  ASSERT_EQ(opened.exit_status, 0) << opened.err;
  EXPECT_THAT(opened.out, AllOf(HasSubstr("the safe"), HasSubstr("the vault"),
                                HasSubstr("must be brought back")));
  EXPECT_NE(ReadFile(File("safe.key")), ReadFile(File("vault.key")));
  EXPECT_THAT(Run({"round", "status", id}).out,
              AllOf(HasSubstr("key kept off the server"), HasSubstr("the vault")));

  Tablet tablet(server_, "Counter 1");
  Require(tablet.Sync());
  RoundRecord round;
  round.round_id = crypto::FromHex(id, kRoundIdSize);
  tablet.Finish(round, 4);
  Require(tablet.Sync());
  const Ran waiting = Run({"round", "close", id});
  Require(tablet.Sync());
  const Ran keyless = Run({"round", "close", id});
  const Ran closed =
      Run({"round", "close", id, "--key-copy", File("vault.key"), "--passphrase-file", words});
  EXPECT_THAT(waiting.err, HasSubstr("REASON_ROUND_TABLETS_WAITING"));
  EXPECT_THAT(keyless.err, HasSubstr("REASON_KEY_NEEDED"));
  ASSERT_EQ(closed.exit_status, 0) << closed.err;

  ASSERT_EQ(Run({"import", id, ImportedScores()}).exit_status, 0);
  const Ran published = Run({"publish", id, "--yes"});
  EXPECT_EQ(published.exit_status, 0) << published.err;
  EXPECT_THAT(published.out, AllOf(HasSubstr("destroy the copies"), HasSubstr("- the safe"),
                                   HasSubstr("- the vault")));
}

TEST_F(CustodyVerbsTest, ACopyThatIsThereIsNeverOverwritten) {
  const std::string id = Create(v1::KEY_CUSTODY_SERVER);
  const std::string words = server_.folder.Write("words", "a passphrase long enough\n");
  const std::string other = server_.folder.Write("other.key", "the copy of another round");

  const Ran ran = Run({"round", "open", id, "--key-copy", other, "--passphrase-file", words});

  EXPECT_EQ(ran.exit_status, 1);
  EXPECT_THAT(ran.err, HasSubstr("REASON_ROUND_KEY_COPY_UNREAD"));
  EXPECT_EQ(ReadFile(other), "the copy of another round");
}

TEST_F(CustodyVerbsTest, ARehearsalIsShownAsOneAndCannotBePublished) {
  const std::string id = Create(v1::KEY_CUSTODY_SERVER, true);

  const Ran status = Run({"round", "status", id});
  const Ran list = Run({"round", "list"});
  const Ran published = Run({"publish", id, "--yes"});

  EXPECT_THAT(status.out, HasSubstr("[rehearsal: can't be published]"));
  EXPECT_THAT(list.out, HasSubstr("[rehearsal: can't be published]"));
  EXPECT_EQ(published.exit_status, 1);
  EXPECT_THAT(published.err, HasSubstr("REASON_REHEARSAL"));
}

TEST_F(CustodyVerbsTest, AReceiptIsCheckedWithoutAServerAgainstASignedList) {
  const RoundRecord round = server_.OpenRound();
  const std::string id = crypto::ToHex(round.round_id);
  Tablet tablet(server_, "Counter 1");
  Require(tablet.Sync());
  tablet.Finish(round, 4);
  const auto session = tablet.Begin(round);
  Require(session->Answer(0, 1));
  Require(session->Answer(1, 1));
  const std::string code = Required(session->Finish());
  Require(tablet.Sync());
  Run({"round", "close", id});
  Require(tablet.Sync());
  ASSERT_EQ(Run({"round", "close", id}).exit_status, 0);
  ASSERT_EQ(Run({"import", id, ImportedScores()}).exit_status, 0);
  ASSERT_EQ(Run({"publish", id, "--yes"}).exit_status, 0);
  ASSERT_EQ(Run({"export", id, "--folder", File("results")}).exit_status, 0);
  server_.Stop();
  const std::string bundle = File("results/bundle.json");
  nlohmann::json forged = nlohmann::json::parse(ReadFile(bundle));
  forged["receipts"][0]["signature"] = forged["receipts"][0]["receipt_key"];
  const std::string forged_file = server_.folder.Write("forged.json", forged.dump());
  const std::string other = FormatReceiptCode(crypto::RandomBytes(kReceiptNumberSize));

  const Ran found = Run({"receipt", "check", code, "--bundle", bundle});
  const Ran absent = Run({"receipt", "check", other, "--bundle", bundle});
  const Ran mistyped = Run({"receipt", "check", "ABCD", "--bundle", bundle});
  const Ran not_signed = Run({"receipt", "check", code, "--bundle", forged_file});
  const Ran verified = Run({"verify", "--bundle", bundle});
  const Ran not_verified = Run({"verify", "--bundle", forged_file});

  EXPECT_EQ(found.exit_status, 0) << found.err;
  EXPECT_THAT(found.out, AllOf(HasSubstr("Counted as one response in S"),
                               HasSubstr(crypto::ToHex(round.receipt_key))));
  EXPECT_THAT(absent.err, HasSubstr("REASON_RECEIPT_NOT_COUNTED"));
  EXPECT_THAT(mistyped.err, HasSubstr("REASON_RECEIPT_MALFORMED"));
  EXPECT_THAT(not_signed.err, HasSubstr("REASON_RECEIPT_LIST_FORGED"));
  EXPECT_EQ(verified.exit_status, 0) << verified.err;
  EXPECT_THAT(verified.out, HasSubstr("receipts in signed lists: 5"));
  EXPECT_EQ(not_verified.exit_status, 1);
  EXPECT_THAT(not_verified.err, HasSubstr("receipts S"));
  EXPECT_TRUE(std::filesystem::exists(File("results/receipts.html")));
}

TEST_F(CustodyVerbsTest, AnEmergencyFileCountsOnceHoweverOftenItComesAndFromARevokedTablet) {
  const RoundRecord round = server_.OpenRound();
  Tablet tablet(server_, "Counter 1");
  Require(tablet.Sync());
  tablet.Finish(round, 5);
  const v1::PushResponsesRequest batch = Required(Outbox(tablet.database()).NextBatch(1000, {}));
  const std::string file = server_.folder.Write(
      "outbox.bin", FormatOutboxFile({batch}, {{round.round_id, round.receipt_key}}));

  const Ran first = Run({"import-outbox", file});
  Require(tablet.Sync());
  server_.Revoke(tablet.DeviceId());
  const Ran again = Run({"import-outbox", file, "--json"});

  EXPECT_EQ(first.exit_status, 0) << first.err;
  EXPECT_THAT(first.out, HasSubstr("had already): 5"));
  EXPECT_EQ(nlohmann::json::parse(again.out),
            nlohmann::json({{"stored", 5}, {"late", 0}, {"refused", 0}, {"unproven", 0}}));
  EXPECT_EQ(tablet.Counts().stored, 5);
  server_.WithCore([&](CoreForTests& core) {
    Require(core.Close(round).status());
    EXPECT_EQ(Required(core.result_store.Tallies(round.round_id)).at(0).respondents(), 5);
  });
  const Ran late = Run({"import-outbox", file});
  EXPECT_THAT(late.out, HasSubstr("had already): 5")) << "what is there keeps what it was";
}

TEST_F(CustodyVerbsTest, AReceiptForAnEmergencyFileIsBelievedByTheTabletsKeyAlone) {
  const RoundRecord round = server_.OpenRound();
  Tablet tablet(server_, "Counter 1");
  Require(tablet.Sync());
  tablet.Finish(round, 2);
  const v1::PushResponsesRequest batch = Required(Outbox(tablet.database()).NextBatch(1000, {}));
  const std::string other_key = crypto::GenerateSigningKeyPair().public_key;
  const std::string another_servers =
      server_.folder.Write("another.bin", FormatOutboxFile({batch}, {{round.round_id, other_key}}));
  const std::string without_key = server_.folder.Write("without.bin", FormatOutboxFile({batch}));

  const Ran forged = Run({"import-outbox", another_servers});
  const Ran unproven = Run({"import-outbox", without_key});

  EXPECT_EQ(forged.exit_status, 1);
  EXPECT_THAT(forged.out, HasSubstr("refused: 2"));
  EXPECT_THAT(forged.err, HasSubstr("REASON_RECEIPT_NOT_GENUINE"));
  EXPECT_EQ(unproven.exit_status, 0) << unproven.err;
  EXPECT_THAT(unproven.out, HasSubstr("without a verified receipt"));
}

TEST_F(CustodyVerbsTest, AnEmergencyFileThatIsDamagedOrOfAnotherRoundIsRefused) {
  const RoundRecord round = server_.OpenRound();
  Tablet tablet(server_, "Counter 1");
  Require(tablet.Sync());
  tablet.Finish(round, 2);
  v1::PushResponsesRequest batch = Required(Outbox(tablet.database()).NextBatch(1000, {}));
  std::string bytes = FormatOutboxFile({batch});
  bytes[bytes.size() / 2] = static_cast<char>(bytes[bytes.size() / 2] ^ 1);
  v1::PushResponsesRequest elsewhere = batch;
  elsewhere.set_round_id(testing::RoundId('z'));
  const std::string damaged = server_.folder.Write("damaged.bin", bytes);
  const std::string mixed = server_.folder.Write("mixed.bin", FormatOutboxFile({elsewhere, batch}));

  const Ran broken = Run({"import-outbox", damaged});
  const Ran half = Run({"import-outbox", mixed});

  EXPECT_EQ(broken.exit_status, 1);
  EXPECT_THAT(broken.err, HasSubstr("REASON_OUTBOX_FILE_MALFORMED"));
  EXPECT_EQ(half.exit_status, 1);
  EXPECT_THAT(half.out, AllOf(HasSubstr("had already): 2"), HasSubstr("refused: 2")));
  EXPECT_THAT(half.err, HasSubstr("REASON_ROUND_UNKNOWN"));
}

}  // namespace
}  // namespace sucharit
