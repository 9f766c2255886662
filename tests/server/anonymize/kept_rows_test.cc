// SPDX-License-Identifier: Apache-2.0
//
// What closing keeps beside the counts, and counting again from it.
#include <gmock/gmock.h>
#include <google/protobuf/util/message_differencer.h>

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "common/crypto/sealed_box.h"
#include "common/crypto/signature.h"
#include "common/response/receipt.h"
#include "server/anonymize/opening_key.h"
#include "server/anonymize/recount.h"
#include "server/sql/statement.h"
#include "server/store/row_store.h"
#include "tests/server/testing/core_for_tests.h"
#include "tests/server/testing/required.h"
#include "tests/testing/status_matchers.h"
#include "tests/testing/survey_definition.h"

namespace sucharit {
namespace {

using ::google::protobuf::util::MessageDifferencer;
using ::sucharit::testing::CoreForTests;
using ::sucharit::testing::FolderHolds;
using ::sucharit::testing::IsOk;
using ::sucharit::testing::IsOkAndHolds;
using ::sucharit::testing::IsRefused;
using ::sucharit::testing::ReceiptNumber;
using ::sucharit::testing::Require;
using ::sucharit::testing::Required;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

// Texts by item.
using Texts = std::map<std::string, std::string>;

class KeptRowsTest : public ::testing::Test {
 protected:
  // Opens a round of the survey after `rows` says whether rows outlive it.
  void OpenRound(v1::Rows rows) {
    v1::Definition definition = testing::SurveyDefinition();
    definition.mutable_privacy()->set_rows(rows);
    assessment_.emplace(Required(Assessment::FromDefinition(definition)));
    v1::CreateRoundRequest request = testing::SmallRound();
    request.set_definition(assessment_->bytes());
    request.mutable_populations(0)->set_questionnaire("Q");
    Require(core_.rounds.Create(request).status());
    const crypto::SealingKeyPair sealing = crypto::GenerateSealingKeyPair();
    const crypto::SigningKeyPair receipts = crypto::GenerateSigningKeyPair();
    Require(
        core_.keys.SaveRoundKeys(request.round_id(), sealing.private_key, receipts.private_key));
    Require(core_.round_store.SetKeys(request.round_id(), sealing.public_key, receipts.public_key));
    Require(
        core_.round_store.Move(request.round_id(), v1::ROUND_STATE_DRAFT, v1::ROUND_STATE_OPEN));
    round_ = Required(core_.round_store.Find(request.round_id()));
  }

  ResponseContext Context() const {
    return {round_.round_id, &*assessment_, assessment_->FindInstrument("Q")};
  }

  // Sends a response; low satisfaction asks for the text WHY. Returns its row.
  std::string Send(const std::string& satisfaction, const Texts& texts = {},
                   const std::string& age = "old") {
    std::vector<v1::Answer> answers;
    const std::map<std::string, std::string> choices = {
        {"POINT", "north"}, {"AGE", age}, {"SAT", satisfaction}, {"SPEED", "fast"}};
    for (const auto& [item, choice] : choices) {
      answers.emplace_back().set_item(item);
      answers.back().set_choice(choice);
    }
    answers.emplace_back().set_item("CHANNEL");
    answers.back().mutable_choices()->add_ids("web");
    for (const auto& [item, text] : texts) {
      answers.emplace_back().set_item(item);
      answers.back().set_text(text);
    }
    const CheckedAnswers checked =
        Required(CheckAnswers(*assessment_, *Context().instrument, answers));
    const std::string box = testing::SealPlaintext(
        round_, Required(EncodeContent(Context(), checked, ReceiptNumber(++sent_))));
    Require(core_.boxes.Insert({{device_id_, round_.round_id, "Q", {{BoxId(box), box}}}})
                .at(0)
                .status());
    return checked.PackRow();
  }

  void Close() { ASSERT_THAT(core_.Close(round_), IsOk()); }

  v1::Tally Kept() { return Required(core_.result_store.Tallies(round_.round_id)).at(0); }

  std::string Rows() {
    std::string rows;
    Require(row_store_.ForEachBlock(round_.round_id, "Q", [&](absl::string_view block) {
      rows += std::string(block);
      return absl::OkStatus();
    }));
    return rows;
  }

  int64_t RowsOf(const char* count_sql) {
    auto database = core_.database.Lock();
    sql::Statement query(*database, count_sql);
    return query.Step() ? query.Int(0) : -1;
  }

