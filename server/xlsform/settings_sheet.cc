// SPDX-License-Identifier: Apache-2.0
#include "server/xlsform/settings_sheet.h"

#include <algorithm>
#include <optional>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "server/xlsform/form_sheet.h"

namespace sucharit {
namespace {

constexpr char kWhatIsKeptTh[] =
    "เก็บเฉพาะคำตอบเพื่อสรุปผลในภาพรวม หากมีผู้ตอบไม่มาก "
    "ค่าเฉลี่ยที่เผยแพร่อาจทำให้พอคาดเดาได้ว่ามีคนจำนวนน้อยตอบต่างจากคนอื่นอย่างไร";
constexpr char kWhatIsKeptEn[] =
    "Only the answers, to sum them up for everybody together. If few people answer, the published "
    "averages can hint at how a few of them answered.";
constexpr char kRowsAreKeptTh[] =
    "เก็บคำตอบของแต่ละคนไว้เป็นชุดโดยไม่มีชื่อ และเรียงใหม่จนไม่เห็นลำดับการตอบ เพื่อสรุปผล หากมีผู้ตอบไม่มาก "
    "ผลที่เผยแพร่อาจทำให้พอคาดเดาได้ว่ามีคนจำนวนน้อยตอบต่างจากคนอื่นอย่างไร";
constexpr char kRowsAreKeptEn[] =
    "The answers of each person as one row, without a name and sorted so that nothing shows who "
    "came when, to sum them up. If few people answer, what is published can hint at how a few of "
    "them answered.";
constexpr char kWhatNeverIsTh[] =
    "ไม่มีการเก็บชื่อ บัตร เครื่องที่ใช้ เวลา หรือสถานที่ไว้กับคำตอบของท่าน จึงไม่มีใครค้นได้ว่าใครตอบอะไร";
constexpr char kWhatNeverIsEn[] =
    "Your name, your card, this device, the time and the place are never kept with your answers, "
    "so nobody can look up who said what.";

const FormColumns& Columns() {
  static const FormColumns* const columns =
      new FormColumns{{"form_id", "version", "default_language", "style", "fiscal_year",
                       "minimum_group", "rows", "instrument"},
                      {"form_title", "instrument_name", "eligibility", "who_asks", "why",
                       "how_long", "what_is_kept", "what_never_is"},
                      {"form_id", "form_title"},
                      {{"id_string", "form_id"}, {"title", "form_title"}}};
  return *columns;
}

// A text of the program's own, noted as such.
v1::Text Supplied(const std::string& column, v1::Text text, Assumptions& assumptions) {
  assumptions.Add(Both(absl::StrCat("ข้อความ ", column, " เป็นของโปรแกรม: ", text.th()),
                       absl::StrCat("The text ", column, " is the program's: ", text.en())));
  return text;
}

// Reads one row of settings into a definition.
class SettingsReader {
 public:
  SettingsReader(const FormRow& row, Assumptions& assumptions, FormFindings& findings)
      : row_(row), assumptions_(assumptions), findings_(findings) {}

  v1::Definition Read() {
    v1::Definition definition;
    definition.set_id(Id());
    *definition.mutable_title() = Title();
    definition.set_fiscal_year_be(Number("fiscal_year", 0, 9999).value_or(0));
    definition.set_overall_id("TOTAL");
    *definition.mutable_overall_name() = Both("คะแนนรวม", "Overall score");
    ReadPrivacy(*definition.mutable_privacy());
    ReadInstrument(definition.title(), *definition.add_instruments());
    return definition;
  }

 private:
  std::string Id() {
    const std::string given = row_.Text("form_id");
    std::string id =
        absl::StrReplaceAll(absl::AsciiStrToLower(given), {{"_", "-"}, {" ", "-"}, {".", "-"}});
    if (given.empty()) {
      findings_.Add(row_.Place("form_id"),
                    Both("กรุณาใส่รหัสแบบสอบถาม", "please give the form an id"));
    } else if (id != given) {
      assumptions_.Add(Both(absl::StrCat("รหัสแบบสอบถามเขียนใหม่เป็น ", id),
                            absl::StrCat("The form's id was rewritten as ", id)));
    }
    return id;
  }

