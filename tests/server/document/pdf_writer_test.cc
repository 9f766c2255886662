// SPDX-License-Identifier: Apache-2.0
#include "server/document/pdf_writer.h"

#include <gmock/gmock.h>
#include <sys/stat.h>

#include <cstdlib>

#include "server/document/html_writer.h"
#include "tests/server/document/read_back.h"
#include "tests/server/document/sample_document.h"
#include "tests/testing/status_matchers.h"
#include "tests/testing/temporary_folder.h"

namespace sucharit::document {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;

// PATH as it was before, whatever a test makes of it.
class PdfWriterTest : public ::testing::Test {
 protected:
  PdfWriterTest() : path_(std::getenv("PATH")) {}
  ~PdfWriterTest() override { setenv("PATH", path_.c_str(), 1); }

  // Only `programs_` is searched, and weasyprint there is this script.
  void ReplaceProgram(const std::string& script) {
    const std::string file = programs_.Write("weasyprint", "#!/bin/sh\n" + script);
    ASSERT_EQ(chmod(file.c_str(), 0700), 0);
    SearchOnlyOwnPrograms();
  }

  void SearchOnlyOwnPrograms() { setenv("PATH", programs_.path().c_str(), 1); }

 private:
  std::string path_;
  testing::TemporaryFolder programs_;
};

TEST_F(PdfWriterTest, MakesPagesWhoseThaiTextCanBeSearched) {
  const std::string html = *WriteHtml(SampleDocument());

  const auto pdf = HtmlToPdf(html);

  ASSERT_THAT(pdf, testing::IsOk());
  EXPECT_THAT(*pdf, StartsWith("%PDF-"));
  const std::string text = TextOfPdf(*pdf);
  EXPECT_THAT(text, HasSubstr(WithoutBlanks("กระบวนการปฏิบัติงานที่โปร่งใสและมีประสิทธิภาพ")));
  EXPECT_THAT(text, HasSubstr("แผนยุทธศาสตร์หรือแผนพัฒนาหน่วยงาน"));
  EXPECT_THAT(text, HasSubstr("๙๓.๙๓"));
  EXPECT_THAT(text, HasSubstr("แต่งตั้งคณะทำงานจัดทำคู่มือ"));
  EXPECT_THAT(text, HasSubstr("ตัวชี้วัดที่๑"));
  EXPECT_THAT(text, HasSubstr("หน้า๑/"));
}

TEST_F(PdfWriterTest, KeepsThaiMarksWholeAndInOrder) {
  const auto pdf = HtmlToPdf(
      "<html lang=th><meta charset=utf-8><p style='font-family:Laksaman'>ผู้ คู่ ทำ น้ำ ต่ำ มา ท่า น้า "
      "จำนำ ซ้ำ "
      "อยู่ ป้า ฝั่ง ปู่ ญี่ปุ่น ก๊ำ <b>ผู้นำ</b></p>");

  ASSERT_THAT(pdf, testing::IsOk());
  EXPECT_EQ(TextOfPdf(*pdf), WithoutBlanks("ผู้ คู่ ทำ น้ำ ต่ำ มา ท่า น้า จำนำ ซ้ำ อยู่ ป้า ฝั่ง ปู่ ญี่ปุ่น ก๊ำ ผู้นำ"));
}

TEST_F(PdfWriterTest, GivesTheSameBytesTwice) {
  const std::string html = *WriteHtml(SampleDocument());

  const auto first = HtmlToPdf(html);
  const auto second = HtmlToPdf(html);

  ASSERT_THAT(first, testing::IsOk());
  ASSERT_THAT(second, testing::IsOk());
  EXPECT_TRUE(*first == *second);
}

TEST_F(PdfWriterTest, NamesTheProgramThatIsMissing) {
  SearchOnlyOwnPrograms();

  EXPECT_THAT(HtmlToPdf("<p>x"), testing::IsRefusedFor(v1::REASON_PROGRAM_MISSING, "weasyprint"));
}

TEST_F(PdfWriterTest, NamesTheProgramThatFailsAndWhatItSaid) {
  ReplaceProgram("echo 'no such font' >&2\nexit 3\n");

  const auto pdf = HtmlToPdf("<p>x");

  EXPECT_THAT(pdf, testing::IsRefusedFor(v1::REASON_PROGRAM_FAILED, "weasyprint"));
  EXPECT_THAT(std::string(pdf.status().message()), HasSubstr("no such font"));
}

TEST_F(PdfWriterTest, StopsAProgramThatTakesTooLong) {
  ReplaceProgram("/usr/bin/tail -f /dev/null\n");

  EXPECT_THAT(HtmlToPdf("<p>x", absl::Milliseconds(100)),
              testing::IsRefused(absl::StatusCode::kDeadlineExceeded, v1::REASON_PROGRAM_FAILED));
}

TEST_F(PdfWriterTest, FailsIfTheProgramWroteNoFile) {
  ReplaceProgram("exit 0\n");

  EXPECT_THAT(HtmlToPdf("<p>x"), testing::IsRefusedFor(v1::REASON_PROGRAM_FAILED, "weasyprint"));
}

}  // namespace
}  // namespace sucharit::document
