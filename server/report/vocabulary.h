// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "common/text/language.h"

namespace sucharit::report {

// What things are called. The ITA has words of its own; any other survey is spoken of plainly.
struct Vocabulary {
  Say results;          // "ผลการประเมิน"
  Say instrument;       // "เครื่องมือ"
  Say by_instrument;    // heading of a chart
  Say indicator;        // "ตัวชี้วัด"
  Say numbered;         // "ตัวชี้วัดที่ "
  Say by_indicator;     // heading of a chart
  Say summary_heading;  // of part 2, before the agency's name
  Say topic;            // "ประเด็นที่ "
  Say topics_heading;   // heading of part 3, before the number of topics
  Say topics_count;     // behind it
  Say plan_purpose;     // on the cover
  Say plan_heading;     // of the plan
  Say plan_title;       // before the agency's name
  Say plan_topic_column;
};

// `is_ita`: whether the definition is one of the ITA.
const Vocabulary& VocabularyFor(bool is_ita);

}  // namespace sucharit::report