  v1::Text Title() {
    if (!row_.Has("form_title")) {
      findings_.Add(row_.Place("form_title"),
                    Both("กรุณาใส่ชื่อแบบสอบถาม", "please give the form a title"));
    }
    return assumptions_.Complete(row_.Translated("form_title"), "form_title");
  }

  std::optional<int> Number(const std::string& column, int least, int most) {
    const std::string text = row_.Text(column);
    if (text.empty()) return std::nullopt;
    int number = 0;
    if (absl::SimpleAtoi(text, &number) && number >= least && number <= most) return number;
    findings_.Add(row_.Place(column),
                  Both(absl::StrCat("ต้องเป็นจำนวนเต็มตั้งแต่ ", least, " ถึง ", most),
                       absl::StrCat("this must be an integer from ", least, " to ", most)));
    return std::nullopt;
  }

  void ReadPrivacy(v1::Privacy& privacy) {
    constexpr int kUsualGroup = 5;
    privacy.set_minimum_group(Number("minimum_group", 3, 1000).value_or(kUsualGroup));
    if (!row_.Has("minimum_group")) {
      assumptions_.Add(Both("กลุ่มขั้นต่ำที่เผยแพร่ผลได้ (minimum_group) ใช้ 5 คน",
                            "The smallest group whose results are published (minimum_group): 5"));
    }
    const std::string rows = absl::AsciiStrToLower(row_.Text("rows"));
    privacy.set_rows(rows == "keep" ? v1::ROWS_KEEP : v1::ROWS_DROP);
    if (rows.empty()) {
      assumptions_.Add(Both("ไม่เก็บคำตอบรายชุดไว้หลังปิดรอบ (rows: drop)",
                            "Whole answer rows don't outlive the round (rows: drop)"));
    } else if (rows != "keep" && rows != "drop") {
      findings_.Add(row_.Place("rows"), Both("ต้องเป็น keep หรือ drop", "this must be keep or drop"));
    }
  }

  void ReadInstrument(const v1::Text& title, v1::Instrument& instrument) {
    const std::string id = row_.Text("instrument");
    instrument.set_id(id.empty() ? "SURVEY" : id);
    instrument.set_weight("1");
    instrument.set_source(v1::INSTRUMENT_SOURCE_SURVEY);
    const v1::Text name =
        assumptions_.Complete(row_.Translated("instrument_name"), "instrument_name");
    *instrument.mutable_name() = row_.Has("instrument_name") ? name : title;
    *instrument.mutable_eligibility() = TextOr(
        "eligibility",
        Both("ผู้รับบริการและผู้มาติดต่อหน่วยงาน", "Anyone who uses the agency's services or comes to it"));
    ReadIntroduction(*instrument.mutable_introduction());
  }

  // What is kept must be told truly, so the program's own sentence depends on it.
  v1::Text WhatIsKept() const {
    return absl::AsciiStrToLower(row_.Text("rows")) == "keep" ? Both(kRowsAreKeptTh, kRowsAreKeptEn)
                                                              : Both(kWhatIsKeptTh, kWhatIsKeptEn);
  }

  void ReadIntroduction(v1::Introduction& introduction) {
    *introduction.mutable_who_asks() =
        TextOr("who_asks", Both("หน่วยงานที่ท่านมาติดต่อขอทราบความเห็นของท่าน",
                                "The agency you are visiting asks for your view."));
    *introduction.mutable_why() = assumptions_.Complete(row_.Translated("why"), "why");
    *introduction.mutable_how_long() =
        assumptions_.Complete(row_.Translated("how_long"), "how_long");
    *introduction.mutable_what_is_kept() = TextOr("what_is_kept", WhatIsKept());
    *introduction.mutable_what_never_is() =
        TextOr("what_never_is", Both(kWhatNeverIsTh, kWhatNeverIsEn));
  }

