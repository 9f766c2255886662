// SPDX-License-Identifier: Apache-2.0
#include "server/xlsform/xlsform.h"

#include <array>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/status/reason.h"
#include "common/status/status_macros.h"
#include "server/spreadsheet/workbook.h"
#include "server/xlsform/assumptions.h"
#include "server/xlsform/choices_sheet.h"
#include "server/xlsform/places.h"
#include "server/xlsform/refusal_words.h"
#include "server/xlsform/scoring_sheets.h"
#include "server/xlsform/settings_sheet.h"
#include "server/xlsform/survey_sheet.h"

namespace sucharit {
namespace {

bool IsFormSheet(const std::string& name) {
  constexpr std::array<absl::string_view, 5> kSheets = {"survey", "choices", "settings",
                                                        "indicators", "levels"};
  for (const absl::string_view sheet : kSheets) {
    if (absl::EqualsIgnoreCase(name, sheet)) return true;
  }
  return absl::StartsWith(name, "_");
}

void RefuseOtherSheets(const Workbook& workbook, FormFindings& findings) {
  for (const Sheet& sheet : workbook.sheets) {
    if (IsFormSheet(sheet.name) || sheet.rows.empty()) continue;
    const SheetRow& row = sheet.rows.front();
    findings.Add(CellPlace(sheet, row.number, row.cells.front().column),
                 Both("นำเข้าแผ่นงานนี้ไม่ได้ กรุณาลบ หรือขึ้นต้นชื่อด้วย _",
                      "this sheet can't be imported; please remove it, or let its name begin with "
                      "_"));
  }
}

// Takes the rule that is refused out of the definition, so that others are found too.
bool RemoveRule(const absl::Status& refusal, v1::Definition& definition) {
  if (ReasonOf(refusal) != v1::REASON_DEFINITION_BAD_RULE) return false;
  const std::string subject = SubjectOf(refusal) + ",";
  for (v1::Item& item : *definition.mutable_items()) {
    if (!absl::StartsWith(subject, absl::StrCat("item ", item.id(), ","))) continue;
    const bool is_constraint = absl::StrContains(subject, ", constraint");
    (is_constraint ? item.mutable_constraint() : item.mutable_show_if())->clear();
    if (is_constraint) item.clear_constraint_message();
    return true;
  }
  for (v1::Section& section : *definition.mutable_sections()) {
    if (!absl::StartsWith(subject, absl::StrCat("section ", section.id(), ","))) continue;
    section.clear_show_if();
    return true;
  }
  return false;
}

// The checked definition, or findings where its refusals are.
std::optional<Assessment> Check(v1::Definition definition, const Places& places,
                                const std::string& otherwise, FormFindings& findings) {
  for (size_t refusals = 0; refusals < kMaximumFindings; ++refusals) {
    absl::StatusOr<Assessment> assessment = Assessment::FromDefinition(definition);
    if (assessment.ok() && findings.empty()) return *std::move(assessment);
    if (assessment.ok()) return std::nullopt;
    const absl::Status& refusal = assessment.status();
    findings.Add(places.Find(SubjectOf(refusal), otherwise), RefusalMessage(refusal));
    if (!RemoveRule(refusal, definition)) return std::nullopt;
  }
  return std::nullopt;
}

}  // namespace

absl::StatusOr<FormImport> ImportXlsForm(absl::string_view workbook) {
  ASSIGN_OR_RETURN(const Workbook read, ParseWorkbook(workbook));
  return ImportXlsForm(read);
}

FormImport ImportXlsForm(const Workbook& workbook) {
  Assumptions assumptions;
  FormFindings findings;
  Places places;
  FormSettings settings = ReadSettings(workbook, assumptions, findings);
  v1::Definition& definition = settings.definition;
  if (definition.instruments().empty()) definition.add_instruments();
  ReadIndicatorsSheet(workbook, settings.language, definition, places, assumptions, findings);
  const ChoiceLists lists = ReadChoiceLists(workbook, settings.language, assumptions, findings);
  SurveyContext context{settings.language, lists, definition, places, assumptions, findings};
  const v1::Text opening_note = ReadSurvey(workbook, context);
  ReadLevelsSheet(workbook, settings.language, definition, places, assumptions, findings);
  RefuseOtherSheets(workbook, findings);
  CompleteIntroduction(opening_note, definition, assumptions);
  for (v1::Text& note : assumptions.Notes()) *definition.add_unverified() = std::move(note);

  FormImport result;
  result.form_version = settings.version;
  if (findings.empty()) result.assessment = Check(definition, places, settings.place, findings);
  result.findings = findings.list();
  result.finding_count = findings.count();
  return result;
}

}  // namespace sucharit
