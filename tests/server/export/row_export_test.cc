// SPDX-License-Identifier: Apache-2.0
//
// Kept rows as CSV and as an SPSS file, read back.
#include <gmock/gmock.h>
#include <readstat.h>

#include <cmath>
#include <limits>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/csv/csv.h"
#include "server/export/display_width.h"
#include "server/export/row_csv.h"
#include "server/export/row_sav.h"
#include "server/export/row_table.h"
#include "tests/server/export/bundles_for_tests.h"
#include "tests/testing/status_matchers.h"
#include "tests/testing/survey_definition.h"
#include "tests/testing/temporary_folder.h"

namespace sucharit {
namespace {

using ::sucharit::testing::IsOk;
using ::sucharit::testing::IsRefused;
using ::sucharit::testing::IsRefusedFor;
using ::sucharit::testing::SourceOf;
using ::sucharit::testing::SurveyAssessment;
using ::sucharit::testing::SurveyDefinition;
using ::sucharit::testing::SurveyRows;
using ::sucharit::testing::TemporaryFolder;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::Not;
using ::testing::Pair;

constexpr int64_t kDay = 1'714'435'200;  // 2024-04-30.

ByteSink Into(std::string& bytes) {
  return [&bytes](absl::string_view piece) {
    bytes.append(piece.data(), piece.size());
    return absl::OkStatus();
  };
}

absl::StatusOr<std::string> RowsCsv(const Assessment& assessment, const RowSource& source) {
  std::string bytes;
  const absl::Status status =
      WriteRowsCsv(assessment, assessment.instruments().front(), source, Into(bytes), false);
  if (!status.ok()) return status;
  return bytes;
}

// What ReadStat reads from a file.
struct SavFile {
  struct Variable {
    std::string label;
    std::string label_set;
    std::string format;
    std::vector<double> missing;
    readstat_measure_t measure = READSTAT_MEASURE_UNKNOWN;
  };

  std::string label;
  std::string encoding;
  int64_t rows = 0;
  std::vector<std::string> names;
  std::map<std::string, Variable> variables;
  std::map<std::string, std::map<double, std::string>> labels;
  std::vector<std::map<std::string, double>> values;  // NaN: system-missing.
};

int OnMetadata(readstat_metadata_t* metadata, void* context) {
  auto& file = *static_cast<SavFile*>(context);
  file.label = readstat_get_file_label(metadata);
  file.rows = readstat_get_row_count(metadata);
  const char* encoding = readstat_get_file_encoding(metadata);
  file.encoding = encoding == nullptr ? "" : encoding;
  return READSTAT_HANDLER_OK;
}

int OnVariable(int, readstat_variable_t* variable, const char* label_set, void* context) {
  auto& file = *static_cast<SavFile*>(context);
  SavFile::Variable& read = file.variables[readstat_variable_get_name(variable)];
  file.names.emplace_back(readstat_variable_get_name(variable));
  read.label = readstat_variable_get_label(variable);
  read.label_set = label_set == nullptr ? "" : label_set;
  read.format = readstat_variable_get_format(variable);
  read.measure = readstat_variable_get_measure(variable);
  for (int i = 0; i < readstat_variable_get_missing_ranges_count(variable); ++i) {
    read.missing.push_back(
        readstat_double_value(readstat_variable_get_missing_range_lo(variable, i)));
  }
  return READSTAT_HANDLER_OK;
}

int OnLabel(const char* label_set, readstat_value_t value, const char* label, void* context) {
  static_cast<SavFile*>(context)->labels[label_set][readstat_double_value(value)] = label;
  return READSTAT_HANDLER_OK;
}

int OnValue(int row, readstat_variable_t* variable, readstat_value_t value, void* context) {
  auto& file = *static_cast<SavFile*>(context);
  file.values.resize(std::max(file.values.size(), static_cast<size_t>(row) + 1));
  file.values[static_cast<size_t>(row)][readstat_variable_get_name(variable)] =
      readstat_value_is_system_missing(value) ? std::numeric_limits<double>::quiet_NaN()
                                              : readstat_double_value(value);
  return READSTAT_HANDLER_OK;
}

SavFile ReadSav(const std::string& path) {
  SavFile file;
  readstat_parser_t* parser = readstat_parser_init();
  readstat_set_metadata_handler(parser, OnMetadata);
  readstat_set_variable_handler(parser, OnVariable);
  readstat_set_value_label_handler(parser, OnLabel);
  readstat_set_value_handler(parser, OnValue);
  const readstat_error_t error = readstat_parse_sav(parser, path.c_str(), &file);
  readstat_parser_free(parser);
  EXPECT_EQ(error, READSTAT_OK) << readstat_error_message(error);
  return file;
}

std::string RowsSav(Language language) {
  const Assessment assessment = SurveyAssessment();
  std::string bytes;
  EXPECT_THAT(WriteRowsSav(assessment, assessment.instruments().front(), SourceOf(SurveyRows()),
                           language, kDay, Into(bytes)),
              IsOk());
  return bytes;
}

class RowSavTest : public ::testing::Test {
 protected:
  SavFile Exported(Language language) {
    return ReadSav(folder_.Write("rows.sav", RowsSav(language)));
  }

