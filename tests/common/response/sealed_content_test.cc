// SPDX-License-Identifier: Apache-2.0
#include "common/response/sealed_content.h"

#include <gtest/gtest.h>

#include "common/crypto/card_code.h"
#include "common/crypto/digest.h"
#include "common/crypto/sealed_box.h"
#include "sucharit/v1/response.pb.h"
#include "tests/testing/round_builder.h"
#include "tests/testing/status_matchers.h"
#include "tests/testing/survey_definition.h"

namespace sucharit {
namespace {

using ::sucharit::testing::AnswerTo;
using ::sucharit::testing::IsRefused;
using ::sucharit::testing::SmallAssessment;
using ::sucharit::testing::SmallDefinition;

const std::string kNumber = "0123456789";

class SealedContentTest : public ::testing::Test {
 protected:
  ResponseContext Context() const {
    return {std::string(kRoundIdSize, 'r'), &assessment_, assessment_.FindInstrument("S")};
  }

  CheckedAnswers Answers(const std::string& level) const {
    return CheckAnswers(assessment_, *assessment_.FindInstrument("S"),
                        {AnswerTo("S1", level), AnswerTo("S2", "no")})
        .value();
  }

  std::string Content(const std::string& level = "4") const {
    return EncodeContent(Context(), Answers(level), kNumber).value();
  }

  // Pads what a tablet would never write.
  std::string Padded(const v1::SealedContent& content) const {
    return crypto::Pad(content.SerializeAsString(), PaddedContentSize(*Context().instrument))
        .value();
  }

  v1::SealedContent Parsed() const {
    v1::SealedContent content;
    EXPECT_TRUE(content.ParseFromString(crypto::Unpad(Content()).value()));
    return content;
  }

