// SPDX-License-Identifier: Apache-2.0
#include "server/document/docx_writer.h"

#include <gmock/gmock.h>

#include <pugixml.hpp>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "tests/server/document/read_back.h"
#include "tests/server/document/sample_document.h"
#include "tests/testing/status_matchers.h"

namespace sucharit::document {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

std::string Docx(const Document& document) {
  const auto docx = WriteDocx(document);
  EXPECT_THAT(docx, testing::IsOk());
  return docx.value_or("");
}

// One part of the sample document, read.
class Part {
 public:
  explicit Part(const std::string& name, const Document& document = SampleDocument()) {
    const auto parts = PartsOfArchive(Docx(document));
    const auto found = parts.find(name);
    EXPECT_NE(found, parts.end()) << name;
    if (found != parts.end()) {
      EXPECT_TRUE(xml_.load_string(found->second.c_str())) << name;
    }
  }

  size_t Count(const char* path) const { return xml_.select_nodes(path).size(); }

  std::string Value(const char* path) const {
    const pugi::xpath_node node = xml_.select_node(path);
    return node.attribute() ? node.attribute().value() : node.node().text().get();
  }

  int Sum(const char* path) const {
    int sum = 0;
    for (const pugi::xpath_node& node : xml_.select_nodes(path)) sum += node.attribute().as_int();
    return sum;
  }

