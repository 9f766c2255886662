// SPDX-License-Identifier: Apache-2.0
#include "server/plan/plan.h"

#include <gmock/gmock.h>

#include "tests/server/publish/published_round.h"
#include "tests/testing/status_matchers.h"

namespace sucharit {
namespace {

using ::sucharit::testing::IsOk;
using ::sucharit::testing::IsRefused;
using ::sucharit::testing::IsRefusedFor;
using ::testing::ElementsAre;

v1::Measure MeasureOf(const std::string& what, int32_t number = 0) {
  v1::Measure measure;
  measure.set_number(number);
  measure.set_topic(1);
  measure.set_measure(what);
  measure.set_responsible("กองคลัง");
  measure.mutable_begins()->set_year_be(2568);
  measure.mutable_begins()->set_month(4);
  *measure.mutable_ends() = measure.begins();
  return measure;
}

class PlanTest : public testing::RoundToPublish {
 protected:
  absl::StatusOr<v1::PutMeasuresResponse> Put(const std::vector<v1::Measure>& measures) {
    v1::PutMeasuresRequest request;
    request.set_round_id(round_.round_id);
    *request.mutable_measures() = {measures.begin(), measures.end()};
    return core_.plan.Put(request);
  }

  std::vector<std::string> Listed() {
    const auto plan = testing::Required(core_.plan.List(round_.round_id));
    std::vector<std::string> texts;
    for (const v1::Measure& measure : plan) {
      texts.push_back(std::to_string(measure.number()) + " " + measure.measure());
    }
    return texts;
  }
};

TEST_F(PlanTest, NumbersNewMeasuresBehindTheOthers) {
  EXPECT_THAT(Put({MeasureOf("a"), MeasureOf("b")})->numbers(), ElementsAre(1, 2));
  EXPECT_THAT(Put({MeasureOf("c", 7), MeasureOf("d")})->numbers(), ElementsAre(7, 8));

  EXPECT_THAT(Listed(), ElementsAre("1 a", "2 b", "7 c", "8 d"));
}

TEST_F(PlanTest, ReplacesAMeasureByItsNumber) {
  ASSERT_THAT(Put({MeasureOf("a"), MeasureOf("b")}), IsOk());

  ASSERT_THAT(Put({MeasureOf("other", 1)}), IsOk());

  EXPECT_THAT(Listed(), ElementsAre("1 other", "2 b"));
}

TEST_F(PlanTest, RemovesOneAndLeavesTheOtherNumbers) {
  ASSERT_THAT(Put({MeasureOf("a"), MeasureOf("b")}), IsOk());

  EXPECT_THAT(core_.plan.Remove(round_.round_id, 1), IsOk());

  EXPECT_THAT(Listed(), ElementsAre("2 b"));
  EXPECT_THAT(core_.plan.Remove(round_.round_id, 1),
              IsRefused(absl::StatusCode::kNotFound, v1::REASON_MEASURE_UNKNOWN));
}

TEST_F(PlanTest, TakesAllOrNothing) {
  v1::Measure bad = MeasureOf("bad");
  bad.set_topic(9);

  EXPECT_THAT(Put({MeasureOf("a"), bad}), IsRefusedFor(v1::REASON_MEASURE, "measure 2: topic 9"));
  EXPECT_THAT(Put({MeasureOf("a", 3), MeasureOf("b", 3)}),
              IsRefusedFor(v1::REASON_MEASURE, "measure 2: number 3"));

  EXPECT_TRUE(Listed().empty());
}

TEST_F(PlanTest, HasAtMost500Measures) {
  const std::vector<v1::Measure> many(kMostMeasures, MeasureOf("a"));
  ASSERT_THAT(Put(many), IsOk());

  EXPECT_THAT(Put({MeasureOf("one more")}),
              IsRefused(absl::StatusCode::kInvalidArgument, v1::REASON_MEASURE));
  EXPECT_THAT(Put({MeasureOf("in place of one", 500)}), IsOk());

  EXPECT_EQ(Listed().size(), kMostMeasures);
}

TEST_F(PlanTest, MayBeChangedAfterPublicationAndGoesIntoTheReport) {
  PublishWith(6);

  ASSERT_THAT(Put({MeasureOf("a")}), IsOk());

  const auto source = core_.published.ReportSource(round_.round_id);
  ASSERT_THAT(source, IsOk());
  ASSERT_EQ(source->plan_size(), 1);
  EXPECT_EQ(source->plan(0).measure(), "a");
  EXPECT_EQ(source->bundle().SerializeAsString(),
            core_.published.Bundle(round_.round_id)->SerializeAsString());
}

TEST_F(PlanTest, BelongsToARoundThatExists) {
  EXPECT_THAT(core_.plan.List(testing::RoundId('z')),
              IsRefused(absl::StatusCode::kNotFound, v1::REASON_ROUND_UNKNOWN));
  EXPECT_THAT(core_.plan.Remove(testing::RoundId('z'), 1),
              IsRefused(absl::StatusCode::kNotFound, v1::REASON_ROUND_UNKNOWN));
}

}  // namespace
}  // namespace sucharit