  CoreForTests core_;
  RowStore row_store_{core_.database};
  const std::string device_id_ = core_.AddDevice("Counter 1");
  std::optional<Assessment> assessment_;
  RoundRecord round_;
  int sent_ = 0;
};

TEST_F(KeptRowsTest, KeepsRowsInAnOrderOfTheirOwn) {
  OpenRound(v1::ROWS_KEEP);
  std::vector<std::string> rows = {Send("high"), Send("low", {{"WHY", "slow"}}), Send("fair"),
                                   Send("high")};

  Close();

  std::sort(rows.begin(), rows.end());
  EXPECT_EQ(Rows(), rows[0] + rows[1] + rows[2] + rows[3]);
}

TEST_F(KeptRowsTest, KeepsNoRowThatTheDefinitionDrops) {
  OpenRound(v1::ROWS_DROP);
  for (int i = 0; i < 5; ++i) Send("high");

  Close();

  EXPECT_THAT(row_store_.HasRows(round_.round_id, "Q"), IsOkAndHolds(false));
  EXPECT_EQ(RowsOf("SELECT COUNT(*) FROM row_block"), 0);
  EXPECT_EQ(Kept().respondents(), 5);
}

TEST_F(KeptRowsTest, KeepsNeitherRowsNorTextsOfFewerThanTheMinimumGroup) {
  OpenRound(v1::ROWS_KEEP);
  Send("high", {{"COMMENT", "only me"}});
  Send("high");

  Close();

  EXPECT_EQ(RowsOf("SELECT COUNT(*) FROM row_block"), 0);
  EXPECT_EQ(RowsOf("SELECT COUNT(*) FROM free_text"), 0);
  EXPECT_FALSE(FolderHolds(core_.data_folder(), "only me"));
}

TEST_F(KeptRowsTest, KeepsTextsByItemInAnOrderOfTheirOwn) {
  OpenRound(v1::ROWS_DROP);
  Send("low", {{"WHY", "b why"}, {"COMMENT", "a comment"}});
  Send("low", {{"WHY", "a why"}, {"COMMENT", "c comment"}});
  Send("high", {{"COMMENT", "b comment"}});

  Close();

  EXPECT_THAT(row_store_.Texts(round_.round_id, "Q", "WHY"),
              IsOkAndHolds(ElementsAre("a why", "b why")));
  EXPECT_THAT(row_store_.Texts(round_.round_id, "Q", "COMMENT"),
              IsOkAndHolds(ElementsAre("a comment", "b comment", "c comment")));
  EXPECT_EQ(RowsOf("SELECT COUNT(*) FROM free_text WHERE released <> 0"), 0);
}

TEST_F(KeptRowsTest, WritesNoNumberOrAddressOfAPerson) {
  OpenRound(v1::ROWS_KEEP);
  Send("high", {{"COMMENT", "โทร 081-234-5678"}});
  Send("high", {{"COMMENT", "somchai@example.test"}});
  Send("high");

  Close();

  EXPECT_THAT(row_store_.Texts(round_.round_id, "Q", "COMMENT"),
              IsOkAndHolds(ElementsAre("[อีเมล]", "โทร [โทรศัพท์]")));
  EXPECT_FALSE(FolderHolds(core_.data_folder(), "081-234-5678"));
  EXPECT_FALSE(FolderHolds(core_.data_folder(), "somchai"));
}

TEST_F(KeptRowsTest, CountsTheSameFromBoxesAgain) {
  OpenRound(v1::ROWS_DROP);
  for (const char* satisfaction : {"high", "fair", "none"}) Send(satisfaction);
  Close();
  const OpeningKey key = Required(OpeningKeyOf(round_, core_.keys));

  const absl::StatusOr<v1::Tally> again = RecountBoxes(core_.boxes, Context(), key, std::nullopt);

  ASSERT_THAT(again, IsOk());
  EXPECT_TRUE(MessageDifferencer::Equals(*again, Kept()));
}

TEST_F(KeptRowsTest, CountsTheSameFromRowsAgain) {
  OpenRound(v1::ROWS_KEEP);
  for (const char* satisfaction : {"high", "fair", "none", "high"}) Send(satisfaction);
  Send("low", {{"WHY", "slow"}, {"COMMENT", "too slow"}});
  Close();

  const absl::StatusOr<v1::Tally> again = RecountRows(row_store_, Context());

  ASSERT_THAT(again, IsOk());
  EXPECT_TRUE(MessageDifferencer::Equals(*again, Kept()));
}

TEST_F(KeptRowsTest, TakesGroupsOfFewAwayBeforeAnythingIsCountedOrKept) {
  OpenRound(v1::ROWS_KEEP);
  for (const char* age : {"young", "young", "middle", "middle", "middle", "old", "old", "old"}) {
    Send("high", {}, age);
  }
  Send("fair", {}, "old");
  Close();
  const OpeningKey key = Required(OpeningKeyOf(round_, core_.keys));

  std::map<std::string, int64_t> groups;
  const v1::Tally kept = Kept();
  for (const v1::GroupTally& group : kept.groups()) groups[group.group()] = group.respondents();
  EXPECT_EQ(groups["young"], 0);
  EXPECT_EQ(groups["middle"], 0) << "or the young would be told by subtraction";
  EXPECT_EQ(groups["old"], 4);
  EXPECT_EQ(groups["north"], 9);
  EXPECT_EQ(Kept().respondents(), 9);
  EXPECT_TRUE(MessageDifferencer::Equals(Required(RecountRows(row_store_, Context())), Kept()));
  EXPECT_TRUE(MessageDifferencer::Equals(
      Required(RecountBoxes(core_.boxes, Context(), key, std::nullopt)), Kept()));
}

TEST_F(KeptRowsTest, CountsFromNoRowsThatAreNotKept) {
  OpenRound(v1::ROWS_DROP);
  for (int i = 0; i < 5; ++i) Send("high");
  Close();

  EXPECT_THAT(RecountRows(row_store_, Context()),
              IsRefused(absl::StatusCode::kFailedPrecondition, v1::REASON_ROWS_NOT_KEPT));
}

TEST_F(KeptRowsTest, SaysThatKeptRowsAreDamaged) {
  OpenRound(v1::ROWS_KEEP);
  for (int i = 0; i < 5; ++i) Send("high");
  Close();
  for (const char* damage : {"UPDATE row_block SET rows = substr(rows, 2)",
                             "UPDATE row_block SET rows = zeroblob(length(rows) + 1)"}) {
    ASSERT_THAT(core_.database.Lock()->Execute(damage), IsOk());

    EXPECT_THAT(RecountRows(row_store_, Context()),
                IsRefused(absl::StatusCode::kDataLoss, v1::REASON_STORAGE_DAMAGED));
  }
}

}  // namespace
}  // namespace sucharit
