// SPDX-License-Identifier: Apache-2.0
#include "client/fleet/messages.h"

#include "absl/strings/str_cat.h"
#include "common/status/reason.h"

namespace sucharit {
namespace {

Say SentenceOfReason(v1::Reason reason) {
  switch (reason) {
    case v1::REASON_ARGUMENT:
      return {"ค่าที่ระบุไม่ถูกต้อง", "An argument is wrong."};
    case v1::REASON_TICKET_MALFORMED:
      return {"ตั๋วลงทะเบียนไม่ถูกต้อง โปรดขอใหม่", "The ticket isn't whole. Ask for a new one."};
    case v1::REASON_ENROLMENT_CODE_UNKNOWN:
      return {"รหัสลงทะเบียนผิด หมดอายุ หรือใช้ไปแล้ว โปรดขอใหม่",
              "The enrolment code is wrong, used or expired. Ask for a new one."};
    case v1::REASON_ALREADY_ENROLLED:
      return {"แท็บเล็ตนี้ลงทะเบียนแล้ว ข้อมูลเดิมไม่เปลี่ยน",
              "This tablet is enrolled already. Nothing was changed."};
    case v1::REASON_DEVICE_NOT_ENROLLED:
      return {"แท็บเล็ตนี้ยังไม่ได้ลงทะเบียน", "This tablet isn't enrolled."};
    case v1::REASON_DEVICE_REVOKED:
      return {"แท็บเล็ตนี้ถูกเพิกถอน คำตอบยังอยู่บนแท็บเล็ต",
              "This tablet was revoked. Its responses are still on it."};
    case v1::REASON_ROUND_UNKNOWN:
      return {"แท็บเล็ตไม่มีรอบนี้ หรือไม่มีรอบที่เปิดอยู่วันนี้",
              "The tablet doesn't know the round, or none is open today."};
    case v1::REASON_ROUND_STATE:
      return {"ทำไม่ได้ในตอนนี้: รอบไม่รับคำตอบใหม่ หรือมีแบบสำรวจอื่นที่ยังตอบไม่เสร็จ",
              "Not possible now: the round takes no new responses, or another is in progress."};
    case v1::REASON_QUESTIONNAIRE_UNKNOWN:
      return {"ไม่มีแบบสำรวจนี้ในรอบ หรือไม่มีแฟ้มคำตอบ",
              "The round has no such questionnaire, or there is no file for it."};
    case v1::REASON_RECEIPT_NOT_GENUINE:
      return {"ใบรับจากเซิร์ฟเวอร์ไม่ใช่ของจริง คำตอบยังอยู่บนแท็บเล็ต",
              "The server's receipt isn't genuine. The responses are still on the tablet."};
    case v1::REASON_STORAGE_IN_USE:
      return {"มีโปรแกรมอื่นใช้แท็บเล็ตนี้อยู่", "Another program has this tablet open."};
    case v1::REASON_STORAGE_FULL:
      return {"พื้นที่เก็บข้อมูลเต็ม ข้อมูลที่บันทึกแล้วยังอยู่ครบ", "The storage is full. What was saved is safe."};
    default:
      return {"ถูกปฏิเสธ ข้อมูลที่บันทึกแล้วยังอยู่ครบ", "Refused. What was saved is safe."};
  }
}

Say SentenceOf(const absl::Status& status) {
  const v1::Reason reason = ReasonOf(status);
  if (reason != v1::REASON_UNSPECIFIED) return SentenceOfReason(reason);
  if (absl::IsUnavailable(status) || absl::IsDeadlineExceeded(status)) {
    return {"ติดต่อเซิร์ฟเวอร์ไม่ได้ คำตอบยังอยู่บนแท็บเล็ต",
            "The server can't be reached. The responses are still on the tablet."};
  }
  return {"เกิดข้อผิดพลาด ข้อมูลที่บันทึกแล้วยังอยู่ครบ", "Something went wrong. What was saved is safe."};
}

}  // namespace

std::string FailureLine(absl::string_view tablet, const absl::Status& status, Language language) {
  std::string line = tablet.empty() ? std::string() : absl::StrCat(tablet, ": ");
  absl::StrAppend(&line, SentenceOf(status).In(language));
  const v1::Reason reason = ReasonOf(status);
  if (reason == v1::REASON_UNSPECIFIED) return absl::StrCat(line, "\n");
  const std::string subject = SubjectOf(status);
  absl::StrAppend(&line, " [", v1::Reason_Name(reason), subject.empty() ? "" : ": ", subject,
                  "]\n");
  return line;
}

}  // namespace sucharit
