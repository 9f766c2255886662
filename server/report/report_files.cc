// SPDX-License-Identifier: Apache-2.0
#include "server/report/report_files.h"

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "common/files/files.h"
#include "server/document/docx_writer.h"
#include "server/document/html_writer.h"
#include "server/document/pdf_writer.h"

namespace sucharit {
namespace {

// Keeps what was written and the first error.
void Put(const absl::StatusOr<std::string>& bytes, const std::string& path,
         WrittenReport& written) {
  absl::Status status = bytes.status();
  if (status.ok()) status = WriteFileAtomically(path, *bytes);
  if (status.ok()) written.files.push_back(path);
  written.status.Update(status);
}

}  // namespace

WrittenReport WriteReportFiles(const document::Document& report, const ReportFormats& formats,
                               const std::string& folder) {
  WrittenReport written;
  written.status = MakeFolder(folder);
  if (!written.status.ok()) return written;
  const auto html = document::WriteHtml(report);
  if (formats.html) Put(html, absl::StrCat(folder, "/report.html"), written);
  if (formats.docx) {
    Put(document::WriteDocx(report), absl::StrCat(folder, "/report.docx"), written);
  }
  if (!formats.pdf) return written;
  if (!html.ok()) {
    written.status.Update(html.status());
  } else {
    Put(document::HtmlToPdf(*html), absl::StrCat(folder, "/report.pdf"), written);
  }
  return written;
}

}  // namespace sucharit
