// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "server/document/document.h"

namespace sucharit {

// Which files are wanted.
struct ReportFormats {
  bool html = true;
  bool pdf = true;
  bool docx = true;
};

struct WrittenReport {
  std::vector<std::string> files;  // Paths, each whole.

  // The first thing that went wrong. A format that fails keeps no other from being written: the
  // errors of WriteHtml, WriteDocx, HtmlToPdf (`REASON_PROGRAM_MISSING` without weasyprint) and
  // WriteFileAtomically.
  absl::Status status;
};

// Writes report.html, report.docx and report.pdf into `folder`, which is made if it isn't there.
// Thread-safe.
WrittenReport WriteReportFiles(const document::Document& report, const ReportFormats& formats,
                               const std::string& folder);

}  // namespace sucharit
