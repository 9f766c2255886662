// SPDX-License-Identifier: Apache-2.0
#include "server/spreadsheet/workbook.h"

#include <gmock/gmock.h>
#include <xlsxwriter.h>
#include <zip.h>

#include "tests/server/spreadsheet/workbook_for_tests.h"
#include "tests/testing/status_matchers.h"
#include "tests/testing/temporary_folder.h"
#include "tests/testing/test_data.h"

namespace sucharit {
namespace {

using ::sucharit::testing::IsOk;
using ::sucharit::testing::IsRefused;
using ::sucharit::testing::IsRefusedFor;
using ::sucharit::testing::MakeWorkbook;
using ::sucharit::testing::MakeWorkbookOfXml;
using ::sucharit::testing::MakeZip;
using ::sucharit::testing::TemporaryFolder;
using ::sucharit::testing::WorkbookParts;
using ::sucharit::testing::ZipPart;
using ::testing::EndsWith;
using ::testing::IsEmpty;
using ::testing::SizeIs;

absl::StatusOr<Workbook> ParseXml(const std::string& sheet_data,
                                  const std::vector<ZipPart>& more = {}) {
  return ParseWorkbook(MakeWorkbookOfXml(sheet_data, more));
}

// What a cell of the first sheet says.
std::string TextAt(const Workbook& workbook, int row, int column) {
  for (const SheetRow& candidate : workbook.sheets.front().rows) {
    if (candidate.number == row) return candidate.Text(column);
  }
  return "";
}

// One cell of each kind, as libxlsxwriter saves it. Returns the path.
std::string WriteKinds(const TemporaryFolder& folder) {
  const std::string path = folder.File("kinds.xlsx");
  lxw_workbook* workbook = workbook_new(path.c_str());
  lxw_worksheet* sheet = workbook_add_worksheet(workbook, "ชนิด");
  lxw_format* bold = workbook_add_format(workbook);
  format_set_bold(bold);
  lxw_format* date = workbook_add_format(workbook);
  format_set_num_format(date, "d/m/yyyy");
  char first[] = "หนึ่ง ";
  char second[] = "สอง";
  lxw_rich_string_tuple plain = {nullptr, first};
  lxw_rich_string_tuple strong = {bold, second};
  lxw_rich_string_tuple* runs[] = {&plain, &strong, nullptr};
  lxw_datetime day = {2024, 10, 1, 0, 0, 0};
  worksheet_write_string(sheet, 0, 0, "ข้อความ & <อื่น>", nullptr);
  worksheet_write_number(sheet, 0, 1, 80, nullptr);
  worksheet_write_number(sheet, 0, 2, 66.6, nullptr);
  worksheet_write_boolean(sheet, 0, 3, 1, nullptr);
  worksheet_write_formula_num(sheet, 0, 4, "=40+2", nullptr, 42);
  worksheet_write_formula_str(sheet, 0, 5, "=\"a\"&\"b\"", nullptr, "ab");
  worksheet_write_datetime(sheet, 0, 6, &day, date);
  worksheet_write_rich_string(sheet, 0, 7, runs, nullptr);
  worksheet_write_blank(sheet, 0, 8, bold);
  worksheet_write_string(sheet, 4, 2, "C5", nullptr);
  workbook_close(workbook);
  return path;
}

TEST(WorkbookTest, ReadsEveryKindOfCellThatLibxlsxwriterWrites) {
  const TemporaryFolder folder;
  const std::string path = WriteKinds(folder);

  const auto workbook = ReadWorkbook(path);

  ASSERT_THAT(workbook, IsOk());
  ASSERT_THAT(workbook->sheets, SizeIs(1));
  EXPECT_EQ(workbook->sheets[0].name, "ชนิด");
  const std::vector<std::string> expected = {"ข้อความ & <อื่น>", "80",     "66.6", "TRUE", "42", "ab",
                                             "2024-10-01",    "หนึ่ง สอง"};
  for (size_t column = 0; column < expected.size(); ++column) {
    EXPECT_EQ(TextAt(*workbook, 1, static_cast<int>(column)), expected[column]);
  }
}

TEST(WorkbookTest, KeepsOnlyCellsThatSaySomethingAndWhereTheyStand) {
  const TemporaryFolder folder;
  const std::string path = WriteKinds(folder);

  const auto workbook = ReadWorkbook(path);

  ASSERT_THAT(workbook, IsOk());
  const Sheet& sheet = workbook->sheets[0];
  ASSERT_THAT(sheet.rows, SizeIs(2));
  EXPECT_THAT(sheet.rows[0].cells, SizeIs(8));
  EXPECT_EQ(sheet.rows[1].number, 5);
  EXPECT_EQ(CellPlace(sheet, 5, sheet.rows[1].cells[0].column), "sheet ชนิด, cell C5");
}

TEST(WorkbookTest, ReadsWhatOpenpyxlWrites) {
  const auto workbook = ReadWorkbook(testing::TestData("openpyxl-kinds.xlsx"));

  ASSERT_THAT(workbook, IsOk());
  ASSERT_THAT(workbook->sheets, SizeIs(2));
  EXPECT_EQ(workbook->sheets[1].name, "hidden");
  EXPECT_TRUE(workbook->sheets[1].is_hidden);
  const std::vector<std::string> expected = {
      "ชื่อ", "100", "66.6", "FALSE", "2024-10-01", "2024-10-01 14:30", "85%", "บรรทัด\nใหม่"};
  for (size_t column = 0; column < expected.size(); ++column) {
    EXPECT_EQ(TextAt(*workbook, 1, static_cast<int>(column)), expected[column]);
  }
}

TEST(WorkbookTest, FindsASheetWhateverTheCaseOfItsName) {
  const auto workbook = ParseWorkbook(MakeWorkbook({{"Survey", {{"x"}}}, {"choices", {}}}));

  ASSERT_THAT(workbook, IsOk());
  ASSERT_NE(workbook->Find("survey"), nullptr);
  EXPECT_EQ(workbook->Find("survey")->name, "Survey");
  EXPECT_EQ(workbook->Find("settings"), nullptr);
}

TEST(WorkbookTest, JoinsTheRunsOfATextAndLeavesOutHowItIsPronounced) {
  const auto workbook = ParseXml(
      "<row><c t=\"s\"><v>1</v></c><c t=\"inlineStr\"><is><r><t>a</t></r><r><t>b</t></r>"
      "<rPh><t>no</t></rPh></is></c></row>",
      {{"xl/sharedStrings.xml",
        "<sst><si><t>x</t></si><si><r><t>c_x000A_</t></r><r><t>d</t></r>"
        "<rPh><t>no</t></rPh></si></sst>"}});

  ASSERT_THAT(workbook, IsOk());
  EXPECT_EQ(TextAt(*workbook, 1, 0), "c\nd");
  EXPECT_EQ(TextAt(*workbook, 1, 1), "ab");
}

TEST(WorkbookTest, RefusesAFormulaThatWasNeverCalculatedAndAnErrorByCell) {
  EXPECT_THAT(ParseXml("<row r=\"7\"><c r=\"C7\"><f>A1+1</f><v/></c></row>"),
              IsRefusedFor(v1::REASON_SPREADSHEET_NO_VALUE, "sheet Sheet1, cell C7"));
  EXPECT_THAT(ParseXml("<row r=\"7\"><c r=\"C7\" t=\"e\"><v>#REF!</v></c></row>"),
              IsRefusedFor(v1::REASON_SPREADSHEET_NO_VALUE, "sheet Sheet1, cell C7"));
}

TEST(WorkbookTest, RefusesCellsThatCannotBeReadByPlace) {
  const char* const broken[] = {"<row r=\"2\"><c r=\"B2\" t=\"n\"><v>two</v></c></row>",
                                "<row r=\"2\"><c r=\"B2\" t=\"s\"><v>9</v></c></row>",
                                "<row r=\"2\"><c r=\"B2\" t=\"s\"><v>-1</v></c></row>",
                                "<row r=\"2\"><c r=\"B2\" t=\"new\"><v>1</v></c></row>",
                                "<row r=\"2\"><c r=\"A2\"/><c r=\"A2\"/></row>",
                                "<row r=\"2\"><c r=\"A2\"/><c r=\"C3\"/></row>",
                                "<row r=\"2\"><c r=\"A2\"/><c r=\"ZZZZ2\"/></row>"};
  for (const char* sheet_data : broken) {
    EXPECT_THAT(ParseXml(sheet_data),
                IsRefusedFor(v1::REASON_SPREADSHEET_MALFORMED, "sheet Sheet1, cell B2"))
        << sheet_data;
  }
}

TEST(WorkbookTest, RefusesRowsOutOfOrder) {
  EXPECT_THAT(ParseXml("<row r=\"2\"/><row r=\"2\"/>"),
              IsRefusedFor(v1::REASON_SPREADSHEET_MALFORMED, "sheet Sheet1, row 3"));
  EXPECT_THAT(ParseXml("<row r=\"99999999999\"/>"),
              IsRefusedFor(v1::REASON_SPREADSHEET_MALFORMED, "sheet Sheet1, row 1"));
}

TEST(WorkbookTest, RefusesWhatIsNoWorkbook) {
  const absl::StatusCode code = absl::StatusCode::kInvalidArgument;
  const std::string compound = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 and more";
  std::string encrypted = compound;
  for (const char character : std::string("EncryptedPackage")) {
    encrypted += character;
    encrypted += '\0';
  }

  EXPECT_THAT(ParseWorkbook(""), IsRefused(code, v1::REASON_SPREADSHEET_MALFORMED));
  EXPECT_THAT(ParseWorkbook("a,b\n1,2\n"), IsRefused(code, v1::REASON_SPREADSHEET_MALFORMED));
  EXPECT_THAT(ParseWorkbook(compound), IsRefused(code, v1::REASON_SPREADSHEET_OLD_FORMAT));
  EXPECT_THAT(ParseWorkbook(encrypted), IsRefused(code, v1::REASON_SPREADSHEET_ENCRYPTED));
  EXPECT_THAT(ParseWorkbook(MakeZip({{"readme.txt", "hello"}})),
              IsRefused(code, v1::REASON_SPREADSHEET_MALFORMED));
  EXPECT_THAT(ParseXml("", {{"xl/workbook.xml", "<document/>"}}),
              IsRefusedFor(v1::REASON_SPREADSHEET_MALFORMED, "xl/workbook.xml"));
  EXPECT_THAT(ParseXml("", {{"xl/workbook.xml", "<workbook/>"}}),
              IsRefusedFor(v1::REASON_SPREADSHEET_MALFORMED, "xl/workbook.xml"));
}

TEST(WorkbookTest, RefusesAnEncryptedPart) {
  EXPECT_THAT(ParseWorkbook(MakeZip(WorkbookParts({{"a", {{"x"}}}}), "secret")),
              IsRefused(absl::StatusCode::kInvalidArgument, v1::REASON_SPREADSHEET_ENCRYPTED));
}

TEST(WorkbookTest, RefusesAPartPackedInAWayThatMayTakeAnyAmountOfMemory) {
  std::string bytes = MakeZip(WorkbookParts({{"a", {{"x"}}}}));
  constexpr size_t kMethodInDirectory = 10;
  for (size_t at = bytes.find("PK\x01\x02"); at != std::string::npos;
       at = bytes.find("PK\x01\x02", at + 1)) {
    bytes[at + kMethodInDirectory] = ZIP_CM_LZMA;
  }

  EXPECT_THAT(ParseWorkbook(bytes), IsRefusedFor(v1::REASON_SPREADSHEET_MALFORMED, "_rels/.rels"));
}

TEST(WorkbookTest, RefusesTwoPartsOfOneName) {
  std::string bytes = MakeWorkbookOfXml("", {{"xl/first.xml", "<a/>"}, {"xl/secnd.xml", "<b/>"}});
  for (size_t at = bytes.find("secnd"); at != std::string::npos; at = bytes.find("secnd")) {
    bytes.replace(at, 5, "first");
  }

  EXPECT_THAT(ParseWorkbook(bytes), IsRefusedFor(v1::REASON_SPREADSHEET_MALFORMED, "xl/first.xml"));
}

TEST(WorkbookTest, RefusesBrokenXmlByPartAndLine) {
  EXPECT_THAT(ParseXml("\n\n<row"),
              IsRefusedFor(v1::REASON_SPREADSHEET_MALFORMED, "xl/worksheets/s0.xml, line 3"));
  EXPECT_THAT(ParseXml("", {{"xl/styles.xml", "<a>\xFF</a>"}}),
              IsRefusedFor(v1::REASON_SPREADSHEET_MALFORMED, "xl/styles.xml, line 1"));
  EXPECT_THAT(ParseXml("", {{"xl/sharedStrings.xml", "<sst><si>"}}),
              IsRefusedFor(v1::REASON_SPREADSHEET_MALFORMED, "xl/sharedStrings.xml, line 1"));
}

TEST(WorkbookTest, RefusesDocumentTypesSoThatEntitiesNeitherGrowNorReadFiles) {
  const char* const documents[] = {
      "<!DOCTYPE a [<!ENTITY x \"xxxx\"><!ENTITY y \"&x;&x;\">]><sst><si><t>&y;</t></si></sst>",
      "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><sst><si><t>&x;</t></si></sst>",
      "<!DOCTYPE a SYSTEM \"http://example.org/a.dtd\"><sst/>"};
  for (const char* document : documents) {
    EXPECT_THAT(ParseXml("", {{"xl/sharedStrings.xml", document}}),
                IsRefusedFor(v1::REASON_SPREADSHEET_MALFORMED, "xl/sharedStrings.xml, line 1"));
  }
}

TEST(WorkbookTest, RefusesASmallFileThatUnpacksToAHugePart) {
  const std::string bomb =
      MakeWorkbookOfXml("", {{"xl/styles.xml", std::string(kMaximumPartBytes + 1, ' ')}});
  ASSERT_LT(bomb.size(), size_t{100'000});

  EXPECT_THAT(ParseWorkbook(bomb), IsRefusedFor(v1::REASON_SPREADSHEET_TOO_LARGE, "xl/styles.xml"));
}

TEST(WorkbookTest, RefusesPartsThatAreTooLargeTogether) {
  const std::string blanks(kMaximumPartBytes - 100, ' ');

  EXPECT_THAT(
      ParseXml("<row/>" + blanks, {{"xl/styles.xml", "<styleSheet>" + blanks + "</styleSheet>"},
                                   {"xl/sharedStrings.xml", "<sst>" + blanks + "</sst>"}}),
      IsRefused(absl::StatusCode::kInvalidArgument, v1::REASON_SPREADSHEET_TOO_LARGE));
}

TEST(WorkbookTest, RefusesFewTextsThatManyCellsRepeat) {
  std::string rows;
  for (int row = 0; row < 1000; ++row) rows += "<row><c t=\"s\"><v>0</v></c></row>";
  const std::string text(kMaximumCellBytes - 1, 'x');

  EXPECT_THAT(ParseXml(rows, {{"xl/sharedStrings.xml", "<sst><si><t>" + text + "</t></si></sst>"}}),
              IsRefused(absl::StatusCode::kInvalidArgument, v1::REASON_SPREADSHEET_TOO_LARGE));
}

TEST(WorkbookTest, RefusesDeepNestingAndHugeTags) {
  std::string nested;
  for (int depth = 0; depth < 1000; ++depth) nested += "<a>";

  EXPECT_THAT(ParseXml(nested),
              IsRefusedFor(v1::REASON_SPREADSHEET_TOO_LARGE, "xl/worksheets/s0.xml, line 1"));
  EXPECT_THAT(ParseXml("<row r=\"" + std::string(size_t{3} << 20, '1') + "\"/>"),
              IsRefusedFor(v1::REASON_SPREADSHEET_TOO_LARGE, "xl/worksheets/s0.xml, line 1"));
}

TEST(WorkbookTest, RefusesTooManyRowsColumnsAndTooLongTextsByCell) {
  EXPECT_THAT(ParseXml("<row r=\"100001\"><c r=\"A100001\"><v>1</v></c></row>"),
              IsRefusedFor(v1::REASON_SPREADSHEET_TOO_LARGE, "sheet Sheet1, cell A100001"));
  EXPECT_THAT(ParseXml("<row><c r=\"IW1\"><v>1</v></c></row>"),
              IsRefusedFor(v1::REASON_SPREADSHEET_TOO_LARGE, "sheet Sheet1, cell IW1"));
  EXPECT_THAT(ParseXml("<row><c t=\"str\"><v>" + std::string(kMaximumCellBytes + 1, 'x') +
                       "</v></c></row>"),
              IsRefusedFor(v1::REASON_SPREADSHEET_TOO_LARGE, "sheet Sheet1, cell A1"));
}

TEST(WorkbookTest, TakesRowsBeyondTheLastOneIfTheySayNothing) {
  const auto workbook =
      ParseXml("<row><c><v>1</v></c></row><row r=\"1048576\"><c r=\"XFD1048576\" s=\"1\"/></row>");

  ASSERT_THAT(workbook, IsOk());
  EXPECT_THAT(workbook->sheets[0].rows, SizeIs(1));
}

TEST(WorkbookTest, RefusesTooManyCells) {
  std::string rows;
  const size_t cells_a_row = 250;
  for (size_t row = 0; row <= kMaximumCells / cells_a_row; ++row) {
    rows += "<row>";
    for (size_t cell = 0; cell < cells_a_row; ++cell) rows += "<c><v>1</v></c>";
    rows += "</row>";
  }

  EXPECT_THAT(ParseXml(rows),
              IsRefusedFor(v1::REASON_SPREADSHEET_TOO_LARGE, "sheet Sheet1, cell A4001"));
}

TEST(WorkbookTest, RefusesTooManyPartsBeforeItMakesRoomForThem) {
  std::string bytes = MakeWorkbookOfXml("");
  for (size_t count = 0; count <= kMaximumParts; ++count) bytes += "PK\x01\x02";

  EXPECT_THAT(ParseWorkbook(bytes),
              IsRefused(absl::StatusCode::kInvalidArgument, v1::REASON_SPREADSHEET_TOO_LARGE));
}

TEST(WorkbookTest, RefusesEveryTruncatedFileWithAReason) {
  const std::string whole = MakeWorkbook({{"survey", {{"type", "name"}, {"text", "q1"}}}});
  ASSERT_THAT(ParseWorkbook(whole), IsOk());

  for (size_t size = 0; size < whole.size(); ++size) {
    const auto workbook = ParseWorkbook(absl::string_view(whole).substr(0, size));

    EXPECT_FALSE(workbook.ok()) << size;
    EXPECT_NE(ReasonOf(workbook.status()), v1::REASON_UNSPECIFIED) << size;
  }
}

TEST(WorkbookTest, ReadsOrRefusesWithAReasonWhateverByteIsDamaged) {
  const std::string whole = MakeWorkbook({{"survey", {{"type", "name"}, {"text", "q1"}}}});

  for (size_t at = 0; at < whole.size(); ++at) {
    std::string damaged = whole;
    damaged[at] = static_cast<char>(damaged[at] ^ 0xFF);

    const auto workbook = ParseWorkbook(damaged);

    EXPECT_TRUE(workbook.ok() || ReasonOf(workbook.status()) != v1::REASON_UNSPECIFIED) << at;
  }
}

TEST(WorkbookTest, RefusesAFileThatIsNotThereByItsPath) {
  EXPECT_THAT(ReadWorkbook("/nowhere/form.xlsx"),
              IsRefusedFor(v1::REASON_FILE_UNREADABLE, "/nowhere/form.xlsx"));
}

TEST(WorkbookTest, NamesColumnsAsProgramsDo) {
  EXPECT_EQ(ColumnLetters(0), "A");
  EXPECT_EQ(ColumnLetters(25), "Z");
  EXPECT_EQ(ColumnLetters(26), "AA");
  EXPECT_EQ(ColumnLetters(701), "ZZ");
  EXPECT_EQ(ColumnLetters(702), "AAA");
  EXPECT_EQ(CellAddress(12, 255), "IV12");
}

}  // namespace
}  // namespace sucharit
