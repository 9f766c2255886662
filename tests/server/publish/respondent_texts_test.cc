// SPDX-License-Identifier: Apache-2.0
#include "server/publish/respondent_texts.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/server/publish/published_round.h"
#include "tests/testing/status_matchers.h"

namespace sucharit {
namespace {

using ::sucharit::testing::IsOk;
using ::sucharit::testing::IsRefused;
using ::sucharit::testing::IsRefusedFor;
using ::sucharit::testing::Require;
using ::sucharit::testing::Required;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

class RespondentTextsTest : public testing::RoundToPublish {
 protected:
  void CloseWithTexts() {
    CloseWith(5);
    auto guard = core_.database.Lock();
    Require(InsertTexts(*guard, round_.round_id, "S",
                        {{"A", {"first", "second", "third"}}, {"B", {"other"}}}));
  }

  v1::ListTextsRequest ListRequest() const {
    v1::ListTextsRequest request;
    request.set_round_id(round_.round_id);
    return request;
  }

  absl::Status Mark(const std::vector<int32_t>& places, bool release,
                    const std::string& item = "A") {
    v1::ReleaseTextsRequest request;
    request.set_round_id(round_.round_id);
    request.set_questionnaire("S");
    request.set_item(item);
    *request.mutable_places() = {places.begin(), places.end()};
    request.set_release(release);
    return texts_.Release(request);
  }

  std::vector<std::string> Released() {
    std::vector<std::string> released;
    const v1::ListTextsResponse listed = Required(texts_.List(ListRequest()));
    for (const v1::RespondentText& text : listed.texts()) {
      if (text.released()) released.push_back(text.text());
    }
    return released;
  }

  RespondentTexts texts_{core_.database};
};

TEST_F(RespondentTextsTest, AreListedByItemAndPlaceAndNotReleased) {
  CloseWithTexts();

  const v1::ListTextsResponse listed = Required(texts_.List(ListRequest()));

  ASSERT_EQ(listed.texts_size(), 4);
  EXPECT_EQ(listed.texts(0).text(), "first");
  EXPECT_EQ(listed.texts(0).place(), 1);
  EXPECT_EQ(listed.texts(3).item(), "B");
  EXPECT_THAT(Released(), IsEmpty());
}

TEST_F(RespondentTextsTest, AreListedOfOneItemIfItIsNamed) {
  CloseWithTexts();
  v1::ListTextsRequest request = ListRequest();
  request.set_item("B");

  EXPECT_EQ(Required(texts_.List(request)).texts_size(), 1);
}

TEST_F(RespondentTextsTest, CannotBeReadBeforeTheRoundIsClosed) {
  EXPECT_THAT(texts_.List(ListRequest()),
              IsRefused(absl::StatusCode::kFailedPrecondition, v1::REASON_ROUND_STATE));
  EXPECT_THAT(Mark({1}, true),
              IsRefused(absl::StatusCode::kFailedPrecondition, v1::REASON_ROUND_STATE));
}

TEST_F(RespondentTextsTest, AreReleasedOneByOneAndWithdrawnBeforePublication) {
  CloseWithTexts();

  ASSERT_THAT(Mark({1, 3}, true), IsOk());
  EXPECT_THAT(Released(), ElementsAre("first", "third"));

  ASSERT_THAT(Mark({1}, false), IsOk());
  EXPECT_THAT(Released(), ElementsAre("third"));
}

TEST_F(RespondentTextsTest, AreAllReleasedOrNone) {
  CloseWithTexts();

  EXPECT_THAT(Mark({1, 4}, true), IsRefusedFor(v1::REASON_TEXT_UNKNOWN, "S A 4"));
  EXPECT_THAT(Mark({0}, true), IsRefusedFor(v1::REASON_TEXT_UNKNOWN, "S A 0"));
  EXPECT_THAT(Mark({1}, true, "C"), IsRefusedFor(v1::REASON_TEXT_UNKNOWN, "S C 1"));

  EXPECT_THAT(Released(), IsEmpty());
}

TEST_F(RespondentTextsTest, CannotBeWithdrawnOncePublishedButStillReleased) {
  CloseWithTexts();
  ASSERT_THAT(Mark({1}, true), IsOk());
  Require(core_.results.Publish(round_.round_id).status());

  EXPECT_THAT(Mark({1}, false),
              IsRefused(absl::StatusCode::kFailedPrecondition, v1::REASON_ROUND_STATE));
  EXPECT_THAT(Mark({2}, true), IsOk());

  EXPECT_THAT(Released(), ElementsAre("first", "second"));
}

TEST_F(RespondentTextsTest, AreInTheReportOnceReleasedAndNoOthers) {
  CloseWith(5);
  {
    auto guard = core_.database.Lock();
    Require(InsertTexts(*guard, round_.round_id, "S",
                        {{"S1", {"first", "second", "third"}}, {"S2", {"other"}}}));
  }
  ASSERT_THAT(Mark({1, 3}, true, "S1"), IsOk());
  Require(core_.results.Publish(round_.round_id).status());

  const v1::ReportSource source = Required(core_.published.ReportSource(round_.round_id));

  ASSERT_EQ(source.texts_size(), 1);
  EXPECT_EQ(source.texts(0).item(), "S1");
  EXPECT_THAT(source.texts(0).texts(), ElementsAre("first", "third"));
}

}  // namespace
}  // namespace sucharit
