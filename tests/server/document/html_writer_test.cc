// SPDX-License-Identifier: Apache-2.0
#include "server/document/html_writer.h"

#include <gmock/gmock.h>

#include "tests/server/document/sample_document.h"
#include "tests/testing/status_matchers.h"

namespace sucharit::document {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

Document With(Block block) {
  return {.title = "รายงาน", .sections = {{.blocks = {std::move(block)}}}};
}

std::string Html(const Document& document) {
  const auto html = WriteHtml(document);
  EXPECT_THAT(html, testing::IsOk());
  return html.value_or("");
}

TEST(HtmlWriterTest, NeedsNothingFromOutside) {
  const std::string html = Html(SampleDocument());

  EXPECT_THAT(html, StartsWith("<!DOCTYPE html>"));
  EXPECT_THAT(html, Not(HasSubstr("<script")));
  EXPECT_THAT(html, Not(HasSubstr(" src=")));
  EXPECT_THAT(html, Not(HasSubstr("href")));
  EXPECT_THAT(html, Not(HasSubstr("url(")));
  EXPECT_THAT(html, HasSubstr("default-src 'none'"));
}

TEST(HtmlWriterTest, EscapesWhatComesFromOutside) {
  Document document = With(Paragraph{.text = "<script>alert(\"1\")</script> & 'x'"});
  document.title = "</title><script>";
  document.footer = "</style>'; } <b>";

  const std::string html = Html(document);

  EXPECT_THAT(html,
              HasSubstr("&lt;script&gt;alert(&quot;๑&quot;)&lt;/script&gt; &amp; &#39;x&#39;"));
  EXPECT_THAT(html, HasSubstr("<title>&lt;/title&gt;&lt;script&gt;</title>"));
  EXPECT_THAT(html, Not(HasSubstr("</style>'")));
  EXPECT_THAT(html, Not(HasSubstr("<script")));
}

TEST(HtmlWriterTest, LeavesOutWhatNoFileMayHold) {
  const std::string html =
      Html(With(Paragraph{.text = std::string("ก\x01\x7F\tข\xFFค\xED\xA0\x80\0ง", 15)}));

  EXPECT_THAT(html, HasSubstr("<p>ก ข\xEF\xBF\xBDค"));
  EXPECT_THAT(html, Not(HasSubstr("\x01")));
  EXPECT_THAT(html, Not(HasSubstr("\xED\xA0\x80")));
}

TEST(HtmlWriterTest, SaysTheLanguageAndTheStructure) {
  const std::string html = Html(SampleDocument());

  EXPECT_THAT(html, HasSubstr("<html lang=\"th\">"));
  EXPECT_THAT(html, HasSubstr("<h1>รายงานการวิเคราะห์"));
  EXPECT_THAT(html, HasSubstr("<h2>๑. ผลการประเมิน"));
  EXPECT_THAT(html, HasSubstr("<h3>แยกเป็นประเด็น"));
  EXPECT_THAT(html, HasSubstr("<ol class=\"brackets\">"));
  EXPECT_THAT(html, HasSubstr("<section class=\"wide\">"));
  EXPECT_THAT(html, HasSubstr("<caption>คะแนนรายตัวชี้วัด</caption>"));
}

TEST(HtmlWriterTest, GivesTablesHeadsThatAScreenReaderNames) {
  const std::string html = Html(SampleDocument());

  EXPECT_THAT(html, HasSubstr("<thead>\n<tr><th scope=\"col\">เครื่องมือ</th>"));
  EXPECT_THAT(html, HasSubstr("<th scope=\"col\" colspan=\"2\">"));
  EXPECT_THAT(html, HasSubstr("<tr class=\"within\"><th scope=\"colgroup\" colspan=\"3\">"));
  EXPECT_THAT(html, HasSubstr("<th scope=\"row\">O10</th>"));
  EXPECT_THAT(html, HasSubstr("<td rowspan=\"3\">"));
  EXPECT_THAT(html, HasSubstr("<td class=\"center\">๙๒.๖๘</td>"));
}

TEST(HtmlWriterTest, TellsFiguresToThoseWhoCannotSeeThem) {
  const std::string html = Html(SampleDocument());

  EXPECT_THAT(html, HasSubstr("<div role=\"img\" aria-label=\"ตัวชี้วัดที่ ๑๐ ได้คะแนนสูงสุด ๑๐๐\"><svg "));
  EXPECT_THAT(
      html, HasSubstr("<details><summary>ตัวเลขในแผนภูมินี้</summary>\n<div class=\"scroll\"><table>"));
}

TEST(HtmlWriterTest, WritesArabicDigitsWhereAskedFor) {
  Document document = SampleDocument();
  document.digits = Digits::kArabic;

  const std::string html = Html(document);

  EXPECT_THAT(html, HasSubstr("(1) กระบวนการ"));
  EXPECT_THAT(html, HasSubstr("<td class=\"center\">92.68</td>"));
  EXPECT_THAT(html, Not(HasSubstr("๙")));
}

TEST(HtmlWriterTest, KeepsVerbatimDigits) {
  EXPECT_THAT(Html(With(Paragraph{.text = Text("ข้อ 5 ").AddVerbatim("รหัส 5")})),
              HasSubstr("ข้อ ๕ รหัส 5"));
}

TEST(HtmlWriterTest, GivesTheSameBytesTwice) {
  EXPECT_EQ(Html(SampleDocument()), Html(SampleDocument()));
}

TEST(HtmlWriterTest, FailsForATableWhoseCellsDoNotFit) {
  const Table short_row{.widths = {0.5, 0.5}, .rows = {{.cells = {"a"}}}};
  const Table long_row{.widths = {1}, .rows = {{.cells = {"a", "b"}}}};
  const Table wide_cell{.widths = {1}, .rows = {{.cells = {Cell("a").Over(2)}}}};
  const Table deep_cell{.widths = {1}, .rows = {{.cells = {Cell("a").Over(1, 2)}}}};
  const Table no_widths{.rows = {{.cells = {"a"}}}};

  for (const Table& table : {short_row, long_row, wide_cell, deep_cell, no_widths}) {
    EXPECT_THAT(WriteHtml(With(table)), testing::StatusIs(absl::StatusCode::kInternal));
  }
}

}  // namespace
}  // namespace sucharit::document