  TemporaryFolder folder_;
};

// The row of the respondent who waited.
std::map<std::string, double> WhoWaited(const SavFile& file) {
  for (const auto& row : file.values) {
    if (row.at("WAIT") == 30.5) return row;
  }
  ADD_FAILURE() << "nobody waited 30.5 minutes";
  return {};
}

TEST(RowCsvTest, HasAColumnAnItemAndOneForEachOfSeveralChoices) {
  const auto csv = RowsCsv(SurveyAssessment(), SourceOf(SurveyRows()));
  ASSERT_THAT(csv, IsOk());

  const auto table = ParseCsv(*csv);
  ASSERT_THAT(table, IsOk());

  EXPECT_THAT(table->head.cells,
              ElementsAre("POINT", "AGE", "SAT", "SPEED", "CHANNEL/counter", "CHANNEL/phone",
                          "CHANNEL/web", "CHANNEL/nothing", "VISITS", "WAIT", "WHY", "COMMENT"));
  ASSERT_EQ(table->rows.size(), 7U);
  std::vector<std::vector<std::string>> rows;
  for (const CsvRow& row : table->rows) rows.push_back(row.cells);
  EXPECT_THAT(rows, Contains(ElementsAre("north", "young", "low", "slow", "1", "0", "1", "0", "3",
                                         "30.5", "1", "0")));
  EXPECT_THAT(rows, Contains(ElementsAre("north", "young", "none", "slow", "0", "0", "0", "1", "",
                                         "", "0", "1")));
}

TEST(RowCsvTest, HoldsNoWordThatSomebodyWrote) {
  const auto csv = RowsCsv(SurveyAssessment(), SourceOf(SurveyRows()));

  ASSERT_THAT(csv, IsOk());
  EXPECT_THAT(*csv, Not(::testing::HasSubstr("SECRET")));
  EXPECT_THAT(RowsSav(Language::kThai), Not(::testing::HasSubstr("SECRET")));
}

TEST(RowCsvTest, GivesNoRowsOfFewerThanTheMinimumGroup) {
  std::vector<std::string> rows = SurveyRows();
  rows.resize(2);

  EXPECT_THAT(RowsCsv(SurveyAssessment(), SourceOf(rows)),
              IsRefused(absl::StatusCode::kFailedPrecondition, v1::REASON_ROWS_NOT_KEPT));
}

TEST(RowCsvTest, GivesNoRowsThatTheDefinitionDrops) {
  v1::Definition definition = SurveyDefinition();
  definition.mutable_privacy()->set_rows(v1::ROWS_DROP);
  const auto assessment = Assessment::FromDefinition(definition);
  ASSERT_THAT(assessment, IsOk());

  EXPECT_THAT(RowsCsv(*assessment, SourceOf(SurveyRows())),
              IsRefused(absl::StatusCode::kFailedPrecondition, v1::REASON_ROWS_NOT_KEPT));
}

TEST(RowCsvTest, RefusesASourceThatGivesOtherThanItSays) {
  RowSource fewer = SourceOf(SurveyRows());
  ++fewer.rows;
  RowSource cut = SourceOf(SurveyRows());
  cut.read = [](const auto& take) { return take("half a row"); };

  EXPECT_THAT(RowsCsv(SurveyAssessment(), fewer), IsRefusedFor(v1::REASON_STORAGE_DAMAGED, "Q"));
  EXPECT_THAT(RowsCsv(SurveyAssessment(), cut), IsRefusedFor(v1::REASON_STORAGE_DAMAGED, "Q"));
}

TEST(RowTableTest, FormatsNumbersWithTheirDecimals) {
  EXPECT_EQ(FormatScaled(250, 2), "2.50");
  EXPECT_EQ(FormatScaled(-5, 2), "-0.05");
  EXPECT_EQ(FormatScaled(0, 4), "0.0000");
  EXPECT_EQ(FormatScaled(42, 0), "42");
  EXPECT_EQ(FormatScaled(std::numeric_limits<int64_t>::min(), 0), "-9223372036854775808");
  EXPECT_EQ(ScaledToDouble(305, 1), 30.5);
}

TEST(RowTableTest, TakesChoiceIdsForNumbersOnlyIfAllAre) {
  Item item;
  item.choices = {{"0", {}, {}, false}, {"10", {}, {}, false}};
  EXPECT_THAT(ChoiceCodes(item), ElementsAre(0, 10));

  item.choices.push_back({"07", {}, {}, false});
  EXPECT_THAT(ChoiceCodes(item), ElementsAre(1, 2, 3));
}

TEST_F(RowSavTest, HasTheRowsAndNamesThatSpssTakes) {
  const SavFile file = Exported(Language::kThai);

  EXPECT_EQ(file.rows, 7);
  EXPECT_EQ(file.values.size(), 7U);
  EXPECT_EQ(file.encoding, "UTF-8");
  EXPECT_EQ(file.label, "แบบสอบถาม");
  EXPECT_THAT(file.names,
              ElementsAre("POINT", "AGE", "SAT", "SPEED", "CHANNEL_counter", "CHANNEL_phone",
                          "CHANNEL_web", "CHANNEL_nothing", "VISITS", "WAIT", "WHY", "COMMENT"));
}

TEST_F(RowSavTest, LabelsVariablesAndValuesInTheReadersLanguage) {
  const SavFile thai = Exported(Language::kThai);
  const SavFile english = Exported(Language::kEnglish);

  EXPECT_EQ(thai.variables.at("SAT").label, "พอใจเพียงใด");
  EXPECT_EQ(english.variables.at("CHANNEL_web").label, "Web | Which ways did you use?");
  EXPECT_THAT(
      thai.labels.at(thai.variables.at("SAT").label_set),
      ElementsAre(Pair(1, "น้อย"), Pair(2, "ปานกลาง"), Pair(3, "มาก"), Pair(4, "ไม่มีความเห็น")));
  EXPECT_THAT(english.labels.at(english.variables.at("CHANNEL_web").label_set),
              ElementsAre(Pair(0, "no"), Pair(1, "yes")));
}

TEST_F(RowSavTest, MarksNoOpinionAsUserMissingOnlyWhereScoresAreEarned) {
  const SavFile file = Exported(Language::kEnglish);

  EXPECT_THAT(file.variables.at("SAT").missing, ElementsAre(4));
  EXPECT_THAT(file.variables.at("SPEED").missing, ElementsAre());
  EXPECT_THAT(file.variables.at("AGE").missing, ElementsAre());
  EXPECT_EQ(file.variables.at("SAT").measure, READSTAT_MEASURE_ORDINAL);
  EXPECT_EQ(file.variables.at("AGE").measure, READSTAT_MEASURE_NOMINAL);
  EXPECT_EQ(file.variables.at("WAIT").measure, READSTAT_MEASURE_SCALE);
}

TEST_F(RowSavTest, KeepsEveryAnswerAndLeavesTheOthersMissing) {
  const SavFile file = Exported(Language::kEnglish);

  const auto waited = WhoWaited(file);
  EXPECT_EQ(waited.at("SAT"), 1);
  EXPECT_EQ(waited.at("CHANNEL_counter"), 1);
  EXPECT_EQ(waited.at("CHANNEL_phone"), 0);
  EXPECT_EQ(waited.at("VISITS"), 3);
  EXPECT_EQ(waited.at("WHY"), 1);
  EXPECT_EQ(waited.at("COMMENT"), 0);
  EXPECT_EQ(file.variables.at("WAIT").format, "F12.1");
  int without_a_wait = 0;
  for (const auto& row : file.values) without_a_wait += std::isnan(row.at("WAIT")) ? 1 : 0;
  EXPECT_EQ(without_a_wait, 6);
}

TEST_F(RowSavTest, GivesTheSameBytesAgain) {
  EXPECT_EQ(RowsSav(Language::kThai), RowsSav(Language::kThai));
}

TEST(SpssNameTest, MakesNamesThatSpssTakes) {
  std::set<std::string> taken;

  EXPECT_EQ(SpssName("Q5/a-b", taken), "Q5_a_b");
  EXPECT_EQ(SpssName("q5_A_b", taken), "q5_A_b_2");
  EXPECT_EQ(SpssName("1", taken), "V1");
  EXPECT_EQ(SpssName("with", taken), "with_");
  EXPECT_EQ(SpssName(std::string(200, 'x'), taken).size(), 56U);
}

TEST(CutToBytesTest, NeverCutsALetterFromItsMarks) {
  const std::string text = "ที่นี่ที่นี่";

  EXPECT_EQ(CutToBytes(text, text.size()), text);
  for (size_t most = 12; most < text.size(); ++most) {
    const std::string cut = CutToBytes(text, most);
    ASSERT_TRUE(absl::EndsWith(cut, "…"));
    const size_t kept = cut.size() - 3;
    EXPECT_LE(cut.size(), most);
    EXPECT_EQ(text.substr(0, kept), cut.substr(0, kept));
    EXPECT_GT(DisplayWidth(text.substr(kept, 3)), 0U) << most;
  }
}

}  // namespace
}  // namespace sucharit
