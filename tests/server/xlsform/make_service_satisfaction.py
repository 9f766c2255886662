#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes tests/data/service-satisfaction.xlsx, a realistic form. Needs python3-openpyxl; run from the top folder."""
import openpyxl

SURVEY = [
    ["type", "name", "label::Thai (th)", "label::English (en)", "hint::Thai (th)", "hint::English (en)", "required",
     "relevant", "constraint", "constraint_message::Thai (th)", "constraint_message::English (en)", "appearance",
     "segment", "staff", "maximum_chosen", "unit::Thai (th)", "unit::English (en)"],
    ["note", "opening", "ความเห็นของท่านจะนำไปปรับปรุงบริการของเทศบาล ไม่มีคำตอบใดถูกหรือผิด",
     "Your view helps the municipality to serve you better. No answer is right or wrong."],
    ["select_one point", "service_point", "จุดบริการ", "Service point", "", "", "yes", "", "", "", "", "", "yes", "yes"],
    ["begin_group", "visit", "การมาติดต่อครั้งนี้", "This visit"],
    ["select_one service", "service", "วันนี้ท่านมาติดต่อเรื่องใด", "What did you come for today?", "", "", "yes", "", "",
     "", "", "minimal"],
    ["text", "service_other", "โปรดระบุเรื่องที่มาติดต่อ", "Please say what it was about",
     "ไม่ต้องใส่ชื่อหรือเลขประจำตัว", "Please don't write names or identity numbers.", "no",
     "${service} = 'other'", "string-length(.) <= 120"],
    ["integer", "visits", "ในหนึ่งปีที่ผ่านมาท่านมาติดต่อกี่ครั้ง รวมครั้งนี้",
     "How often did you come within the last year, this time included?", "", "", "yes", "",
     ". >= 1 and . <= 100", "โปรดใส่จำนวนตั้งแต่ 1 ถึง 100", "Please give a number from 1 to 100.", "", "", "", "",
     "ครั้ง", "visits"],
    ["end_group"],
    ["begin_group", "staff", "เจ้าหน้าที่", "The staff"],
    ["note", "staff_note", "โปรดนึกถึงเจ้าหน้าที่ที่ให้บริการท่านในวันนี้", "Please think of who served you today."],
    ["select_one agree", "polite", "เจ้าหน้าที่สุภาพและเต็มใจช่วยเหลือ", "The staff were polite and ready to help.", "", "",
     "yes", "", "", "", "", "likert"],
    ["select_one agree", "explains", "เจ้าหน้าที่อธิบายขั้นตอนชัดเจน", "The staff explained the steps clearly.", "", "", "yes",
     "", "", "", "", "likert"],
    ["select_one agree", "equal", "เจ้าหน้าที่ให้บริการตามลำดับอย่างเท่าเทียม", "Everybody was served in turn, and alike.", "",
     "", "yes", "", "", "", "", "likert"],
    ["end_group"],
    ["begin_group", "process", "ขั้นตอนและสถานที่", "Steps and premises"],
    ["select_one agree", "quick", "ระยะเวลาที่รอเหมาะสม", "The waiting time was reasonable.", "", "", "yes", "", "", "", "",
     "likert"],
    ["select_one agree", "signs", "ป้ายบอกทางและขั้นตอนเข้าใจง่าย", "The signs were easy to follow.", "", "", "yes", "", "",
     "", "", "likert"],
    ["select_one yes_no", "fee_told", "ท่านได้รับแจ้งค่าธรรมเนียมก่อนใช้บริการหรือไม่", "Were you told of the fee beforehand?",
     "", "", "yes", "${service} != 'information'"],
    ["end_group"],
    ["begin_group", "improve", "ข้อเสนอแนะ", "What to do better"],
    ["select_one asked", "wants_more", "ท่านอยากให้ปรับปรุงบริการหรือไม่", "Should the service do better?", "", "", "yes"],
    ["select_multiple topic", "topics", "ควรปรับปรุงเรื่องใดบ้าง", "In what?", "เลือกได้ไม่เกิน 3 เรื่อง", "Up to three.", "yes",
     "${wants_more} = 'yes'", "", "", "", "", "", "", 3],
    ["text", "comment", "ข้อเสนอแนะอื่น", "Anything else?", "ไม่ต้องใส่ชื่อหรือเลขประจำตัว",
     "Please don't write names or identity numbers.", "no", "${wants_more} = 'yes' and not(selected(${topics}, 'none'))",
     "", "", "", "multiline"],
    ["end_group"],
]

CHOICES = [
    ["list_name", "name", "label::Thai (th)", "label::English (en)", "score", "exclusive"],
    ["point", "registry", "ทะเบียนราษฎร", "Registry"],
    ["point", "revenue", "จัดเก็บรายได้", "Revenue"],
    ["point", "works", "กองช่าง", "Works"],
    ["service", "document", "ขอเอกสารหรือใบอนุญาต", "A document or permit"],
    ["service", "payment", "ชำระภาษีหรือค่าธรรมเนียม", "To pay a tax or fee"],
    ["service", "information", "สอบถามข้อมูล", "To ask for information"],
    ["service", "other", "เรื่องอื่น", "Something else"],
    ["agree", "a1", "ไม่เห็นด้วยอย่างยิ่ง", "Strongly disagree", 0],
    ["agree", "a2", "ไม่เห็นด้วย", "Disagree", 25],
    ["agree", "a3", "ปานกลาง", "Neither", 50],
    ["agree", "a4", "เห็นด้วย", "Agree", 75],
    ["agree", "a5", "เห็นด้วยอย่างยิ่ง", "Strongly agree", 100],
    ["agree", "no_opinion", "ไม่มีความเห็น", "No opinion"],
    ["yes_no", "no", "ไม่ได้รับแจ้ง", "No", 0],
    ["yes_no", "yes", "ได้รับแจ้ง", "Yes", 100],
    ["yes_no", "not_needed", "ไม่มีค่าธรรมเนียม", "There was no fee"],
    ["asked", "yes", "อยากให้ปรับปรุง", "Yes"],
    ["asked", "no", "ดีอยู่แล้ว", "It is fine as it is"],
    ["topic", "time", "ระยะเวลา", "Time"],
    ["topic", "manner", "มารยาทของเจ้าหน้าที่", "Manners"],
    ["topic", "place", "สถานที่และที่จอดรถ", "Premises and parking"],
    ["topic", "online", "บริการออนไลน์", "Online services"],
    ["topic", "none", "ไม่มี", "None", "", "yes"],
]

SETTINGS = [
    ["form_id", "form_title::Thai (th)", "form_title::English (en)", "version", "default_language", "fiscal_year",
     "minimum_group", "rows", "eligibility::Thai (th)", "eligibility::English (en)", "who_asks::Thai (th)",
     "who_asks::English (en)"],
    ["service-satisfaction", "แบบสำรวจความพึงพอใจต่อการให้บริการของเทศบาล", "Satisfaction with the municipality's services",
     "2568-1", "Thai (th)", 2568, 5, "keep", "ประชาชนผู้มาใช้บริการของเทศบาล",
     "Members of the public who use the municipality's services", "เทศบาลขอทราบความเห็นของท่าน",
     "The municipality asks for your view."],
]


def main():
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in (("survey", SURVEY), ("choices", CHOICES), ("settings", SETTINGS)):
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append([None if cell == "" else cell for cell in row])
        sheet.freeze_panes = "A2"
    book.save("tests/data/service-satisfaction.xlsx")


if __name__ == "__main__":
    main()
