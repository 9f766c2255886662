// SPDX-License-Identifier: Apache-2.0
#include "server/scoring/row_counter.h"

#include <gmock/gmock.h>
#include <google/protobuf/util/message_differencer.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "server/scoring/tally.h"
#include "tests/testing/status_matchers.h"
#include "tests/testing/survey_definition.h"

namespace sucharit {
namespace {

using ::google::protobuf::util::MessageDifferencer;
using ::sucharit::testing::IsOk;
using ::sucharit::testing::StatusIs;

// The EIT of 2567, with an age that divides it and an item that may be left out.
Assessment EitWithAge(int ages = 3) {
  v1::Definition definition = LoadAssessment("ita-2567")->definition();
  v1::Item& age = *definition.add_items();
  age.set_id("AGE");
  age.set_instrument("EIT");
  age.mutable_text()->set_th("อายุ");
  age.mutable_text()->set_en("Age");
  for (int i = 0; i < ages; ++i) {
    const std::string id = absl::StrCat("a", i);
    v1::Choice& choice = *age.add_choices();
    choice.set_id(id);
    choice.mutable_label()->set_th(id);
    choice.mutable_label()->set_en(id);
  }
  v1::Item& agree = *definition.add_items();
  agree = age;
  agree.set_id("MAYBE");
  agree.set_optional(true);
  v1::Segment& segment = *definition.add_segments();
  segment.set_id("age");
  segment.mutable_name()->set_th("อายุ");
  segment.mutable_name()->set_en("Age");
  segment.set_item("AGE");
  return Assessment::FromDefinition(definition).value();
}

class RowCounterTest : public ::testing::Test {
 protected:
  // Valid rows, different ones for each number.
  std::vector<std::string> Rows(size_t count) const {
    std::vector<std::string> rows(count);
    for (size_t row = 0; row < count; ++row) {
      for (const size_t place : eit_.items) {
        const Item& item = assessment_.items()[place];
        const size_t values = item.choices.size() + (item.optional ? 1 : 0);
        const size_t value = (row * 7 + place * 3 + row * row) % values;
        rows[row].push_back(static_cast<char>(item.optional ? value : value + 1));
      }
    }
    return rows;
  }

  const Assessment assessment_ = EitWithAge();
  const Instrument& eit_ = *assessment_.FindInstrument("EIT");
};

TEST_F(RowCounterTest, AgreesWithTheCounterThatSortsColumns) {
  const std::vector<std::string> rows = Rows(500);
  RowCounter counter(assessment_, eit_);

  counter.Add(absl::StrJoin(rows.begin(), rows.begin() + 300, ""));
  counter.Add(absl::StrJoin(rows.begin() + 300, rows.end(), ""));

  const auto tally = counter.Tally();
  ASSERT_THAT(tally, IsOk());
  ASSERT_EQ(tally->groups_size(), 3);
  EXPECT_TRUE(MessageDifferencer::Equals(*tally, CountPackedRows(assessment_, eit_, rows).value()));
}

TEST_F(RowCounterTest, CountsAnyNumberOfRowsAtOnce) {
  const std::vector<std::string> rows = Rows(20'000);

  for (const size_t count : {1U, 2U, 15U, 16U, 17U, 255U, 4'079U, 4'080U, 4'081U, 20'000U}) {
    const std::vector<std::string> some(rows.end() - static_cast<int64_t>(count), rows.end());
    RowCounter counter(assessment_, eit_);

    counter.Add(absl::StrJoin(some, ""));

    ASSERT_THAT(counter.Tally(), IsOk()) << count;
    EXPECT_TRUE(MessageDifferencer::Equals(*counter.Tally(),
                                           CountPackedRows(assessment_, eit_, some).value()))
        << count;
  }
}

TEST_F(RowCounterTest, CountsManyChoices) {
  for (const int choices : {7, 8, 23, 24, 60, 200}) {
    const Assessment assessment = EitWithAge(choices);
    const Instrument& eit = *assessment.FindInstrument("EIT");
    std::vector<std::string> rows = Rows(600);
    for (size_t row = 0; row < rows.size(); ++row) {
      rows[row][rows[row].size() - 2] =
          static_cast<char>(1 + row % static_cast<size_t>(choices));  // The age.
    }
    RowCounter counter(assessment, eit);

    counter.Add(absl::StrJoin(rows, ""));

    ASSERT_THAT(counter.Tally(), IsOk()) << choices;
    EXPECT_TRUE(MessageDifferencer::Equals(*counter.Tally(),
                                           CountPackedRows(assessment, eit, rows).value()))
        << choices;
  }
}

TEST_F(RowCounterTest, CountsNothingAsZero) {
  const auto tally = RowCounter(assessment_, eit_).Tally();

  ASSERT_THAT(tally, IsOk());
  EXPECT_TRUE(MessageDifferencer::Equals(*tally, CountPackedRows(assessment_, eit_, {}).value()));
}

TEST_F(RowCounterTest, RefusesAByteThatIsNoAnswer) {
  for (const char strange : {'\0', '\7', '\10', '\xff'}) {
    for (const size_t row : {0U, 40U, 99U}) {
      std::vector<std::string> rows = Rows(100);
      rows[row][0] = strange;
      RowCounter counter(assessment_, eit_);

      counter.Add(absl::StrJoin(rows, ""));

      EXPECT_THAT(counter.Tally(), StatusIs(absl::StatusCode::kInternal));
    }
  }
}

TEST_F(RowCounterTest, RefusesRowsThatAreNotWhole) {
  RowCounter counter(assessment_, eit_);

  counter.Add(Rows(1)[0] + '\1');

  EXPECT_THAT(counter.Tally(), StatusIs(absl::StatusCode::kInternal));
}

TEST_F(RowCounterTest, CountsOnlyWhereEachAnswerIsValidByItself) {
  const Assessment survey = testing::SurveyAssessment();

  EXPECT_TRUE(RowCounter::CanCount(assessment_, eit_));
  EXPECT_FALSE(RowCounter::CanCount(survey, *survey.FindInstrument("Q")));
}

}  // namespace
}  // namespace sucharit
