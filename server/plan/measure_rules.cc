// SPDX-License-Identifier: Apache-2.0
#include "server/plan/measure_rules.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "common/status/reason.h"
#include "common/status/status_macros.h"

namespace sucharit {
namespace {

constexpr int kBuddhistEra = 543;
constexpr int kFirstYear = 2400;
constexpr int kLastYear = 3000;
constexpr size_t kLongestText = 4000;
constexpr size_t kLongestResponsible = 1000;
constexpr int kMostSteps = 30;
constexpr int kHighestNumber = 100'000;

absl::Status Refuse(absl::string_view message, absl::string_view subject) {
  return Refused(absl::StatusCode::kInvalidArgument, v1::REASON_MEASURE, message, subject);
}

absl::Status CheckText(absl::string_view text, size_t longest, absl::string_view subject) {
  const auto is_control = [](char character) {
    return absl::ascii_iscntrl(static_cast<unsigned char>(character)) && character != '\n' &&
           character != '\t';
  };
  if (absl::StripAsciiWhitespace(text).empty()) return Refuse("no text", subject);
  if (text.size() > longest) return Refuse("the text is too long", subject);
  if (std::any_of(text.begin(), text.end(), is_control)) return Refuse("not a text", subject);
  return absl::OkStatus();
}

absl::Status CheckDate(const v1::Date& date, absl::string_view subject) {
  if (date.year_be() < kFirstYear || date.year_be() > kLastYear || date.month() < 1 ||
      date.month() > 12 || date.day() < 0) {
    return Refuse("no such date", subject);
  }
  const absl::CivilDay day(date.year_be() - kBuddhistEra, date.month(), std::max(date.day(), 1));
  if (day.month() != date.month()) return Refuse("no such day in that month", subject);
  return absl::OkStatus();
}

absl::CivilDay FirstDayOf(const v1::Date& date) {
  return absl::CivilDay(date.year_be(), date.month(), std::max(date.day(), 1));
}

absl::CivilDay LastDayOf(const v1::Date& date) {
  if (date.day() != 0) return FirstDayOf(date);
  return absl::CivilDay(absl::CivilMonth(date.year_be(), date.month()) + 1) - 1;
}

}  // namespace

absl::Status CheckMeasure(const Assessment& assessment, const v1::Measure& measure) {
  const auto& topics = assessment.definition().topics();
  if (measure.number() < 0 || measure.number() > kHighestNumber) {
    return Refuse("no number of a measure", absl::StrCat("number ", measure.number()));
  }
  if (std::none_of(topics.begin(), topics.end(),
                   [&](const v1::Topic& topic) { return topic.number() == measure.topic(); })) {
    return Refuse("the definition has no such topic", absl::StrCat("topic ", measure.topic()));
  }
  RETURN_IF_ERROR(CheckText(measure.measure(), kLongestText, "measure"));
  RETURN_IF_ERROR(CheckText(measure.responsible(), kLongestResponsible, "responsible"));
  if (measure.steps_size() > kMostSteps) return Refuse("too many steps", "steps");
  for (const std::string& step : measure.steps()) {
    RETURN_IF_ERROR(CheckText(step, kLongestText, "steps"));
  }
  RETURN_IF_ERROR(CheckDate(measure.begins(), "begins"));
  RETURN_IF_ERROR(CheckDate(measure.ends(), "ends"));
  if (LastDayOf(measure.ends()) < FirstDayOf(measure.begins())) {
    return Refuse("ends before it begins", "ends");
  }
  if (!v1::MeasureStatus_IsValid(measure.status())) return Refuse("no such status", "status");
  return absl::OkStatus();
}

}  // namespace sucharit