  v1::Text TextOr(const std::string& column, const v1::Text& otherwise) {
    if (row_.Has(column)) return assumptions_.Complete(row_.Translated(column), column);
    return Supplied(column, otherwise, assumptions_);
  }

  const FormRow& row_;
  Assumptions& assumptions_;
  FormFindings& findings_;
};

v1::Text LengthOf(const v1::Definition& definition) {
  constexpr int kSecondsAQuestion = 12;
  const auto questions = static_cast<int>(
      std::count_if(definition.items().begin(), definition.items().end(),
                    [](const v1::Item& item) { return !item.answered_by_staff(); }));
  const int minutes = std::max(1, (questions * kSecondsAQuestion + 59) / 60);
  return Both(absl::StrCat(questions, " ข้อ ใช้เวลาประมาณ ", minutes, " นาที"),
              absl::StrCat(questions, questions == 1 ? " question" : " questions", ", about ",
                           minutes, minutes == 1 ? " minute" : " minutes"));
}

// The language of columns that name none; it must be known before they are read.
Language DefaultLanguage(const Sheet& sheet, FormFindings& findings) {
  if (sheet.rows.size() < 2) return Language::kThai;
  for (const SheetCell& head : sheet.rows.front().cells) {
    if (absl::AsciiStrToLower(Trimmed(head.text)) != "default_language") continue;
    const std::string text = Trimmed(sheet.rows[1].Text(head.column));
    if (text.empty()) return Language::kThai;
    const std::optional<Language> language = ParseFormLanguage(text);
    if (language) return *language;
    findings.Add(CellPlace(sheet, sheet.rows[1].number, head.column),
                 Both("ภาษาที่ใช้ได้คือ Thai (th) และ English (en)",
                      "the languages are Thai (th) and English (en)"));
  }
  return Language::kThai;
}

}  // namespace

FormSettings ReadSettings(const Workbook& workbook, Assumptions& assumptions,
                          FormFindings& findings) {
  FormSettings settings;
  const Sheet* sheet = workbook.Find("settings");
  if (sheet == nullptr) {
    findings.Add(settings.place,
                 Both("ขาดแผ่นงาน settings ที่มีคอลัมน์ form_id และ form_title",
                      "the sheet settings with the columns form_id and form_title is missing"));
    return settings;
  }
  settings.language = DefaultLanguage(*sheet, findings);
  const FormSheet form_sheet(*sheet, Columns(), settings.language, findings);
  settings.place = form_sheet.HeadPlace("");
  const std::vector<FormRow> rows = form_sheet.Rows();
  if (rows.empty()) {
    findings.Add(settings.place, Both("แผ่นงาน settings ต้องมีหนึ่งแถวใต้หัวคอลัมน์",
                                      "the sheet settings needs a row below its head"));
    return settings;
  }
  if (rows.size() > 1) {
    findings.Add(rows[1].Place(""),
                 Both("แผ่นงาน settings มีได้แถวเดียว", "the sheet settings has one row only"));
  }
  settings.version = rows.front().Text("version");
  settings.definition = SettingsReader(rows.front(), assumptions, findings).Read();
  settings.place = rows.front().Place("");
  return settings;
}

void CompleteIntroduction(const v1::Text& opening_note, v1::Definition& definition,
                          Assumptions& assumptions) {
  v1::Introduction& introduction = *definition.mutable_instruments(0)->mutable_introduction();
  if (introduction.why().th().empty()) {
    *introduction.mutable_why() =
        opening_note.th().empty()
            ? Supplied("why",
                       Both("เพื่อนำความเห็นของท่านไปปรับปรุงการทำงาน ไม่มีคำตอบใดถูกหรือผิด",
                            "To work better with the help of your view. No answer is right or "
                            "wrong."),
                       assumptions)
            : opening_note;
  }
  if (introduction.how_long().th().empty()) {
    *introduction.mutable_how_long() = Supplied("how_long", LengthOf(definition), assumptions);
  }
}

}  // namespace sucharit
