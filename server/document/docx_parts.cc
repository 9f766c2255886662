// SPDX-License-Identifier: Apache-2.0
//
// Longer than other files because most of it is XML as it stands in the archive.
#include "server/document/docx_parts.h"

#include "absl/strings/str_cat.h"
#include "server/document/written_text.h"
#include "server/document/xml_part.h"

namespace sucharit::document {
namespace {

constexpr char kMain[] = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
constexpr char kRelationships[] = "http://schemas.openxmlformats.org/package/2006/relationships";
constexpr char kOffice[] = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";

constexpr char kHead[] = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

constexpr char kContentTypes[] =
    R"(<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">)"
    R"(<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>)"
    R"(<Default Extension="xml" ContentType="application/xml"/>)"
    R"(<Default Extension="png" ContentType="image/png"/>)"
    R"(<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>)"
    R"(<Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/>)"
    R"(<Override PartName="/word/numbering.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"/>)"
    R"(<Override PartName="/word/settings.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.settings+xml"/>)"
    R"(<Override PartName="/word/fontTable.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.fontTable+xml"/>)"
    R"(<Override PartName="/word/footer1.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"/>)"
    R"(<Override PartName="/word/footer2.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"/>)"
    R"(<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>)"
    R"(</Types>)";

constexpr char kPackageRelationships[] =
    R"(<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">)"
    R"(<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>)"
    R"(<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/>)"
    R"(</Relationships>)";

// Half points: 32 is 16 pt, the size of Thai official papers. "Cs" (complex script) is what Thai
// letters take.
constexpr char kStyles[] =
    R"(<w:docDefaults><w:rPrDefault><w:rPr>)"
    R"(<w:rFonts w:ascii="TH Sarabun New" w:hAnsi="TH Sarabun New" w:eastAsia="TH Sarabun New" w:cs="TH Sarabun New"/>)"
    R"(<w:color w:val="1A1A1A"/><w:sz w:val="32"/><w:szCs w:val="32"/><w:lang w:val="en-US" w:eastAsia="en-US" w:bidi="th-TH"/>)"
    R"(</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:before="0" w:after="80" w:line="240" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>)"
    R"(<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>)"
    R"(<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="85" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>)"
    R"(<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/><w:basedOn w:val="Normal"/><w:next w:val="Normal"/><w:qFormat/><w:pPr><w:keepNext/><w:spacing w:after="320"/><w:jc w:val="center"/></w:pPr><w:rPr><w:b/><w:bCs/><w:sz w:val="36"/><w:szCs w:val="36"/></w:rPr></w:style>)"
    R"(<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/><w:next w:val="Normal"/><w:qFormat/><w:pPr><w:keepNext/><w:keepLines/><w:spacing w:before="280" w:after="80"/><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/><w:bCs/><w:sz w:val="34"/><w:szCs w:val="34"/></w:rPr></w:style>)"
    R"(<w:style w:type="paragraph" w:styleId="Heading2"><w:name w:val="heading 2"/><w:basedOn w:val="Normal"/><w:next w:val="Normal"/><w:qFormat/><w:pPr><w:keepNext/><w:keepLines/><w:spacing w:before="220" w:after="60"/><w:outlineLvl w:val="1"/></w:pPr><w:rPr><w:b/><w:bCs/></w:rPr></w:style>)"
    R"(<w:style w:type="paragraph" w:styleId="Heading3"><w:name w:val="heading 3"/><w:basedOn w:val="Normal"/><w:next w:val="Normal"/><w:qFormat/><w:pPr><w:keepNext/><w:keepLines/><w:spacing w:before="160" w:after="60"/><w:outlineLvl w:val="2"/></w:pPr><w:rPr><w:b/><w:bCs/></w:rPr></w:style>)"
    R"(<w:style w:type="paragraph" w:styleId="Figure"><w:name w:val="Figure"/><w:basedOn w:val="Normal"/><w:next w:val="Caption"/><w:pPr><w:keepNext/><w:spacing w:before="160" w:after="40"/><w:jc w:val="center"/></w:pPr></w:style>)"
    R"(<w:style w:type="paragraph" w:styleId="Caption"><w:name w:val="caption"/><w:basedOn w:val="Normal"/><w:next w:val="Normal"/><w:qFormat/><w:pPr><w:spacing w:after="200"/><w:jc w:val="center"/></w:pPr><w:rPr><w:b/><w:bCs/><w:sz w:val="30"/><w:szCs w:val="30"/></w:rPr></w:style>)"
    R"(<w:style w:type="paragraph" w:styleId="TableCaption"><w:name w:val="Table Caption"/><w:basedOn w:val="Caption"/><w:next w:val="Normal"/><w:pPr><w:keepNext/><w:spacing w:before="120" w:after="40"/><w:jc w:val="left"/></w:pPr></w:style>)"
    R"(<w:style w:type="paragraph" w:styleId="TableText"><w:name w:val="Table Text"/><w:basedOn w:val="Normal"/><w:pPr><w:spacing w:after="0"/></w:pPr><w:rPr><w:sz w:val="30"/><w:szCs w:val="30"/></w:rPr></w:style>)"
    R"(<w:style w:type="paragraph" w:styleId="TableHead"><w:name w:val="Table Head"/><w:basedOn w:val="TableText"/><w:pPr><w:keepNext/></w:pPr><w:rPr><w:b/><w:bCs/></w:rPr></w:style>)"
    R"(<w:style w:type="paragraph" w:styleId="Footer"><w:name w:val="footer"/><w:basedOn w:val="Normal"/><w:pPr><w:spacing w:after="0"/></w:pPr><w:rPr><w:color w:val="404040"/><w:sz w:val="26"/><w:szCs w:val="26"/></w:rPr></w:style>)"
    R"(<w:style w:type="table" w:styleId="ReportTable"><w:name w:val="Report Table"/><w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders><w:top w:val="single" w:sz="6" w:space="0" w:color="404040"/><w:left w:val="single" w:sz="6" w:space="0" w:color="404040"/><w:bottom w:val="single" w:sz="6" w:space="0" w:color="404040"/><w:right w:val="single" w:sz="6" w:space="0" w:color="404040"/><w:insideH w:val="single" w:sz="6" w:space="0" w:color="404040"/><w:insideV w:val="single" w:sz="6" w:space="0" w:color="404040"/></w:tblBorders></w:tblPr></w:style>)";

