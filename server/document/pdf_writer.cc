// SPDX-License-Identifier: Apache-2.0
#include "server/document/pdf_writer.h"

#include <cstdlib>
#include <filesystem>
#include <system_error>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/files/files.h"
#include "common/status/reason.h"
#include "common/status/status_macros.h"
#include "server/document/run_program.h"
#include "server/document/searchable_thai.h"

namespace sucharit::document {
namespace {

constexpr size_t kLargestPdf = size_t{256} << 20;

// A folder that only this user can read, removed with all it holds.
class PrivateFolder {
 public:
  static absl::StatusOr<PrivateFolder> Make() {
    std::error_code error;
    std::string path = (std::filesystem::temp_directory_path(error) / "sucharit-XXXXXX").string();
    if (error || mkdtemp(path.data()) == nullptr) {
      return Refused(absl::StatusCode::kPermissionDenied, v1::REASON_STORAGE_NOT_WRITABLE,
                     "can't make a temporary folder", path);
    }
    return PrivateFolder(std::move(path));
  }
  PrivateFolder(PrivateFolder&& other) noexcept : path_(std::move(other.path_)) {
    other.path_.clear();
  }
  PrivateFolder& operator=(PrivateFolder&&) = delete;
  PrivateFolder(const PrivateFolder&) = delete;
  PrivateFolder& operator=(const PrivateFolder&) = delete;
  ~PrivateFolder() {
    std::error_code ignored;
    if (!path_.empty()) std::filesystem::remove_all(path_, ignored);
  }

  const std::string& path() const { return path_; }

 private:
  explicit PrivateFolder(std::string path) : path_(std::move(path)) {}

  std::string path_;
};

// Nothing of this process's environment but where programs are. Dates in the file come from
// SOURCE_DATE_EPOCH; the proxy is an address where nobody answers, so nothing can be fetched.
// Python loads sitecustomize.py from PYTHONPATH before the program.
std::vector<std::string> EnvironmentIn(const std::string& folder) {
  const char* path = std::getenv("PATH");
  return {"LANG=C.UTF-8",
          "SOURCE_DATE_EPOCH=0",
          "PYTHONHASHSEED=0",
          "PYTHONDONTWRITEBYTECODE=1",
          "http_proxy=127.0.0.1:9",
          "https_proxy=127.0.0.1:9",
          absl::StrCat("PYTHONPATH=", folder),
          absl::StrCat("HOME=", folder),
          absl::StrCat("TMPDIR=", folder),
          absl::StrCat("PATH=", path == nullptr ? "/usr/bin:/bin" : path)};
}

}  // namespace

absl::StatusOr<std::string> HtmlToPdf(absl::string_view html, absl::Duration time_limit) {
  ASSIGN_OR_RETURN(const PrivateFolder folder, PrivateFolder::Make());
  const std::string from = folder.path() + "/document.html";
  const std::string to = folder.path() + "/document.pdf";
  RETURN_IF_ERROR(WriteFileAtomically(from, html, 0600));
  RETURN_IF_ERROR(
      WriteFileAtomically(folder.path() + "/sitecustomize.py", SearchableThaiScript(), 0600));
  RETURN_IF_ERROR(RunProgram(
      {.program = "weasyprint",
       .arguments = {"--quiet", "--encoding", "utf-8", "--pdf-identifier", "sucharit", from, to},
       .environment = EnvironmentIn(folder.path()),
       .package = "weasyprint",
       .time_limit = time_limit}));
  absl::StatusOr<std::string> pdf = ReadWholeFile(to, kLargestPdf);
  if (!pdf.ok()) {
    return Refused(absl::StatusCode::kInternal, v1::REASON_PROGRAM_FAILED, "wrote no file",
                   "weasyprint");
  }
  return pdf;
}

}  // namespace sucharit::document
