// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/text/language.h"
#include "server/analysis/analysis.h"
#include "server/analysis/scored_year.h"
#include "server/analysis/trend.h"
#include "server/document/document.h"
#include "server/report/vocabulary.h"
#include "sucharit/v1/result.pb.h"

namespace sucharit::report {

using Blocks = std::vector<document::Block>;

// All that the parts of a report are written from, checked. Not to be copied; one thread.
struct Facts {
  // `source` must outlive the facts. INVALID_ARGUMENT: the reasons of ScoredYear::Make;
  // `REASON_BUNDLE_MALFORMED` naming what refers to something that isn't there, or years out of
  // order.
  static absl::StatusOr<Facts> Make(const v1::ReportSource& source, Language language);

  const Assessment& assessment() const { return now.assessment(); }
  const v1::Definition& definition() const { return now.assessment().definition(); }
  const v1::Bundle& bundle() const { return source.bundle(); }

  std::string In(const Say& text) const { return text.In(language); }
  std::string In(const v1::Text& text) const {
    return language == Language::kThai ? text.th() : text.en();
  }

  // "87.74", or "–" where there is no score.
  std::string Score(const std::string& level, const std::string& id) const;

  // "ตัวชี้วัดที่ 1 การปฏิบัติหน้าที่"; the name alone if the id is no number.
  std::string IndicatorName(const Indicator& indicator) const;

  // "แบบวัดการรับรู้ของผู้มีส่วนได้เสียภายใน (IIT)".
  std::string InstrumentName(const Instrument& instrument) const;

  std::string agency() const { return In(bundle().agency_name()); }

  const v1::ReportSource& source;
  Language language;
  ScoredYear now;
  std::vector<ScoredYear> past;
  Findings findings;
  Trend trend;
  const Vocabulary& words;
};

}  // namespace sucharit::report
