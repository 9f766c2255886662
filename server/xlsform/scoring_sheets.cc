// SPDX-License-Identifier: Apache-2.0
#include "server/xlsform/scoring_sheets.h"

#include <array>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "server/xlsform/form_sheet.h"
#include "server/xlsform/form_words.h"

namespace sucharit {
namespace {

constexpr size_t kMostRows = 500;

const FormColumns& IndicatorColumns() {
  static const FormColumns* const columns =
      new FormColumns{{"name", "weight"}, {"label"}, {"name", "label"}, {}};
  return *columns;
}

const FormColumns& LevelColumns() {
  static const FormColumns* const columns = new FormColumns{
      {"name", "minimum", "instrument_minimum"}, {"label"}, {"name", "label", "minimum"}, {}};
  return *columns;
}

// The rows of a sheet, or none and a finding if there are too many.
std::vector<FormRow> BoundedRows(const FormSheet& sheet, FormFindings& findings) {
  std::vector<FormRow> rows = sheet.Rows();
  if (rows.size() <= kMostRows) return rows;
  findings.Add(rows[kMostRows].Place("name"),
               Both("แผ่นงานนี้มีมากกว่า 500 แถว", "the sheet has more than 500 rows"));
  return {};
}

void AddUsualLevels(v1::Definition& definition, Assumptions& assumptions) {
  struct Usual {
    const char* id;
    const char* th;
    const char* en;
    const char* minimum;
  };
  constexpr std::array<Usual, 5> kUsual = {{{"5", "มากที่สุด", "Very high", "80"},
                                            {"4", "มาก", "High", "60"},
                                            {"3", "ปานกลาง", "Middling", "40"},
                                            {"2", "น้อย", "Low", "20"},
                                            {"1", "น้อยที่สุด", "Very low", "0"}}};
  for (const Usual& usual : kUsual) {
    v1::Level& level = *definition.add_levels();
    level.set_id(usual.id);
    *level.mutable_name() = Both(usual.th, usual.en);
    level.set_overall_minimum(usual.minimum);
  }
  assumptions.Add(
      Both("เกณฑ์ของระดับผล (ไม่มีแผ่นงาน levels): มากที่สุดตั้งแต่ 80, มาก 60, ปานกลาง 40, น้อย 20, น้อยที่สุด 0",
           "The limits of the levels (there is no sheet levels): very high from 80, "
           "high 60, middling 40, low 20, very low 0"));
}

}  // namespace

void ReadIndicatorsSheet(const Workbook& workbook, Language language, v1::Definition& definition,
                         Places& places, Assumptions& assumptions, FormFindings& findings) {
  const Sheet* sheet = workbook.Find("indicators");
  if (sheet == nullptr) return;
  const FormSheet form_sheet(*sheet, IndicatorColumns(), language, findings);
  for (const FormRow& row : BoundedRows(form_sheet, findings)) {
    if (!CheckName(row, "name", findings)) continue;
    v1::Indicator& indicator = *definition.add_indicators();
    indicator.set_id(row.Text("name"));
    indicator.set_instrument(definition.instruments(0).id());
    *indicator.mutable_name() =
        ReadLabel(row, absl::StrCat("indicators/", indicator.id()), assumptions, findings);
    indicator.set_weight(row.Text("weight"));
    places.Set(absl::StrCat("indicator ", indicator.id()), "", row.Place("name"));
    places.Set(absl::StrCat("indicator ", indicator.id()), "weight", row.Place("weight"));
  }
}

void ReadLevelsSheet(const Workbook& workbook, Language language, v1::Definition& definition,
                     Places& places, Assumptions& assumptions, FormFindings& findings) {
  const Sheet* sheet = workbook.Find("levels");
  if (sheet == nullptr) return AddUsualLevels(definition, assumptions);
  const FormSheet form_sheet(*sheet, LevelColumns(), language, findings);
  places.Set("levels", "", form_sheet.HeadPlace(""));
  for (const FormRow& row : BoundedRows(form_sheet, findings)) {
    if (!CheckName(row, "name", findings)) continue;
    v1::Level& level = *definition.add_levels();
    level.set_id(row.Text("name"));
    *level.mutable_name() =
        ReadLabel(row, absl::StrCat("levels/", level.id()), assumptions, findings);
    level.set_overall_minimum(row.Text("minimum"));
    level.set_instrument_minimum(row.Text("instrument_minimum"));
    places.Set(absl::StrCat("level ", level.id()), "", row.Place("minimum"));
  }
}

}  // namespace sucharit