// Where the font isn't installed, a program that reads alternative names takes one of these.
constexpr char kFonts[] =
    R"(<w:font w:name="TH Sarabun New"><w:altName w:val="TH SarabunPSK;TH Sarabun PSK;Sarabun;Laksaman;Loma"/><w:charset w:val="DE"/><w:family w:val="swiss"/><w:pitch w:val="variable"/></w:font>)";

constexpr char kSettings[] =
    R"(<w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/><w:characterSpacingControl w:val="doNotCompress"/>)"
    R"(<w:compat><w:applyBreakingRules/><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>)"
    R"(<w:themeFontLang w:val="en-US" w:bidi="th-TH"/><w:decimalSymbol w:val="."/><w:listSeparator w:val=","/>)";

std::string MainPart(const char* element, absl::string_view content) {
  return absl::StrCat(kHead, "<w:", element, " xmlns:w=\"", kMain, "\">", content, "</w:", element,
                      ">");
}

void AddRelationship(pugi::xml_node parent, const std::string& id, const char* type,
                     const std::string& target) {
  AddElement(parent, "Relationship",
             {{"Id", id}, {"Type", absl::StrCat(kOffice, type)}, {"Target", target}});
}

struct MarkerForm {
  const char* format;
  const char* text;
};

MarkerForm FormOf(Marker marker, Digits digits) {
  const char* number = digits == Digits::kThai ? "thaiNumbers" : "decimal";
  switch (marker) {
    case Marker::kBullet:
      return {"bullet", "•"};
    case Marker::kNumber:
      return {number, "%1."};
    case Marker::kParenthesizedNumber:
      return {number, "(%1)"};
  }
  return {"bullet", "•"};
}

void AddListForm(pugi::xml_node parent, Marker marker, Digits digits) {
  const MarkerForm form = FormOf(marker, digits);
  pugi::xml_node list = AddElement(parent, "w:abstractNum",
                                   {{"w:abstractNumId", absl::StrCat(static_cast<int>(marker))}});
  AddElement(list, "w:multiLevelType", {{"w:val", "singleLevel"}});
  pugi::xml_node level = AddElement(list, "w:lvl", {{"w:ilvl", "0"}});
  AddElement(level, "w:start", {{"w:val", "1"}});
  AddElement(level, "w:numFmt", {{"w:val", form.format}});
  AddElement(level, "w:lvlText", {{"w:val", form.text}});
  AddElement(level, "w:lvlJc", {{"w:val", "left"}});
  const char* hanging = marker == Marker::kParenthesizedNumber ? "567" : "425";
  AddElement(AddElement(level, "w:pPr"), "w:ind", {{"w:left", "709"}, {"w:hanging", hanging}});
}