 private:
  pugi::xml_document xml_;
};

TEST(DocxWriterTest, WritesPartsThatAreWellFormedAndAllOfWhichExist) {
  const auto parts = PartsOfArchive(Docx(SampleDocument()));

  for (const auto& [name, bytes] : parts) {
    if (absl::EndsWith(name, ".png")) continue;
    pugi::xml_document xml;
    EXPECT_TRUE(xml.load_string(bytes.c_str())) << name;
  }
  pugi::xml_document relationships;
  ASSERT_TRUE(relationships.load_string(parts.at("word/_rels/document.xml.rels").c_str()));
  for (const pugi::xml_node& node : relationships.child("Relationships")) {
    EXPECT_TRUE(parts.contains(absl::StrCat("word/", node.attribute("Target").value())));
  }
  pugi::xml_document types;
  ASSERT_TRUE(types.load_string(parts.at("[Content_Types].xml").c_str()));
  for (const pugi::xml_node& node : types.child("Types").children("Override")) {
    EXPECT_TRUE(parts.contains(node.attribute("PartName").value() + 1));
  }
}

TEST(DocxWriterTest, IsReadByLibreOfficeWithHeadingsCellsAndLists) {
  const std::string text = TextOfDocx(Docx(SampleDocument()));

  EXPECT_THAT(text, HasSubstr(WithoutBlanks("๑. ผลการประเมินคุณธรรมและความโปร่งใสในการดำเนินการ")));
  EXPECT_THAT(text, HasSubstr("ตัวชี้วัดที่๒การใช้งบประมาณ๙๖.๙๙"));
  EXPECT_THAT(text, HasSubstr("คู่มือหรือแนวทางการปฏิบัติงานของเจ้าหน้าที่๕๐"));
  EXPECT_THAT(text, HasSubstr("การให้บริการและระบบE-Service"));
  EXPECT_THAT(text, HasSubstr("อัตรา<๕&\"อื่นๆ\""));
}

TEST(DocxWriterTest, LaysOutNoEmptyPages) {
  Document document{.title = "x",
                    .sections = {{.blocks = {Heading{1, "ก"}}},
                                 {.landscape = true, .blocks = {Heading{1, "ข"}}}}};

  EXPECT_EQ(PagesOfDocx(Docx(document)), 2);
}

TEST(DocxWriterTest, MarksHeadingsForNavigation) {
  const Part document("word/document.xml");
  const Part styles("word/styles.xml");

  EXPECT_EQ(document.Count("//w:pStyle[@w:val='Heading1']"), 2);
  EXPECT_EQ(document.Count("//w:pStyle[@w:val='Heading2']"), 2);
  EXPECT_EQ(styles.Value("//w:style[@w:styleId='Heading2']/w:pPr/w:outlineLvl/@w:val"), "1");
}

TEST(DocxWriterTest, NamesTheThaiFontSizeAndLanguage) {
  const Part styles("word/styles.xml");

  EXPECT_EQ(styles.Value("//w:rPrDefault/w:rPr/w:rFonts/@w:cs"), "TH Sarabun New");
  EXPECT_EQ(styles.Value("//w:rPrDefault/w:rPr/w:szCs/@w:val"), "32");
  EXPECT_EQ(styles.Value("//w:rPrDefault/w:rPr/w:lang/@w:bidi"), "th-TH");
}

TEST(DocxWriterTest, FitsTablesToThePageAndRepeatsTheirHeads) {
  const Part document("word/document.xml");

  // A4 less the margins, in twentieths of a point; rounding may lose one a column.
  EXPECT_NEAR(document.Sum("(//w:tbl)[1]/w:tblGrid/w:gridCol/@w:w"), 9071, 3);
  EXPECT_NEAR(document.Sum("(//w:tbl)[3]/w:tblGrid/w:gridCol/@w:w"), 14570, 5);
  EXPECT_EQ(document.Count("//w:tbl/w:tr[1]/w:trPr/w:tblHeader"), 3);
  EXPECT_EQ(document.Count("//w:tr[not(w:trPr/w:cantSplit)]"), 0);
  EXPECT_EQ(document.Count("//w:tc[not(w:p)]"), 0);
}

TEST(DocxWriterTest, JoinsCellsOverRowsAndColumns) {
  const Part document("word/document.xml");

  EXPECT_EQ(document.Count("(//w:tbl)[1]//w:vMerge[@w:val='restart']"), 2);
  EXPECT_EQ(document.Count("(//w:tbl)[1]//w:vMerge[@w:val='continue']"), 3);
  EXPECT_EQ(document.Value("(//w:tbl)[2]/w:tr[1]/w:tc[1]/w:tcPr/w:gridSpan/@w:val"), "2");
}

TEST(DocxWriterTest, NumbersEachListAnewInThaiDigits) {
  const Part document("word/document.xml");
  const Part numbering("word/numbering.xml");

  EXPECT_EQ(document.Value("(//w:numId)[1]/@w:val"), "1");
  EXPECT_EQ(document.Value("(//w:numId)[last()]/@w:val"),
            std::to_string(numbering.Count("//w:num")));
  EXPECT_EQ(numbering.Count("//w:numFmt[@w:val='thaiNumbers']"), 2);
  EXPECT_EQ(numbering.Count("//w:num[not(w:lvlOverride/w:startOverride)]"), 0);
}

TEST(DocxWriterTest, NumbersInArabicDigitsWhereAskedFor) {
  Document sample = SampleDocument();
  sample.digits = Digits::kArabic;

  EXPECT_EQ(Part("word/numbering.xml", sample).Count("//w:numFmt[@w:val='decimal']"), 2);
  EXPECT_EQ(Part("word/document.xml", sample).Count("//w:pgNumType[@w:fmt='decimal']"), 2);
}

TEST(DocxWriterTest, TellsPicturesAndTheirFiguresInWords) {
  const Part document("word/document.xml");

  EXPECT_EQ(document.Count("//w:drawing"), 4);
  EXPECT_EQ(document.Value("(//wp:docPr)[1]/@descr"), "ตัวชี้วัดที่ ๑๐ ได้คะแนนสูงสุด ๑๐๐; ตัวชี้วัดที่ ๑ ๙๒.๖๘");
}

TEST(DocxWriterTest, TurnsThePageForALandscapeSection) {
  const Part document("word/document.xml");

  EXPECT_EQ(document.Count("//w:sectPr"), 2);
  EXPECT_EQ(document.Value("/w:document/w:body/w:sectPr/w:pgSz/@w:orient"), "landscape");
  EXPECT_EQ(document.Value("/w:document/w:body/w:sectPr/w:pgSz/@w:w"), "16838");
  EXPECT_EQ(document.Count("//w:sectPr/w:pgNumType[@w:fmt='thaiNumbers']"), 2);
}

TEST(DocxWriterTest, HoldsNoDateAndNoAuthor) {
  const std::string properties = PartsOfArchive(Docx(SampleDocument())).at("docProps/core.xml");

  EXPECT_THAT(properties, HasSubstr("<dc:language>th-TH</dc:language>"));
  EXPECT_THAT(properties, Not(HasSubstr("created")));
  EXPECT_THAT(properties, Not(HasSubstr("creator")));
}

TEST(DocxWriterTest, LeavesOutCharactersThatXmlForbids) {
  Document document{.title = "ก\x02", .footer = "\xFF"};
  document.sections = {{.blocks = {Paragraph{.text = "ก\x01ข <&> \xEF\xBF\xBF"}}}};

  const auto parts = PartsOfArchive(Docx(document));

  EXPECT_THAT(parts.at("word/document.xml"), HasSubstr("กข &lt;&amp;&gt; \xEF\xBF\xBD<"));
  EXPECT_THAT(parts.at("docProps/core.xml"), HasSubstr("<dc:title>ก</dc:title>"));
  EXPECT_THAT(parts.at("word/footer1.xml"), HasSubstr(">\xEF\xBF\xBD<"));
}

TEST(DocxWriterTest, GivesTheSameBytesTwice) {
  EXPECT_TRUE(Docx(SampleDocument()) == Docx(SampleDocument()));
}

TEST(DocxWriterTest, FailsForATableWhoseCellsDoNotFit) {
  Document document{.title = "x"};
  document.sections = {{.blocks = {Table{.widths = {1}, .rows = {{.cells = {"a", "b"}}}}}}};

  EXPECT_THAT(WriteDocx(document), testing::StatusIs(absl::StatusCode::kInternal));
}

}  // namespace
}  // namespace sucharit::document
