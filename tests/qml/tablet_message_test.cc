// SPDX-License-Identifier: Apache-2.0
#include "client/ui/view_models/user_message.h"

#include <gmock/gmock.h>

#include <set>

#include "client/core/captive_portal.h"
#include "common/status/reason.h"

namespace sucharit {
namespace {

constexpr char kSecret[] = "an English message for logs";

QString SentenceFor(v1::Reason reason) {
  return UserMessage::For(Refused(absl::StatusCode::kInternal, reason, kSecret, "subject"));
}

TEST(UserMessageTest, SaysNothingIfAllIsWell) {
  EXPECT_TRUE(UserMessage::For(absl::OkStatus()).isEmpty());
}

TEST(UserMessageTest, HasItsOwnSentenceForEachReasonThatReachesATablet) {
  const QString general = UserMessage::For(absl::InternalError(kSecret));

  for (const v1::Reason reason : {v1::REASON_TICKET_MALFORMED,
                                  v1::REASON_ENROLMENT_CODE_UNKNOWN,
                                  v1::REASON_ALREADY_ENROLLED,
                                  v1::REASON_DEVICE_NOT_ENROLLED,
                                  v1::REASON_DEVICE_REVOKED,
                                  v1::REASON_ROUND_UNKNOWN,
                                  v1::REASON_QUESTIONNAIRE_UNKNOWN,
                                  v1::REASON_ROUND_STATE,
                                  v1::REASON_ROUND_KEY_MISMATCH,
                                  v1::REASON_DEFINITION_MISMATCH,
                                  v1::REASON_RECEIPT_NOT_GENUINE,
                                  v1::REASON_BATCH_TOO_LARGE,
                                  v1::REASON_ANSWER_MISSING,
                                  v1::REASON_CHOICE_UNKNOWN,
                                  v1::REASON_STORAGE_FULL,
                                  v1::REASON_STORAGE_NOT_WRITABLE,
                                  v1::REASON_STORAGE_NEWER,
                                  v1::REASON_STORAGE_DAMAGED,
                                  v1::REASON_STORAGE_IN_USE,
                                  v1::REASON_FILE_UNREADABLE,
                                  v1::REASON_NOT_OUR_SERVER,
                                  v1::REASON_CLOCK_WRONG,
                                  v1::REASON_DAILY_CAP,
                                  v1::REASON_NOT_HANDED_OVER_BY}) {
    EXPECT_NE(SentenceFor(reason), general) << v1::Reason_Name(reason);
  }
}

TEST(UserMessageTest, TellsTheStorageReasonsApart) {
  std::set<QString> sentences;

  for (const v1::Reason reason :
       {v1::REASON_STORAGE_FULL, v1::REASON_STORAGE_NOT_WRITABLE, v1::REASON_STORAGE_NEWER,
        v1::REASON_STORAGE_DAMAGED, v1::REASON_STORAGE_IN_USE}) {
    sentences.insert(SentenceFor(reason));
  }

  EXPECT_EQ(sentences.size(), 5U);
}

TEST(UserMessageTest, NeverShowsTheMessageForLogs) {
  for (int reason = 0; reason <= v1::Reason_MAX; ++reason) {
    EXPECT_FALSE(SentenceFor(static_cast<v1::Reason>(reason)).contains(QLatin1String(kSecret)));
  }
}

TEST(UserMessageTest, TellsACaptivePortalFromAnotherServer) {
  const QString server =
      UserMessage::For(Refused(absl::StatusCode::kUnavailable, v1::REASON_NOT_OUR_SERVER, kSecret));
  const QString portal = UserMessage::For(CaptivePortalError());

  EXPECT_TRUE(portal.contains(QLatin1String("sign in"))) << portal.toStdString();
  EXPECT_NE(portal, server);
  EXPECT_NE(portal, UserMessage::For(absl::UnavailableError(kSecret)));
}

TEST(UserMessageTest, SaysThatResponsesAreSafeWithoutANetwork) {
  EXPECT_TRUE(UserMessage::For(absl::UnavailableError(kSecret)).contains(QLatin1String("safe")));
}

}  // namespace
}  // namespace sucharit
