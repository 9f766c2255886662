// SPDX-License-Identifier: Apache-2.0
#include "tests/server/document/read_back.h"

#include <gtest/gtest.h>
#include <zip.h>

#include <cstdlib>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "server/document/run_program.h"
#include "tests/testing/status_matchers.h"
#include "tests/testing/temporary_folder.h"

namespace sucharit::document {
namespace {

void Run(const testing::TemporaryFolder& folder, const std::string& program,
         std::vector<std::string> arguments) {
  const char* path = std::getenv("PATH");
  ASSERT_THAT(RunProgram({.program = program,
                          .arguments = std::move(arguments),
                          .environment = {absl::StrCat("PATH=", path == nullptr ? "" : path),
                                          absl::StrCat("HOME=", folder.path()), "LANG=C.UTF-8"},
                          .package = program}),
              testing::IsOk());
}

// Converts "document.docx" in `folder`, with a profile of its own so that tests may run at once.
void ConvertDocx(const testing::TemporaryFolder& folder, absl::string_view docx,
                 const std::string& format) {
  const std::string from = folder.Write("document.docx", docx);
  Run(folder, "soffice",
      {absl::StrCat("-env:UserInstallation=file://", folder.path(), "/profile"), "--headless",
       "--convert-to", format, "--outdir", folder.path(), from});
}

}  // namespace

std::string WithoutBlanks(absl::string_view text) {
  std::string result;
  for (const char letter : text) {
    if (!absl::ascii_isspace(static_cast<unsigned char>(letter))) result.push_back(letter);
  }
  return result;
}

std::string TextOfPdf(absl::string_view pdf) {
  const testing::TemporaryFolder folder;
  const std::string from = folder.Write("document.pdf", pdf);
  Run(folder, "pdftotext", {"-raw", "-enc", "UTF-8", from, folder.File("document.txt")});
  return WithoutBlanks(testing::ReadFile(folder.File("document.txt")));
}

std::string TextOfDocx(absl::string_view docx) {
  const testing::TemporaryFolder folder;
  ConvertDocx(folder, docx, "txt:Text (encoded):UTF8");
  return WithoutBlanks(testing::ReadFile(folder.File("document.txt")));
}

int PagesOfDocx(absl::string_view docx) {
  const testing::TemporaryFolder folder;
  ConvertDocx(folder, docx, "pdf");
  Run(folder, "pdftotext", {folder.File("document.pdf"), folder.File("document.txt")});
  int pages = 0;
  for (const char letter : testing::ReadFile(folder.File("document.txt"))) {
    if (letter == '\f') ++pages;
  }
  return pages;
}

std::map<std::string, std::string> PartsOfArchive(absl::string_view archive) {
  std::map<std::string, std::string> parts;
  zip_source_t* source = zip_source_buffer_create(archive.data(), archive.size(), 0, nullptr);
  zip_t* zip = zip_open_from_source(source, ZIP_RDONLY | ZIP_CHECKCONS, nullptr);
  if (zip == nullptr) {
    zip_source_free(source);
    ADD_FAILURE() << "not a ZIP archive";
    return parts;
  }
  for (zip_int64_t i = 0; i < zip_get_num_entries(zip, 0); ++i) {
    const auto index = static_cast<zip_uint64_t>(i);
    zip_stat_t info;
    zip_stat_index(zip, index, 0, &info);
    std::string bytes(info.size, '\0');
    zip_file_t* file = zip_fopen_index(zip, index, 0);
    EXPECT_EQ(zip_fread(file, bytes.data(), bytes.size()), static_cast<zip_int64_t>(info.size));
    zip_fclose(file);
    parts[info.name] = bytes;
  }
  zip_discard(zip);
  return parts;
}

}  // namespace sucharit::document