void AddField(pugi::xml_node paragraph, const char* instruction) {
  const auto mark = [&](const char* type) {
    AddElement(AddElement(paragraph, "w:r"), "w:fldChar", {{"w:fldCharType", type}});
  };
  mark("begin");
  AddElement(AddElement(paragraph, "w:r"), "w:instrText", {{"xml:space", "preserve"}})
      .text()
      .set(instruction);
  mark("separate");
  AddElement(AddElement(paragraph, "w:r"), "w:t").text().set("1");
  mark("end");
}

void AddPlainRun(pugi::xml_node paragraph, const std::string& text) {
  AddElement(AddElement(paragraph, "w:r"), "w:t", {{"xml:space", "preserve"}})
      .text()
      .set(text.c_str());
}

}  // namespace

PageLayout LayoutOf(bool landscape) {
  if (landscape) return {16838, 11906, 1417, 1134, 1134, 1134};
  return {11906, 16838, 1417, 1134, 1134, 1701};
}

std::string ContentTypesXml() { return absl::StrCat(kHead, kContentTypes); }

std::string PackageRelationshipsXml() { return absl::StrCat(kHead, kPackageRelationships); }

std::string CorePropertiesXml(const Document& document) {
  pugi::xml_document xml;
  pugi::xml_node root = AddElement(
      xml, "cp:coreProperties",
      {{"xmlns:cp", "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"},
       {"xmlns:dc", "http://purl.org/dc/elements/1.1/"}});
  AddElement(root, "dc:title")
      .text()
      .set(Writable(InDigits(document.title, document.digits)).c_str());
  AddElement(root, "dc:language")
      .text()
      .set(document.language == Language::kThai ? "th-TH" : "en-US");
  return XmlText(xml);
}

std::string DocumentRelationshipsXml(size_t pictures) {
  pugi::xml_document xml;
  pugi::xml_node root = AddElement(xml, "Relationships", {{"xmlns", kRelationships}});
  AddRelationship(root, "rIdStyles", "styles", "styles.xml");
  AddRelationship(root, "rIdNumbering", "numbering", "numbering.xml");
  AddRelationship(root, "rIdSettings", "settings", "settings.xml");
  AddRelationship(root, "rIdFonts", "fontTable", "fontTable.xml");
  AddRelationship(root, FooterId(false), "footer", "footer1.xml");
  AddRelationship(root, FooterId(true), "footer", "footer2.xml");
  for (size_t picture = 1; picture <= pictures; ++picture) {
    AddRelationship(root, PictureId(picture), "image",
                    absl::StrCat("media/chart", picture, ".png"));
  }
  return XmlText(xml);
}

std::string StylesXml() { return MainPart("styles", kStyles); }

std::string FontTableXml() { return MainPart("fonts", kFonts); }

std::string SettingsXml() { return MainPart("settings", kSettings); }

std::string NumberingXml(const std::vector<ListUse>& lists, Digits digits) {
  pugi::xml_document xml;
  pugi::xml_node root = AddElement(xml, "w:numbering", {{"xmlns:w", kMain}});
  for (const Marker marker : {Marker::kBullet, Marker::kNumber, Marker::kParenthesizedNumber}) {
    AddListForm(root, marker, digits);
  }
  int number = 0;
  for (const ListUse& list : lists) {
    pugi::xml_node use = AddElement(root, "w:num", {{"w:numId", absl::StrCat(++number)}});
    AddElement(use, "w:abstractNumId", {{"w:val", absl::StrCat(static_cast<int>(list.marker))}});
    pugi::xml_node level = AddElement(use, "w:lvlOverride", {{"w:ilvl", "0"}});
    AddElement(level, "w:startOverride", {{"w:val", absl::StrCat(list.first)}});
  }
  return XmlText(xml);
}

std::string FooterXml(const Document& document, bool landscape) {
  pugi::xml_document xml;
  pugi::xml_node paragraph = AddElement(AddElement(xml, "w:ftr", {{"xmlns:w", kMain}}), "w:p");
  pugi::xml_node properties = AddElement(paragraph, "w:pPr");
  AddElement(properties, "w:pStyle", {{"w:val", "Footer"}});
  AddElement(AddElement(properties, "w:tabs"), "w:tab",
             {{"w:val", "right"}, {"w:pos", absl::StrCat(LayoutOf(landscape).text_width())}});
  AddPlainRun(paragraph, Writable(InDigits(document.footer, document.digits)));
  AddElement(AddElement(paragraph, "w:r"), "w:tab");
  AddPlainRun(paragraph, document.language == Language::kThai ? "หน้า " : "Page ");
  AddField(paragraph, " PAGE ");
  return XmlText(xml);
}

std::string FooterId(bool landscape) { return landscape ? "rIdFooter2" : "rIdFooter1"; }

std::string PictureId(size_t picture) { return absl::StrCat("rIdChart", picture); }

}  // namespace sucharit::document
