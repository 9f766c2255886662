// SPDX-License-Identifier: Apache-2.0
#include "tests/testing/small_definition.h"

#include <google/protobuf/text_format.h>
#include <stdlib.h>

#include <utility>

namespace sucharit::testing {
namespace {

constexpr char kSmallDefinition[] = R"pb(
  id: "small"
  title { th: "แบบสำรวจ" en: "A small survey" }
  overall_id: "ALL"
  overall_name { th: "คะแนนรวม" en: "Overall score" }
  privacy { minimum_group: 3 rows: ROWS_DROP }
  instruments {
    id: "S"
    name { th: "แบบสอบถาม" en: "Survey" }
    weight: "1/2"
    source: INSTRUMENT_SOURCE_SURVEY
    parts {
      id: "S-1"
      name { th: "ส่วนที่ 1" en: "Part 1" }
      weight: "1/2"
    }
    parts {
      id: "S-2"
      name { th: "ส่วนที่ 2" en: "Part 2" }
      weight: "1/2"
      imported: true
    }
    eligibility { th: "ทุกคน" en: "Everybody" }
    introduction {
      who_asks { th: "หน่วยงาน" en: "The agency asks." }
      why { th: "เพื่อปรับปรุง" en: "To improve." }
      how_long { th: "1 นาที" en: "1 minute" }
      what_is_kept { th: "จำนวน" en: "Counts." }
      what_never_is { th: "ชื่อ" en: "Names." }
    }
    minimum_sample { percent: 10 least: 30 large_above: 4000 large_least: 400 }
  }
  instruments {
    id: "C"
    name { th: "แบบตรวจ" en: "Checklist" }
    weight: "1/2"
    source: INSTRUMENT_SOURCE_CHECKLIST
  }
  indicators {
    id: "1"
    instrument: "S"
    name { th: "ตัวชี้วัด 1" en: "Indicator 1" }
  }
  indicators {
    id: "2"
    instrument: "C"
    name { th: "ตัวชี้วัด 2" en: "Indicator 2" }
  }
  sub_indicators {
    id: "2.1"
    indicator: "2"
    name { th: "ตัวชี้วัดย่อย 2.1" en: "Sub-indicator 2.1" }
  }
  scales {
    id: "evidence"
    choices {
      id: "none"
      label { th: "ไม่มี" en: "None" }
      score: "0"
    }
    choices {
      id: "some"
      label { th: "บางส่วน" en: "Some" }
      score: "50"
    }
    choices {
      id: "all"
      label { th: "ครบถ้วน" en: "All" }
      score: "100"
    }
  }
  items {
    id: "S1"
    instrument: "S"
    indicator: "1"
    text { th: "บริการดีเพียงใด" en: "How good is the service?" }
    choices {
      id: "1"
      label { th: "ไม่ดี" en: "Not good" }
      score: "0"
    }
    choices {
      id: "2"
      label { th: "น้อยที่สุด" en: "Least" }
      score: "20"
    }
    choices {
      id: "3"
      label { th: "น้อย" en: "Little" }
      score: "40"
    }
    choices {
      id: "4"
      label { th: "ค่อนข้างมาก" en: "Fairly" }
      score: "60"
    }
    choices {
      id: "5"
      label { th: "มาก" en: "Very" }
      score: "80"
    }
    choices {
      id: "6"
      label { th: "มากที่สุด" en: "Most" }
      score: "100"
    }
  }
  items {
    id: "S2"
    instrument: "S"
    indicator: "1"
    text { th: "มีสินบนหรือไม่" en: "Are there bribes?" }
    choices {
      id: "yes"
      label { th: "มี" en: "Yes" }
      score: "0"
    }
    choices {
      id: "no"
      label { th: "ไม่มี" en: "No" }
      score: "100"
    }
    reversed: true
  }
  items {
    id: "C1"
    instrument: "C"
    indicator: "2"
    sub_indicator: "2.1"
    text { th: "โครงสร้าง" en: "Structure" }
    scale: "evidence"
  }
  items {
    id: "C2"
    instrument: "C"
    indicator: "2"
    sub_indicator: "2.1"
    text { th: "ข่าว" en: "News" }
    scale: "evidence"
  }
  levels {
    id: "good"
    name { th: "ดี" en: "Good" }
    overall_minimum: "80"
    instrument_minimum: "80"
  }
  levels {
    id: "fair"
    name { th: "พอใช้" en: "Fair" }
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
    items: [ "S1", "C1" ]
  }
  unverified { th: "ทั้งหมด" en: "All of it" }
)pb";

}  // namespace

v1::Definition SmallDefinition() {
  v1::Definition definition;
  if (!google::protobuf::TextFormat::ParseFromString(kSmallDefinition, &definition)) abort();
  return definition;
}

Assessment SmallAssessment() { return *Assessment::FromDefinition(SmallDefinition()); }

}  // namespace sucharit::testing
