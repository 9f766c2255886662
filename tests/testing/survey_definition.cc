// SPDX-License-Identifier: Apache-2.0
#include "tests/testing/survey_definition.h"

#include <google/protobuf/text_format.h>
#include <stdlib.h>

namespace sucharit::testing {
namespace {

constexpr char kSurveyDefinition[] = R"pb(
  id: "survey"
  title { th: "แบบสำรวจความพึงพอใจ" en: "Satisfaction with the service" }
  overall_id: "SERVICE"
  overall_name { th: "ความพึงพอใจ" en: "Satisfaction" }
  privacy { minimum_group: 3 rows: ROWS_KEEP }
  instruments {
    id: "Q"
    name { th: "แบบสอบถาม" en: "Questionnaire" }
    weight: "1"
    source: INSTRUMENT_SOURCE_SURVEY
    eligibility { th: "ผู้รับบริการ" en: "Whoever was served" }
    introduction {
      who_asks { th: "หน่วยงาน" en: "The agency asks." }
      why { th: "เพื่อปรับปรุง" en: "To improve." }
      how_long { th: "2 นาที" en: "2 minutes" }
      what_is_kept { th: "คำตอบโดยไม่ระบุชื่อ" en: "Answers without names." }
      what_never_is { th: "ชื่อ" en: "Names." }
    }
  }
  indicators {
    id: "1"
    instrument: "Q"
    name { th: "บริการ" en: "Service" }
  }
  sections {
    id: "service"
    instrument: "Q"
    title { th: "การให้บริการ" en: "The service" }
    text { th: "นึกถึงครั้งล่าสุด" en: "Think of the last time." }
  }
  sections {
    id: "visit"
    instrument: "Q"
    title { th: "การมาที่เคาน์เตอร์" en: "Your visit" }
    show_if: "selected(${CHANNEL}, 'counter')"
  }
  items {
    id: "POINT"
    instrument: "Q"
    text { th: "จุดบริการ" en: "Service point" }
    choices {
      id: "north"
      label { th: "เหนือ" en: "North" }
    }
    choices {
      id: "south"
      label { th: "ใต้" en: "South" }
    }
    answered_by_staff: true
  }
  items {
    id: "AGE"
    instrument: "Q"
    text { th: "อายุ" en: "How old are you?" }
    choices {
      id: "young"
      label { th: "ต่ำกว่า 30" en: "Under 30" }
    }
    choices {
      id: "middle"
      label { th: "30 ถึง 59" en: "30 to 59" }
    }
    choices {
      id: "old"
      label { th: "60 ขึ้นไป" en: "60 and older" }
    }
  }
  items {
    id: "SAT"
    instrument: "Q"
    indicator: "1"
    section: "service"
    text { th: "พอใจเพียงใด" en: "How satisfied are you?" }
    choices {
      id: "low"
      label { th: "น้อย" en: "Little" }
      score: "0"
    }
    choices {
      id: "fair"
      label { th: "ปานกลาง" en: "Fairly" }
      score: "50"
    }
    choices {
      id: "high"
      label { th: "มาก" en: "Very" }
      score: "100"
    }
    choices {
      id: "none"
      label { th: "ไม่มีความเห็น" en: "No opinion" }
    }
  }
  items {
    id: "SPEED"
    instrument: "Q"
    indicator: "1"
    section: "service"
    text { th: "เร็วหรือไม่" en: "Was it fast?" }
    choices {
      id: "slow"
      label { th: "ช้า" en: "Slow" }
      score: "0"
    }
    choices {
      id: "fast"
      label { th: "เร็ว" en: "Fast" }
      score: "100"
    }
  }
  items {
    id: "CHANNEL"
    instrument: "Q"
    section: "service"
    kind: ANSWER_KIND_SEVERAL_CHOICES
    text { th: "ใช้ช่องทางใด" en: "Which ways did you use?" }
    hint { th: "เลือกได้ไม่เกิน 2 ข้อ" en: "At most two" }
    choices {
      id: "counter"
      label { th: "เคาน์เตอร์" en: "Counter" }
    }
    choices {
      id: "phone"
      label { th: "โทรศัพท์" en: "Phone" }
    }
    choices {
      id: "web"
      label { th: "เว็บไซต์" en: "Web" }
    }
    choices {
      id: "nothing"
      label { th: "ไม่ได้ใช้" en: "None of these" }
      exclusive: true
    }
    maximum_chosen: 2
  }
  items {
    id: "VISITS"
    instrument: "Q"
    section: "visit"
    kind: ANSWER_KIND_NUMBER
    text { th: "มากี่ครั้ง" en: "How often did you come?" }
    number {
      minimum: "1"
      maximum: "50"
      unit { th: "ครั้ง" en: "visits" }
    }
  }
  items {
    id: "WAIT"
    instrument: "Q"
    section: "visit"
    kind: ANSWER_KIND_NUMBER
    text { th: "รอกี่นาที" en: "How long did you wait?" }
    number {
      minimum: "0"
      maximum: "600.5"
      decimals: 1
      unit { th: "นาที" en: "minutes" }
    }
    optional: true
    constraint: ". <= 120 or ${VISITS} > 1"
    constraint_message { th: "ครั้งเดียวไม่เกิน 120 นาที" en: "One visit takes at most 120 minutes." }
  }
  items {
    id: "WHY"
    instrument: "Q"
    kind: ANSWER_KIND_TEXT
    text { th: "เพราะเหตุใด" en: "Why?" }
    maximum_length: 100
    show_if: "${SAT} = 'low' or ${WAIT} > 30.5"
  }
  items {
    id: "COMMENT"
    instrument: "Q"
    kind: ANSWER_KIND_TEXT
    text { th: "ข้อเสนอแนะ" en: "Anything else?" }
    maximum_length: 500
    optional: true
  }
  segments {
    id: "point"
    name { th: "จุดบริการ" en: "Service point" }
    item: "POINT"
  }
  segments {
    id: "age"
    name { th: "ช่วงอายุ" en: "Age" }
    item: "AGE"
  }
  levels {
    id: "good"
    name { th: "ดี" en: "Good" }
    overall_minimum: "80"
  }
  levels {
    id: "poor"
    name { th: "ต้องปรับปรุง" en: "Poor" }
    overall_minimum: "0"
  }
  topics {
    number: 1
    name { th: "การให้บริการ" en: "Service" }
    items: [ "SAT", "SPEED" ]
  }
  analysis {
    keep_up_minimum: "95"
    develop_minimum: "85"
    lowest_items: 3
    sentences {
      group: ANALYSIS_GROUP_SHORTCOMING
      text { th: "{item} ได้ {score} {advice}" en: "{item} scored {score}. {advice}" }
    }
    sentences {
      group: ANALYSIS_GROUP_DEVELOP
      text { th: "{item} ควรพัฒนา {advice}" en: "{item} can improve. {advice}" }
    }
    sentences {
      group: ANALYSIS_GROUP_KEEP_UP
      text { th: "{text} รักษาระดับ" en: "Keep up: {text}" }
    }
    advice {
      item: "SPEED"
      text { th: "เพิ่มเจ้าหน้าที่" en: "Add staff at busy hours." }
    }
  }
)pb";

}  // namespace

v1::Definition SurveyDefinition() {
  v1::Definition definition;
  if (!google::protobuf::TextFormat::ParseFromString(kSurveyDefinition, &definition)) abort();
  return definition;
}

Assessment SurveyAssessment() { return *Assessment::FromDefinition(SurveyDefinition()); }

}  // namespace sucharit::testing
