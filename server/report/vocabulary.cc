// SPDX-License-Identifier: Apache-2.0
#include "server/report/vocabulary.h"

namespace sucharit::report {

const Vocabulary& VocabularyFor(bool is_ita) {
  static constexpr Vocabulary kIta{
      {"ผลการประเมิน", "Results"},
      {"เครื่องมือ", "Instrument"},
      {"ผลการประเมินรายเครื่องมือ", "Results by instrument"},
      {"ตัวชี้วัด", "Indicator"},
      {"ตัวชี้วัดที่ ", "Indicator "},
      {"ผลการประเมินรายตัวชี้วัด", "Results by indicator"},
      {"สรุปผลการประเมินรายเครื่องมือและรายตัวชี้วัดของ", "Scores by instrument and indicator of "},
      {"ประเด็นที่ ", "Topic "},
      {"ข้อมูลรายละเอียดการวิเคราะห์ผลการประเมิน แยกเป็น ", "Analysis of the results by "},
      {" ประเด็น", " topics"},
      {"เพื่อจัดทำมาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน",
       "for measures to promote integrity and transparency within the agency"},
      {"วิธีการนำผลการวิเคราะห์แต่ละประเด็นไปสู่การปฏิบัติ",
       "Putting the analysis of each topic into practice"},
      {"มาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในของ",
       "Measures to promote integrity and transparency within "},
      {"ประเด็นที่", "Topic"}};
  static constexpr Vocabulary kSurvey{{"ผลการสำรวจ", "Results"},
                                      {"แบบสอบถาม", "Questionnaire"},
                                      {"ผลการสำรวจรายแบบสอบถาม", "Results by questionnaire"},
                                      {"ด้าน", "Area"},
                                      {"ด้านที่ ", "Area "},
                                      {"ผลการสำรวจรายด้าน", "Results by area"},
                                      {"สรุปคะแนนของ", "Scores of "},
                                      {"เรื่องที่ ", "Subject "},
                                      {"รายละเอียดผลการสำรวจ แยกเป็น ", "The results by "},
                                      {" เรื่อง", " subjects"},
                                      {"และแผนมาตรการปรับปรุง", "and plan of improvements"},
                                      {"การนำผลการสำรวจไปปรับปรุงงาน", "Putting the results to use"},
                                      {"แผนมาตรการปรับปรุงของ", "Plan of improvements of "},
                                      {"เรื่อง", "Subject"}};
  return is_ita ? kIta : kSurvey;
}

}  // namespace sucharit::report
