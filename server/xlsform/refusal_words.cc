// SPDX-License-Identifier: Apache-2.0
#include "server/xlsform/refusal_words.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "common/status/reason.h"
#include "common/text/language.h"
#include "server/xlsform/findings.h"

namespace sucharit {
namespace {

Say SentenceOf(v1::Reason reason) {
  switch (reason) {
    case v1::REASON_DEFINITION_BAD_RULE:
      return {"เงื่อนไขนี้อ่านไม่ได้ หรืออ้างถึงข้อที่ไม่ได้ถามก่อนข้อนี้",
              "this rule can't be read, or names a question that isn't asked before this one"};
    case v1::REASON_DEFINITION_BAD_ID:
      return {"ชื่อหรือรหัสนี้ใช้ไม่ได้", "this name or id can't be used"};
    case v1::REASON_DEFINITION_DUPLICATE_ID:
      return {"ชื่อนี้ใช้ไปแล้ว", "this name is taken already"};
    case v1::REASON_DEFINITION_BAD_NUMBER:
      return {"ตัวเลขนี้ใช้ไม่ได้หรืออยู่นอกช่วง", "this number can't be used or is out of range"};
    case v1::REASON_DEFINITION_BAD_WEIGHTS:
      return {"น้ำหนักในกลุ่มนี้รวมกันไม่เท่ากับ 1 หรือใส่ไม่ครบทุกข้อ",
              "the weights of this group don't add up to 1, or some are missing"};
    case v1::REASON_DEFINITION_BAD_CHOICES:
      return {"ตัวเลือกมีน้อยกว่าสอง หรือคะแนนไม่เรียงทางเดียว หรือขัดกับ reversed",
              "there are fewer than two choices, or their scores don't go one way, or contradict "
              "reversed"};
    case v1::REASON_DEFINITION_BAD_LEVELS:
      return {"ระดับต้องเรียงจากสูงไปต่ำและระดับสุดท้ายเริ่มที่ 0",
              "levels go from high to low, and the last begins at 0"};
    case v1::REASON_DEFINITION_TOO_LARGE:
      return {"ยาวหรือมากเกินไป", "this is too long or too much"};
    case v1::REASON_DEFINITION_INCOMPLETE:
      return {"ยังขาดข้อความหรือค่าที่ต้องมี", "a text or value that is needed is missing"};
    default:
      return {"ตรงนี้ใช้ไม่ได้", "this can't be used"};
  }
}

}  // namespace

v1::Text RefusalMessage(const absl::Status& refusal) {
  const Say sentence = SentenceOf(ReasonOf(refusal));
  const std::string detail =
      absl::StrCat(" (", SubjectOf(refusal), ": ",
                   std::string(refusal.message().data(), refusal.message().size()), ")");
  return Both(absl::StrCat(sentence.th, detail), absl::StrCat(sentence.en, detail));
}

}  // namespace sucharit