  const Assessment assessment_ = SmallAssessment();
};

auto IsMalformed() {
  return IsRefused(absl::StatusCode::kInvalidArgument, v1::REASON_BOX_CONTENT_MALFORMED);
}

auto IsOfAnotherContext() {
  return IsRefused(absl::StatusCode::kInvalidArgument, v1::REASON_BOX_CONTEXT_MISMATCH);
}

TEST_F(SealedContentTest, ReadsWhatItWrote) {
  const auto response = DecodeContent(Context(), Content("4"));

  ASSERT_TRUE(response.ok()) << response.status();
  EXPECT_EQ(response->answers.values(), Answers("4").values());
  EXPECT_EQ(response->receipt_number, kNumber);
}

TEST_F(SealedContentTest, HasOneSizeWhateverIsAnswered) {
  EXPECT_EQ(Content("1").size(), Content("6").size());
  EXPECT_EQ(Content("1").size(), PaddedContentSize(*Context().instrument));
  EXPECT_EQ(Content("1").size() % 16, 0u);
}

TEST_F(SealedContentTest, RefusesAnotherRound) {
  ResponseContext other = Context();
  other.round_id = std::string(kRoundIdSize, 's');

  EXPECT_THAT(DecodeContent(other, Content()), IsOfAnotherContext());
}

TEST_F(SealedContentTest, RefusesAnotherDefinition) {
  v1::Definition definition = SmallDefinition();
  definition.mutable_items(0)->mutable_choices(1)->set_score("30");
  const Assessment changed = Assessment::FromDefinition(definition).value();
  const ResponseContext other{Context().round_id, &changed, changed.FindInstrument("S")};

  EXPECT_THAT(DecodeContent(other, Content()), IsOfAnotherContext());
}

TEST_F(SealedContentTest, RefusesAnotherQuestionnaire) {
  v1::SealedContent content = Parsed();
  content.set_questionnaire(1);

  EXPECT_THAT(DecodeContent(Context(), Padded(content)), IsOfAnotherContext());
}

TEST_F(SealedContentTest, RefusesAnotherSize) {
  EXPECT_THAT(DecodeContent(Context(), Content().substr(1)), IsMalformed());
  EXPECT_THAT(DecodeContent(Context(), Content() + std::string(16, '\0')), IsMalformed());
  EXPECT_THAT(DecodeContent(Context(), ""), IsMalformed());
}

TEST_F(SealedContentTest, RefusesContentWithoutPadding) {
  EXPECT_THAT(DecodeContent(Context(), std::string(PaddedContentSize(*Context().instrument), '\0')),
              IsMalformed());
}

TEST_F(SealedContentTest, RefusesAReceiptNumberOfAnotherLength) {
  v1::SealedContent content = Parsed();
  content.set_receipt_number("short");

  EXPECT_THAT(DecodeContent(Context(), Padded(content)), IsMalformed());
}

TEST_F(SealedContentTest, RefusesAnswersThatNoTabletGives) {
  v1::SealedContent unanswered = Parsed();
  unanswered.set_answers(std::string("\0\1", 2));
  v1::SealedContent unknown = Parsed();
  unknown.set_answers("\7\1");
  v1::SealedContent missing = Parsed();
  missing.set_answers("\1");

  EXPECT_THAT(DecodeContent(Context(), Padded(unanswered)),
              IsRefused(absl::StatusCode::kInvalidArgument, v1::REASON_ANSWER_MISSING));
  EXPECT_THAT(DecodeContent(Context(), Padded(unknown)),
              IsRefused(absl::StatusCode::kInvalidArgument, v1::REASON_CHOICE_UNKNOWN));
  EXPECT_THAT(DecodeContent(Context(), Padded(missing)),
              IsRefused(absl::StatusCode::kInvalidArgument, v1::REASON_ANSWER_MISSING));
}

TEST_F(SealedContentTest, IsRefusedOnceSealedWhicheverByteIsFlipped) {
  const crypto::SealingKeyPair keys = crypto::GenerateSealingKeyPair();
  const std::string box = crypto::Seal(Content(), keys.public_key).value();

  for (size_t i = 0; i < box.size(); ++i) {
    std::string flipped = box;
    flipped[i] = static_cast<char>(flipped[i] ^ 1);
    EXPECT_THAT(crypto::OpenBox(flipped, keys.public_key, keys.private_key),
                IsRefused(absl::StatusCode::kInvalidArgument, v1::REASON_BOX_UNREADABLE))
        << "byte " << i;
  }
}

// Responses to the questionnaires of a running round must stay readable.
class Ita2567ContentTest : public ::testing::Test {
 protected:
  const Assessment assessment_ = LoadAssessment("ita-2567").value();
  const Instrument& internal_ = *assessment_.FindInstrument("IIT");
};

TEST_F(Ita2567ContentTest, CountsByTheRulesOfTheFirstRelease) {
  EXPECT_EQ(crypto::ToHex(assessment_.counting_digest()),
            "bb1953cb364375fce35aade5f53314c0e2188611294ccfa653483ace638b3485");
}

TEST_F(Ita2567ContentTest, HasTheSizesOfTheFirstRelease) {
  EXPECT_EQ(PaddedContentSize(internal_), 96u);
  EXPECT_EQ(PaddedContentSize(*assessment_.FindInstrument("EIT")), 80u);
  EXPECT_EQ(RowSize(assessment_, internal_), 15u);
}

TEST_F(Ita2567ContentTest, PacksOneByteAnItem) {
  std::string packed;
  for (const size_t item : internal_.items) {
    packed.push_back(static_cast<char>(assessment_.items()[item].choices.size()));
  }

  const auto answers = UnpackAnswers(assessment_, internal_, packed);

  ASSERT_TRUE(answers.ok()) << answers.status();
  EXPECT_EQ(answers->Pack(), packed);
  EXPECT_EQ(answers->PackRow(), packed);
}

TEST_F(Ita2567ContentTest, FitsABoxOf144BytesWithACardAndAReceiptNumber) {
  const ResponseContext context{std::string(kRoundIdSize, 'r'), &assessment_, &internal_};
  const std::string card = crypto::MakeCard();
  const auto answers = UnpackAnswers(assessment_, internal_, std::string(15, '\1'));
  ASSERT_TRUE(answers.ok()) << answers.status();

  const auto with = EncodeContent(context, *answers, kNumber, card);
  const auto without = EncodeContent(context, *answers, kNumber);

  ASSERT_TRUE(with.ok() && without.ok());
  EXPECT_EQ(with->size(), without->size());
  EXPECT_LE(with->size() + crypto::kSealOverhead, 144u);
  EXPECT_EQ(DecodeContent(context, *with).value().card, card);
  EXPECT_EQ(DecodeContent(context, *without).value().card, "");
}

TEST_F(Ita2567ContentTest, RefusesACardOfAWrongSize) {
  const ResponseContext context{std::string(kRoundIdSize, 'r'), &assessment_, &internal_};
  const auto answers = UnpackAnswers(assessment_, internal_, std::string(15, '\1'));
  ASSERT_TRUE(answers.ok()) << answers.status();

  const auto content = EncodeContent(context, *answers, kNumber, "short");

  EXPECT_THAT(DecodeContent(context, content.value()), IsMalformed());
}

TEST(SurveyContentTest, HasOneSizeWithAndWithoutTexts) {
  const Assessment survey = testing::SurveyAssessment();
  const Instrument& questionnaire = *survey.FindInstrument("Q");
  const ResponseContext context{std::string(kRoundIdSize, 'r'), &survey, &questionnaire};
  std::string largest = std::string("\1\1\1\1\3", 5) + std::string(18, '\0');
  std::string thai;
  for (int i = 0; i < 100; ++i) thai += "ก";
  largest += std::string("\x2c\x01", 2) + thai + std::string("\xf4\x01", 2) + std::string(500, 'x');
  largest[4] = '\6';  // By phone and on the web.

  const auto answers = UnpackAnswers(survey, questionnaire, largest);

  ASSERT_TRUE(answers.ok()) << answers.status();
  const auto content = EncodeContent(context, *answers, kNumber);
  ASSERT_TRUE(content.ok()) << content.status();
  EXPECT_EQ(content->size(), PaddedContentSize(questionnaire));
  const auto decoded = DecodeContent(context, *content);
  ASSERT_TRUE(decoded.ok()) << decoded.status();
  EXPECT_EQ(decoded->answers.values(), answers->values());
}

}  // namespace
}  // namespace sucharit
