// SPDX-License-Identifier: Apache-2.0
#include "server/command_line/user_message.h"

#include <gmock/gmock.h>

#include "common/status/reason.h"
#include "server/command_line/reason_sentences.h"

namespace sucharit {
namespace {

using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

bool HasThai(const std::string& text) { return text.find("\xE0\xB8") != std::string::npos; }

absl::Status Error(v1::Reason reason, absl::string_view subject) {
  return Refused(absl::StatusCode::kInvalidArgument, reason, "for the log", subject);
}

TEST(UserMessageTest, EveryReasonHasASentenceInBothLanguages) {
  const auto* reasons = v1::Reason_descriptor();
  ASSERT_GT(reasons->value_count(), 60);

  for (int index = 0; index < reasons->value_count(); ++index) {
    const auto reason = static_cast<v1::Reason>(reasons->value(index)->number());
    if (reason == v1::REASON_UNSPECIFIED) continue;
    const std::optional<Say> sentence = SentenceFor(reason);
    ASSERT_TRUE(sentence.has_value()) << reasons->value(index)->name();
    EXPECT_TRUE(HasThai(sentence->th)) << reasons->value(index)->name();
    EXPECT_GT(std::string(sentence->en).size(), 20u) << reasons->value(index)->name();
    EXPECT_FALSE(HasThai(sentence->en)) << reasons->value(index)->name();
  }
}

TEST(UserMessageTest, SaysPlaceSentenceAndReason) {
  const std::string message =
      UserMessage(Error(v1::REASON_CELL_UNKNOWN, "eit.csv: line 3, column E5"), Language::kEnglish);

  EXPECT_THAT(message, StartsWith("eit.csv: line 3, column E5: this cell"));
  EXPECT_THAT(message, EndsWith(" [REASON_CELL_UNKNOWN]"));
  EXPECT_THAT(message, Not(HasSubstr("for the log")));
}

TEST(UserMessageTest, PlacesAreThaiInThai) {
  EXPECT_THAT(
      UserMessage(Error(v1::REASON_CELL_UNKNOWN, "eit.csv: line 3, column E5"), Language::kThai),
      StartsWith("eit.csv: บรรทัด 3 คอลัมน์ E5: "));
}

TEST(UserMessageTest, SaysHowToReachADatabaseSafely) {
  const absl::Status refused =
      Error(v1::REASON_CONFIG_MALFORMED, "server.config: database: sslmode");

  EXPECT_THAT(UserMessage(refused, Language::kEnglish), HasSubstr("add sslmode=verify-full"));
  EXPECT_THAT(UserMessage(refused, Language::kThai), HasSubstr("กรุณาเติม sslmode=verify-full"));
}

TEST(UserMessageTest, NothingInASubjectCanSteerTheTerminal) {
  const std::string message = UserMessage(
      Error(v1::REASON_CSV_COLUMN_UNKNOWN, "line 1, column \x1B[2J\n\xFF"), Language::kEnglish);

  EXPECT_THAT(message, StartsWith("line 1, column  [2J ?: "));
}

TEST(UserMessageTest, ALongSubjectIsCut) {
  const std::string message =
      UserMessage(Error(v1::REASON_CSV_COLUMN_UNKNOWN, std::string(10'000, 'x')), Language::kThai);

  EXPECT_LT(message.size(), 1000u);
}

TEST(UserMessageTest, AnErrorWithoutReasonNamesItsCode) {
  EXPECT_THAT(UserMessage(absl::InternalError("inner"), Language::kEnglish),
              EndsWith("[INTERNAL]"));
  EXPECT_THAT(UserMessage(absl::UnavailableError("inner"), Language::kEnglish),
              StartsWith("the server can't be reached"));
}

TEST(UserMessageTest, JsonIsQuoted) {
  EXPECT_THAT(ErrorJson(Error(v1::REASON_FILE_UNREADABLE, "a\"b"), Language::kEnglish),
              StartsWith("{\"reason\": \"REASON_FILE_UNREADABLE\", \"subject\": \"a\\\"b\", "));
}

}  // namespace
}  // namespace sucharit
